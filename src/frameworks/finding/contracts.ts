import type { Contract, DeclaredStatus } from '../../exchange/model.js';
import type { Node, SourceCode } from '../../syntax/ast.js';
import { keyOf } from '../../syntax/static-value.js';
import { valueBehind } from './options.js';

/** Statuses that are declared in one place; null for each that cannot be read. */
export type Declared = readonly (DeclaredStatus | null)[];

/** The contract that an object of responses by status makes, as schemas and OpenAPI have it; null where it cannot be read. */
export function contractIn(responses: Node | undefined, name: string, sourceCode: SourceCode): Contract | null {
  return responses ? contractOf(declaredIn(responses, sourceCode), name) : null;
}

/** The statuses that an object of responses has. */
export function declaredIn(responses: Node, sourceCode: SourceCode): Declared {
  const object = valueBehind(responses, sourceCode);
  if (object.type !== 'ObjectExpression') return [null];
  return object.properties.map((each): DeclaredStatus | null => {
    const key = each.type === 'Property' ? keyOf(each, sourceCode) : null;
    return key === null ? null : { status: key, node: each };
  });
}

/** The same statuses, as what several handlers declare together. */
export function shared(declares: Declared): Declared {
  return declares.map((each) => each && { ...each, node: null });
}

/** The contract of all these statuses; null where one of them cannot be read, or there is none. */
export function contractOf(declares: Declared, name: string): Contract | null {
  const known = declares.flatMap((each) => (each && isStatus(each.status) ? [each] : []));
  return known.length === declares.length && known.length > 0 ? { name, declares: known } : null;
}

function isStatus(text: string): boolean {
  return /^(?:[1-5]\d\d|[1-5]xx|default)$/i.test(text);
}
