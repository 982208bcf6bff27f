import type { Contract, DeclaredStatus } from '../../exchange/model.js';
import { codeOfPhrase } from '../../http/statuses.js';
import type { SourceCode } from '../../syntax/ast.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { contractOf, shared, type Declared } from '../finding/contracts.js';
import { propertyOf } from '../finding/options.js';
import type { Decorator } from '../finding/decorators.js';

/** `@ApiResponse({ status: 404 })`, `@ApiNotFoundResponse()` and the like, of `@nestjs/swagger`. */
const RESPONSE = /^Api(\w*)Response$/;
/** Decorators of the project's own that may stand for some of these. */
const MAY_DESCRIBE = /api|doc|openapi|response|swagger/i;

/** What the decorators of a method and of its class say that it answers with; null where they say nothing, or something that cannot be read. */
export function describedIn(
  ofMethod: readonly Decorator[],
  ofClass: readonly Decorator[],
  sourceCode: SourceCode,
): Contract | null {
  return contractOf([...declaredIn(ofMethod, sourceCode), ...shared(declaredIn(ofClass, sourceCode))], '@ApiResponse');
}

function declaredIn(decorators: readonly Decorator[], sourceCode: SourceCode): Declared {
  return decorators.flatMap((each): Declared => {
    const { source, name } = each;
    if (source === null) return MAY_DESCRIBE.test(name) ? [null] : [];
    return source === '@nestjs/swagger' && RESPONSE.test(name) ? [declaredBy(each, sourceCode)] : [];
  });
}

function declaredBy({ name, call }: Decorator, sourceCode: SourceCode): DeclaredStatus | null {
  const [, phrase = ''] = RESPONSE.exec(name) ?? [];
  if (phrase === 'Default') return { status: 'default', node: call };
  if (phrase !== '') {
    const code = codeOfPhrase(phrase.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' '));
    return code === null ? null : { status: String(code), node: call };
  }
  const [options] = call.arguments;
  const given = propertyOf(options, 'status', sourceCode);
  if (!given) return options?.type === 'ObjectExpression' ? { status: 'default', node: call } : null;
  const value = staticValueOf(given, sourceCode)?.value;
  return value === undefined ? null : { status: String(value), node: call };
}
