import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Call, type FunctionNode, type Node } from '../../syntax/ast.js';
import { isGlobal } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { keyOf } from '../../syntax/static-value.js';
import { applied } from './answers.js';
import { argumentsOf } from './arguments.js';
import type { Arguments, CallRow, Effect } from '../effects.js';
import { answering, escaped, holds, settle, withEscapedMade } from './escapes.js';
import { evaluate, evaluateAll, perform } from './expressions.js';
import { withOpenFields } from '../state/fields.js';
import { endsInThrow } from './exits.js';
import { canFollow, follow } from './functions.js';
import { thrownBy } from '../reading/results.js';
import { thrownHere } from './assertions.js';
import { runIndependently } from './callbacks.js';
import { putOff } from './later.js';
import { isPromiseChain, putOffChain } from './reactions.js';
import { read } from '../reading/reading.js';
import { respond } from './responders.js';
import { andThen, normal, type Completion, type State } from '../state/state.js';
import { noteThrow } from './throwing.js';
import { ADDS_FIELDS } from './unseen.js';
import type { MadeValue, ResponseValue, Value } from '../value.js';
import { functionRow, make, onMade } from './made.js';
import { alternativesOf, literal, openValue } from '../reading/values.js';
import { siteIn, type Walk } from './walk.js';
import { withCallbacks } from './given-callbacks.js';
import { nameOfOwner, unseen, type Called } from './unseen-calls.js';
import { isAnswered } from '../state/draft.js';

/** Evaluates a call: of the response, of `next`, of a function in this file, or of something that cannot be seen. */
export function evaluateCall(node: Call, state: State, walk: Walk): readonly Completion[] {
  if (isPromiseChain(node, walk)) return putOffChain(node, state, walk);
  const callee = unwrapped(node.callee);
  const isMethod = callee.type === 'MemberExpression';
  const first = isMethod ? evaluate(callee.object, state, walk) : perform(callee, state, walk);
  return andThen(first, (after, value) =>
    evaluateAll(node.arguments, after, walk, (ready, args) => {
      const name = isMethod ? keyOf(callee, walk.file.sourceCode) : callee.type === 'Identifier' ? callee.name : null;
      return dispatch({ node, callee, receiver: isMethod ? value : null, name, args }, ready, walk);
    }),
  );
}

function dispatch(call: Called, state: State, walk: Walk): readonly Completion[] {
  const { node, callee, receiver, name, args } = call;
  if (receiver?.is === 'response') return onResponse(call, receiver, wayTo(receiver, name), state, walk);
  if (receiver?.is === 'made') return onMadeResponse(call, receiver, state, walk);
  if (isProcessExit(callee, walk)) return [];
  const row = functionRow(callee, walk);
  if (row) {
    // What always throws is not taken to throw something else as well.
    if (row.returns !== 'never') noteThrow(state, walk);
    // What makes a response has its functions write the content.
    const isMaker = row.returns === 'made' || row.returns === 'made-here';
    const before = isMaker ? [normal(state)] : withCallbacks(call, state, walk);
    return andThen(before, (after) => taken(row, node, args, null, after, walk));
  }
  const [first] = args;
  if (first && isResolve(callee, walk)) return [normal(state, first)];
  const hinted = name === null ? null : respond(name, node, args, state, walk);
  if (hinted) return hinted;
  const target = targetOf(call, state, walk);
  if (target.value.is === 'next')
    return takeEffects(handedOn(argumentsOf(node, target.args, walk), walk), node, state, walk);
  if (target.value.is === 'method') {
    const whole = { is: 'response', part: '', site: target.value.site } as const;
    return onResponse(call, whole, target.value.name, state, walk);
  }
  const callable = alternativesOf(target.value).map((each) => each.value);
  if (callable.some((each) => each.is === 'function')) {
    return callable.flatMap((each) =>
      each.is === 'function' ? ofFile(call, each.node, target.args, state, walk) : unseen(call, state, walk),
    );
  }
  if (name === 'pipe' && args[0]?.is === 'response') return piped(call, state, walk);
  const given = givenRow(call, walk);
  return given ? taken(given, node, args, null, state, walk) : unseen(call, state, walk);
}

