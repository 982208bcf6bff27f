import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Call, type Node } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { keyOf } from '../../syntax/static-value.js';
import { escaped, holds, withEscapedMade } from './escapes.js';
import { withOpenFields } from '../state/fields.js';
import { isConnection, isSocket } from '../reading/connection.js';
import { answersItself } from './own-methods.js';
import { type Completion, type State } from '../state/state.js';
import { noteThrow } from './throwing.js';
import { ADDS_FIELDS, ADDS_FIELDS_NAME, BREAKS_OFF, HARMLESS, HARMLESS_NAME, LOGGERS } from './unseen.js';
import type { Value } from '../value.js';
import { type Walk } from './walk.js';
import { withCallbacks } from './given-callbacks.js';

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
  const hasSocket = call.node.arguments.some((each) => isSocket(each, state, walk));
  const hasItself = answersItself(walk.site) && call.node.arguments.some(({ type }) => type === 'ThisExpression');
  const hasResponse = isGiven || hasItself || hasSocket || isUnreadCarrier(call, walk) || breaksOff(call, state, walk);
  // A function that can answer, or something that holds one, is called without being followed.
  const canAnswer = walk.site.table.settable !== 'fields';
  const mayAnswer = canAnswer && (args.some((each) => holds(each, 'next')) || walk.file.relevance.reaches(call.callee));
  const after = hasResponse ? escaped(state, call.node, walk) : mayAnswer ? { ...state, mayAnswer: true } : state;
  return withCallbacks(
    call,
    args.reduce((each, arg) => withEscapedMade(arg, each), after),
    walk,
  );
}

/** `res.socket.destroy()`, `req.destroy()`: the client gets no answer, but does not wait for one either. */
function breaksOff({ callee, name }: Called, state: State, walk: Walk): boolean {
  if (name === null || !BREAKS_OFF.test(name) || callee.type !== 'MemberExpression') return false;
  return isConnection(callee.object, state, walk);
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

/** The last name of the object that a method is called on. */
export function nameOfOwner(callee: TSESTree.MemberExpression, walk: Walk): string {
  const owner = unwrapped(callee.object);
  if (owner.type === 'Identifier') return owner.name;
  return owner.type === 'MemberExpression' ? (keyOf(owner, walk.file.sourceCode) ?? '') : '';
}
