import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Call, type Node } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { keyOf } from '../../syntax/static-value.js';
import { answering, escaped, holds, settle } from './escapes.js';
import { withOpenFields } from '../state/fields.js';
import { runMany } from './callbacks.js';
import { putOff } from './later.js';
import { read } from '../reading/reading.js';
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
import { openValue } from '../reading/values.js';
import { siteIn, type Walk } from './walk.js';

/** A call with its receiver and arguments evaluated. */
export interface Called {
  readonly node: Call;
  readonly callee: Node;
  /** The object of a method call. */
  readonly receiver: Value | null;
  /** The name of the method or function; null where it is computed. */
  readonly name: string | null;
  readonly args: readonly Value[];
}

/** A call of code that cannot be seen: what it may do with a response, `next` or callbacks that it is given. */
export function unseen(call: Called, state: State, walk: Walk): readonly Completion[] {
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
export function withCallbacks(call: Called, state: State, walk: Walk): readonly Completion[] {
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
