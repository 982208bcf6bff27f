import type { FunctionNode, Node } from '../../syntax/ast.js';
import { thrownBy } from '../reading/results.js';
import { isAnswered } from '../state/draft.js';
import { normal, type Completion, type State } from '../state/state.js';
import type { Value } from '../value.js';
import { holds } from './escapes.js';
import { endsInThrow } from './exits.js';
import { canFollow, follow } from './functions.js';
import { noteThrow } from './throwing.js';
import { unseen, type Called } from './unseen-calls.js';
import type { Walk } from './walk.js';

/** A call of a function of this file: it is followed if it can answer, else only for what it throws. */
export function ofFile(
  call: Called,
  called: FunctionNode,
  args: readonly Value[],
  state: State,
  walk: Walk,
): readonly Completion[] {
  const { node } = call;
  const { relevance } = walk.file;
  const isGiven = call.args.some((each) => holds(each, 'response') || holds(each, 'next'));
  if (isGiven || relevance.reaches(called)) {
    if (!canFollow(called, walk) || !isFollowed(called, args, walk))
      return unseen(call, isGiven ? state : { ...state, mayAnswer: true }, walk);
    noteThrow(state, walk);
    return settledAsync(called.async, node, follow(called, args, state, walk, node));
  }
  if (!relevance.canThrow(called)) return unseen(call, state, walk);
  const always = endsInThrow(called);
  // Under which tests a function throws, only its statements tell.
  if (!always && canFollow(called, walk)) {
    noteThrow(state, walk);
    return settledAsync(called.async, node, follow(called, args, state, walk, node));
  }
  if (isAnswered(state.draft)) return unseen(call, state, walk);
  const thrown: Completion = { ends: 'throw', state, value: thrownBy(called, args, state, walk, node), node };
  const passed = always ? [] : unseen(call, state, walk);
  return [...passed, ...settledAsync(called.async, node, [thrown])];
}

/** Whether the response was followed into the function: not where the call does not name it, as where another has made it. */
function isFollowed({ params }: FunctionNode, args: readonly Value[], { file: { relevance } }: Walk): boolean {
  return args.every((each, position) => {
    const parameter = params[position];
    return !parameter || !(holds(each, 'response') || holds(each, 'next')) || relevance.isFollowed(parameter);
  });
}

/** An `async` function that nobody waits for throws into its promise, not into its caller. */
function settledAsync(isAsync: boolean, node: Node, completions: readonly Completion[]): readonly Completion[] {
  if (!isAsync || isWaitedFor(node)) return completions;
  return completions.map((each) => (each.ends === 'throw' ? normal({ ...each.state, mayAnswer: true }) : each));
}

function isWaitedFor(node: Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'AwaitExpression':
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
    case 'MemberExpression':
      return true;
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return isWaitedFor(parent);
    default:
      return false;
  }
}
