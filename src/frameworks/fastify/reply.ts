import type { Arguments, CallRow, Effect, HandlerEnd, ResponseTable } from '../../exchange/effects.js';
import type { Edit } from '../../exchange/model.js';
import type { Value } from '../../exchange/value.js';
import { FETCH_FUNCTIONS, MADE_RESPONSE } from '../fetch-response.js';
import { NODE_CALLS, NODE_TABLE } from '../node.js';
import {
  chained,
  chains,
  content,
  field,
  harmless,
  isMissing,
  named,
  NO_CONTENT,
  number,
  open,
  reads,
  receiverOf,
  send,
  tells,
} from '../spelling.js';
import { PLUGIN_CALLS } from './plugins.js';
import { SENSIBLE } from '../../http/errors/sensible.js';

/** A second answer is left out, with a warning in the log (`FST_ERR_REP_ALREADY_SENT`); one that has begun breaks off. */
const LATE = { afterBegin: 'throws', afterEnd: 'ignored' } as const;

/** What is sent or returned: a `Response` with all that it has, an error for the error handler, or content; `null` is JSON. */
function payload(value: Value): readonly Effect[] {
  switch (value.is) {
    case 'made':
      return [{ does: 'answer', made: value, keeps: 'fields' }];
    case 'error':
      // A callback's error may be `null`, which is content.
      return value.from === 'parameter' ? [sends(open(value.site))] : [fails(value)];
    case 'choice':
      return [sends(value.of.some((each) => each.value.is === 'error') ? open(value.site) : value)];
    default:
      return [sends(value)];
  }
}

function sends(value: Value): Effect {
  return send(content(value, 'data', 'some'), LATE);
}

/** An error goes to the error handler, which answers. */
function fails(error: Value): Effect {
  return { does: 'delegate', to: 'error', error, afterEnd: 'ignored' };
}

/** A number, perhaps as text, that can only be meant as a status. */
function isStatus(value: Value): boolean {
  return value.is === 'literal' && Number(value.value) >= 100 && Number(value.value) <= 599;
}

function isText(value: Value): boolean {
  return value.is === 'text' || (value.is === 'literal' && typeof value.value === 'string');
}

/** `redirect(url[, code])`; Fastify 4 also takes `(code, url)`, for which Fastify 5 throws (measured on 4.29.1 and 5.12.8). */
const redirect = chains((args) => {
  const [first, second] = [args.at(0), args.at(1)];
  const isSwapped = args.count > 1 && !isStatus(second) && (isStatus(first) || (isText(second) && !isText(first)));
  if (!isSwapped) return [redirectTo(args, 0, isFalsy(second) ? null : second)];
  const honoured = args.dialect.major === 4 && !isText(first);
  const misplaced: Effect = {
    does: 'misplace',
    status: first,
    why: 'swapped-redirect',
    outcome: honoured ? 'honoured' : 'throws',
    edit: args.spread ? null : respelled(args, 1, argumentText(args, 0)),
  };
  if (honoured) return [misplaced, redirectTo(args, 1, first)];
  return [
    misplaced,
    { does: 'throw', error: { is: 'error', from: 'new', carries: [], open: false, site: first.site } },
  ];
});

function redirectTo(args: Arguments, target: 0 | 1, status: Value | null): Effect {
  const edit = (code: number): Edit | null => (args.spread ? null : respelled(args, target, String(code)));
  return send(NO_CONTENT, { ...LATE, status, redirect: { target: args.at(target), edit } });
}

function respelled(args: Arguments, target: 0 | 1, status: string): Edit {
  const receiver = receiverOf(args.node);
  return {
    node: args.node,
    text: `${receiver ? args.textOf(receiver) : 'reply'}.redirect(${argumentText(args, target)}, ${status})`,
  };
}

function argumentText(args: Arguments, index: number): string {
  const node = args.node.arguments[index];
  return node ? args.textOf(node) : '';
}

function isFalsy(value: Value): boolean {
  return value.is === 'literal' && !value.value;
}

/** The request goes to somebody else, who answers for good; what has gone out already stays. */
const handsOn = chains(() => [{ does: 'delegate', to: 'next', afterEnd: 'harmless' }]);

/** `reply.notFound(message)` and its kin: an error with that status is sent. */
function sensible(status: (args: Arguments) => Value): CallRow {
  return chains((args) => [
    fails({
      is: 'error',
      from: 'new',
      carries: [{ by: 'statusCode', value: status(args) }],
      open: false,
      site: args.at(0).site,
    }),
  ]);
}

