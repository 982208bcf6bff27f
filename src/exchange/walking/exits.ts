import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node } from '../../syntax/ast.js';

const RETURN = 1;
const BREAK = 2;
const CONTINUE = 4;
const LABELLED = 8;
const THROW = 16;

const known = new WeakMap<Node, number>();

/** Whether a statement can leave the code around it: by `return`, `throw`, or a `break` or `continue` of something outside it. */
export function leaves(node: Node): boolean {
  return exitsOf(node) !== 0;
}

/** Whether a function's body can leave by a `throw` of its own. */
export function throws(body: Node): boolean {
  return (exitsOf(body) & THROW) !== 0;
}

function exitsOf(node: Node | null | undefined): number {
  if (!node) return 0;
  const found = known.get(node) ?? exitsIn(node);
  known.set(node, found);
  return found;
}

function exitsIn(node: Node): number {
  switch (node.type) {
    case 'ReturnStatement':
      return RETURN;
    case 'ThrowStatement':
      return THROW;
    case 'BreakStatement':
      return node.label ? LABELLED : BREAK;
    case 'ContinueStatement':
      return node.label ? LABELLED : CONTINUE;
    case 'BlockStatement':
      return reached(node.body).reduce((exits, each) => exits | exitsOf(each), 0);
    case 'IfStatement':
      return exitsOf(node.consequent) | exitsOf(node.alternate);
    case 'LabeledStatement':
      return exitsOf(node.body) & ~LABELLED;
    case 'WithStatement':
      return exitsOf(node.body);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return exitsOf(node.body) & ~(BREAK | CONTINUE);
    case 'SwitchStatement':
      return (
        node.cases.reduce((exits, each) => each.consequent.reduce((inner, one) => inner | exitsOf(one), exits), 0) &
        ~BREAK
      );
    case 'TryStatement':
      return exitsOf(node.block) | exitsOf(node.handler?.body) | exitsOf(node.finalizer);
    default:
      return 0;
  }
}

/** The `throw` that a function always ends in, when it does nothing else that leaves it; null for all others. */
export function endsInThrow({ body }: FunctionNode): TSESTree.ThrowStatement | null {
  if (body.type !== 'BlockStatement' || (exitsOf(body) & RETURN) !== 0) return null;
  const last = body.body.at(-1);
  return last?.type === 'ThrowStatement' ? last : null;
}

const returns = new WeakMap<Node, readonly TSESTree.ReturnStatement[]>();

/** The `return` statements of a function's body, in source order. */
export function returnsOf(body: Node): readonly TSESTree.ReturnStatement[] {
  const found = returns.get(body) ?? returnsIn(body);
  returns.set(body, found);
  return found;
}

function returnsIn(node: Node): readonly TSESTree.ReturnStatement[] {
  if ((exitsOf(node) & RETURN) === 0) return [];
  switch (node.type) {
    case 'ReturnStatement':
      return [node];
    case 'IfStatement':
      return [node.consequent, node.alternate].flatMap((each) => (each ? returnsIn(each) : []));
    case 'BlockStatement':
      return reached(node.body).flatMap(returnsIn);
    case 'SwitchStatement':
      return node.cases.flatMap(({ consequent }) => reached(consequent).flatMap(returnsIn));
    case 'TryStatement': {
      // A way out that `finally` takes itself replaces all others.
      const ways = node.finalizer && !endsOpen(node.finalizer) ? [] : [node.block, node.handler?.body];
      return [...ways, node.finalizer].flatMap((each) => (each ? returnsIn(each) : []));
    }
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
      return returnsIn(node.body);
    default:
      return [];
  }
}

const open = new WeakMap<Node, boolean>();

/** Whether a function's body can come to its end without a `return` or a `throw`, as far as its syntax says. */
export function endsOpen(body: Node): boolean {
  const found = open.get(body) ?? comesToEnd(body);
  open.set(body, found);
  return found;
}

function comesToEnd(body: Node): boolean {
  switch (body.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return false;
    case 'BlockStatement':
      return body.body.every(endsOpen);
    case 'IfStatement':
      return !body.alternate || endsOpen(body.consequent) || endsOpen(body.alternate);
    case 'TryStatement':
      if (body.finalizer && !endsOpen(body.finalizer)) return false;
      return endsOpen(body.block) || (body.handler !== null && endsOpen(body.handler.body));
    case 'SwitchStatement':
      return (
        body.cases.every(({ test }) => test !== null) ||
        body.cases.some(({ consequent }) => reached(consequent).some(breaks)) ||
        (body.cases.at(-1)?.consequent.every(endsOpen) ?? true)
      );
    case 'ForStatement':
    case 'WhileStatement':
      return !isEndless(body.test) || breaks(body.body);
    case 'DoWhileStatement': {
      const comesToTest = endsOpen(body.body) || (exitsOf(body.body) & (CONTINUE | LABELLED)) !== 0;
      return (comesToTest && !isEndless(body.test)) || breaks(body.body);
    }
    default:
      return true;
  }
}

/** The statements up to the first behind which nothing comes. */
function reached<T extends Node>(statements: readonly T[]): readonly T[] {
  const end = statements.findIndex((each) => !endsOpen(each));
  return end < 0 ? statements : statements.slice(0, end + 1);
}

/** Whether code leaves the loop or the `switch` around it for what comes after. */
function breaks(node: Node): boolean {
  return (exitsOf(node) & (BREAK | LABELLED)) !== 0;
}

/** Whether a loop with that test goes on until something leaves it. */
function isEndless(test: Node | null): boolean {
  return test === null || (test.type === 'Literal' && test.value === true);
}
