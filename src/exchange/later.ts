import type { Call, FunctionNode, Node } from '../syntax/ast.js';
import { applied } from './answers.js';
import { evaluate } from './expressions.js';
import { CONDITIONS } from './bounds.js';
import { withOpenFields } from './fields.js';
import { canFollow, follow } from './functions.js';
import { mergedHere } from './joins.js';
import type { Path } from './model.js';
import { pathsOf } from './paths.js';
import { chainOf, type Reaction } from './promises.js';
import {
  andThen,
  mergedLossily,
  normal,
  type Completion,
  type Environment,
  type Pending,
  type State,
} from './state.js';
import type { Value } from './value.js';
import { openValue } from './values.js';
import { currentFrame, siteIn, type Recorder, type Walk } from './walk.js';

/** Whether a call attaches reactions that can answer to a promise. */
export function isPromiseChain(node: Call, walk: Walk): boolean {
  const chain = chainOf(node);
  return chain !== null && chain.reactions.some((each) => each.args.some((arg) => walk.file.relevance.touches(arg)));
}

/** The state with one more thing that is still to come. */
export function putOff(pending: Pending, state: State): State {
  return { ...state, pending: [...state.pending, pending] };
}

/** A promise is made now; what reacts to it comes later. */
export function putOffChain(node: Call, state: State, walk: Walk): readonly Completion[] {
  const chain = chainOf(node);
  if (!chain) return [normal(state)];
  const site = siteIn(node, walk);
  return evaluate(chain.root, state, walk).map((each) => {
    if (each.ends !== 'normal' && each.ends !== 'throw') return each;
    const rejected = each.ends === 'throw' ? each.value : null;
    return normal(
      putOff({ is: 'promise', node, env: each.state.env, rejected, reactions: chain.reactions }, each.state),
      openValue(site),
    );
  });
}

/** Runs a callback that is called at once, any number of times: not at all, once, or twice. */
export function runMany(called: FunctionNode, state: State, walk: Walk, call: Node): readonly Completion[] {
  if (!canFollow(called, walk)) return [normal({ ...state, mayAnswer: true })];
  const once = turn(called, state, walk, call);
  const twice = andThen(once, (after) =>
    turn(called, { ...after, conditions: [...after.conditions, loopCondition(call)] }, walk, call),
  );
  return [normal(state), ...once, ...twice.filter((each) => each.ends === 'normal')];
}

/** The condition that a loop took another turn. */
export function loopCondition(loop: Node): State['conditions'][number] {
  return { test: loop, outcome: true, kind: 'loop', deployment: null };
}

function turn(called: FunctionNode, state: State, walk: Walk, call: Node): readonly Completion[] {
  const done = follow(called, openArguments(called, walk), state, walk, call);
  const states = done.flatMap((each) => (each.ends === 'normal' ? [each.state] : []));
  return [
    ...mergedHere(states, call.range[1], walk).map((each) => normal(each)),
    ...done.filter((each) => each.ends !== 'normal'),
  ];
}

/** Arguments about which nothing is known, but that the first of an error-first callback is an error. */
function openArguments(called: FunctionNode, walk: Walk): readonly Value[] {
  return called.params.map((each) => openValue(siteIn(each, walk)));
}

/** Walks a callback of which nobody knows when it runs: its paths stand beside those of the handler. */
export function runIndependently(called: FunctionNode, node: Node, state: State, walk: Walk): void {
  if (!canFollow(called, walk)) return;
  const { draft } = state;
  if (draft.progress === 'complete' || draft.progress === 'begun') return;
  // What the code after the call sets on the response may be there by then.
  const isLast = !isFollowed(node, walk);
  const start: State = {
    ...state,
    pending: [],
    draft: isLast
      ? draft
      : withOpenFields({
          ...draft,
          progress: 'perhaps',
          status: { values: { known: [], open: true }, record: null, origin: 'written' },
        }),
  };
  const completions = follow(called, firstErrorArguments(called, walk), start, walk, node);
  const finished = completions.flatMap((each) => composed(each, walk));
  walk.independent.push(
    ...pathsOf(finished, node, walk).map((path): Path =>
      path.end === 'unsent' ? { ...path, end: 'open', unsentStatus: null } : path,
    ),
  );
}

