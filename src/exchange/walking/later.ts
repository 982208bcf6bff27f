import { isWithin, type Node, type Variable } from '../../syntax/ast.js';
import { callbackArguments, runIndependently } from './callbacks.js';
import { canFollow, follow } from './functions.js';
import { settled } from './reactions.js';
import { choice, openValue } from '../reading/values.js';
import {
  andThen,
  normal,
  type Completion,
  type Deferred,
  type Environment,
  type Pending,
  type State,
} from '../state/state.js';
import { isAnswered } from '../state/draft.js';
import { withoutSubject } from '../state/facts.js';
import { idOf, siteIn, type Walk } from './walk.js';

/** The state with one more thing that is still to come. */
export function putOff(deferred: Deferred, node: Node, state: State, walk: Walk): State {
  return { ...state, pending: [...state.pending, { ...deferred, node, env: state.env, frames: [...walk.frames] }] };
}

/** Composes what a completion has put off with it, until nothing is left. */
export function composed(completion: Completion, walk: Walk): readonly Completion[] {
  if (completion.ends === 'break' || completion.ends === 'continue') return [completion];
  if (completion.state.pending.length === 0) return [completion];
  if (completion.ends === 'throw') return thrownPast(completion, walk);
  return composedSince(0, completion.state, walk, 'left').map((each) =>
    each.ends === 'normal' ? { ...completion, state: each.state } : each,
  );
}

/**
 * The same at the end of a handler. A framework that answers then does not wait for what was put off, and nobody knows which
 * comes first.
 */
export function composedAtEnd(completion: Completion, walk: Walk): readonly Completion[] {
  if (completion.ends === 'break' || completion.ends === 'continue') return [completion];
  const { state } = completion;
  if (state.pending.length === 0) return [completion];
  switch (waitingOf(completion, walk)) {
    case 'for-calls':
      return composed(completion, walk);
    case 'perhaps':
      return composed({ ...completion, state: meanwhile(state, new Set(state.pending), walk) }, walk);
    case 'for-nothing':
      return completion.ends === 'throw'
        ? [completion]
        : [{ ...completion, state: { ...state, pending: [], mayAnswer: true } }];
  }
}

/** Whether a framework waits for calls when the handler has ended: those that send what it returns do so for the response itself. */
function waitingOf(completion: Completion, { site }: Walk): 'for-calls' | 'for-nothing' | 'perhaps' {
  const isLeftOpen = completion.ends !== 'throw' && !isAnswered(completion.state.draft);
  if (site.table.sentBy === 'end' || (site.dialect.goesOn === true && isLeftOpen)) return 'for-nothing';
  const isLeft = site.table.sentBy === 'calls' || !site.node.async;
  return isLeft || (completion.ends === 'return' && completion.value?.is === 'response') ? 'for-calls' : 'perhaps';
}

/** What was put off before a throw still comes, when error handling has answered. */
function thrownPast(completion: Extract<Completion, { ends: 'throw' }>, walk: Walk): readonly Completion[] {
  const { state, node } = completion;
  const site = siteIn(node, walk);
  if (walk.site.dialect.thrown[walk.site.node.async ? 'async' : 'sync'] === 'handled') {
    composedSince(0, { ...state, draft: { ...state.draft, delegated: 'error', delegatedAt: site } }, walk, 'left');
  }
  return [{ ...completion, state: { ...state, pending: [] } }];
}

/**
 * Composes what was put off after the first `already` things. `waiting` says whether the code waits for it or has been
 * left; the value of each completion is what the promise made by `wanted` comes to.
 */
export function composedSince(
  already: number,
  state: State,
  walk: Walk,
  waiting: 'awaited' | 'left',
  wanted: Node | null = null,
): readonly Completion[] {
  const rest = state.pending.slice(already);
  const next = rest.find((each) => each.is !== 'listener');
  if (next) {
    const without = { ...state, pending: state.pending.filter((each) => each !== next) };
    return andThen(run(next, without, walk, waiting), (after, value) => {
      const mine = next.node === wanted ? value : null;
      return andThen(composedSince(already, after, walk, waiting, wanted), (done, later) => [
        normal(done, mine ?? later),
      ]);
    });
  }
  const listeners = rest.flatMap((each) => (each.is === 'listener' ? [each] : []));
  if (listeners.length === 0 || waiting === 'awaited') return [normal(state)];
  return listened(listeners, { ...state, pending: state.pending.slice(0, already) }, walk);
}

