import { unwrapped, type Node } from '../../syntax/ast.js';
import { originOf, variableOf } from '../../syntax/bindings.js';
import { keyOf } from '../../syntax/static-value.js';
import type { State } from '../state/state.js';
import { SOCKET } from '../walking/unseen.js';
import type { Walk } from '../walking/walk.js';
import { read } from './reading.js';

/** Whether an expression is the request, the response, or the socket of one. */
export function isConnection(node: Node, state: State, walk: Walk): boolean {
  return isSocket(node, state, walk) || isEnd(node, state, walk);
}

/** Whether an expression is the socket of the request or the response: `req.socket`, or what was taken out of it. */
export function isSocket(written: Node, state: State, walk: Walk): boolean {
  const node = unwrapped(written);
  if (node.type === 'MemberExpression')
    return SOCKET.test(keyOf(node, walk.file.sourceCode) ?? '') && isEnd(node.object, state, walk);
  const variable = node.type === 'Identifier' ? variableOf(node, walk.file.sourceCode) : null;
  const origin = variable && originOf(variable);
  if (!origin || origin.path.length > 1) return false;
  const [key] = origin.path;
  return key === undefined
    ? origin.node.type === 'MemberExpression' && isSocket(origin.node, state, walk)
    : SOCKET.test(key) && isEnd(origin.node, state, walk);
}

function isEnd(node: Node, state: State, walk: Walk): boolean {
  const { is } = read(node, state, walk);
  return is === 'request' || is === 'response';
}

/** Whether a test is true when the client has gone, or the work for it was called off: nobody waits for an answer then. */
export function asksIfGone(written: Node, state: State, walk: Walk): boolean {
  const node = unwrapped(written);
  if (node.type === 'CallExpression')
    return node.arguments.length === 0 && /(?:Aborted|Disconnected)$/.test(nameOf(node.callee, walk));
  if (node.type === 'Identifier') return /(?:aborted|disconnected)$/i.test(node.name);
  if (node.type !== 'MemberExpression') return false;
  const key = nameOf(node, walk);
  if (key === 'aborted') return /signal$/i.test(nameOf(node.object, walk)) || isConnection(node.object, state, walk);
  return (key === 'destroyed' || key === 'closed') && isConnection(node.object, state, walk);
}

/** The last name of an expression; nothing where it has none. */
function nameOf(written: Node, walk: Walk): string {
  const node = unwrapped(written);
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? (keyOf(node, walk.file.sourceCode) ?? '') : '';
}
