import {
  autoImportedMaker,
  errorMakerOf,
  httpErrorsMember,
  type ErrorMaker,
  type StatusSource,
} from '../../http/errors.js';
import { unwrapped, type Call, type Node } from '../../syntax/ast.js';
import { initializerOf, isGlobal, originOf, variableOf } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { keyOf } from '../../syntax/static-value.js';
import type { Site } from '../model.js';
import type { State } from '../state/state.js';
import type { CarriedStatus, Value } from '../value.js';
import { siteIn, type Walk } from '../walking/walk.js';
import { errorOfClass } from './error-classes.js';
import { read } from './reading.js';
import { literal, openValue, propertyOf } from './values.js';

/** The argument at that position, as a value; `undefined` where there is none. */
export function argument(node: Call, index: number, state: State, walk: Walk, depth: number): Value {
  const at = node.arguments[index];
  if (!at) return literal(undefined, siteIn(node, walk));
  return at.type === 'SpreadElement' ? openValue(siteIn(at, walk)) : read(at, state, walk, depth + 1);
}

/** All arguments of a call, as values. */
export function argumentsIn(node: Call, state: State, walk: Walk, depth: number): readonly Value[] {
  return node.arguments.map((_, index) => argument(node, index, state, walk, depth));
}

/** The error that a `new`, a factory or `Object.assign(new Error(), …)` makes, with its status where that can be read; null where none is made. */
export function madeError(node: Call, state: State, walk: Walk, depth: number): Value | null {
  const site = siteIn(node, walk);
  const callee = unwrapped(node.callee);
  const hinted = byHint(node, callee, state, walk, depth);
  if (hinted) return errorOf({ carries: [{ by: 'settings', value: hinted }], open: true }, site);
  const maker = makerAt(callee, walk);
  if (maker) {
    if (maker.gives === 'class') return null;
    return errorOf(carriedBy(maker, argumentsIn(node, state, walk, depth), site), site);
  }
  const ofClass = classMaker(callee, state, walk, depth);
  if (ofClass) return errorOf(ofClass, site);
  if (isAssign(node, callee, walk)) return assigned(node, state, walk, depth);
  const name = nameOf(callee, walk);
  if (isNativeError(callee, walk)) return errorOf(NOTHING, site);
  if (node.type !== 'NewExpression') return null;
  const carried = errorOfClass(node, callee, state, walk, depth);
  if (carried) return errorOf(carried, site);
  return /(?:Error|Exception)$/.test(name) ? errorOf(UNKNOWN, site) : null;
}

/** The statuses that an error carries, and whether there may be others. */
export interface Carried {
  readonly carries: readonly CarriedStatus[];
  readonly open: boolean;
}

const NOTHING: Carried = { carries: [], open: false };
const UNKNOWN: Carried = { carries: [], open: true };

function errorOf(carried: Carried, site: Site): Value {
  return { is: 'error', from: 'new', ...carried, site };
}

function byHint(node: Call, callee: Node, state: State, walk: Walk, depth: number): Value | null {
  const { errors } = walk.file.hints;
  const name = nameOf(callee, walk);
  const hint = Object.hasOwn(errors, name) ? errors[name] : undefined;
  if (!hint) return null;
  return 'code' in hint ? literal(hint.code, siteIn(node, walk)) : argument(node, hint.argument, state, walk, depth);
}

function nameOf(callee: Node, walk: Walk): string {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? (keyOf(callee, walk.file.sourceCode) ?? '') : '';
}

/** Whether the class is one of the language's own, which carry no status. */
export function isNativeError(callee: Node, walk: Walk): boolean {
  return (
    callee.type === 'Identifier' &&
    /^(?:Range|Type|Syntax|Reference|Eval|URI|Aggregate)?Error$/.test(callee.name) &&
    isGlobal(callee, callee.name, walk.file.sourceCode)
  );
}

/** The maker of a package that a callee names. */
export function makerAt(callee: Node, walk: Walk): ErrorMaker | null {
  const { sourceCode } = walk.file;
  const imported = importOf(callee, sourceCode);
  if (imported) return errorMakerOf(imported.source, imported.path);
  if (callee.type === 'Identifier')
    return isGlobal(callee, callee.name, sourceCode) ? autoImportedMaker(callee.name) : null;
  if (callee.type !== 'MemberExpression' || !isHttpErrors(unwrapped(callee.object), walk)) return null;
  const key = keyOf(callee, sourceCode);
  return key === null ? null : httpErrorsMember(key);
}

