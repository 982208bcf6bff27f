import { ancestorsOf, isFunction, unwrapped, type Node, type SourceCode, type Variable } from '../syntax/ast.js';
import { isReassigned, variableOf } from '../syntax/bindings.js';
import { writtenKeyOf } from '../syntax/keys.js';
import { operandText } from '../syntax/operand-text.js';
import { rejectedFor } from './meaning/failure.js';
import { ERRORS } from './meaning/vocabulary.js';
import { originsOf } from './origins.js';

/** A status that is an error's `code` or `errno`. */
export interface ErrorCode {
  readonly node: Node;
  readonly error: Node;
  readonly key: 'code' | 'errno';
}

/** Packages whose errors have an HTTP status in their `code`. */
const HTTP_CODES =
  /^(?:@feathersjs\/|@google-cloud\/(?!functions-framework$)|googleapis$|gaxios$|google-auth-library$)/;

/** The errors' codes that a status can come to, as it is written. */
export function errorCodesIn(status: Node, sourceCode: SourceCode): readonly ErrorCode[] {
  return originsOf(status, sourceCode).flatMap(({ node, through }) => {
    const found = errorCodeAt(node, sourceCode);
    const isSeenThrough = [node, ...through].some((each) => isTested(each, sourceCode));
    return found && !givesCodes(found.key, sourceCode) && !isSeenThrough ? [found] : [];
  });
}

/** The status of the error, with a 500 to fall back on unless one follows anyway. */
export function statusInPlaceOf({ node: { parent }, error }: ErrorCode, sourceCode: SourceCode): string {
  const isOneOfSeveral = parent?.type === 'LogicalExpression' || parent?.type === 'ConditionalExpression';
  const status = `${operandText(error, sourceCode)}.status`;
  return isOneOfSeveral ? status : `${status} ?? 500`;
}

function errorCodeAt(node: Node, sourceCode: SourceCode): ErrorCode | null {
  if (node.type === 'MemberExpression') return errorCode(node, node.object, writtenKeyOf(node), sourceCode);
  const variable = variableOf(node, sourceCode);
  const taken = variable && takenFrom(variable);
  return taken && errorCode(node, taken.node, taken.key, sourceCode);
}

function errorCode(node: Node, error: Node, key: string | null, sourceCode: SourceCode): ErrorCode | null {
  return (key === 'code' || key === 'errno') && isError(error, sourceCode) ? { node, error, key } : null;
}

/** What `const { key } = node` and `const { key = 500 } = node` take from it. */
function takenFrom(variable: Variable): { readonly node: Node; readonly key: string | null } | null {
  const [definition] = variable.defs;
  if (isReassigned(variable) || definition?.node.type !== 'VariableDeclarator') return null;
  const { id, init } = definition.node;
  if (id.type !== 'ObjectPattern' || !init) return null;
  const property = id.properties.find(
    (each) => each.type === 'Property' && withoutDefault(each.value) === definition.name,
  );
  return property?.type === 'Property' ? { node: init, key: writtenKeyOf(property) } : null;
}

function withoutDefault(pattern: Node): Node {
  return pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
}

/** Whether the expression is what a `catch` caught, by whatever name, or something that is called an error. */
function isError(written: Node, sourceCode: SourceCode): boolean {
  const node = unwrapped(written);
  if (node.type !== 'Identifier') return false;
  const definition = variableOf(node, sourceCode)?.defs[0];
  if (definition?.node.type === 'CatchClause' || ERRORS.test(node.name)) return true;
  return definition?.type === 'Parameter' && isFunction(definition.node) && rejectedFor(definition.node) !== null;
}

/** Whether the file itself writes such a property, or uses a package whose errors have a status there. */
function givesCodes(key: string, { text }: SourceCode): boolean {
  const sources = text.matchAll(/(?:from|require\s*\(|import)\s*['"]([^'"]+)['"]/g);
  return (
    new RegExp(`\\.${key}\\s*=(?!=)`).test(text) || [...sources].some(([, source = '']) => HTTP_CODES.test(source))
  );
}

/** Whether a test around the place, or one of the same before it, looks closer at the error than whether it has a code. */
function isTested(node: Node, sourceCode: SourceCode): boolean {
  const text = sourceCode.getText(node);
  let child = node;
  for (const parent of ancestorsOf(node)) {
    const test = testOf(parent, child);
    if (test && looksCloser(sourceCode.getText(test))) return true;
    const before = testsBefore(parent, child).map((each) => sourceCode.getText(each));
    if (before.some((each) => each.includes(text) && looksCloser(each))) return true;
    if (isFunction(parent)) return false;
    child = parent;
  }
  return false;
}

/** The tests of the `if` statements that stand before a statement in its block. */
function testsBefore(parent: Node, statement: Node): readonly Node[] {
  if (parent.type !== 'BlockStatement') return [];
  return parent.body.flatMap((each) =>
    each.type === 'IfStatement' && each.range[1] <= statement.range[0] ? [each.test] : [],
  );
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
