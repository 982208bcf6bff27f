import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Call, type FunctionNode, type Node } from '../../syntax/ast.js';
import { isGlobal } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { keyOf, staticValueOf } from '../../syntax/static-value.js';
import { calledFunction } from '../../syntax/callees.js';
import type { Site } from '../model.js';
import { argument, argumentsIn, madeError } from './errors.js';
import { bindParameters } from './parameters.js';
import { read } from './reading.js';
import { endsInThrow, endsOpen, returnsOf } from '../walking/exits.js';
import type { State } from '../state/state.js';
import type { Value } from '../value.js';
import { choice, literal, openValue } from './values.js';
import { siteIn, step, type Walk } from '../walking/walk.js';

/** How many `return`s of a function are read for what it gives back. */
const RETURNS = 8;
/** How much deeper a value counts as lying for each call that it is read through. */
const CALL_WEIGHT = 3;

/** Functions that print an error whole, stack included. */
const PRINTERS = /^(?:inspect|serializeError|errorToJSON|stringifyError)$/;
/** The packages that these come from; those of others may leave the stack out. */
const OF_PRINTERS = /^(?:(?:node:)?util|serialize-error|\..*)$/;

/** What a call or `new` gives back, as far as that can be read without running it. */
export function callResult(node: Call, state: State, walk: Walk, depth: number): Value {
  step(walk);
  const site = siteIn(node, walk);
  const error = madeError(node, state, walk, depth);
  if (error) return error;
  if (node.type === 'NewExpression') return openValue(site);
  const fixed = staticValueOf(node, walk.file.sourceCode);
  if (fixed) return literal(fixed.value, site);
  const callee = unwrapped(node.callee);
  return (
    printed(node, callee, state, walk, depth) ??
    ofResponse(callee, node, state, walk, depth) ??
    returned(node, callee, state, walk, depth) ??
    openValue(site)
  );
}

/** The value in another spelling: as JSON, as text, as a printed error, or as it is. */
function printed(node: TSESTree.CallExpression, callee: Node, state: State, walk: Walk, depth: number): Value | null {
  const { sourceCode } = walk.file;
  const site = siteIn(node, walk);
  const first = (): Value => argument(node, 0, state, walk, depth);
  if (callee.type === 'MemberExpression') {
    const key = keyOf(callee, sourceCode);
    if (isGlobal(callee.object, 'JSON', sourceCode) && key === 'stringify') {
      const value = first();
      // An error has no enumerable properties of its own, unless the call names them all.
      return value.is === 'error' && node.arguments.length > 1 && isAllNames(node.arguments[1])
        ? { is: 'error-part', part: 'inspected', site }
        : value;
    }
    if (isGlobal(callee.object, 'Object', sourceCode) && key === 'freeze') return first();
    if (isGlobal(callee.object, 'Promise', sourceCode) && key === 'resolve') return first();
    if (key === 'toString' && node.arguments.length === 0) {
      const owner = read(callee.object, state, walk, depth + 1);
      return owner.is === 'error'
        ? { is: 'error-part', part: 'message', site: owner.site }
        : owner.is === 'error-part'
          ? owner
          : null;
    }
    // `err.stack.split('\n')` and the like are still the stack.
    const owner =
      callee.object.type === 'MemberExpression' ||
      callee.object.type === 'Identifier' ||
      callee.object.type === 'CallExpression'
        ? read(callee.object, state, walk, depth + 1)
        : null;
    if (owner?.is === 'error-part' && owner.part !== 'message') return owner;
  }
  const name =
    callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? keyOf(callee, sourceCode) : null;
  if (name === 'String' && isGlobal(callee, 'String', sourceCode)) {
    const value = first();
    return value.is === 'error'
      ? { is: 'error-part', part: 'message', site: value.site }
      : { is: 'text', parts: [value], site };
  }
  if (name !== null && PRINTERS.test(name) && OF_PRINTERS.test(importOf(callee, sourceCode)?.source ?? '.')) {
    const value = first();
    if (value.is === 'error' || (value.is === 'error-part' && value.part !== 'message'))
      return { is: 'error-part', part: 'inspected', site };
  }
  return null;
}

/** `Object.getOwnPropertyNames(err)`, the usual way to have JSON print an error whole. */
function isAllNames(node: Node | undefined): boolean {
  return (
    node?.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    node.callee.property.type === 'Identifier' &&
    /^(?:getOwnPropertyNames|ownKeys)$/.test(node.callee.property.name)
  );
}

function ofResponse(callee: Node, node: Node, state: State, walk: Walk, depth: number): Value | null {
  if (callee.type !== 'MemberExpression' || !walk.file.relevance.touches(callee)) return null;
  const owner = read(callee.object, state, walk, depth + 1);
  if (owner.is !== 'response') return null;
  const key = keyOf(callee, walk.file.sourceCode);
  const row = key === null ? undefined : ownRow(walk, owner.part === '' ? key : `${owner.part}.${key}`);
  return row?.returns === 'response' ? { is: 'response', part: '', site: siteIn(node, walk) } : null;
}

function ownRow(walk: Walk, key: string) {
  return Object.hasOwn(walk.site.table.calls, key) ? walk.site.table.calls[key] : undefined;
}

/** What the `return`s of a function in this file give back. */
function returned(node: TSESTree.CallExpression, callee: Node, state: State, walk: Walk, depth: number): Value | null {
  const called = calledFunction(callee, walk.file.sourceCode);
  if (!called || called.generator || walk.frames.some((frame) => frame.node === called)) return null;
  const site = siteIn(node, walk);
  const args = argumentsIn(node, state, walk, depth);
  const inside = bindParameters(called, args, state, walk, node);
  // What is called where it is written is nobody's to override.
  if (called === callee && givesNothing(called)) return literal(undefined, site);
  return resultOf(called, inside, walk, depth + CALL_WEIGHT, site);
}

/** Whether a function comes to its end without ever giving anything back. */
function givesNothing({ body }: FunctionNode): boolean {
  return body.type === 'BlockStatement' && returnsOf(body).length === 0 && endsOpen(body);
}

function resultOf(called: FunctionNode, inside: State, walk: Walk, depth: number, site: Site): Value | null {
  if (called.body.type !== 'BlockStatement') return read(called.body, inside, walk, depth);
  const returns = returnsOf(called.body);
  if (returns.length === 0 || returns.length > RETURNS) return null;
  const values = returns.map(({ argument: given }) =>
    given ? read(given, inside, walk, depth) : literal(undefined, site),
  );
  // Whether a `switch` names every case there is, syntax does not say.
  const all = endsOpen(called.body) ? [...values, openValue(site)] : values;
  return choice(
    all.map((value) => ({ value, when: null })),
    site,
  );
}

/** The error that a function ends in throwing. */
export function thrownBy(called: FunctionNode, args: readonly Value[], state: State, walk: Walk, call: Node): Value {
  const thrown = endsInThrow(called);
  if (!thrown) return openValue(siteIn(call, walk));
  return read(thrown.argument, bindParameters(called, args, state, walk, call), walk, CALL_WEIGHT);
}