function run(pending: Pending, state: State, walk: Walk, waiting: 'awaited' | 'left'): readonly Completion[] {
  const frames = walk.frames.splice(0, walk.frames.length, ...pending.frames);
  const done = pending.is === 'promise' ? settled(pending, state, walk, waiting) : react(pending, state, walk);
  walk.frames.splice(0, walk.frames.length, ...frames);
  return done;
}

/** Each listener on its own, for which of the events comes is not known, nor whether one does. */
function listened(listeners: readonly Listener[], left: State, walk: Walk): readonly Completion[] {
  const { progress, delegated } = left.draft;
  const isAnswered = progress === 'complete';
  const alone = perhapsAssigned(listeners, left, walk);
  const ways = listeners
    .filter((each) => !isAnswered || !each.afterFailure)
    .flatMap((each) => run({ ...each, env: withAssigned(listeners, each.env, walk) }, alone, walk, 'left'))
    .filter(
      ({ ends, state }) =>
        ends === 'normal' && (state.draft.progress !== progress || state.draft.delegated !== delegated),
    );
  if (isAnswered) return [normal(alone), ...ways];
  return ways.length === 0 ? [normal({ ...alone, mayAnswer: true })] : ways;
}

/** What listeners assign, any of them may find assigned: another event may have come before, or the same one. */
function perhapsAssigned(listeners: readonly Listener[], state: State, walk: Walk): State {
  const env = withAssigned(listeners, state.env, walk);
  const facts = [...env.keys()]
    .filter((each) => env.get(each) !== state.env.get(each))
    .reduce((known, each) => withoutSubject(known, idOf(each)), state.facts);
  return { ...state, env, facts };
}

function withAssigned(listeners: readonly Listener[], env: Environment, walk: Walk): Environment {
  const isAssigned = (variable: Variable): boolean =>
    variable.references.some(
      (use) => use.isWrite() && listeners.some(({ callback }) => isWithin(use.identifier, callback)),
    );
  return new Map(
    [...env].map(([variable, value]) => {
      if (!isAssigned(variable)) return [variable, value];
      const given = openValue(siteIn(value.site.origin, walk));
      return [
        variable,
        choice(
          [value, given].map((each) => ({ value: each, when: null })),
          value.site,
        ),
      ];
    }),
  );
}

type Listener = Extract<Pending, { is: 'listener' }>;

function react(
  { callback, env, node }: Exclude<Pending, { is: 'promise' }>,
  state: State,
  walk: Walk,
): readonly Completion[] {
  if (!canFollow(callback, walk)) return [normal({ ...state, mayAnswer: true })];
  return follow(callback, callbackArguments(callback, walk), state, walk, node, env).flatMap((each) =>
    // What is thrown out of a callback reaches nobody who answers.
    each.ends === 'throw'
      ? [normal({ ...each.state, mayAnswer: true })]
      : andThen([each], (after) => composedSince(state.pending.length, after, walk, 'left')),
  );
}

/** While code waits, callbacks that were put off before may run: they are set apart, for nobody knows which comes first. */
export function meanwhile(state: State, earlier: ReadonlySet<Pending>, walk: Walk): State {
  // After an answer they come too late, whichever comes first.
  if (isAnswered(state.draft)) return state;
  return state.pending.reduce<State>((waiting, each) => {
    if (each.is !== 'later' || !earlier.has(each)) return waiting;
    const without = { ...waiting, pending: waiting.pending.filter((one) => one !== each), mayAnswer: true };
    runIndependently(each.callback, each.node, { ...without, env: new Map([...each.env, ...without.env]) }, walk);
    return without;
  }, state);
}
