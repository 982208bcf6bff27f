import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, operandsOf, unwrapped, type Node } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { childrenOf } from '../../syntax/children.js';
import { keyOf } from '../../syntax/static-value.js';
import { applied } from './answers.js';
import { outcomesOf, sidesOf } from '../reading/assume.js';
import { evaluateCall, evaluateNew } from './calls.js';
import { escaped, holds, settle } from './escapes.js';
import { withoutSubject } from '../state/facts.js';
import type { Condition } from '../model.js';
import { bindPattern } from '../reading/parameters.js';
import { composedSince, meanwhile } from './later.js';
import { subjectOf } from '../reading/questions.js';
import { read } from '../reading/reading.js';
import { isSettled, mergedHere } from '../state/joins.js';
import { andThen, normal, type Completion, type Pending, type State } from '../state/state.js';
import { noteThrow, noteThrowIn } from './throwing.js';
import type { MadeValue, ResponseValue, Value } from '../value.js';
import { alternativesOf, choice, literal, openValue, truthOf } from '../reading/values.js';
import { makeObject, onMade } from './made.js';
import { siteIn, step, type Walk } from './walk.js';
import { byStatus } from './writes.js';

/** Evaluates an expression for what it does to the response, and for what it comes to. */
export function evaluate(written: Node, state: State, walk: Walk): readonly Completion[] {
  const node = unwrapped(written);
  step(walk);
  if (!walk.file.relevance.touches(node)) {
    noteThrowIn(node, state, walk);
    return [normal(state, read(node, state, walk))];
  }
  walk.nesting++;
  const completions = evaluateTouching(node, state, walk);
  walk.nesting--;
  return completions;
}

/** Evaluates an expression whose value nobody needs. */
export function perform(node: Node, state: State, walk: Walk): readonly Completion[] {
  if (walk.file.relevance.touches(node)) return evaluate(node, state, walk);
  step(walk);
  noteThrowIn(node, state, walk);
  return [normal(state)];
}

function evaluateTouching(node: Node, state: State, walk: Walk): readonly Completion[] {
  switch (node.type) {
    case 'CallExpression':
      return evaluateCall(node, state, walk);
    case 'NewExpression':
      return evaluateNew(node, state, walk);
    case 'AwaitExpression':
    case 'YieldExpression':
      return node.argument ? awaited(node.argument, state, walk) : [normal(state)];
    case 'AssignmentExpression':
      return assign(node, state, walk);
    case 'UpdateExpression':
      return [normal(bound(node.argument, openValue(siteIn(node, walk)), state, walk))];
    case 'ConditionalExpression':
      return branch(node.test, state, walk, (under, outcome) =>
        evaluate(outcome ? node.consequent : node.alternate, under, walk),
      );
    case 'LogicalExpression':
      return evaluateLogical(node, state, walk);
    case 'SequenceExpression':
      return node.expressions.reduce<readonly Completion[]>(
        (done, each) => andThen(done, (next) => evaluate(each, next, walk)),
        [normal(state)],
      );
    case 'Identifier':
    case 'ThisExpression':
    case 'ClassExpression':
      return [normal(state, read(node, state, walk))];
    default: {
      if (isFunction(node)) return [normal(state, read(node, state, walk))];
      const children = childrenOf(node, walk.file.sourceCode).filter((child) => child.type !== 'TemplateElement');
      const done = children.reduce<readonly Completion[]>(
        (each, child) => withoutValues(andThen(each, (next) => perform(child, next, walk))),
        [normal(state)],
      );
      return andThen(done, (next) => valueOf(node, next, walk));
    }
  }
}

/** The completions of a part whose value is read elsewhere: what leaves the same state is one, or each `??` would double them. */
function withoutValues(completions: readonly Completion[]): readonly Completion[] {
  const states = new Set<State>();
  return completions.filter((each) => {
    if (each.ends !== 'normal') return true;
    const isNew = !states.has(each.state);
    states.add(each.state);
    return isNew;
  });
}

/** What an expression comes to once its parts have been evaluated: an object that is built up is a response that is made. */
function valueOf(node: Node, state: State, walk: Walk): readonly Completion[] {
  const value = read(node, state, walk);
  const { objects } = walk.site.table;
  if (!objects || !walk.file.relevance.isBuilt(node)) return [normal(state, value)];
  return makeObject(node, objects(value), state, walk, (effect, at, inside) =>
    applied(effect, at, inside, walk).map((each) => normal(each)),
  );
}

/** Evaluates expressions one after another and goes on with their values. */
export function evaluateAll(
  nodes: readonly Node[],
  state: State,
  walk: Walk,
  next: (state: State, values: readonly Value[]) => readonly Completion[],
  values: readonly Value[] = [],
): readonly Completion[] {
  const node = nodes[values.length];
  if (!node) return next(state, values);
  const isSpread = node.type === 'SpreadElement';
  return andThen(evaluate(isSpread ? node.argument : node, state, walk), (after, value) =>
    evaluateAll(nodes, after, walk, next, [
      ...values,
      (isSpread ? spread(value) : value) ?? openValue(siteIn(node, walk)),
    ]),
  );
}

