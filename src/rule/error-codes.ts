import { ancestorsOf, isFunction, unwrapped, type Node, type SourceCode } from '../syntax/ast.js';
import { originOf, variableOf } from '../syntax/bindings.js';
import { writtenKeyOf } from '../syntax/keys.js';

/** A status that is an error's `code` or `errno`. */
export interface ErrorCode {
  readonly node: Node;
  readonly error: Node;
  readonly key: 'code' | 'errno';
}

const ERROR_NAME = /^(?:e|ex|err|error|exc|exception|cause|reason|\w*(?:Err|Error|Exception))$/;

/** Packages whose errors have an HTTP status in their `code`. */
const HTTP_CODES =
  /^(?:@feathersjs\/|@google-cloud\/(?!functions-framework$)|googleapis$|gaxios$|google-auth-library$)/;

/** The errors' codes that a status can come to, as it is written. */
export function errorCodesIn(status: Node, sourceCode: SourceCode): readonly ErrorCode[] {
  const found: ErrorCode[] = [];
  // Chains of thousands are found in generated code, so they are not followed by recursion.
  const waiting = [status];
  for (let each = waiting.pop(); each; each = waiting.pop()) {
    const node = unwrapped(each);
    if (node.type === 'LogicalExpression') waiting.push(node.right, node.left);
    else if (node.type === 'ConditionalExpression') waiting.push(node.alternate, node.consequent);
    else found.push(...errorCodeAt(node, sourceCode));
  }
  return found;
}

function errorCodeAt(node: Node, sourceCode: SourceCode): readonly ErrorCode[] {
  if (node.type === 'MemberExpression') {
    const key = writtenKeyOf(node);
    const isCode = (key === 'code' || key === 'errno') && isError(node.object, sourceCode);
    return isCode && !isKnownAsStatus(node, key, sourceCode) ? [{ node, error: node.object, key }] : [];
  }
  if (node.type !== 'Identifier') return [];
  const variable = variableOf(node, sourceCode);
  const origin = variable && originOf(variable);
  const key = origin?.path.length === 1 ? origin.path[0] : undefined;
  if (!origin || (key !== 'code' && key !== 'errno') || !isError(origin.node, sourceCode)) return [];
  return isKnownAsStatus(node, key, sourceCode) ? [] : [{ node, error: origin.node, key }];
}

/** Whether the expression is what a `catch` caught, or something that is called an error. */
function isError(written: Node, sourceCode: SourceCode): boolean {
  const node = unwrapped(written);
  if (node.type !== 'Identifier') return false;
  const definition = variableOf(node, sourceCode)?.defs[0];
  return definition?.node.type === 'CatchClause' || ERROR_NAME.test(node.name);
}

/** Whether the file shows that the code may be a status: it is given one, made one, or tested on the way. */
function isKnownAsStatus(node: Node, key: string, sourceCode: SourceCode): boolean {
  return givesCodes(key, sourceCode) || isTested(node, sourceCode);
}

/** Whether the file itself writes such a property, or uses a package whose errors have a status there. */
function givesCodes(key: string, { text }: SourceCode): boolean {
  const sources = text.matchAll(/(?:from|require\s*\(|import)\s*['"]([^'"]+)['"]/g);
  return (
    new RegExp(`\\.${key}\\s*=(?!=)`).test(text) || [...sources].some(([, source = '']) => HTTP_CODES.test(source))
  );
}

/** Whether a test around the place looks closer at the error than whether it has a code. */
function isTested(node: Node, sourceCode: SourceCode): boolean {
  let child = node;
  for (const parent of ancestorsOf(node)) {
    const test = testOf(parent, child);
    if (test && looksCloser(sourceCode.getText(test))) return true;
    if (isFunction(parent)) return false;
    child = parent;
  }
  return false;
}

function testOf(parent: Node, child: Node): Node | null {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test === child ? null : parent.test;
    case 'LogicalExpression':
      return parent.right === child && parent.operator === '&&' ? parent.left : null;
    case 'SwitchStatement':
      return parent.discriminant;
    default:
      return null;
  }
}

function looksCloser(test: string): boolean {
  return /\binstanceof\b|\(|[<>]|\btypeof\b|\b(?:code|errno|name|type|is\w+)\b\s*[!=]==?|^\w+\.is[A-Z]\w*$/.test(test);
}
