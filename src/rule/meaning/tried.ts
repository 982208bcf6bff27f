import { isFunction, type Node, type SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { childrenOf } from '../../syntax/children.js';
import { isLookedAt, type Failure } from './failure.js';
import { sourceOf } from './source.js';
import { PUT_THERE, REQUESTS } from './vocabulary.js';
import { wayOf } from './way.js';

/** Parameters of handlers through which no part of the request comes. */
const RESPONSES = /^_?(?:res|resp|response|reply)$/;

/** Whether nothing that the client has sent can have made something fail, and nobody looks at the error to find out. */
export function isOfServer(failure: Failure, sourceCode: SourceCode): boolean {
  return triesWithoutRequest(failure, sourceCode) && !isLookedAt(failure, sourceCode);
}

/** Whether what was tried waits for something, and touches nothing that the client could have brought. */
function triesWithoutRequest({ tried }: Failure, sourceCode: SourceCode): boolean {
  const nodes = tried.flatMap((each) => everythingIn(each, sourceCode));
  return (
    (tried[0]?.type !== 'BlockStatement' || nodes.some(({ type }) => type === 'AwaitExpression')) &&
    nodes.every(({ type }) => type !== 'ThrowStatement') &&
    !tried.some((each) => touchesRequest(each, tried, sourceCode))
  );
}

/** Whether what was tried checks a signed token. */
export function triesToken({ tried }: Failure, sourceCode: SourceCode): boolean {
  const nodes = tried.flatMap((each) => everythingIn(each, sourceCode));
  return (
    tried.some((each) =>
      /\b(?:jwt|jsonwebtoken|jose|JWT)\.\w*verify\w*(?:\(|$)|\b(?:jwtVerify|verify(?:Access|Auth|Id|Jwt|JWT)Token|verifyJ[Ww][Tt])(?:\(|$)/.test(
        sourceCode.getText(each),
      ),
    ) && nodes.every(({ type }) => type !== 'ThrowStatement')
  );
}

/** A node and all nodes below it, but not those below what `isLeft` to itself. */
function everythingIn(
  root: Node,
  sourceCode: SourceCode,
  isLeft: (node: Node) => boolean = () => false,
): readonly Node[] {
  const found: Node[] = [];
  // Chains of thousands are found in generated code, so they are not followed by recursion.
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isLeft(node)) continue;
    found.push(node);
    for (const child of childrenOf(node, sourceCode)) waiting.push(child);
  }
  return found;
}

/** Whether something in a node may hold what the client has sent: any variable of the function around it may, but who asks is known to the server. */
function touchesRequest(root: Node, tried: readonly Node[], sourceCode: SourceCode): boolean {
  return everythingIn(root, sourceCode, (node) => isServers(node, sourceCode)).some(
    (node) => node.type === 'Identifier' && isOfHandler(node, tried, sourceCode),
  );
}

/** Whether a value is who asks, or something that the server has put on the request. */
function isServers(node: Node, sourceCode: SourceCode): boolean {
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return false;
  const way = wayOf(node, sourceCode) ?? [];
  const [, first = ''] = way.filter((each, at) => at === 0 || !REQUESTS.has(each));
  return sourceOf(node, sourceCode)?.is === 'identity' || (REQUESTS.has(way[0] ?? '') && PUT_THERE.test(first));
}

/** Whether an identifier is a variable of a function around what was tried, which may hold what the request brought. */
function isOfHandler(identifier: Node, tried: readonly Node[], sourceCode: SourceCode): boolean {
  const variable = variableOf(identifier, sourceCode);
  if (!variable || variable.defs.length === 0) return false;
  return variable.defs.some(({ name, node, type }) => {
    const isInside = tried.some((each) => name.range[0] >= each.range[0] && name.range[1] <= each.range[1]);
    const isLocal = type === 'Parameter' || (variable.scope.type !== 'module' && variable.scope.type !== 'global');
    if (isInside || !isLocal) return false;
    return !(type === 'Parameter' && isFunction(node) && name.type === 'Identifier' && RESPONSES.test(name.name));
  });
}
