import { unwrapped, type Call, type Node } from '../../syntax/ast.js';
import { applied } from './answers.js';
import { CONDITIONS } from '../bounds.js';
import { evaluate } from './expressions.js';
import { canFollow, follow } from './functions.js';
import { mergedHere } from '../state/joins.js';
import { composedSince, putOff } from './later.js';
import { chainOf, type Reaction } from './promises.js';
import {
  andThen,
  mergedLossily,
  normal,
  type Completion,
  type Environment,
  type Pending,
  type PromiseFate,
  type State,
} from '../state/state.js';
import type { Value } from '../value.js';
import { errorValue, keyOfValue, openValue } from '../reading/values.js';
import { read } from '../reading/reading.js';
import { siteIn, type Recorder, type Walk } from './walk.js';
import { isAnswered } from '../state/draft.js';

/** Whether a call attaches reactions that can answer to a promise. */
export function isPromiseChain(node: Call, walk: Walk): boolean {
  const chain = chainOf(node);
  return chain !== null && chain.reactions.some((each) => each.args.some((arg) => walk.file.relevance.touches(arg)));
}

/** Whether an expression certainly gives a promise: one with reactions, or that of an `async` function of this file. */
export function givesPromise(written: Node, state: State, walk: Walk): boolean {
  const node = unwrapped(written);
  if (node.type !== 'CallExpression') return false;
  if (chainOf(node)) return true;
  const called = read(unwrapped(node.callee), state, walk);
  return called.is === 'function' && called.node.async;
}

/** A promise is made now; what reacts to it comes later. */
export function putOffChain(node: Call, state: State, walk: Walk): readonly Completion[] {
  const chain = chainOf(node);
  if (!chain) return [normal(state)];
  const { root, reactions } = chain;
  const made = (fate: PromiseFate, from: State): Completion =>
    normal(putOff({ is: 'promise', fate, reactions }, node, from, walk), openValue(siteIn(node, walk)));
  if (!walk.file.relevance.reaches(root)) {
    return evaluate(root, state, walk).map((each) => {
      if (each.ends === 'normal') return made({ is: 'either' }, each.state);
      return each.ends === 'throw' ? made({ is: 'rejected', error: each.value, isExplicit: true }, each.state) : each;
    });
  }
  const recorder: Recorder = { states: [], isAfterAnswer: isAnswered(state.draft) };
  walk.recorders.push(recorder);
  const done = evaluate(root, state, walk);
  walk.recorders.pop();
  const failure: Value = errorValue('catch', siteIn(node, walk));
  return [
    ...done.map((each) => {
      if (each.ends === 'normal') return made({ is: 'fulfilled' }, each.state);
      return each.ends === 'throw' ? made({ is: 'rejected', error: each.value, isExplicit: true }, each.state) : each;
    }),
    ...mergedLossily(recorder.states).map((each) => made({ is: 'rejected', error: failure, isExplicit: false }, each)),
  ];
}

/** A promise's two sides: the ways in which it is fulfilled, and those in which it is rejected, with what. */
interface Sides {
  readonly fulfilled: readonly Outcome[];
  readonly rejected: readonly Rejection[];
}

interface Outcome {
  readonly state: State;
  readonly value: Value | null;
}

/** `isExplicit`: by a `throw` that was read, and not only because a call on the way may throw. */
interface Rejection {
  readonly state: State;
  readonly error: Value;
  readonly isExplicit: boolean;
}

/** Runs the reactions of a promise, one after another; the value of each completion is what the promise comes to. */
export function settled(
  pending: Extract<Pending, { is: 'promise' }>,
  state: State,
  walk: Walk,
  waiting: 'awaited' | 'left',
): readonly Completion[] {
  const failure: Value = errorValue('catch', siteIn(pending.node, walk));
  const { fate } = pending;
  const start: Sides = {
    fulfilled: fate.is === 'rejected' ? [] : [{ state, value: null }],
    rejected:
      fate.is === 'rejected'
        ? [{ state, ...fate }]
        : fate.is === 'either'
          ? [{ state, error: failure, isExplicit: false }]
          : [],
  };
  const react = (sides: Sides, reaction: Reaction): Sides =>
    after(reaction, sides, { failure, env: pending.env, walk });
  const { fulfilled, rejected } = pending.reactions.reduce(react, start);
  return [
    ...fulfilled.map((each) => normal(each.state, each.value)),
    ...rejected.flatMap((each): readonly Completion[] => {
      if (!each.isExplicit) return [];
      return waiting === 'awaited'
        ? [{ ends: 'throw', state: each.state, value: each.error, node: pending.node }]
        : [normal({ ...each.state, mayAnswer: true })];
    }),
  ];
}

