import type { Condition } from '../exchange/model.js';
import type { Property, Value } from '../exchange/value.js';
import { unwrapped, type Node, type Primitive } from '../syntax/ast.js';

type ObjectValue = Extract<Value, { readonly is: 'object' }>;

/** What is known about the way that a body goes out. */
export interface Circumstances {
  readonly conditions: readonly Condition[];
  /** Whether the request has certainly failed: the way leads through a `catch`, or the handler is for errors. */
  readonly failed: boolean;
}

/** Keys whose value, if there is one, is an error. Written without case, dashes and underscores, like all keys here. */
const ERROR_KEYS = new Set([
  ...['error', 'errors', 'err', 'exception', 'iserror', 'haserror', 'errortype', 'errorname'],
  ...['errormessage', 'errormsg', 'errmsg', 'errorcode', 'errcode', 'errordescription', 'errordetails'],
]);

/** Keys that say what happened, for better or worse. */
const MESSAGE_KEYS = new Set(['message', 'msg', 'reason', 'detail', 'details', 'description', 'title']);

/** Keys that may stand beside an error without being data that the client asked for. */
const COMPANION_KEYS = new Set([
  ...['code', 'type', 'name', 'kind', 'hint', 'help', 'field', 'param', 'path', 'instance', 'stack', 'cause'],
  ...['timestamp', 'time', 'date', 'requestid', 'traceid', 'correlationid', 'documentation', 'documentationurl'],
]);

/** Keys under which a body repeats the status it goes out with. */
const STATUS_KEYS = new Set(['status', 'statuscode', 'httpstatus', 'httpcode']);

/** Keys and values that call an outcome by its name, as in JSend and its many relatives. */
const OUTCOMES: Readonly<Record<string, readonly [good: readonly Primitive[], bad: readonly Primitive[]]>> = {
  success: [[true], [false]],
  successful: [[true], [false]],
  succeeded: [[true], [false]],
  ok: [[true], [false]],
  status: [['success'], ['error', 'fail', 'failed', 'failure']],
  result: [['success'], ['error', 'fail', 'failed', 'failure']],
};

/**
 * The part of a body that tells of an error and of nothing else: the body itself, or one of the alternatives it can come
 * to; null where there is none. An error key beside data is a partial result, and a message alone is just a message.
 */
export function errorBodyIn(value: Value, circumstances: Circumstances): Value | null {
  if (value.is === 'choice') {
    for (const { value: one, when } of value.of) {
      const conditions = when ? [...circumstances.conditions, when] : circumstances.conditions;
      const found = errorBodyIn(one, { ...circumstances, conditions });
      if (found) return found;
    }
    return null;
  }
  return (value.is === 'object' ? isErrorObject(value, circumstances) : isErrorItself(value, circumstances))
    ? value
    : null;
}

/** The value by which an object calls itself a success, such as the `true` of `success: true`; null where it does not. */
export function successFlagIn(value: Value): Value | null {
  if (value.is !== 'object' || value.open) return null;
  return lastOfEach(value.properties).find((property) => outcomeOf(property) === 'good')?.value ?? null;
}

function isErrorObject({ properties, open }: ObjectValue, circumstances: Circumstances): boolean {
  // A number that contradicts the status is a fault of its own, and JSON-RPC reports its errors with 200.
  if (open || properties.some((property) => isStatusNumber(property) || keyOf(property) === 'jsonrpc')) return false;
  const parts = lastOfEach(properties).map((property) => partOf(property, circumstances));
  if (parts.includes('data')) return false;
  return parts.includes('error') || (circumstances.failed && (parts.includes('message') || parts.includes('perhaps')));
}

/** What a property adds to the story; `perhaps` is an error key whose value may be missing. */
function partOf(property: Property, circumstances: Circumstances): 'error' | 'perhaps' | 'message' | 'aside' | 'data' {
  const key = keyOf(property);
  const { value } = property;
  const outcome = outcomeOf(property);
  if (outcome) return outcome === 'bad' ? 'error' : 'data';
  if (ERROR_KEYS.has(key)) {
    if (isNothing(value)) return 'data';
    return isCertain(value, circumstances) ? 'error' : 'perhaps';
  }
  if (MESSAGE_KEYS.has(key)) return isErrorItself(value, circumstances) ? 'error' : 'message';
  const isCopiedStatus = STATUS_KEYS.has(key) && value.is === 'open';
  return COMPANION_KEYS.has(key) || isCopiedStatus || isMissing(value) ? 'aside' : 'data';
}

