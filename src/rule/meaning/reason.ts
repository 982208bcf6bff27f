import type { Exchange, Handler, Site } from '../../exchange/model.js';
import { ancestorsOf, isFunction, type Node, type SourceCode } from '../../syntax/ast.js';
import { meaningOf, type Meant } from './meaning.js';
import { caughtIn, failedBy, isLogged, rejectedFor, type Failure } from './failure.js';
import { isMethod } from './subject.js';

import { wordsOf } from './told.js';
import { PASSWORD_CHECKS, SIGN_IN } from './vocabulary.js';

/** What decides that an answer goes out: the nearest test that leads to it, with its outcome, or something that went wrong. */
export type Decision =
  | { readonly is: 'test'; readonly test: Node; readonly outcome: boolean }
  /** The value matches none of the cases, or what comes before `??` is missing. */
  | { readonly is: 'no-case'; readonly value: Node }
  | { readonly is: 'case' }
  /** Something has failed. */
  | { readonly is: 'caught'; readonly failure: Failure };

/** Why an answer goes out: what decides it, what that means, and what the answer itself says. */
export interface Reason {
  readonly decision: Decision;
  readonly meant: Meant | null;
  /** Everything that the answer says in words, in lower case. */
  readonly words: string;
}

/** Why an exchange goes out with the status that was written at a site. */
export function reasonFor(site: Site, { send }: Exchange, sourceCode: SourceCode): Reason | null {
  const place = placeIn(site, sourceCode);
  const decision = place && decisionAt(place, sourceCode);
  if (!place || !decision) return null;
  const words = [
    ...new Set([wordsOf(place, sourceCode), wordsOf(send.depth === 0 ? send.origin : send.at, sourceCode)]),
  ].join(' · ');
  return { decision, meant: meaningIn(decision, sourceCode), words };
}

/** The place in the handler that leads to what was written; null where a test lies in the function between. */
function placeIn({ origin, at, depth }: Site, sourceCode: SourceCode): Node | null {
  return depth === 0 ? origin : decisionAt(origin, sourceCode) === null ? at : null;
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
function decisionAt(node: Node, sourceCode: SourceCode): Decision | null {
  let child = node;
  for (const parent of ancestorsOf(node)) {
    const decision = decisionBetween(parent, child);
    if (decision?.is === 'test') return failed(decision, child, sourceCode) ?? decision;
    if (decision) return decision;
    if (isFunction(parent)) return caught(rejectedFor(parent));
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
      if (parent.left === child) return null;
      return parent.operator === '??'
        ? { is: 'case' }
        : { is: 'test', test: parent.left, outcome: parent.operator === '&&' };
    case 'SwitchCase': {
      if (parent.test === child) return null;
      const value = parent.parent.discriminant;
      return parent.test ? { is: 'case' } : { is: 'no-case', value };
    }
    case 'CatchClause':
      return caught(caughtIn(parent));
    case 'BlockStatement':
      return afterGuard(parent.body, child);
    default:
      return null;
  }
}

/** What follows an `if` that leaves goes on because its test was false. */
function afterGuard(statements: readonly Node[], child: Node): Decision | null {
  const before = statements.slice(0, statements.indexOf(child)).findLast((each) => !isLogged(each));
  if (before?.type !== 'IfStatement' || before.alternate || !isLeaving(before.consequent)) return null;
  return { is: 'test', test: before.test, outcome: false };
}

function isLeaving(node: Node): boolean {
  const last = node.type === 'BlockStatement' ? node.body.at(-1) : node;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

function caught(failure: Failure | null): Decision | null {
  return failure && { is: 'caught', failure };
}

/** The failure that a test finds, where it asks a callback's error whether it is there. */
function failed(
  { test, outcome }: Extract<Decision, { readonly is: 'test' }>,
  reaction: Node,
  sourceCode: SourceCode,
): Decision | null {
  return caught(failedBy(test, outcome, reaction, sourceCode));
}

/** Whether the handler signs somebody in, or does what belongs to that, where answers are kept vague on purpose. */
export function signsIn({ route, name, node }: Handler, sourceCode: SourceCode): boolean {
  return SIGN_IN.test(`${route ?? ''} ${name ?? ''}`) || PASSWORD_CHECKS.test(sourceCode.getText(node));
}