/** What the reactions of one promise share. */
interface Setting {
  readonly failure: Value;
  readonly env: Environment;
  readonly walk: Walk;
}

/** The two sides after one more reaction. */
function after({ to, args: [first, second], node }: Reaction, sides: Sides, setting: Setting): Sides {
  if (to === 'finally') return afterFinally(first, node, sides, setting);
  const onFulfilled = to === 'then' ? first : undefined;
  const onRejected = to === 'catch' ? first : second;
  const all = [
    ...(onFulfilled
      ? sides.fulfilled.map((each) => handled(onFulfilled, each.state, null, node, setting))
      : [{ fulfilled: sides.fulfilled, rejected: [] }]),
    ...(onRejected
      ? sides.rejected.map((each) => handled(onRejected, each.state, each.error, node, setting))
      : [{ fulfilled: [], rejected: sides.rejected }]),
  ];
  return {
    fulfilled: joined(
      all.flatMap((each) => each.fulfilled),
      node,
      setting.walk,
    ),
    rejected: all.flatMap((each) => each.rejected),
  };
}

/** `finally` runs on both sides and changes neither, unless it throws. */
function afterFinally(reaction: Node | undefined, node: Node, sides: Sides, setting: Setting): Sides {
  if (!reaction) return sides;
  const good = sides.fulfilled.map((each) => ({ each, ran: handled(reaction, each.state, null, node, setting) }));
  const bad = sides.rejected.map((each) => ({ each, ran: handled(reaction, each.state, null, node, setting) }));
  return {
    fulfilled: good.flatMap(({ each, ran }) => ran.fulfilled.map(({ state }) => ({ ...each, state }))),
    rejected: [
      ...bad.flatMap(({ each, ran }) => ran.fulfilled.map(({ state }) => ({ ...each, state }))),
      ...[...good, ...bad].flatMap(({ ran }) => ran.rejected),
    ],
  };
}

/** Outcomes with the same value joined where their states are alike. */
function joined(outcomes: readonly Outcome[], node: Node, walk: Walk): readonly Outcome[] {
  const byValue = new Map<string, Outcome[]>();
  for (const each of outcomes) {
    const key = each.value ? keyOfValue(each.value) : '';
    byValue.set(key, [...(byValue.get(key) ?? []), each]);
  }
  return [...byValue.values()].flatMap((group) =>
    mergedHere(
      group.map((each) => each.state),
      node.range[1],
      walk,
    ).map((state) => ({ state, value: group[0]?.value ?? null })),
  );
}

/** Runs one reaction: what it throws, or may throw before it answers, rejects the next promise. */
function handled(reaction: Node, state: State, error: Value | null, node: Node, setting: Setting): Sides {
  const { failure, env, walk } = setting;
  const inside: State = { ...caughtBy(reaction, state, error), env: new Map([...env, ...state.env]) };
  const value = evaluate(reaction, inside, walk).find((each) => each.ends === 'normal')?.value ?? null;
  if (value?.is === 'next') {
    const effect = { does: 'delegate', to: 'error', error: error ?? failure } as const;
    return {
      fulfilled: applied(effect, reaction, state, walk).map((each) => ({ state: each, value: null })),
      rejected: [],
    };
  }
  if (value?.is !== 'function' || !canFollow(value.node, walk)) {
    const mayAnswer = state.mayAnswer || walk.file.relevance.reaches(reaction);
    return { fulfilled: [{ state: { ...state, mayAnswer }, value: null }], rejected: [] };
  }
  const recorder: Recorder = { states: [], isAfterAnswer: isAnswered(state.draft) };
  walk.recorders.push(recorder);
  const args = value.node.params.map((each, index) => {
    const site = siteIn(each, walk);
    return error && index === 0 ? { ...error, site } : openValue(site);
  });
  const done = andThen(follow(value.node, args, inside, walk, node, env), (each, result) =>
    andThen(composedSince(state.pending.length, each, walk, 'awaited'), (ready) => [normal(ready, result)]),
  );
  walk.recorders.pop();
  return {
    fulfilled: done.flatMap((each) => (each.ends === 'normal' ? [each] : [])),
    rejected: [
      ...done.flatMap((each) =>
        each.ends === 'throw' ? [{ state: each.state, error: each.value, isExplicit: true }] : [],
      ),
      ...mergedLossily(recorder.states).map((each) => ({ state: each, error: failure, isExplicit: false })),
    ],
  };
}

/** The state in which a reaction to a rejection begins: what it answers is answered because something failed. */
function caughtBy(reaction: Node, state: State, error: Value | null): State {
  if (!error) return state;
  const condition = { test: reaction, outcome: true, kind: 'catch', deployment: null } as const;
  return { ...state, conditions: [...state.conditions.slice(1 - CONDITIONS), condition] };
}
