import type { Node, SourceCode } from '../../syntax/ast.js';
import { isFunction } from '../../syntax/ast.js';
import { childrenOf } from '../../syntax/children.js';
import { outcomesOf } from '../reading/assume.js';
import type { State } from '../state/state.js';
import type { Walk } from './walk.js';
import { isAnswered } from '../state/draft.js';

const known = new WeakMap<Node, boolean>();

/** Whether evaluating the node calls or awaits something, and so may throw. */
function callsSomething(node: Node, sourceCode: SourceCode): boolean {
  const found = known.get(node);
  if (found !== undefined) return found;
  const answer =
    isCalling(node) ||
    childrenOf(node, sourceCode).some((child) => !isFunction(child) && callsSomething(child, sourceCode));
  known.set(node, answer);
  return answer;
}

function isCalling({ type }: Node): boolean {
  return (
    type === 'CallExpression' ||
    type === 'NewExpression' ||
    type === 'AwaitExpression' ||
    type === 'TaggedTemplateExpression' ||
    type === 'YieldExpression' ||
    type === 'ForOfStatement'
  );
}

/** Notes that something may be thrown at this point, for the `catch` of the `try` around it. */
export function noteThrow(state: State, walk: Walk): void {
  const recorder = walk.recorders.at(-1);
  // What throws is taken to do so before it answers: a failed `res.json()` is no first answer.
  if (!recorder) return;
  if (isAnswered(state.draft) && !recorder.isAfterAnswer) return;
  if (recorder.states.at(-1) !== state) recorder.states.push(state);
}

/** The same for code that is not followed, if it calls or awaits anything, under the tests that lead there. */
export function noteThrowIn(node: Node, state: State, walk: Walk): void {
  if (walk.recorders.length === 0 || !callsSomething(node, walk.file.sourceCode)) return;
  switch (node.type) {
    case 'ExpressionStatement':
      return noteThrowIn(node.expression, state, walk);
    case 'BlockStatement':
      for (const each of node.body) noteThrowIn(each, state, walk);
      return;
    case 'IfStatement': {
      noteThrowIn(node.test, state, walk);
      const { yes, no } = outcomesOf(node.test, state, walk);
      noteThrowUnder(yes, node.consequent, state, walk);
      if (node.alternate) noteThrowUnder(no, node.alternate, state, walk);
      return;
    }
    default:
      noteThrow(state, walk);
  }
}

/** The same where a test has left these states. A test that leaves several counts for nothing, so that nested ones do not multiply. */
function noteThrowUnder(states: readonly State[], node: Node, before: State, walk: Walk): void {
  const [first, ...others] = states;
  if (first) noteThrowIn(node, others.length > 0 ? before : first, walk);
}
