import type { TSESTree } from '@typescript-eslint/utils';
import type { Contract, DeclaredStatus } from '../../exchange/model.js';
import type { FunctionNode, Node, SourceCode } from '../../syntax/ast.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { contractOf, shared, type Declared } from '../finding/contracts.js';
import { isOf, type Decorator, type Decorators } from '../finding/decorators.js';

/** The packages that have tsoa's decorators. */
export const PACKAGES: readonly string[] = ['tsoa', '@tsoa/runtime'];

/** The status that `@SuccessResponse` has a method answer with: one that is written, `default` where it names none, or one that cannot be read. */
export type SuccessStatus =
  | { readonly is: 'number'; readonly code: number }
  | { readonly is: 'default' }
  | { readonly is: 'open'; readonly call: Decorator['call'] };

export function successStatusOf({ method }: Decorators, sourceCode: SourceCode): SuccessStatus {
  const found = method.find((each) => isOf(each, PACKAGES, 'SuccessResponse'));
  const [name] = found?.call.arguments ?? [];
  if (!found || !name) return { is: 'default' };
  const value = staticValueOf(name, sourceCode);
  if (!value) return { is: 'open', call: found.call };
  const text = String(value.value);
  return /^\d+$/.test(text) ? { is: 'number', code: Number(text) } : { is: 'default' };
}

/**
 * What a method declares: what it returns, `@Response` on it and on its class, and its responders. Null: nothing but what
 * it returns, or something that cannot be read.
 */
export function describedIn(
  node: FunctionNode,
  decorators: Decorators,
  ofClass: readonly Decorator[],
  sourceCode: SourceCode,
): Contract | null {
  const named = (each: Decorator, name: string): boolean => isOf(each, PACKAGES, name);
  if ([...decorators.method, ...ofClass].some((each) => named(each, 'Hidden'))) return null;
  const success = decorators.method.filter((each) => named(each, 'SuccessResponse'));
  const responses = (all: readonly Decorator[]): Declared =>
    all.filter((each) => named(each, 'Response')).map((each) => declaredBy(each, sourceCode));
  const written = [
    ...success.map((each) => declaredBy(each, sourceCode)),
    ...[...responses(decorators.method)].reverse(),
    ...shared(responses(ofClass)),
    ...node.params.flatMap((each, at) =>
      decorators.parameters[at]?.some((one) => named(one, 'Res')) === true ? declaredByResponder(each) : [],
    ),
  ];
  if (written.length === 0) return null;
  return contractOf([...(success.length > 0 ? [] : returned(node)), ...written], '@Response');
}

/** `@Response(404, …)`, and `@SuccessResponse`, which is that of a 200 where it names none. */
function declaredBy({ call }: Decorator, sourceCode: SourceCode): DeclaredStatus | null {
  const [name] = call.arguments;
  const value = name ? staticValueOf(name, sourceCode) : { value: 200 };
  return value && { status: String(value.value), node: call };
}

/** What a method without `@SuccessResponse` declares by its type: 204 for nothing, else 200, and either where none is written. */
function returned({ returnType }: FunctionNode): Declared {
  const type = returnType && awaited(returnType.typeAnnotation);
  const codes = !type ? ['200', '204'] : isVoid(type) ? ['204'] : ['200'];
  return codes.map((status) => ({ status, node: null }));
}

function awaited(type: TSESTree.TypeNode): TSESTree.TypeNode {
  const isPromise =
    type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Promise';
  return (isPromise && type.typeArguments?.params[0]) || type;
}

function isVoid({ type }: TSESTree.TypeNode): boolean {
  return type === 'TSVoidKeyword' || type === 'TSUndefinedKeyword';
}

/** The codes of a responder, `TsoaResponse<404 | 409, …>`: its name counts, as it does for tsoa. */
function declaredByResponder(parameter: Node): Declared {
  const annotation = parameter.type === 'Identifier' ? parameter.typeAnnotation?.typeAnnotation : undefined;
  const isNamed =
    annotation?.type === 'TSTypeReference' &&
    annotation.typeName.type === 'Identifier' &&
    annotation.typeName.name === 'TsoaResponse';
  const code = isNamed ? annotation.typeArguments?.params[0] : undefined;
  if (!code) return [null];
  return (code.type === 'TSUnionType' ? code.types : [code]).map((each): DeclaredStatus | null => {
    const literal = each.type === 'TSLiteralType' && each.literal.type === 'Literal' ? each.literal.value : null;
    return typeof literal === 'number' ? { status: String(literal), node: each } : null;
  });
}
