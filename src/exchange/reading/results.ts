import type { TSESTree } from '@typescript-eslint/utils';
import { HTTP_ERRORS } from '../../http/http-errors.js';
import { unwrapped, type FunctionNode, type Node } from '../../syntax/ast.js';
import { initializerOf, isGlobal, variableOf } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { keyOf, staticValueOf } from '../../syntax/static-value.js';
import { calledFunction } from '../../syntax/callees.js';
import type { Site } from '../model.js';
import { bindParameters } from './parameters.js';
import { read } from './reading.js';
import { endsInThrow, returnsOf } from '../walking/exits.js';
import type { State } from '../state/state.js';
import type { StatusCarrier, Value } from '../value.js';
import { choice, errorValue, literal, openValue, propertyOf } from './values.js';
import { siteIn, step, type Walk } from '../walking/walk.js';

type Made = TSESTree.CallExpression | TSESTree.NewExpression;

/** How many `return`s of a function are read for what it gives back. */
const RETURNS = 8;
/** How much deeper a value counts as lying for each call that it is read through. */
const CALL_WEIGHT = 3;

/** Functions that print an error whole, stack included. */
const PRINTERS = /^(?:inspect|serializeError|errorToJSON|stringifyError)$/;

/** What a call or `new` gives back, as far as that can be read without running it. */
export function callResult(node: Made, state: State, walk: Walk, depth: number): Value {
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

function argument(node: Made, index: number, state: State, walk: Walk, depth: number): Value {
  const at = node.arguments[index];
  if (!at) return literal(undefined, siteIn(node, walk));
  return at.type === 'SpreadElement' ? openValue(siteIn(at, walk)) : read(at, state, walk, depth + 1);
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
  if (name !== null && PRINTERS.test(name)) {
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
  const args = node.arguments.map((each, index) =>
    each.type === 'SpreadElement' ? openValue(site) : argument(node, index, state, walk, depth),
  );
  const inside = bindParameters(called, args, state, walk, node);
  return resultOf(called, inside, walk, depth + CALL_WEIGHT, site);
}

function resultOf(called: FunctionNode, inside: State, walk: Walk, depth: number, site: Site): Value | null {
  if (called.body.type !== 'BlockStatement') return read(called.body, inside, walk, depth);
  const returns = returnsOf(called.body);
  if (returns.length === 0 || returns.length > RETURNS) return null;
  return choice(
    returns.map((each) => ({
      value: each.argument ? read(each.argument, inside, walk, depth) : literal(undefined, site),
      when: null,
    })),
    site,
  );
}

/** The error that a function ends in throwing. */
export function thrownBy(called: FunctionNode, args: readonly Value[], state: State, walk: Walk, call: Node): Value {
  const thrown = endsInThrow(called);
  if (!thrown) return openValue(siteIn(call, walk));
  return read(thrown.argument, bindParameters(called, args, state, walk, call), walk, CALL_WEIGHT);
}

/** The error that a `new`, a factory or `Object.assign(new Error(), …)` makes, with its status where that can be read. */
function madeError(node: Made, state: State, walk: Walk, depth: number): Value | null {
  const { sourceCode, hints } = walk.file;
  const site = siteIn(node, walk);
  const error = (status: Value | null, by: readonly StatusCarrier[] = ['status', 'statusCode']): Value =>
    errorValue('new', site, status ? by.map((each) => ({ by: each, value: status })) : []);
  const callee = unwrapped(node.callee);
  const name =
    callee.type === 'Identifier'
      ? callee.name
      : callee.type === 'MemberExpression'
        ? (keyOf(callee, sourceCode) ?? '')
        : '';
  const hint = Object.hasOwn(hints.errors, name) ? hints.errors[name] : undefined;
  if (hint)
    return error('code' in hint ? literal(hint.code, site) : argument(node, hint.argument, state, walk, depth), [
      'settings',
    ]);
  const imported = importOf(callee, sourceCode);
  if (imported?.source === 'http-errors') {
    const [member] = imported.path;
    if (member === undefined) return error(statusArgument(node, state, walk, depth));
    const code = Object.hasOwn(HTTP_ERRORS, member) ? HTTP_ERRORS[member] : Number(member) || undefined;
    return code === undefined ? error(null) : error(literal(code, site));
  }
  if (
    node.type === 'CallExpression' &&
    name === 'assign' &&
    callee.type === 'MemberExpression' &&
    isGlobal(callee.object, 'Object', sourceCode)
  ) {
    const target = argument(node, 0, state, walk, depth);
    if (target.is !== 'error') return null;
    const added = argument(node, 1, state, walk, depth);
    const carries = (['status', 'statusCode'] as const).flatMap((by) => {
      const property = propertyOf(added, by);
      return property ? [{ by, value: property.value }] : [];
    });
    return { ...target, carries: [...carries, ...target.carries], site };
  }
  if (node.type === 'NewExpression')
    return isErrorClass(callee, name, walk) ? error(statusOfClass(node, callee, state, walk, depth)) : null;
  return /^(?:Range|Type|Syntax|Reference)?Error$/.test(name) && isGlobal(callee, name, sourceCode)
    ? error(null)
    : null;
}

/** `createError(404, …)`: the status is the first argument, and only a number. Everything else means 500. */
function statusArgument(node: Made, state: State, walk: Walk, depth: number): Value | null {
  if (node.arguments.length === 0) return literal(500, siteIn(node, walk));
  const value = argument(node, 0, state, walk, depth);
  if (value.is === 'literal') return typeof value.value === 'number' ? value : literal(500, value.site);
  return value.is === 'open' ? null : value;
}

function isErrorClass(callee: Node, name: string, walk: Walk): boolean {
  return /(?:Error|Exception)$/.test(name) || hasSuperClass(classOf(callee, walk));
}

function hasSuperClass(node: TSESTree.ClassDeclaration | TSESTree.ClassExpression | null): boolean {
  return node !== null && node.superClass !== null;
}

function classOf(callee: Node, walk: Walk): TSESTree.ClassDeclaration | TSESTree.ClassExpression | null {
  if (callee.type !== 'Identifier') return null;
  const variable = variableOf(callee, walk.file.sourceCode);
  const node = variable && initializerOf(variable)?.node;
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression' ? node : null;
}

/** The status that an error class of this file sets on its errors: a property, or `this.status = …` in its constructor. */
function statusOfClass(
  node: TSESTree.NewExpression,
  callee: Node,
  state: State,
  walk: Walk,
  depth: number,
): Value | null {
  const members = classOf(callee, walk)?.body.body ?? [];
  for (const member of members) {
    if (member.type === 'PropertyDefinition' && isStatusKey(member, walk) && member.value)
      return read(member.value, state, walk, depth + 1);
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor' || !member.value.body) continue;
    const assigned = member.value.body.body.flatMap((each) =>
      each.type === 'ExpressionStatement' && each.expression.type === 'AssignmentExpression' ? [each.expression] : [],
    );
    const status = assigned.find(
      ({ left }) =>
        left.type === 'MemberExpression' && left.object.type === 'ThisExpression' && isStatusKey(left, walk),
    );
    if (!status) continue;
    const args = node.arguments.map((_, index) => argument(node, index, state, walk, depth));
    return read(status.right, bindParameters(member.value, args, state, walk, node), walk, depth + 1);
  }
  return null;
}

function isStatusKey(node: TSESTree.PropertyDefinition | TSESTree.MemberExpression, walk: Walk): boolean {
  const key = keyOf(node, walk.file.sourceCode);
  return key === 'status' || key === 'statusCode';
}