function outcomeOf(property: Property): 'good' | 'bad' | null {
  const { value } = property;
  const key = keyOf(property);
  const outcomes = Object.hasOwn(OUTCOMES, key) ? OUTCOMES[key] : undefined;
  if (!outcomes || value.is !== 'literal') return null;
  const [good, bad] = outcomes;
  if (good.includes(value.value)) return 'good';
  return bad.includes(value.value) ? 'bad' : null;
}

/** Whether the property gives an error status as a number, as in `{ statusCode: 404, message }`. */
function isStatusNumber(property: Property): boolean {
  const { value } = property;
  if (!STATUS_KEYS.has(keyOf(property)) || value.is !== 'literal') return false;
  return typeof value.value === 'number' && value.value >= 400;
}

/** Whether the value is an error, or something read from one. */
function isErrorItself(value: Value, circumstances: Circumstances): boolean {
  switch (value.is) {
    case 'error':
      return isThere(value, circumstances);
    case 'error-part':
      return true;
    case 'text':
      return value.parts.some((part) => isErrorItself(part, circumstances));
    default:
      return false;
  }
}

/** Whether the value certainly holds something. */
function isCertain(value: Value, circumstances: Circumstances): boolean {
  switch (value.is) {
    case 'literal':
      return Boolean(value.value);
    case 'object':
      return value.properties.length > 0;
    case 'array':
      return value.elements.length > 0;
    case 'text':
      return true;
    case 'choice':
      return value.of.every((one) => isCertain(one.value, circumstances));
    case 'open':
      return isThere(value, circumstances);
    default:
      return isErrorItself(value, circumstances);
  }
}

/** Whether the value says that there is no error: `null`, `false`, `''`, `[]`, `{}`. */
function isNothing(value: Value): boolean {
  switch (value.is) {
    case 'literal':
      return !value.value;
    case 'object':
      return value.properties.length === 0 && !value.open;
    case 'array':
      return value.elements.length === 0 && !value.open;
    default:
      return false;
  }
}

function isMissing(value: Value): boolean {
  return value.is === 'literal' && (value.value === null || value.value === undefined);
}

/** Whether the error is there: a callback is given one always, but `null` where all went well. */
function isThere(error: Value, { conditions, failed }: Circumstances): boolean {
  if (failed || (error.is === 'error' && error.from !== 'parameter')) return true;
  const spelling = spellingOf(error.site.origin);
  return spelling !== null && conditions.some((condition) => saysThere(condition, spelling));
}

/** Whether a test that was taken says that what is spelled so holds something, or what it is read from does. */
function saysThere({ test, outcome }: Condition, spelling: string): boolean {
  const is = (node: Node) => {
    const tested = spellingOf(node);
    return tested !== null && (spelling === tested || spelling.startsWith(`${tested}.`));
  };
  if (is(test)) return outcome;
  if (test.type === 'UnaryExpression') return test.operator === '!' && is(test.argument) && !outcome;
  if (test.type !== 'BinaryExpression' || !is(test.left)) return false;
  if (test.operator === 'instanceof') return outcome;
  const isNullish =
    (test.right.type === 'Literal' && test.right.value === null) ||
    (test.right.type === 'Identifier' && test.right.name === 'undefined');
  return isNullish && outcome === test.operator.startsWith('!');
}

/** A variable, or a chain of properties of one, in one spelling; null for anything else. */
function spellingOf(node: Node): string | null {
  const chain = unwrapped(node);
  if (chain.type === 'Identifier') return chain.name;
  if (chain.type !== 'MemberExpression') return null;
  const owner = spellingOf(chain.object);
  if (owner === null) return null;
  if (!chain.computed && chain.property.type === 'Identifier') return `${owner}.${chain.property.name}`;
  return chain.property.type === 'Literal' ? `${owner}.${String(chain.property.value)}` : null;
}

/** The properties that count: where a key is written twice, as by a spread, the later one does. */
function lastOfEach(properties: readonly Property[]): readonly Property[] {
  return [...new Map(properties.map((property) => [property.key, property])).values()];
}

function keyOf({ key }: Property): string {
  return key.replace(/[-_]/g, '').toLowerCase();
}
