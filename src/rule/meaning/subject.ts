import { unwrapped, type Call, type Node, type SourceCode } from '../../syntax/ast.js';
import { sourceOf } from './source.js';
import { COUNTS, REQUESTS } from './vocabulary.js';
import { lastNameOf, namesOf, wayOf } from './way.js';

/** The name of what is tested, which is that of the property where a variable holds one: `isAdmin` for `can` after `const { isAdmin: can } = user`. */
export function nameOf(node: Node, sourceCode: SourceCode): string {
  return wayOf(node, sourceCode)?.at(-1) ?? lastNameOf(node);
}

/** Whether a flag is one of somebody: `user.isAdmin`, `isAdmin`. */
export function isOfSomebody(node: Node, sourceCode: SourceCode): boolean {
  const chain = wayOf(node, sourceCode);
  return (
    chain !== null &&
    (chain.length === 1 ||
      chain.slice(0, -1).some((part) => /user|member|account|session|auth|self|^me$|principal/i.test(part)))
  );
}

/** Whether the node is the number of rows that a write has met. */
export function isCounted(node: Node): boolean {
  return node.type === 'MemberExpression' && COUNTS.has(lastNameOf(node)) && lastNameOf(node) !== 'count';
}

/** Whether an expression is the type of the content, by the field that it is read from or by its name. */
export function isMediaType(node: Node, sourceCode: SourceCode): boolean {
  const source = sourceOf(node, sourceCode);
  if (source?.is !== 'input' || source.part !== 'headers') return false;
  return /content-?type/i.test(`${source.path.join('.')} ${sourceCode.getText(unwrapped(node))}`);
}

/** Whether a call asks the request itself for the type of its content: `req.is('json')`. */
export function asksMediaType({ callee, arguments: [first] }: Call, sourceCode: SourceCode): boolean {
  const way = wayOf(callee, sourceCode);
  return (
    way?.at(-1) === 'is' &&
    first !== undefined &&
    way.length > 1 &&
    way.slice(0, -1).every((each) => REQUESTS.has(each))
  );
}

/** Whether the expression is the method of the request. */
export function isMethod(written: Node, sourceCode: SourceCode): boolean {
  const subject = withoutCase(written);
  return [namesOf(subject), wayOf(subject, sourceCode)].some(isMethodOfRequest);
}

function isMethodOfRequest(chain: readonly string[] | null): boolean {
  return chain !== null && chain.length >= 2 && chain.at(-1) === 'method' && REQUESTS.has(chain[0] ?? '');
}

function withoutCase(written: Node): Node {
  const node = unwrapped(written);
  if (node.type !== 'CallExpression') return node;
  const callee = unwrapped(node.callee);
  return callee.type === 'MemberExpression' && /^to(?:Upper|Lower)Case$/.test(lastNameOf(callee))
    ? unwrapped(callee.object)
    : node;
}

/** What is compared, without what makes a text or a number of it. */
export function withoutConversion(written: Node): Node {
  const node = unwrapped(written);
  if (node.type !== 'CallExpression') return node;
  const callee = unwrapped(node.callee);
  if (callee.type === 'MemberExpression' && lastNameOf(callee) === 'toString') return unwrapped(callee.object);
  const [only] = node.arguments;
  return callee.type === 'Identifier' && /^(?:String|Number|parseInt)$/.test(callee.name) && only
    ? unwrapped(only)
    : node;
}
