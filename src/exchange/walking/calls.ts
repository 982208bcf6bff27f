import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Call, type Node } from '../../syntax/ast.js';
import { isGlobal, variableOf } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { keyOf } from '../../syntax/static-value.js';
import { applied } from './answers.js';
import type { Arguments, Effect } from '../effects.js';
import { answering, escaped, holds, settle } from './escapes.js';
import { evaluate, evaluateAll, perform } from './expressions.js';
import { withOpenFields } from '../state/fields.js';
import { endsInThrow } from './exits.js';
import { canFollow, follow } from './functions.js';
import { thrownBy } from '../reading/results.js';
import { runIndependently, runMany } from './callbacks.js';
import { putOff } from './later.js';
import { isPromiseChain, putOffChain } from './reactions.js';
import { read } from '../reading/reading.js';
import { respond } from './responders.js';
import { andThen, normal, type Completion, type State } from '../state/state.js';
import { noteThrow } from './throwing.js';
import {
  ADDS_FIELDS,
  ADDS_FIELDS_NAME,
  BREAKS_OFF,
  CERTAIN_ERROR_NAME,
  ERROR_NAME,
  FAILURE_EVENTS,
  HARMLESS,
  HARMLESS_NAME,
  LATER,
  LISTENS,
  LOGGERS,
  NOW_MANY,
} from './unseen.js';
import type { Value } from '../value.js';
import { literal, openValue } from '../reading/values.js';
import { siteIn, textOf, type Walk } from './walk.js';

/** A call with its receiver and arguments evaluated. */
interface Called {
  readonly node: Call;
  readonly callee: Node;
  /** The object of a method call. */
  readonly receiver: Value | null;
  /** The name of the method or function; null where it is computed. */
  readonly name: string | null;
  readonly args: readonly Value[];
}

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
  if (receiver?.is === 'response') return onResponse(call, state, walk);
  if (isProcessExit(callee, walk)) return [];
  const hinted = name === null ? null : respond(name, node, args, state, walk);
  if (hinted) return hinted;
  const target = targetOf(call, state, walk);
  if (target.value.is === 'next')
    return perform1(walk.site.table.next(argumentsOf(node, target.args, walk)), node, state, walk);
  if (target.value.is === 'function') {
    const called = target.value.node;
    const isGiven = args.some((each) => holds(each, 'response') || holds(each, 'next'));
    if ((isGiven || walk.file.relevance.reaches(called)) && canFollow(called, walk)) {
      noteThrow(state, walk);
      return settledAsync(called.async, node, follow(called, target.args, state, walk, node));
    }
    if (!isGiven && walk.file.relevance.canThrow(called) && endsInThrow(called)) {
      return settledAsync(called.async, node, [
        { ends: 'throw', state, value: thrownBy(called, target.args, state, walk, node), node },
      ]);
    }
  }
  if (name === 'pipe' && args[0]?.is === 'response') return piped(call, state, walk);
  return unseen(call, state, walk);
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

function isProcessExit(callee: Node, walk: Walk): boolean {
  return (
    callee.type === 'MemberExpression' &&
    isGlobal(callee.object, 'process', walk.file.sourceCode) &&
    /^(?:exit|abort|reallyExit)$/.test(keyOf(callee, walk.file.sourceCode) ?? '')
  );
}

/** The arguments of a call as adapters read them. */
export function argumentsOf(node: Call, args: readonly Value[], walk: Walk): Arguments {
  const spread = node.arguments.some((each) => each.type === 'SpreadElement');
  return {
    node,
    dialect: walk.site.dialect,
    count: args.length,
    spread,
    at: (index) => args[index] ?? (spread ? openValue(siteIn(node, walk)) : literal(undefined, siteIn(node, walk))),
    textOf: (each) => textOf(walk, each),
  };
}

function onResponse(call: Called, state: State, walk: Walk): readonly Completion[] {
  const { node, name, args } = call;
  const row = name !== null && Object.hasOwn(walk.site.table.calls, name) ? walk.site.table.calls[name] : undefined;
  const result: Value = { is: 'response', site: siteIn(node, walk) };
  const hinted = row || name === null ? null : respond(name, node, args, state, walk);
  if (hinted) return hinted;
  // A method that the framework does not have was added by somebody, most often to answer.
  if (!row)
    return withCallbacks(call, escaped(state), walk).map((each) =>
      each.ends === 'normal' ? normal(each.state, result) : each,
    );
  const effects = row.effects(argumentsOf(node, args, walk));
  return andThen(
    effects.reduce<readonly Completion[]>(
      (done, effect) => andThen(done, (next) => perform1(effect, node, next, walk)),
      [normal(state)],
    ),
    (after) => [normal(after, row.returns === 'response' ? result : openValue(result.site))],
  );
}

function perform1(effect: Effect, node: Node, state: State, walk: Walk): readonly Completion[] {
  if (effect.does === 'throw') return [{ ends: 'throw', state, value: effect.error, node }];
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
    afterEnd: 'ignored',
    ...(isFile ? {} : { statusOpen: true }),
  };
  return applied(effect, node, state, walk).map((each) => normal(each, { is: 'response', site }));
}

