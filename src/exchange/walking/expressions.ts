import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, unwrapped, type Call, type Node } from '../../syntax/ast.js';
import { childrenOf } from '../../syntax/children.js';
import { sidesOf } from '../reading/assume.js';
import { read } from '../reading/reading.js';
import { alternativesOf, choice, openValue, truthOf } from '../reading/values.js';
import { andThen, normal, type Completion, type Pending, type State } from '../state/state.js';
import type { Value } from '../value.js';
import { applied } from './answers.js';
import { assign, bound, withoutProperty } from './assignments.js';
import { branch } from './branching.js';
import { evaluateCall, evaluateNew } from './calls.js';
import { holds } from './escapes.js';
import { composedSince, meanwhile } from './later.js';
import { makeObject } from './made.js';
import { chainOf } from './promises.js';
import { putOffChain } from './reactions.js';
import { noteThrow, noteThrowIn } from './throwing.js';
import { siteIn, step, type Walk } from './walk.js';

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
    case 'UnaryExpression':
      return node.operator === 'delete' ? withoutProperty(node, state, walk) : evaluateParts(node, state, walk);
    default:
      return isFunction(node) ? [normal(state, read(node, state, walk))] : evaluateParts(node, state, walk);
  }
}

/** Evaluates the parts of an expression one after another, and gives what it comes to. */
function evaluateParts(node: Node, state: State, walk: Walk): readonly Completion[] {
  const children = childrenOf(node, walk.file.sourceCode).filter((child) => child.type !== 'TemplateElement');
  const done = children.reduce<readonly Completion[]>(
    (each, child) => withoutValues(andThen(each, (next) => perform(child, next, walk))),
    [normal(state)],
  );
  return andThen(done, (next) => valueOf(node, next, walk));
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
  const returned = unwrapped(argument);
  if (isWaitedFor && returned.type === 'AwaitExpression' && isChain(unwrapped(returned.argument)))
    return awaited(returned.argument, state, walk);
  // What is thrown there is thrown to the framework: the function has been left.
  return isWaitedFor
    ? evaluateWaiting(argument, state, walk, { before: (after) => after, throws: 'outside' })
    : evaluate(argument, state, walk);
}

/** What is awaited is finished before the code goes on. */
function awaited(argument: Node, state: State, walk: Walk): readonly Completion[] {
  const waited = evaluateWaiting(argument, state, walk, {
    before: (after, earlier) => meanwhile(after, earlier, walk),
    throws: 'here',
  });
  const { awaits } = walk.site.table;
  if (!awaits) return waited;
  return andThen(waited, (after, value) => {
    const { prepared } = after.draft;
    const effects = value && prepared?.by === 'handler' ? awaits(value) : [];
    return effects
      .reduce<readonly State[]>(
        (states, effect) => states.flatMap((each) => applied(effect, prepared?.node ?? argument, each, walk)),
        [after],
      )
      .map((each) => normal(each, value));
  });
}

function isChain(node: Node): node is Call {
  return node.type === 'CallExpression' && chainOf(node) !== null;
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
  const node = unwrapped(argument);
  // What is waited for matters for what its reactions return, whatever they do.
  const started = isChain(node) ? putOffChain(node, state, walk) : evaluate(node, state, walk);
  return andThen(started, (after, value) => {
    const waiting = before(after, earlier);
    const already = waiting.pending.filter((each) => earlier.has(each)).length;
    // What is thrown behind `await next()` has been noted with what was set before it.
    if (throws === 'here' && after.draft.downstream === state.draft.downstream)
      noteThrow({ ...waiting, pending: waiting.pending.slice(0, already) }, walk);
    // A function may give the promise that it made.
    const made = value?.is === 'open' ? value.site.origin : node;
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
