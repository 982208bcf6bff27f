import { unwrapped, type Node } from '../../syntax/ast.js';
import { keyOf } from '../../syntax/static-value.js';
import type { State } from '../state/state.js';
import type { Walk } from '../walking/walk.js';
import { read } from './reading.js';

/** Whether an expression is the request, the response, or the socket of one. */
export function isConnection(written: Node, state: State, walk: Walk): boolean {
  const node = unwrapped(written);
  const isSocket =
    node.type === 'MemberExpression' && /^(?:socket|connection|stream)$/.test(keyOf(node, walk.file.sourceCode) ?? '');
  const { is } = read(isSocket ? node.object : node, state, walk);
  return is === 'request' || is === 'response';
}

/** Whether a test is true when the client has gone, or the work for it was called off: nobody waits for an answer then. */
export function asksIfGone(written: Node, state: State, walk: Walk): boolean {
  const node = unwrapped(written);
  if (node.type !== 'MemberExpression') return false;
  const key = keyOf(node, walk.file.sourceCode);
  if (key === 'aborted') return isSignal(node.object, walk) || isConnection(node.object, state, walk);
  return (key === 'destroyed' || key === 'closed') && isConnection(node.object, state, walk);
}

/** Whether an expression is the signal of an `AbortController` by its name. */
function isSignal(written: Node, walk: Walk): boolean {
  const node = unwrapped(written);
  const name =
    node.type === 'Identifier'
      ? node.name
      : node.type === 'MemberExpression'
        ? keyOf(node, walk.file.sourceCode)
        : null;
  return name !== null && /signal$/i.test(name);
}