/** The row of a method of another object that is given the response; null where the table has none. */
function givenRow({ callee, name, args }: Called, walk: Walk): CallRow | null {
  const { given = {} } = walk.site.table;
  const [first] = args;
  if (callee.type !== 'MemberExpression' || first?.is !== 'response' || first.part !== '') return null;
  const key = `${nameOfOwner(callee, walk)}.${name ?? ''}`;
  return Object.hasOwn(given, key) ? (given[key] ?? null) : null;
}

/** A call of a function of this file: it is followed if it can answer, else only for what it throws. */
function ofFile(
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

/** What a callee stands for, through `call`, `apply` and `bind`. */
function targetOf(
  { callee, receiver, name, args }: Called,
  state: State,
  walk: Walk,
): { readonly value: Value; readonly args: readonly Value[] } {
  const isIndirect = receiver && (receiver.is === 'function' || receiver.is === 'next');
  if (isIndirect && name === 'call') return { value: receiver, args: args.slice(1) };
  if (isIndirect && name === 'apply') {
    const list = args[1];
    return { value: receiver, args: list?.is === 'array' ? list.elements : [] };
  }
  return { value: read(callee, state, walk), args };
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

/** `Promise.resolve`, which gives back a promise of what it is given. */
function isResolve(callee: Node, { file: { sourceCode } }: Walk): boolean {
  return (
    callee.type === 'MemberExpression' &&
    isGlobal(callee.object, 'Promise', sourceCode) &&
    keyOf(callee, sourceCode) === 'resolve'
  );
}

function isProcessExit(callee: Node, walk: Walk): boolean {
  return (
    callee.type === 'MemberExpression' &&
    isGlobal(callee.object, 'process', walk.file.sourceCode) &&
    /^(?:exit|abort|reallyExit)$/.test(keyOf(callee, walk.file.sourceCode) ?? '')
  );
}

/** The way from the response to a method of it, as tables write it. */
function wayTo({ part }: { readonly part: string }, name: string | null): string | null {
  return name === null || part === '' ? name : `${part}.${name}`;
}

function onResponse(
  call: Called,
  receiver: ResponseValue,
  way: string | null,
  state: State,
  walk: Walk,
): readonly Completion[] {
  const { node, name, args } = call;
  const { calls } = walk.site.table;
  const row = way !== null && Object.hasOwn(calls, way) ? calls[way] : undefined;
  const result: Value = { ...receiver, site: siteIn(node, walk) };
  if (row) return taken(row, node, args, result, state, walk);
  const hinted = name === null ? null : respond(name, node, args, state, walk);
  if (hinted) return hinted;
  // A method that the framework does not have was added by somebody, most often to answer.
  return withCallbacks(call, escaped(state, node, walk), walk).map((each) =>
    each.ends === 'normal' ? normal(each.state, result) : each,
  );
}

/** A call on a made response: what is not known about it may change the response in any way. */
function onMadeResponse(call: Called, receiver: MadeValue, state: State, walk: Walk): readonly Completion[] {
  const { node, name, args } = call;
  const { calls } = walk.site.table.made;
  const way = wayTo(receiver, name);
  const row = way !== null && Object.hasOwn(calls, way) ? calls[way] : undefined;
  if (!row) return unseen(call, withEscapedMade(receiver, state), walk);
  const result: Value = { ...receiver, site: siteIn(node, walk) };
  if (state.made.get(receiver.made)?.prepared?.redirect?.isImmutable && isChange(row, node, args, walk)) {
    const error: Value = { is: 'error', from: 'new', carries: [], open: false, site: result.site };
    return [{ ends: 'throw', state, value: error, node }];
  }
  return onMade(receiver, state, (inside) => taken(row, node, args, result, inside, walk));
}

/** Whether a call on a made response changes its fields. */
function isChange(row: CallRow, node: Call, args: readonly Value[], walk: Walk): boolean {
  return row.effects(argumentsOf(node, args, walk)).some(({ does }) => does === 'field');
}

/** The effects of a call, and what it gives back: the response it was called on, one that it makes, or something else. */
export function taken(
  row: CallRow,
  node: Call,
  args: readonly Value[],
  receiver: Value | null,
  state: State,
  walk: Walk,
): readonly Completion[] {
  const effects = row.effects(argumentsOf(node, args, walk));
  if (row.returns === 'made' || row.returns === 'made-here' || row.returns === 'never')
    return make(row, effects, node, state, walk, takeEffect);
  const site = siteIn(node, walk);
  const result =
    row.returns === 'response' && receiver
      ? receiver
      : row.returns === 'undefined'
        ? literal(undefined, site)
        : openValue(site);
  return andThen(takeEffects(effects, node, state, walk), (after) => [normal(after, result)]);
}

/** What calling `next` does: it hands the request on, unless the framework's has more to say. */
function handedOn(args: Arguments, { site: { table } }: Walk): readonly Effect[] {
  return [table.next?.(args) ?? ({ does: 'delegate', to: 'next' } as const)].flat();
}

function takeEffects(effects: readonly Effect[], node: Node, state: State, walk: Walk): readonly Completion[] {
  return effects.reduce<readonly Completion[]>(
    (done, effect) => andThen(done, (next) => takeEffect(effect, node, next, walk)),
    [normal(state)],
  );
}

function takeEffect(effect: Effect, node: Node, state: State, walk: Walk): readonly Completion[] {
  if (effect.does === 'throw') return thrownHere(effect, node, state, walk);
  if (effect.does !== 'call') return applied(effect, node, state, walk).map((each) => normal(each));
  if (effect.callback.is !== 'function' || !walk.file.relevance.touches(effect.callback.node)) return [normal(state)];
  switch (effect.when) {
    case 'later':
      return [normal(putOff({ is: 'later', callback: effect.callback.node }, node, state, walk))];
    case 'alternative':
      return [
        normal(
          putOff(
            { is: 'listener', callback: effect.callback.node, afterFailure: true },
            effect.callback.node,
            state,
            walk,
          ),
        ),
      ];
    case 'independent':
      runIndependently(effect.callback.node, node, state, walk);
      return [normal(state)];
  }
}

/** `source.pipe(response)`: the source's bytes follow; a proxied response brings its own fields, and perhaps its status. */
function piped({ node, callee }: Called, state: State, walk: Walk): readonly Completion[] {
  const site = siteIn(node, walk);
  const source = callee.type === 'MemberExpression' ? unwrapped(callee.object) : callee;
  const isFile =
    source.type === 'CallExpression' &&
    /^(?:fs|stream|zlib)$/.test(importOf(source.callee, walk.file.sourceCode)?.source ?? '');
  const effect: Effect = {
    does: 'send',
    extent: 'streams',
    status: null,
    content: { is: 'value', value: openValue(site), format: 'stream', null: 'some' },
    redirect: null,
    afterBegin: 'continues',
    afterEnd: 'harmless',
    ...(isFile ? {} : { statusOpen: true }),
  };
  return applied(effect, node, state, walk).map((each) => normal(each, { is: 'response', part: '', site }));
}

/** `new` runs a promise's executor at once; anything else may keep what it is given. */
export function evaluateNew(node: TSESTree.NewExpression, state: State, walk: Walk): readonly Completion[] {
  const result = openValue(siteIn(node, walk));
  return evaluateAll(node.arguments, state, walk, (after, args) => {
    noteThrow(after, walk);
    const row = functionRow(unwrapped(node.callee), walk);
    if (row) return taken(row, node, args, null, after, walk);
    const [executor] = args;
    if (
      executor?.is === 'function' &&
      isGlobal(node.callee, 'Promise', walk.file.sourceCode) &&
      canFollow(executor.node, walk)
    ) {
      const run = follow(executor.node, [result, result], after, walk, node);
      return run.map((each) => (each.ends === 'normal' ? normal(each.state, result) : each));
    }
    const imported = importOf(node.callee, walk.file.sourceCode);
    const isGiven = args.some((each) => holds(each, 'response'));
    const isKnown = imported !== null && Object.hasOwn(ADDS_FIELDS, imported.source);
    const given = !isGiven
      ? after
      : isKnown
        ? { ...after, draft: withOpenFields(after.draft) }
        : escaped(after, node, walk);
    const settled = args
      .flatMap((each) => answering(each, walk))
      .reduce((each, callback) => settle(callback, node, each, walk), given);
    return [normal(settled, read(node, settled, walk))];
  });
}
