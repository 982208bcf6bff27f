import { ancestorsOf, isFunction, unwrapped, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { isGlobal, variableOf } from '../../syntax/bindings.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { ERRORS, LOGGERS } from './vocabulary.js';
import { lastNameOf } from './way.js';

/** Something that has gone wrong: what was tried, the name that the error has, and the code that reacts to it. */
export interface Failure {
  readonly tried: readonly Node[];
  readonly error: Node | null;
  readonly reaction: Node;
}

/** `try { … } catch (error) { … }` */
export function caughtIn(clause: Extract<Node, { readonly type: 'CatchClause' }>): Failure {
  return { tried: [clause.parent.block], error: clause.param, reaction: clause.body };
}

/** `promise.catch((error) => …)`: what a function reacts to; null where it is given to something else. */
export function rejectedFor(node: FunctionNode): Failure | null {
  const { parent } = node;
  if (parent.type !== 'CallExpression' || parent.arguments[0] !== node) return null;
  const callee = unwrapped(parent.callee);
  if (callee.type !== 'MemberExpression' || lastNameOf(callee) !== 'catch') return null;
  return { tried: [callee.object], error: node.params[0] ?? null, reaction: node.body };
}

/** `call(…, (error, result) => { if (error) … })`: what a test finds to have failed by coming out that way; null where it asks for something else. */
export function failedBy(test: Node, outcome: boolean, reaction: Node, sourceCode: SourceCode): Failure | null {
  const node = unwrapped(test);
  if (node.type === 'UnaryExpression' && node.operator === '!')
    return failedBy(node.argument, !outcome, reaction, sourceCode);
  if (node.type === 'BinaryExpression' && /^[!=]==?$/.test(node.operator)) {
    const compared = staticValueOf(node.right, sourceCode);
    if (!compared || (compared.value !== null && compared.value !== undefined)) return null;
    return failedBy(node.left, outcome === node.operator.startsWith('!'), reaction, sourceCode);
  }
  const [definition] = (outcome && variableOf(node, sourceCode)?.defs) || [];
  if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return null;
  const [error] = definition.node.params;
  if (error?.type !== 'Identifier' || error !== definition.name || !ERRORS.test(error.name)) return null;
  const tried = calledWith(definition.node);
  return tried && { tried, error, reaction };
}

/** Functions that are given others which get no error first. */
const OTHERS = /^(?:use|then|catch|finally|on|once|add\w*Listener|forEach|map|filter|some)$/;

/** What a call does that is given a callback: the function called, what else it is given, and what its result is called with, as in `authenticate(callback)(req, res)`. */
function calledWith(callback: FunctionNode): readonly Node[] | null {
  const { parent } = callback;
  if (parent.type !== 'CallExpression' || parent.arguments.at(-1) !== callback) return null;
  if (OTHERS.test(lastNameOf(parent.callee))) return null;
  const others = parent.arguments.filter((each) => each !== callback);
  const { parent: outer } = parent;
  const after = outer.type === 'CallExpression' && outer.callee === parent ? outer.arguments : [];
  return [parent.callee, ...others, ...after];
}

/** Whether the reaction to a failure depends on the error, or hands it on to somebody who may: it is tested, thrown or given to what is no log. */
export function isLookedAt({ error, reaction }: Failure, sourceCode: SourceCode): boolean {
  if (!error) return false;
  if (error.type !== 'Identifier') return true;
  const uses = variableOf(error, sourceCode)?.references ?? [];
  return uses.some(({ identifier }) => {
    const around = ancestorsOf(identifier);
    const within = around.slice(0, around.indexOf(reaction));
    return (
      around.includes(reaction) &&
      within.some((each, at) => decides(each, within[at - 1] ?? identifier, error.name, sourceCode))
    );
  });
}

function decides(parent: Node, child: Node, error: string, sourceCode: SourceCode): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test === child && !isOfAny(child, error, sourceCode);
    case 'SwitchStatement':
      return parent.discriminant === child;
    case 'ThrowStatement':
      return true;
    case 'CallExpression':
      return parent.callee !== child && /^(?:next|done|cb|callback|reject)$/.test(lastNameOf(parent.callee));
    default:
      return false;
  }
}

/** Whether a test asks only whether what was thrown is an `Error`, or has words, which tells no failure from another. */
function isOfAny(test: Node, error: string, sourceCode: SourceCode): boolean {
  const node = unwrapped(test);
  switch (node.type) {
    case 'LogicalExpression':
      return isOfAny(node.left, error, sourceCode) && isOfAny(node.right, error, sourceCode);
    case 'BinaryExpression':
      return node.operator === 'instanceof'
        ? isGlobal(node.right, 'Error', sourceCode)
        : node.left.type === 'UnaryExpression' &&
            node.left.operator === 'typeof' &&
            hasWords(node.left.argument, error);
    case 'UnaryExpression':
      return node.operator === '!' && isOfAny(node.argument, error, sourceCode);
    default:
      return hasWords(node, error);
  }
}

/** Whether a node is the error itself, or what it says. */
function hasWords(node: Node, error: string): boolean {
  if (node.type === 'ChainExpression') return hasWords(node.expression, error);
  if (node.type === 'MemberExpression') return lastNameOf(node) === 'message' && hasWords(node.object, error);
  return node.type === 'Identifier' && node.name === error;
}

/** Whether a statement only writes to a log. */
export function isLogged(statement: Node): boolean {
  if (statement.type !== 'ExpressionStatement') return false;
  const expression = unwrapped(statement.expression);
  if (expression.type !== 'CallExpression') return false;
  const callee = unwrapped(expression.callee);
  return LOGGERS.test(lastNameOf(callee.type === 'MemberExpression' ? callee.object : callee));
}
