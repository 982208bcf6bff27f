import type { Dialect, Taken } from '../exchange/dialect.js';
import type { Arguments, CallRow, Effect, HandlerSite, ResponseTable } from '../exchange/effects.js';
import type { Value } from '../exchange/value.js';
import type { Primitive } from '../syntax/ast.js';
import type { Framework, SourceFile } from './framework.js';
import { findServerHandlers } from './request-response/servers.js';
import {
  chains,
  content,
  field,
  harmless,
  isMissing,
  lateEnd,
  NO_CONTENT,
  open,
  putBefore,
  receiverOf,
  send,
  stops,
  tells,
} from './spelling.js';

/** `end([chunk][, encoding][, callback])`: a function in place of the chunk is the callback. */
function endOf(args: Arguments): readonly Effect[] {
  const chunk = args.at(0);
  const hasChunk = args.count > 0 && !isMissing(chunk) && chunk.is !== 'function';
  return [
    send(hasChunk ? content(chunk, 'text') : NO_CONTENT, { afterBegin: 'continues', afterEnd: lateEnd(hasChunk) }),
  ];
}

/** `writeHead(status[, message][, headers])`: the fields are the second or the third argument. */
export function writeHeadOf(args: Arguments): readonly Effect[] {
  const [second, third] = [args.at(1), args.at(2)];
  const isMessage = second.is === 'literal' && typeof second.value === 'string';
  const fields = args.count > 2 ? third : args.count > 1 && !isMessage ? second : null;
  return [
    ...(fields ? [{ does: 'fields', from: fields } as const] : []),
    send(NO_CONTENT, { extent: 'begins', status: args.at(0), sink: 'head' }),
  ];
}

/** The response of `node:http`, as its documentation lists it (https://nodejs.org/api/http.html#class-httpserverresponse). */
export const NODE_CALLS: Readonly<Record<string, CallRow>> = {
  ...harmless(
    'getHeader',
    'getHeaders',
    'getHeaderNames',
    'hasHeader',
    'getRawHeaderNames',
    'setTimeout',
    'cork',
    'uncork',
  ),
  ...harmless(
    'on',
    'once',
    'off',
    'addListener',
    'removeListener',
    'removeAllListeners',
    'prependListener',
    'prependOnceListener',
  ),
  ...harmless(
    'listeners',
    'listenerCount',
    'setMaxListeners',
    'eventNames',
    'assignSocket',
    'addTrailers',
    'strictContentLength',
  ),
  ...harmless(
    'writeContinue',
    'writeProcessing',
    'writeEarlyHints',
    'writeInformation',
    'setEncoding',
    'setDefaultEncoding',
  ),
  setHeader: chains((args) => [field(args.at(0), args.at(1))]),
  appendHeader: chains((args) => [field(args.at(0), args.at(1), 'append')]),
  removeHeader: stops((args) => [field(args.at(0), args.at(0), 'remove')]),
  setHeaders: chains((args) => [{ does: 'fields', from: open(args.at(0).site) }]),
  writeHead: chains(writeHeadOf),
  flushHeaders: stops(() => [send(NO_CONTENT, { extent: 'begins', afterBegin: 'continues', afterEnd: 'harmless' })]),
  write: tells((args) => [
    send(content(args.at(0), 'text'), { extent: 'begins', afterBegin: 'continues', afterEnd: 'crashes' }),
  ]),
  end: chains(endOf),
};

function statusProperty(status: Value): readonly Effect[] {
  return [{ does: 'status', status, by: 'property' }];
}

/** `res.status = 404`, as in Koa: on Node's response it is a property like any other. */
function unreadAssignment(status: Value, { site }: Value): readonly Effect[] {
  const { origin } = site;
  const property =
    origin.type === 'AssignmentExpression' && origin.left.type === 'MemberExpression' && !origin.left.computed
      ? origin.left.property
      : null;
  const edit = property && { node: property, text: 'statusCode' };
  return [{ does: 'misplace', status, why: 'unread-assignment', outcome: 'lost', edit }];
}