/** A list that is spread into arguments, where what it holds may answer; nothing more is known about the arguments. */
function spread(value: Value | null): Value | null {
  return value && holds(value, 'response') ? value : null;
}

/** Evaluates what a function gives back: where the framework sends what a handler returns, it waits for it. */
export function evaluateReturned(argument: Node, state: State, walk: Walk): readonly Completion[] {
  const isWaitedFor = walk.site.table.sentBy !== 'calls' && walk.frames.length === 1;
  // What is thrown there is thrown to the framework: the function has been left.
  return isWaitedFor
    ? evaluateWaiting(argument, state, walk, { before: (after) => after, throws: 'outside' })
    : evaluate(argument, state, walk);
}

/** What is awaited is finished before the code goes on. */
function awaited(argument: Node, state: State, walk: Walk): readonly Completion[] {
  return evaluateWaiting(argument, state, walk, {
    before: (after, earlier) => meanwhile(after, earlier, walk),
    throws: 'here',
  });
}

interface Waiting {
  /** What else may happen by then. */
  readonly before: (after: State, earlier: ReadonlySet<Pending>) => State;
  /** Whether what is thrown meanwhile is thrown where the code stands. */
  readonly throws: 'here' | 'outside';
}

/** An expression with what it started: callbacks and promises are composed at once. */
function evaluateWaiting(argument: Node, state: State, walk: Walk, { before, throws }: Waiting): readonly Completion[] {
  const earlier = new Set(state.pending);
  return andThen(evaluate(argument, state, walk), (after, value) => {
    const waiting = before(after, earlier);
    const already = waiting.pending.filter((each) => earlier.has(each)).length;
    // What is thrown behind `await next()` has been noted with what was set before it.
    if (throws === 'here' && after.draft.downstream === state.draft.downstream)
      noteThrow({ ...waiting, pending: waiting.pending.slice(0, already) }, walk);
    const made = unwrapped(argument);
    return andThen(composedSince(already, waiting, walk, 'awaited', made), (done, result) => [
      normal(done, result ?? value),
    ]);
  });
}

function evaluateLogical(node: TSESTree.LogicalExpression, state: State, walk: Walk): readonly Completion[] {
  if (node.operator === '??') {
    return andThen(evaluate(node.left, state, walk), (after, value) => {
      const all = value ? alternativesOf(value) : [];
      const kept = all.filter((each) => !isNothing(each.value));
      const left = value && kept.length < all.length ? choice(kept, value.site) : value;
      const isMissing = !value || all.some((each) => isNothing(each.value) || mayBeNothing(each.value));
      return [
        ...(kept.length > 0 || !value ? [normal(after, left)] : []),
        ...(isMissing ? evaluate(node.right, after, walk) : []),
      ];
    });
  }
  const goesOn = node.operator === '&&';
  const left = unwrapped(node.left);
  if (!goesOn && (left.type === 'CallExpression' || left.type === 'AwaitExpression') && isTouched(left, walk)) {
    // What a call comes to is known once it is made.
    return andThen(evaluate(left, state, walk), (after, value) => {
      const { yes, no } = sidesOf(left, value && truthOf(value), after, walk, 'branch');
      return [...yes.map((under) => normal(under, value)), ...no.flatMap((under) => evaluate(node.right, under, walk))];
    });
  }
  return branch(node.left, state, walk, (under, outcome) =>
    outcome === goesOn ? evaluate(node.right, under, walk) : [normal(under, read(node.left, under, walk))],
  );
}

function isTouched(node: Node, walk: Walk): boolean {
  return walk.file.relevance.touches(node);
}

function isNothing(value: Value): boolean {
  return value.is === 'literal' && (value.value === null || value.value === undefined);
}

function mayBeNothing(value: Value): boolean {
  return value.is === 'open' || value.is === 'error-part' || (value.is === 'error' && value.from === 'parameter');
}

/** Evaluates a test, and what follows under each way it can come out. */
export function branch(
  test: Node,
  state: State,
  walk: Walk,
  follow: (state: State, outcome: boolean) => readonly Completion[],
  kind: Condition['kind'] = 'branch',
): readonly Completion[] {
  const tested = testOf(test, state, walk, kind);
  const side = (outcome: boolean): readonly Completion[] =>
    mergedHere(
      tested.flatMap((each) => (each.ends === 'tested' && each.outcome === outcome ? [each.state] : [])),
      test.range[1],
      walk,
    ).flatMap((each) => follow(each, outcome));
  const left = tested.flatMap((each) => (each.ends === 'tested' ? [] : [each]));
  return [...side(true), ...side(false), ...left];
}

type Tested =
  | { readonly ends: 'tested'; readonly outcome: boolean; readonly state: State }
  | Exclude<Completion, { ends: 'normal' }>;