/** A call of code that cannot be seen: what it may do with a response, `next` or callbacks that it is given. */
function unseen(call: Called, state: State, walk: Walk): readonly Completion[] {
  noteThrow(state, walk);
  const { args } = call;
  const manner = mannerOf(call, walk);
  if (manner === 'harmless') return withCallbacks(call, state, walk);
  const isGiven = args.some((each) => holds(each, 'response'));
  if (manner === 'adds-fields' && isGiven)
    return withCallbacks(call, { ...state, draft: withOpenFields(state.draft) }, walk);
  const hasResponse = isGiven || isUnreadCarrier(call, walk) || breaksOff(call, state, walk);
  const hasNext = args.some((each) => holds(each, 'next'));
  const after = hasResponse
    ? escaped(state)
    : hasNext && state.draft.progress === 'fresh'
      ? { ...state, mayAnswer: true }
      : state;
  return withCallbacks(call, after, walk);
}

/** `res.socket.destroy()`, `req.destroy()`: the client gets no answer, but does not wait for one either. */
function breaksOff({ callee, name }: Called, state: State, walk: Walk): boolean {
  if (name === null || !BREAKS_OFF.test(name) || callee.type !== 'MemberExpression') return false;
  const owner = unwrapped(callee.object);
  const isSocket =
    owner.type === 'MemberExpression' &&
    /^(?:socket|connection|stream)$/.test(keyOf(owner, walk.file.sourceCode) ?? '');
  const { is } = read(isSocket ? owner.object : owner, state, walk);
  return is === 'request' || is === 'response';
}

/** Whether a method is called on something that was the response by its name, though it was not recognised as such here. */
function isUnreadCarrier({ callee, receiver }: Called, walk: Walk): boolean {
  if (callee.type !== 'MemberExpression' || receiver?.is !== 'open') return false;
  const base = unwrapped(callee.object);
  if (base.type !== 'Identifier') return false;
  const variable = variableOf(base, walk.file.sourceCode);
  return variable !== null && walk.file.relevance.isDirect(variable);
}

/** What a function that cannot be seen is known to do to a response that it gets: nothing, set fields, or anything. */
function mannerOf({ callee, name }: Called, walk: Walk): 'harmless' | 'adds-fields' | 'unknown' {
  const imported = importOf(callee, walk.file.sourceCode);
  const member = imported?.path.at(-1) ?? imported?.source ?? '';
  const isRow = (table: Readonly<Record<string, RegExp>>): boolean =>
    imported !== null && Object.hasOwn(table, imported.source) && table[imported.source]?.test(member) === true;
  if (isRow(HARMLESS)) return 'harmless';
  if (isRow(ADDS_FIELDS) || (name !== null && ADDS_FIELDS_NAME.test(name))) return 'adds-fields';
  if (callee.type === 'MemberExpression' && LOGGERS.test(nameOfOwner(callee, walk))) return 'harmless';
  return name !== null && HARMLESS_NAME.test(name) ? 'harmless' : 'unknown';
}

function nameOfOwner(callee: TSESTree.MemberExpression, walk: Walk): string {
  const owner = unwrapped(callee.object);
  if (owner.type === 'Identifier') return owner.name;
  return owner.type === 'MemberExpression' ? (keyOf(owner, walk.file.sourceCode) ?? '') : '';
}

/** Runs, puts off or sets apart the callbacks among the arguments, by what the called function does with them. */
function withCallbacks(call: Called, state: State, walk: Walk): readonly Completion[] {
  const { node, args, name } = call;
  const result = openValue(siteIn(node, walk));
  return args
    .reduce<readonly Completion[]>(
      (done, arg, index) =>
        andThen(done, (next) =>
          answering(arg, walk).reduce<readonly Completion[]>(
            (each, callback) => andThen(each, (now) => withCallback(call, callback, index, now, walk)),
            [normal(next)],
          ),
        ),
      [normal(state, result)],
    )
    .map((each) => (each.ends === 'normal' ? normal(each.state, name === 'bind' ? null : result) : each));
}

function withCallback(call: Called, callback: Value, index: number, state: State, walk: Walk): readonly Completion[] {
  if (callback.is !== 'function') return [normal(state)];
  const { node, name, args, receiver } = call;
  const direct = args[index] === callback;
  const called = callback.node;
  const [first] = called.params;
  if (direct && name !== null) {
    if (
      receiver &&
      NOW_MANY.test(name) &&
      index === 0 &&
      !(first?.type === 'Identifier' && CERTAIN_ERROR_NAME.test(first.name))
    )
      return runMany(called, state, walk, node);
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

/** `new` runs a promise's executor at once; anything else may keep what it is given. */
export function evaluateNew(node: TSESTree.NewExpression, state: State, walk: Walk): readonly Completion[] {
  const result = openValue(siteIn(node, walk));
  return evaluateAll(node.arguments, state, walk, (after, args) => {
    noteThrow(after, walk);
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
    const given = !isGiven ? after : isKnown ? { ...after, draft: withOpenFields(after.draft) } : escaped(after);
    const settled = args
      .flatMap((each) => answering(each, walk))
      .reduce((each, callback) => settle(callback, node, each, walk), given);
    return [normal(settled, read(node, settled, walk))];
  });
}
