import type { Condition, Handler, Site } from '../exchange/model.js';
import { ancestorsOf, isElsewhere, isFunction, unwrapped, type Node } from '../syntax/ast.js';

/** A node that holds statements in a row, and those of them that follow one of them. */
export interface StatementList {
  readonly owner: Node;
  readonly following: readonly Node[];
}

/** The list that a statement stands in; null for the lone body of an `if` or a loop. */
export function statementListOf(statement: Node): StatementList | null {
  const owner = statement.parent;
  if (owner?.type !== 'BlockStatement' && owner?.type !== 'SwitchCase') return null;
  const list: readonly Node[] = owner.type === 'BlockStatement' ? owner.body : owner.consequent;
  return { owner, following: list.slice(list.indexOf(statement) + 1) };
}

/** The function that a node stands in; null at the top of the file. */
export function frameOf(node: Node): Node | null {
  return ancestorsOf(node).find(isFunction) ?? null;
}

/**
 * Where a report on the node belongs that rests on these facts as well: there, unless it stands in a function that several
 * places share, or in another file, and one of the facts comes from a place that calls it. Then it is that place that has to change.
 */
export function placeOf(node: Node, site: Site, ...facts: readonly Site[]): Node {
  const outermost = facts.reduce((outer, fact) => (fact.depth < outer.depth ? fact : outer), site);
  return outermost === site && !isElsewhere(node) ? node : outermost.at;
}

/**
 * Whether the first of two nodes stands in a branch of its own, so that a `return` there would keep the second from
 * following it. A node that follows itself does so by way of its loop.
 */
export function isApart(first: Node, second: Node): boolean {
  const shared = first === second ? ancestorsOf(first).filter(isLoop) : ancestorsOf(second);
  let isInBranch = false;
  let child = first;
  for (const parent of ancestorsOf(first)) {
    if (shared.includes(parent)) return isInBranch;
    // A `return` in a callback leaves the callback alone, and where there is one already, another does not help.
    if (isFunction(parent) || parent.type === 'ReturnStatement') return false;
    isInBranch ||= isBranch(parent, child);
    child = parent;
  }
  return false;
}

/**
 * The whole test of a branch that a test is part of, and how it comes out where the part does as it does; null where that
 * takes more than the part.
 */
export function wholeTest({ test, outcome }: Condition): { readonly node: Node; readonly outcome: boolean | null } {
  let node = test;
  let known: boolean | null = outcome;
  for (let { parent } = node; parent; { parent } = node) {
    if (parent.type === 'LogicalExpression' && parent.operator !== '??') {
      known = known === (parent.operator === '||') ? known : null;
    } else if (parent.type === 'UnaryExpression' && parent.operator === '!') {
      known = known === null ? null : !known;
    } else {
      break;
    }
    node = parent;
  }
  const isTest = node.parent && 'test' in node.parent && node.parent.test === node;
  return isTest ? { node, outcome: known } : { node: test, outcome };
}

/** The name of a function where it has one, else its parameters: the part of a long function to underline. */
export function headOf({ node }: Handler): Node {
  return node.id ?? node.params.at(-1) ?? node;
}

/** The last name in what is called, such as `json` in `res.status(404).json(body)`; empty where nothing is. */
export function calledName(node: Node): string {
  const call = unwrapped(node);
  if (call.type !== 'CallExpression') return '';
  const callee = unwrapped(call.callee);
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
}

/** The line to name in a message for a call: that of the last name in what is called, for a chain may begin lines above. */
export function lineOf(node: Node): number {
  const call = unwrapped(node);
  const callee = call.type === 'CallExpression' ? unwrapped(call.callee) : call;
  return (callee.type === 'MemberExpression' ? callee.property : callee).loc.start.line;
}

/** Whether the statement runs its body again and again. */
export function isLoop({ type }: Node): boolean {
  return (
    type === 'ForStatement' ||
    type === 'ForInStatement' ||
    type === 'ForOfStatement' ||
    type === 'WhileStatement' ||
    type === 'DoWhileStatement'
  );
}

/** Whether the parent runs that child of its own only sometimes. */
function isBranch(parent: Node, child: Node): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'SwitchCase':
      return parent.test !== child;
    case 'LogicalExpression':
      return parent.right === child;
    case 'CatchClause':
      return true;
    default:
      return isLoop(parent) && 'body' in parent && parent.body === child;
  }
}
