import type { Exchange, Handler, Site } from '../../exchange/model.js';
import { ancestorsOf, isFunction, unwrapped, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { meaningOf, type Meant } from './meaning.js';
import { isMethod } from './subject.js';

import { wordsOf } from './told.js';
import { PASSWORD_CHECKS, SIGN_IN } from './vocabulary.js';
import { lastNameOf } from './way.js';

/** What decides that an answer goes out: the nearest test that leads to it, with its outcome, or something that went wrong. */
export type Decision =
  | { readonly is: 'test'; readonly test: Node; readonly outcome: boolean }
  /** The value matches none of the cases. */
  | { readonly is: 'no-case'; readonly value: Node }
  | { readonly is: 'case' }
  /** An error was caught; `tried` is what may have thrown it. */
  | { readonly is: 'caught'; readonly tried: Node };

/** Why an answer goes out: what decides it, what that means, and what the answer itself says. */
export interface Reason {
  readonly decision: Decision;
  readonly meant: Meant | null;
  /** Everything that the answer says in words, in lower case. */
  readonly words: string;
}

/** Why an exchange goes out with the status that was written at a site. */
export function reasonFor(site: Site, { send }: Exchange, sourceCode: SourceCode): Reason | null {
  const place = placeIn(site);
  const decision = place && decisionAt(place);
  if (!place || !decision) return null;
  const words = [
    ...new Set([wordsOf(place, sourceCode), wordsOf(send.depth === 0 ? send.origin : send.at, sourceCode)]),
  ].join(' · ');
  return { decision, meant: meaningIn(decision, sourceCode), words };
}

/** The place in the handler that leads to what was written; null where a test lies in the function between. */
function placeIn({ origin, at, depth }: Site): Node | null {
  return depth === 0 ? origin : decisionAt(origin) === null ? at : null;
}

function meaningIn(decision: Decision, sourceCode: SourceCode): Meant | null {
  switch (decision.is) {
    case 'test':
      return meaningOf(decision.test, decision.outcome, sourceCode);
    case 'no-case':
      return isMethod(decision.value, sourceCode) ? { is: 'method', by: 'value', source: null } : null;
    default:
      return null;
  }
}

/** What decides that the program comes to a node of a function; null where nothing does. */
function decisionAt(node: Node): Decision | null {
  let child = node;
  for (const parent of ancestorsOf(node)) {
    const decision = decisionBetween(parent, child);
    if (decision) return decision;
    if (isFunction(parent)) return caughtBy(parent);
    child = parent;
  }
  return null;
}

function decisionBetween(parent: Node, child: Node): Decision | null {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test === child ? null : { is: 'test', test: parent.test, outcome: parent.consequent === child };
    case 'LogicalExpression':
      return parent.left === child || parent.operator === '??'
        ? null
        : { is: 'test', test: parent.left, outcome: parent.operator === '&&' };
    case 'SwitchCase': {
      if (parent.test === child) return null;
      const value = parent.parent.discriminant;
      return parent.test ? { is: 'case' } : { is: 'no-case', value };
    }
    case 'CatchClause':
      return { is: 'caught', tried: parent.parent.block };
    case 'BlockStatement':
      return afterGuard(parent.body, child);
    default:
      return null;
  }
}

/** What follows an `if` that leaves goes on because its test was false. */
function afterGuard(statements: readonly Node[], child: Node): Decision | null {
  const before = statements.slice(0, statements.indexOf(child)).findLast((each) => !isAside(each));
  if (before?.type !== 'IfStatement' || before.alternate || !isLeaving(before.consequent)) return null;
  return { is: 'test', test: before.test, outcome: false };
}

/** Whether a statement only writes to a log. */
function isAside(statement: Node): boolean {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression') return false;
  const callee = unwrapped(statement.expression.callee);
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    /^(?:console|log(?:ger)?)$/.test(callee.object.name)
  );
}

function isLeaving(node: Node): boolean {
  const last = node.type === 'BlockStatement' ? node.body.at(-1) : node;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

/** `promise.catch((error) => …)`, `call((error) => …)`. */
function caughtBy(node: FunctionNode): Decision | null {
  const { parent } = node;
  if (parent.type !== 'CallExpression' || parent.arguments[0] !== node) return null;
  const callee = unwrapped(parent.callee);
  if (callee.type !== 'MemberExpression' || lastNameOf(callee) !== 'catch') return null;
  return { is: 'caught', tried: callee.object };
}

/** Whether the handler signs somebody in, or does what belongs to that, where answers are kept vague on purpose. */
export function signsIn({ route, name, node }: Handler, sourceCode: SourceCode): boolean {
  return SIGN_IN.test(`${route ?? ''} ${name ?? ''}`) || PASSWORD_CHECKS.test(sourceCode.getText(node));
}