export const NODE_TABLE: ResponseTable = {
  calls: NODE_CALLS,
  assignments: { statusCode: statusProperty, status: unreadAssignment },
  progress: {
    headersSent: 'begun',
    ...{ writableEnded: 'ended', finished: 'ended', writableFinished: 'ended' },
    // Also when the client has gone, who needs no answer.
    ...{ destroyed: 'ended', closed: 'ended' },
    writable: 'writable',
  },
  members: { req: 'request' },
  functions: {},
  made: { calls: {}, assignments: {} },
  sentBy: 'calls',
  ends: () => [],
  thrownResponse: 'error',
  method: ['method'],
  addField(call, name, value, textOf) {
    const receiver = receiverOf(call);
    if (receiver?.type !== 'Identifier' && receiver?.type !== 'MemberExpression') return null;
    return putBefore(call, `${textOf(receiver)}.setHeader('${name}', '${value}');`, textOf);
  },
  withoutContent: (call, textOf) => {
    const receiver = receiverOf(call);
    return receiver ? { node: call, text: `${textOf(receiver)}.end()` } : null;
  },
};

/** What `statusCode` and `writeHead` make of a value: `value | 0`, which has to be between 100 and 999 (measured on Node 20 and 24). */
export function nodeTakes(value: Primitive, client: 'error-500' | 'crash'): Taken {
  const code =
    typeof value === 'bigint' || typeof value === 'boolean' ? Number.NaN : Math.trunc(Number(value ?? Number.NaN));
  if (!(code >= 100 && code <= 999)) return { is: 'throws', error: 'ERR_HTTP_INVALID_STATUS_CODE', client };
  return value === code ? { is: 'sent', code } : { is: 'coerced', code };
}

/** What Node's HTTP/1.1 server does, and what frameworks leave as it is. */
export const HTTP1: Dialect = {
  framework: 'Node',
  name: 'Node',
  major: null,
  certain: true,
  defaultStatus: 200,
  unsent: 'hangs',
  thrown: { sync: 'lost', async: 'lost' },
  errorStatus: { from: [], otherwise: 500 },
  redirect: { status: 302, keepsStatus: 'always' },
  takes: (value, sink) => (sink === 'error' ? { is: 'replaced', code: 500 } : nodeTakes(value, 'crash')),
  contentOn: (status) => (status === 205 ? 'sent' : 'dropped'),
  secondSend: (call) => (call === 'end' || call === 'write' ? 'crashes' : 'throws'),
};

/** HTTP/2 checks a status when it is assigned, and has no interim status there (measured on Node 20 and 24). */
const HTTP2: Dialect = {
  ...HTTP1,
  name: "Node's HTTP/2",
  takes(value, sink) {
    // `writeHead` takes everything that is no number for 200.
    if (sink === 'head' && !Math.trunc(Number(value ?? 0))) return { is: 'replaced', code: 200 };
    const taken = HTTP1.takes(value, sink);
    if (taken.is === 'throws') return { ...taken, error: 'ERR_HTTP2_STATUS_INVALID' };
    if (taken.code < 200) return { is: 'throws', error: 'ERR_HTTP2_INFO_STATUS_NOT_ALLOWED', client: 'crash' };
    return taken.code < 600 ? taken : { is: 'throws', error: 'ERR_HTTP2_STATUS_INVALID', client: 'crash' };
  },
  contentOn: () => 'dropped',
  secondSend: (call) => (call === 'end' ? 'ignored' : call === 'write' ? 'resets' : 'throws'),
};

/** Servers made with `node:http`, `node:https` and the compatibility API of `node:http2`. */
export const node: Framework = {
  id: 'node',
  trace:
    /\b(?:writeHead|setHeader|statusCode|createServer|createSecureServer|ServerResponse|Http2ServerResponse|\.end\s*\()/,
  handlers: (file: SourceFile): readonly HandlerSite[] =>
    findServerHandlers(file, { table: NODE_TABLE, http1: HTTP1, http2: HTTP2 }),
};
