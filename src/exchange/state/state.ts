import type { Method } from '../../http/methods.js';
import type { FunctionNode, Node, Variable } from '../../syntax/ast.js';
import { keyBesideFields, keyOfDraft, type Draft } from './draft.js';
import { withEitherFields } from './fields.js';
import { filtered, joinedExactly, shared, type Facts } from './facts.js';
import type { Condition } from '../model.js';
import type { Reaction } from '../walking/promises.js';
import type { Value } from '../value.js';
import { keyOfValue } from '../reading/values.js';
import { idOf, type Frame } from '../walking/walk.js';

export type Environment = ReadonlyMap<Variable, Value>;

/** What was put off: a callback that runs once, later; one of several listeners, of which each may run; a promise's reactions. */
export type Deferred =
  | { readonly is: 'later'; readonly callback: FunctionNode }
  | { readonly is: 'listener'; readonly callback: FunctionNode; readonly afterFailure: boolean }
  | { readonly is: 'promise'; readonly fate: PromiseFate; readonly reactions: readonly Reaction[] };

/**
 * What becomes of a promise: `either` where the code that makes it cannot be seen. Where it can, it is known on each path;
 * a rejection is `explicit` if a `throw` was read, and not only a call that may throw.
 */
export type PromiseFate =
  | { readonly is: 'either' | 'fulfilled' }
  | { readonly is: 'rejected'; readonly error: Value; readonly isExplicit: boolean };

/** Work that a path has put off: it is composed when the function that started it has ended. */
export type Pending = Deferred & {
  readonly node: Node;
  /** The variables there were when it was put off, for the functions that close over them. */
  readonly env: Environment;
  /** The functions that led there: a callback is walked as a part of them. */
  readonly frames: readonly Frame[];
};

/** One point on a path: the response so far, what is known, and what is still to come. */
export interface State {
  readonly draft: Draft;
  /** The responses that were made and not sent, by what made them. */
  readonly made: ReadonlyMap<Node, Draft>;
  readonly env: Environment;
  readonly facts: Facts;
  readonly conditions: readonly Condition[];
  readonly methods: ReadonlySet<Method> | null;
  readonly pending: readonly Pending[];
  /** Whether code that was started on the way may answer later, in a way that is not followed. */
  readonly mayAnswer: boolean;
}

/** How a piece of code ends: it goes on, or leaves by a `return`, `throw`, `break` or `continue`. */
export type Completion =
  | { readonly ends: 'normal'; readonly state: State; readonly value: Value | null }
  | { readonly ends: 'return'; readonly state: State; readonly value: Value | null; readonly node: Node }
  | { readonly ends: 'throw'; readonly state: State; readonly value: Value; readonly node: Node }
  | { readonly ends: 'break' | 'continue'; readonly state: State; readonly label: string | null };

export function normal(state: State, value: Value | null = null): Completion {
  return { ends: 'normal', state, value };
}

/** Goes on from every normal completion; the others stay as they are. */
export function andThen(
  completions: readonly Completion[],
  next: (state: State, value: Value | null) => readonly Completion[],
): readonly Completion[] {
  const [only] = completions;
  if (completions.length === 1 && only?.ends === 'normal') return next(only.state, only.value);
  return completions.flatMap((each) => (each.ends === 'normal' ? next(each.state, each.value) : [each]));
}

const keysOfVariables = new WeakMap<Environment, string>();

function keyOfVariables(env: Environment): string {
  const known = keysOfVariables.get(env);
  if (known !== undefined) return known;
  const variables = [...env].map(([variable, value]) => `${idOf(variable)}=${keyOfValue(value)}`);
  const key = variables.sort().join();
  keysOfVariables.set(env, key);
  return key;
}

/** A text that two states share exactly when they differ in nothing but what is known about tests. */
function keyOfState(state: State, keyOf: (draft: Draft) => string = keyOfDraft): string {
  const { draft, made, env, pending, methods, mayAnswer } = state;
  const later = pending.map((each) => each.node.range[0]).join();
  const others = [...made].map(([node, each]) => `${node.range[0]}:${keyOfDraft(each)}`).join();
  return `${keyOf(draft)}~${others}~${keyOfVariables(env)}~${later}~${methods ? [...methods].join() : ''}~${mayAnswer ? '?' : ''}`;
}

/** The conditions that two ways to the same point have in common. */
function sharedConditions(one: readonly Condition[], other: readonly Condition[]): readonly Condition[] {
  if (one === other) return one;
  return one.filter((condition) =>
    other.some(
      (each) => each.test === condition.test && each.outcome === condition.outcome && each.kind === condition.kind,
    ),
  );
}

function joined(one: State, other: State, facts: Facts): State {
  return { ...one, facts, conditions: sharedConditions(one.conditions, other.conditions) };
}

/**
 * Joins states that do not differ but in facts, where the join forgets nothing that a later test asks for.
 * `isAsked` says which facts those are.
 */
export function merged(states: readonly State[], isAsked: (key: string) => boolean): readonly State[] {
  if (states.length < 2) return states;
  const groups = new Map<string, State[]>();
  for (const state of states) {
    const key = keyOfState(state);
    const group = groups.get(key);
    const slim = { ...state, facts: filtered(state.facts, isAsked) };
    if (!group) groups.set(key, [slim]);
    else absorb(group, slim);
  }
  return [...groups.values()].flat();
}

function absorb(group: State[], added: State): void {
  let state = added;
  for (let at = 0; at < group.length; at++) {
    const other = group[at];
    if (!other) continue;
    const facts = joinedExactly(other.facts, state.facts);
    if (!facts) continue;
    group.splice(at, 1);
    state = joined(other, state, facts);
    // The join may now match another member that it did not match before.
    at = -1;
  }
  group.push(state);
}

/** The same with what is known about tests thrown together: one state for each response and set of variables. */
export function mergedLossily(states: readonly State[]): readonly State[] {
  return grouped(
    states,
    (state) => keyOfState(state),
    (one, other) => joined(one, other, shared(one.facts, other.facts)),
  );
}

/** The same with fields that only some of the states have set left open. */
export function mergedBesideFields(states: readonly State[]): readonly State[] {
  return grouped(
    states,
    (state) => keyOfState(state, keyBesideFields),
    (one, other) => ({
      ...joined(one, other, shared(one.facts, other.facts)),
      draft: withEitherFields(one.draft, other.draft),
    }),
  );
}

function grouped(
  states: readonly State[],
  keyOf: (state: State) => string,
  join: (one: State, other: State) => State,
): readonly State[] {
  const groups = new Map<string, State>();
  for (const state of states) {
    const key = keyOf(state);
    const other = groups.get(key);
    groups.set(key, other ? join(other, state) : state);
  }
  return [...groups.values()];
}