/** Whether an expression is the `httpErrors` of some object, as the plugin of that name puts it on a Fastify instance. */
function isHttpErrors(node: Node, { file: { sourceCode } }: Walk): boolean {
  if (node.type === 'MemberExpression') return keyOf(node, sourceCode) === 'httpErrors';
  const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
  return variable !== null && originOf(variable)?.path.at(-1) === 'httpErrors';
}

/** What errors carry whose class a call of a package has made, such as `const Gone = createError('GONE', 'Gone', 410)`. */
export function classMaker(callee: Node, state: State, walk: Walk, depth: number): Carried | null {
  const variable = callee.type === 'Identifier' ? variableOf(callee, walk.file.sourceCode) : null;
  const call = variable && initializerOf(variable)?.node;
  if (call?.type !== 'CallExpression') return null;
  const maker = makerAt(unwrapped(call.callee), walk);
  return maker?.gives === 'class' ? carriedBy(maker, argumentsIn(call, state, walk, depth), siteIn(call, walk)) : null;
}

/** What the errors of a maker carry, by its arguments. */
export function carriedBy({ status, carries }: ErrorMaker, args: readonly Value[], site: Site): Carried {
  const value = statusFrom(status, args, site);
  return { carries: carries.map((by) => ({ by, value })), open: false };
}

function statusFrom(source: StatusSource, args: readonly Value[], site: Site): Value {
  const otherwise = (at: Site, what: number | 'nothing' | 'open'): Value =>
    what === 'open' ? openValue(at) : literal(what === 'nothing' ? undefined : what, at);
  switch (source.is) {
    case 'code': {
      const [first] = args;
      if (source.unless === null || first?.is !== 'object') return literal(source.code, site);
      return propertyOf(first, source.unless)?.value ?? (first.open ? openValue(site) : literal(source.code, site));
    }
    case 'argument': {
      const given = args[source.at];
      if (!given || (given.is === 'literal' && given.value === undefined)) return otherwise(site, source.otherwise);
      if (source.numeric && given.is === 'literal' && typeof given.value !== 'number')
        return otherwise(given.site, source.otherwise);
      return given.is === 'literal' || given.is === 'choice' ? given : openValue(given.site);
    }
    case 'option': {
      const possible = source.at.flatMap((at) => args[at] ?? []);
      const options = possible.find(({ is }) => is === 'object');
      const isReadable = possible.every(({ is }) => is === 'object' || is === 'literal' || is === 'text');
      if (!options) return isReadable ? otherwise(site, source.otherwise) : openValue(site);
      for (const name of source.names) {
        const property = propertyOf(options, name);
        if (property) return property.value;
      }
      return options.is === 'object' && options.open ? openValue(site) : otherwise(site, source.otherwise);
    }
  }
}

function isAssign(node: Call, callee: Node, { file: { sourceCode } }: Walk): boolean {
  return (
    node.type === 'CallExpression' &&
    callee.type === 'MemberExpression' &&
    keyOf(callee, sourceCode) === 'assign' &&
    isGlobal(callee.object, 'Object', sourceCode)
  );
}

/** The properties in which errors of any kind keep a status that is put there after they were made. */
export const ASSIGNED = ['status', 'statusCode', 'code', 'httpCode'] as const;

/** `Object.assign(new Error('…'), { status: 404 })`. */
function assigned(node: Call, state: State, walk: Walk, depth: number): Value | null {
  const [target, ...sources] = argumentsIn(node, state, walk, depth);
  if (target?.is !== 'error') return null;
  const carries = sources.toReversed().flatMap((source) =>
    ASSIGNED.flatMap((by) => {
      const property = propertyOf(source, by);
      return property ? [{ by, value: property.value }] : [];
    }),
  );
  const isOpen = sources.some((source) => source.is !== 'object' || source.open);
  // What cannot be read may stand in front of what can, so then only the last source is sure.
  return { ...target, carries: [...carries, ...target.carries], open: target.open || isOpen, site: siteIn(node, walk) };
}