/** Whether code that can touch the response stands behind the node, in the function around it. */
function isFollowed(node: Node, walk: Walk): boolean {
  const frame = currentFrame(walk)?.node;
  for (let at: Node | undefined = node; at && at !== frame; at = at.parent) {
    const { parent } = at;
    const siblings: readonly Node[] = parent?.type === 'BlockStatement' ? parent.body : [];
    if (siblings.some((each) => at !== undefined && each.range[0] >= at.range[1] && walk.file.relevance.matters(each)))
      return true;
  }
  return false;
}

function firstErrorArguments(called: FunctionNode, walk: Walk): readonly Value[] {
  return called.params.map((each, index) => {
    const site = siteIn(each, walk);
    const isError = index === 0 && each.type === 'Identifier' && /^_?(?:e|er|err|error|ex)$/.test(each.name);
    return isError ? { is: 'error', from: 'parameter', status: null, site } : openValue(site);
  });
}

/** Composes what a completion has put off with it, until nothing is left. */
export function composed(completion: Completion, walk: Walk): readonly Completion[] {
  if (completion.ends === 'break' || completion.ends === 'continue' || completion.state.pending.length === 0)
    return [completion];
  return composedSince(0, completion.state, walk, 'left').map((each) =>
    each.ends === 'normal' ? { ...completion, state: each.state } : each,
  );
}

/** Composes what was put off after the first `already` things. `waiting` says whether the code waits for it or has been left. */
export function composedSince(
  already: number,
  state: State,
  walk: Walk,
  waiting: 'awaited' | 'left',
): readonly Completion[] {
  const rest = state.pending.slice(already);
  const [next] = rest.filter((each) => each.is !== 'listener');
  if (next) {
    const without = { ...state, pending: state.pending.filter((each) => each !== next) };
    return andThen(run(next, without, walk, waiting), (after) => composedSince(already, after, walk, waiting));
  }
  const listeners = rest.flatMap((each) => (each.is === 'listener' ? [each] : []));
  if (listeners.length === 0 || waiting === 'awaited') return [normal(state)];
  const alone = { ...state, pending: state.pending.slice(0, already) };
  const isAnswered = state.draft.progress === 'complete';
  const ways = listeners
    .filter((each) => !isAnswered || !each.afterFailure)
    .flatMap((each) =>
      andThen(react(each.callback, each.env, each.node, alone, walk), (after) =>
        composedSince(already, after, walk, waiting),
      ),
    )
    .filter(
      (each) =>
        each.ends === 'normal' &&
        (each.state.draft.progress !== alone.draft.progress || each.state.draft.delegated !== alone.draft.delegated),
    );
  // Which of the events comes is not known, nor whether one does.
  return isAnswered || ways.length === 0 ? [normal(isAnswered ? alone : { ...alone, mayAnswer: true }), ...ways] : ways;
}

function run(
  pending: Exclude<Pending, { is: 'listener' }>,
  state: State,
  walk: Walk,
  waiting: 'awaited' | 'left',
): readonly Completion[] {
  if (pending.is === 'later') return react(pending.callback, pending.env, pending.node, state, walk);
  return settled(pending, state, walk, waiting);
}

function react(called: FunctionNode, env: Environment, node: Node, state: State, walk: Walk): readonly Completion[] {
  if (!canFollow(called, walk)) return [normal({ ...state, mayAnswer: true })];
  const already = state.pending.length;
  const done = follow(called, firstErrorArguments(called, walk), state, walk, node, env);
  // What is thrown out of a callback reaches nobody who answers.
  return done.flatMap((each) =>
    each.ends === 'throw'
      ? [normal({ ...each.state, mayAnswer: true })]
      : andThen([each], (after) => composedSince(already, after, walk, 'left')),
  );
}

/** A promise's two sides: the states in which it is fulfilled, and those in which it is rejected, with what. */
interface Sides {
  readonly fulfilled: readonly State[];
  readonly rejected: readonly { readonly state: State; readonly error: Value; readonly isExplicit: boolean }[];
}

