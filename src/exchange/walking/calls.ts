import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Call, type Node } from '../../syntax/ast.js';
import { isGlobal } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { keyOf } from '../../syntax/static-value.js';
import type { CallRow } from '../effects.js';
import { read } from '../reading/reading.js';
import { alternativesOf, openValue } from '../reading/values.js';
import { withOpenFields } from '../state/fields.js';
import { andThen, normal, type Completion, type State } from '../state/state.js';
import type { Value } from '../value.js';
import { argumentsOf } from './arguments.js';
import { answering, escaped, holds, settle } from './escapes.js';
import { evaluate, evaluateAll, perform } from './expressions.js';
import { canFollow, follow } from './functions.js';
import { withCallbacks } from './given-callbacks.js';
import { ofFile } from './local-calls.js';
import { functionRow } from './made.js';
import { isPromiseChain, putOffChain } from './reactions.js';
import { respond } from './responders.js';
import { onMadeResponse, onResponse, piped, wayTo } from './response-calls.js';
import { handedOn, taken, takeEffects } from './taking.js';
import { noteThrow } from './throwing.js';
import { nameOfOwner, unseen, type Called } from './unseen-calls.js';
import { ADDS_FIELDS } from './unseen.js';
import { siteIn, type Walk } from './walk.js';

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
