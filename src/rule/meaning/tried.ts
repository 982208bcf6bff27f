import { isFunction, type Node, type SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { childrenOf } from '../../syntax/children.js';
import { ANSWERING } from './vocabulary.js';

/** Whether what was tried waits for something, and touches nothing that the request could have brought. */
export function triesWithoutRequest(tried: Node, sourceCode: SourceCode): boolean {
  const nodes = everythingIn(tried, sourceCode);
  return (
    (tried.type !== 'BlockStatement' || nodes.some(({ type }) => type === 'AwaitExpression')) &&
    nodes.every((node) => node.type !== 'Identifier' || !isOfHandler(node, tried, sourceCode)) &&
    nodes.every(({ type }) => type !== 'ThrowStatement')
  );
}

/** Whether what was tried checks a signed token. */
export function triesToken(tried: Node, sourceCode: SourceCode): boolean {
  const nodes = everythingIn(tried, sourceCode);
  return (
    /\b(?:jwt|jsonwebtoken|jose|JWT)\.\w*verify\w*\(|\b(?:jwtVerify|verify(?:Access|Auth|Id|Jwt|JWT)Token|verifyJ[Ww][Tt])\(/.test(
      sourceCode.getText(tried),
    ) && nodes.every(({ type }) => type !== 'ThrowStatement')
  );
}

function everythingIn(node: Node, sourceCode: SourceCode): readonly Node[] {
  return [node, ...childrenOf(node, sourceCode).flatMap((child) => everythingIn(child, sourceCode))];
}

/** Whether an identifier is a variable of a function around what was tried, which may hold what the request brought. */
function isOfHandler(identifier: Node, tried: Node, sourceCode: SourceCode): boolean {
  const variable = variableOf(identifier, sourceCode);
  if (!variable || variable.defs.length === 0) return false;
  return variable.defs.some(({ name, node, type }) => {
    const isInside = name.range[0] >= tried.range[0] && name.range[1] <= tried.range[1];
    const isLocal = type === 'Parameter' || (variable.scope.type !== 'module' && variable.scope.type !== 'global');
    if (isInside || !isLocal) return false;
    return !(type === 'Parameter' && isFunction(node) && name.type === 'Identifier' && ANSWERING.test(name.name));
  });
}