function testOf(written: Node, state: State, walk: Walk, kind: Condition['kind']): readonly Tested[] {
  const node = unwrapped(written);
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    return testOf(node.argument, state, walk, kind).map((each) =>
      each.ends === 'tested' ? { ...each, outcome: !each.outcome } : each,
    );
  }
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const goesOn = node.operator === '&&';
    const [first, ...others] = operandsOf(node);
    return others.reduce<readonly Tested[]>(
      (sofar, operand) =>
        sofar.flatMap((each) =>
          each.ends === 'tested' && each.outcome === goesOn ? testOf(operand, each.state, walk, kind) : [each],
        ),
      first ? testOf(first, state, walk, kind) : [],
    );
  }
  const isPlain = node.type === 'Identifier' || node.type === 'MemberExpression' || !walk.file.relevance.touches(node);
  if (isPlain) {
    noteThrowIn(node, state, walk);
    const { yes, no } = outcomesOf(node, state, walk, kind);
    return [...yes.map((each) => tested(each, true)), ...no.map((each) => tested(each, false))];
  }
  return evaluate(node, state, walk).flatMap((each): readonly Tested[] => {
    if (each.ends !== 'normal') return [each];
    const sides = isComparison(node)
      ? outcomesOf(node, each.state, walk, kind)
      : sidesOf(node, each.value && truthOf(each.value), each.state, walk, kind);
    return [...sides.yes.map((under) => tested(under, true)), ...sides.no.map((under) => tested(under, false))];
  });
}

function isComparison({ type }: Node): boolean {
  return type === 'BinaryExpression';
}

function tested(state: State, outcome: boolean): Tested {
  return { ends: 'tested', outcome, state };
}

function assign(node: TSESTree.AssignmentExpression, state: State, walk: Walk): readonly Completion[] {
  if (node.operator === '=') {
    return andThen(evaluate(node.right, state, walk), (after, value) =>
      assigned(node, value ?? read(node.right, after, walk), after, walk),
    );
  }
  if (node.operator === '||=' || node.operator === '&&=' || node.operator === '??=') {
    return andThen(evaluate(node.right, state, walk), (after, value) => [
      normal(after),
      ...assigned(node, value ?? read(node.right, after, walk), after, walk),
    ]);
  }
  return andThen(perform(node.right, state, walk), (after) =>
    assigned(node, openValue(siteIn(node, walk)), after, walk),
  );
}

/** Gives a value to a variable, to a property of the response, or to something that may keep the response for later. */
function assigned(node: TSESTree.AssignmentExpression, value: Value, state: State, walk: Walk): readonly Completion[] {
  const target = unwrapped(node.left);
  if (target.type !== 'MemberExpression') return [normal(bound(target, value, state, walk), value)];
  return andThen(perform(target.object, state, walk), (after) => {
    const owner = read(target.object, after, walk);
    const key = keyOf(target, walk.file.sourceCode);
    const subject = subjectOf(target, walk.file);
    const known = subject === null ? after : { ...after, facts: withoutSubject(after.facts, subject) };
    if (owner.is === 'response' || owner.is === 'made') return toResponse(owner, key, value, node, known, walk);
    if (value.is === 'response' && value.part === '') return [normal(escaped(known, node, walk), value)];
    const isKept = value.is === 'function' && walk.file.relevance.touches(value.node);
    return [normal(isKept ? settle(value, node, known, walk) : known, value)];
  });
}

/** What giving a value to a property of a response does to it. */
function toResponse(
  owner: ResponseValue | MadeValue,
  key: string | null,
  value: Value,
  node: TSESTree.AssignmentExpression,
  state: State,
  walk: Walk,
): readonly Completion[] {
  const { assignments } = owner.is === 'made' ? walk.site.table.made : walk.site.table;
  const within = owner.part === '' ? '' : `${owner.part}.`;
  const row = [`${within}${key ?? '*'}`, `${within}*`].find((each) => Object.hasOwn(assignments, each));
  const effectsOf = row === undefined ? undefined : assignments[row];
  if (!effectsOf) return [normal(state, value)];
  // What is assigned under one outcome of a test is assigned under it alone.
  const have = (from: State): readonly Completion[] =>
    byStatus(value, node, from, walk).flatMap(({ status: assigned, state: under }) =>
      effectsOf(assigned, nameOf(key, node, walk))
        .reduce<readonly State[]>((states, each) => states.flatMap((one) => applied(each, node, one, walk)), [under])
        .map((each) => normal(each, assigned)),
    );
  return owner.is === 'made' ? onMade(owner, state, have) : have(state);
}

function nameOf(key: string | null, node: Node, walk: Walk): Value {
  const site = siteIn(node, walk);
  return key === null ? openValue(site) : literal(key, site);
}

/** The state in which the names of a pattern hold parts of a value, if their values are followed at all. */
export function bound(pattern: Node, value: Value, state: State, walk: Walk): State {
  const target = unwrapped(pattern);
  if (target.type === 'Identifier') {
    const variable = variableOf(target, walk.file.sourceCode);
    const { relevance } = walk.file;
    if (!variable || !(relevance.isTracked(variable) || isSettled(value) || relevance.isDirect(variable))) return state;
  }
  return bindPattern(target, value, state, walk);
}