const SENSIBLE_CALLS: Readonly<Record<string, CallRow>> = {
  ...Object.fromEntries(
    Object.entries(SENSIBLE).map(([name, code]) => [name, sensible((args) => number(code, args.at(0).site))]),
  ),
  getHttpError: sensible((args) => args.at(0)),
  vary: chains((args) => [named('vary', args.at(0), 'append')]),
  ...Object.fromEntries(
    ['cacheControl', 'maxAge', 'revalidate', 'staticCache', 'stale'].map((name) => [
      name,
      chains((args) => [named('cache-control', open(args.at(0).site))]),
    ]),
  ),
  preventCache: chains((args) =>
    ['cache-control', 'pragma', 'expires'].map((name) => named(name, open(args.at(0).site))),
  ),
};

/** Node's own response, below the reply. */
const RAW_CALLS = Object.fromEntries(Object.entries(NODE_CALLS).map(([name, row]) => [`raw.${name}`, row]));

const code = chains((args) => [{ does: 'status', status: args.at(0), by: 'method' }]);

/** The reply of Fastify 4 and 5 (https://fastify.dev/docs/latest/Reference/Reply/), with `@fastify/sensible`. */
const CALLS: Readonly<Record<string, CallRow>> = {
  ...PLUGIN_CALLS,
  ...SENSIBLE_CALLS,
  ...RAW_CALLS,
  ...harmless('serializer', 'trailer', 'removeTrailer', 'writeEarlyHints'),
  ...reads(
    'getHeader',
    'getHeaders',
    'hasHeader',
    'hasTrailer',
    'serialize',
    'serializeInput',
    'getSerializationFunction',
    'compileSerializationSchema',
    'getResponseTime',
    'getDecorator',
  ),
  code,
  status: code,
  header: chains((args) => [field(args.at(0), args.at(1))]),
  headers: chains((args) => [{ does: 'fields', from: args.at(0) }]),
  removeHeader: chains((args) => [field(args.at(0), args.at(0), 'remove')]),
  type: chains((args) => [named('content-type', args.at(0))]),
  send: chains((args) => (args.count === 0 ? [send(NO_CONTENT, LATE)] : payload(args.at(0)))),
  redirect,
  callNotFound: handsOn,
  hijack: handsOn,
  then: tells(() => []),
};

/**
 * What is returned goes out, and a promise of nothing answers with nothing. A hook hands on instead, and
 * what a caller gets is the caller's. Returning the reply says that it is sent somewhere else.
 */
function ends({ value, isPromise, role, calledBy, mayBeAnswered }: HandlerEnd): readonly Effect[] {
  if (value.is === 'response' || calledBy === 'code') return [];
  if (role === 'middleware')
    return isPromise || value.is === 'open' ? [{ does: 'delegate', to: 'next', afterEnd: 'harmless' }] : [];
  if (mayBeAnswered && (isMissing(value) || value.is === 'open' || calledBy === 'anyone')) return [];
  if (!isMissing(value)) return payload(value);
  if (!isPromise) return [];
  // It may be a hook as well.
  return calledBy === 'anyone' ? [{ does: 'delegate', to: 'next' }] : [send(NO_CONTENT, LATE)];
}

export const TABLE: ResponseTable = {
  calls: CALLS,
  assignments: {
    // The reply's own property does what `code` does.
    statusCode: (status) => [{ does: 'status', status, by: 'method' }],
    'raw.statusCode': (status) => [{ does: 'status', status, by: 'property' }],
  },
  functions: FETCH_FUNCTIONS,
  made: MADE_RESPONSE,
  sentBy: 'both',
  ends,
  thrownResponse: 'error',
  method: ['method', 'raw.method'],
  progress: { ...NODE_TABLE.progress, sent: 'ended' },
  members: { request: 'request' },
  editStatus(sending, status, textOf) {
    const receiver = receiverOf(sending);
    return receiver ? { node: receiver, text: `${textOf(receiver)}.code(${status})` } : null;
  },
  addField: (sending, name, value, textOf) =>
    sending.type === 'CallExpression' && textOf(sending.callee).endsWith('.send')
      ? chained(sending, `header('${name}', '${value}')`, textOf)
      : null,
  withoutContent(sending, textOf) {
    const receiver = receiverOf(sending);
    return receiver ? { node: sending, text: `${textOf(receiver)}.send()` } : null;
  },
  next(args) {
    const error = args.at(0);
    const isFailure =
      error.is === 'error'
        ? error.from !== 'parameter'
        : error.is !== 'open' && error.is !== 'choice' && !isNullish(error);
    return isFailure
      ? { does: 'delegate', to: 'error', error, afterEnd: 'harmless' }
      : { does: 'delegate', to: 'next', afterEnd: 'harmless' };
  },
};

function isNullish(value: Value): boolean {
  return value.is === 'literal' && (value.value ?? null) === null;
}