function settled(
  pending: Pending & { is: 'promise' },
  state: State,
  walk: Walk,
  waiting: 'awaited' | 'left',
): readonly Completion[] {
  const site = siteIn(pending.node, walk);
  const failure: Value = { is: 'error', from: 'catch', status: null, site };
  const isFresh = state.draft.progress === 'fresh' || state.draft.progress === 'perhaps';
  const start: Sides = pending.rejected
    ? { fulfilled: [], rejected: [{ state, error: pending.rejected, isExplicit: true }] }
    : { fulfilled: [state], rejected: isFresh ? [{ state, error: failure, isExplicit: false }] : [] };
  const end = pending.reactions.reduce((sides, reaction) => after(reaction, sides, failure, pending.env, walk), start);
  const left = end.rejected.filter((each) => each.isExplicit);
  return [
    ...end.fulfilled.map((each) => normal(each)),
    ...left.map(({ state: each, error }): Completion =>
      waiting === 'awaited'
        ? { ends: 'throw', state: each, value: error, node: pending.node }
        : normal({ ...each, mayAnswer: true }),
    ),
  ];
}

/** The two sides after one more reaction. */
function after({ to, args, node }: Reaction, sides: Sides, failure: Value, env: Environment, walk: Walk): Sides {
  const [first, second] = args;
  const onFulfilled = to === 'then' ? first : undefined;
  const onRejected = to === 'catch' ? first : to === 'then' ? second : undefined;
  if (to === 'finally') {
    const both = sides.fulfilled.map((state) => handled(first, state, null, node, failure, env, walk));
    const kept = sides.rejected.flatMap((each) =>
      handled(first, each.state, null, node, failure, env, walk).fulfilled.map((state) => ({ ...each, state })),
    );
    return {
      fulfilled: both.flatMap((each) => each.fulfilled),
      rejected: [...kept, ...both.flatMap((each) => each.rejected)],
    };
  }
  const good = onFulfilled
    ? sides.fulfilled.map((state) => handled(onFulfilled, state, null, node, failure, env, walk))
    : [{ fulfilled: sides.fulfilled, rejected: [] }];
  const bad = onRejected
    ? sides.rejected.map(({ state, error }) => handled(onRejected, state, error, node, failure, env, walk))
    : [{ fulfilled: [], rejected: sides.rejected }];
  const all = [...good, ...bad];
  return {
    fulfilled: mergedHere(
      all.flatMap((each) => each.fulfilled),
      node.range[1],
      walk,
    ),
    rejected: all.flatMap((each) => each.rejected),
  };
}

/** Runs one reaction: what it throws, or may throw before it answers, rejects the next promise. */
function handled(
  reaction: Node | undefined,
  state: State,
  error: Value | null,
  node: Node,
  failure: Value,
  env: Environment,
  walk: Walk,
): Sides {
  const pass: Sides = { fulfilled: [state], rejected: [] };
  if (!reaction) return pass;
  const conditions = error
    ? [
        ...state.conditions.slice(1 - CONDITIONS),
        { test: reaction, outcome: true, kind: 'catch', deployment: null } as const,
      ]
    : state.conditions;
  const inside: State = { ...state, conditions, env: new Map([...env, ...state.env]) };
  const [{ value } = { value: null }] = evaluate(reaction, inside, walk).flatMap((each) =>
    each.ends === 'normal' ? [each] : [],
  );
  if (value?.is === 'next') {
    const effect = { does: 'delegate', to: 'error', error: error ?? failure } as const;
    return { fulfilled: applied(effect, node, state, walk), rejected: [] };
  }
  if (value?.is !== 'function' || !canFollow(value.node, walk)) {
    return value?.is === 'open' && walk.file.relevance.touches(reaction)
      ? { fulfilled: [{ ...state, mayAnswer: true }], rejected: [] }
      : pass;
  }
  const recorder: Recorder = { states: [] };
  walk.recorders.push(recorder);
  const already = state.pending.length;
  const [parameter] = value.node.params;
  const args: readonly Value[] = error
    ? [{ ...error, site: parameter ? siteIn(parameter, walk) : error.site }]
    : value.node.params.map((each) => openValue(siteIn(each, walk)));
  const done = andThen(follow(value.node, args, inside, walk, node, env), (each) =>
    composedSince(already, each, walk, 'awaited'),
  );
  walk.recorders.pop();
  return {
    fulfilled: done.flatMap((each) => (each.ends === 'normal' ? [each.state] : [])),
    rejected: [
      ...done.flatMap((each) =>
        each.ends === 'throw' ? [{ state: each.state, error: each.value, isExplicit: true }] : [],
      ),
      ...mergedLossily(recorder.states).map((each) => ({ state: each, error: failure, isExplicit: false })),
    ],
  };
}
