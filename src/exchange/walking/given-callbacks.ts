import { type Node } from '../../syntax/ast.js';
import { importOf } from '../../syntax/imports.js';
import { answering, settle } from './escapes.js';
import { putOff } from './later.js';
import { andThen, normal, type Completion, type State } from '../state/state.js';
import { CERTAIN_ERROR_NAME, ERROR_NAME, FAILURE_EVENTS, LATER, LISTENS, NOW_MANY } from './unseen.js';
import type { Value } from '../value.js';
import { read } from '../reading/reading.js';
import { type Walk } from './walk.js';
import { iterated } from './iterations.js';
import type { Called } from './unseen-calls.js';

/** Runs, puts off or sets apart the callbacks among the arguments, by what the called function does with them. */
export function withCallbacks(call: Called, state: State, walk: Walk): readonly Completion[] {
  const { node, args } = call;
  return args
    .reduce<readonly Completion[]>(
      (done, arg, index) =>
        andThen(done, (next, value) =>
          calledBack(arg, call, walk).reduce<readonly Completion[]>(
            (each, callback) => andThen(each, (now) => withCallback(call, callback, index, now, walk)),
            [normal(next, value)],
          ),
        ),
      [normal(state)],
    )
    .map((each) => (each.ends === 'normal' ? normal(each.state, each.value ?? read(node, each.state, walk)) : each));
}

/** The functions in an argument that can answer, or that throw into the call that runs them at once. */
function calledBack(arg: Value, call: Called, walk: Walk): readonly Value[] {
  return isIteration(call, walk) && arg.is === 'function' && walk.file.relevance.canThrow(arg.node)
    ? [arg]
    : answering(arg, walk);
}

/** Whether a call runs a callback for each element of what it is called on. A package's own `map` is given what to map over as well. */
function isIteration({ callee, name, receiver }: Called, walk: Walk): boolean {
  if (receiver === null || name === null || !NOW_MANY.test(name)) return false;
  const owner = callee.type === 'MemberExpression' ? importOf(callee.object, walk.file.sourceCode) : null;
  return owner === null || owner.path.length > 0 || owner.source.startsWith('.');
}

function withCallback(call: Called, callback: Value, index: number, state: State, walk: Walk): readonly Completion[] {
  if (callback.is !== 'function') return [normal(state)];
  const { node, name, args } = call;
  const direct = args[index] === callback;
  const called = callback.node;
  const [first] = called.params;
  if (direct && name !== null) {
    if (
      isIteration(call, walk) &&
      index === 0 &&
      !(first?.type === 'Identifier' && CERTAIN_ERROR_NAME.test(first.name))
    )
      return iterated(called, name, state, walk, node);
    if (LATER.test(name))
      return isKept(node)
        ? [normal(settle(callback, node, state, walk))]
        : [normal(putOff({ is: 'later', callback: called }, node, state, walk))];
    if (LISTENS.test(name)) {
      const event = args[0]?.is === 'literal' ? String(args[0].value) : '';
      return [
        normal(
          putOff({ is: 'listener', callback: called, afterFailure: FAILURE_EVENTS.test(event) }, called, state, walk),
        ),
      ];
    }
  }
  const isErrorFirst =
    direct && index === node.arguments.length - 1 && first?.type === 'Identifier' && ERROR_NAME.test(first.name);
  if (isErrorFirst) return [normal(putOff({ is: 'later', callback: called }, node, state, walk))];
  return [normal(settle(callback, node, state, walk))];
}

/** Whether a timer's handle is kept, so that it can be cancelled. */
function isKept(node: Node): boolean {
  return node.parent?.type !== 'ExpressionStatement';
}
