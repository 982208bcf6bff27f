import type { Edit } from '../exchange/model.js';
import { unwrapped, type Node } from '../syntax/ast.js';
import { writtenKeyOf } from '../syntax/keys.js';
import { fieldProperty } from './spelling.js';

/** The options of a response with that status in them. */
export function statusInInit(init: Node, status: number, textOf: (node: Node) => string): Edit | null {
  if (init.type !== 'ObjectExpression') return null;
  const written = init.properties.find((each) => each.type === 'Property' && writtenKeyOf(each) === 'status');
  if (written?.type === 'Property') return { node: written.value, text: String(status) };
  if (init.properties.some((each) => each.type === 'SpreadElement')) return null;
  const [first] = init.properties;
  return first
    ? { node: first, text: `status: ${status}, ${textOf(first)}` }
    : { node: init, text: `{ status: ${status} }` };
}

/** A call that takes a body and then options, spelled so that its response carries that status. */
export function editInit(made: Node, status: number, textOf: (node: Node) => string): Edit | null {
  const node = unwrapped(made);
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  const [content, init, ...others] = node.arguments;
  if (others.length > 0 || content?.type === 'SpreadElement') return null;
  if (init) return statusInInit(init, status, textOf);
  return content ? { node: content, text: `${textOf(content)}, { status: ${status} }` } : null;
}

/** A call that takes a body and then options, spelled so that its response carries that field. */
export function fieldInInit(made: Node, name: string, value: string, textOf: (node: Node) => string): Edit | null {
  const node = unwrapped(made);
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  const [content, init, ...others] = node.arguments;
  if (!content || others.length > 0 || content.type === 'SpreadElement') return null;
  const added = fieldProperty(name, value);
  if (!init) return { node: content, text: `${textOf(content)}, { headers: { ${added} } }` };
  if (init.type !== 'ObjectExpression') return null;
  const headers = init.properties.find((each) => each.type === 'Property' && writtenKeyOf(each) === 'headers');
  if (headers?.type !== 'Property') return withLast(init, `headers: { ${added} }`, textOf);
  return headers.value.type === 'ObjectExpression' ? withLast(headers.value, added, textOf) : null;
}

/** An object with one more property at its end. */
function withLast(
  object: Extract<Node, { type: 'ObjectExpression' }>,
  property: string,
  textOf: (node: Node) => string,
): Edit {
  const last = object.properties.at(-1);
  return last ? { node: last, text: `${textOf(last)}, ${property}` } : { node: object, text: `{ ${property} }` };
}

/** What makes a response, spelled so that it has no content: `null` is the only body that is none. */
export function withNullBody(made: Node, textOf: (node: Node) => string): Edit | null {
  const node = unwrapped(made);
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  const [content, init] = node.arguments;
  if (!content || content.type === 'SpreadElement') return null;
  if (node.type === 'NewExpression') return { node: content, text: 'null' };
  const callee = unwrapped(node.callee);
  if (callee.type !== 'MemberExpression' || !init) return null;
  return { node, text: `new ${textOf(callee.object)}(null, ${textOf(init)})` };
}
