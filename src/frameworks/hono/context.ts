import type { Arguments, CallRow, Effect, HandlerEnd, ResponseTable } from '../../exchange/effects.js';
import type { Edit } from '../../exchange/model.js';
import type { Value } from '../../exchange/value.js';
import { unwrapped, type Node } from '../../syntax/ast.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import {
  answersOf,
  body,
  FETCH_FUNCTIONS,
  initOf,
  jsonOf,
  MADE_RESPONSE,
  makes,
  redirects,
  RESPONSE_REDIRECT,
} from '../fetch-response.js';
import { editInit, fieldInInit } from '../fetch-edits.js';
import {
  content,
  field,
  fieldProperty,
  isMissing,
  named,
  number,
  open,
  reads,
  receiverOf,
  send,
  stops,
  tells,
  text,
} from '../spelling.js';

/** `c.json(data, status, headers)` and its kin: the second argument is a status, or the options of a response. */
function responds(type: string | null, format: 'json' | 'data'): CallRow {
  return {
    returns: 'made-here',
    effects: (args) => [
      ...(type === null ? [] : [named('content-type', text(type, args.at(0).site))]),
      body(args.at(0), format),
      ...statusAndFields(args),
    ],
  };
}

function statusAndFields(args: Arguments): readonly Effect[] {
  const [second, third] = [args.at(1), args.at(2)];
  return [
    ...(second.is === 'object' ? initOf(second).filter((each) => !isNoStatus(each)) : statusOf(second)),
    ...(isMissing(third) ? [] : [{ does: 'fields', from: third } as const]),
  ];
}

/** Options whose status is `null` leave the one that was set. */
function isNoStatus(effect: Effect): boolean {
  return effect.does === 'status' && effect.status.is === 'literal' && effect.status.value === null;
}

function statusOf(second: Value): readonly Effect[] {
  return isMissing(second) ? [] : [{ does: 'status', status: second, by: 'helper' }];
}

/** `c.header(name, value, { append })`: a value of `undefined` takes the field away. */
const header = stops((args) => {
  const value = args.at(1);
  return [field(args.at(0), value, isMissing(value) ? 'remove' : isMissing(args.at(2)) ? 'set' : 'append')];
});

/** A response of which the app says elsewhere how it looks, with that status or the one that was set. */
function made(status: number | null, format: 'page' | 'data'): CallRow {
  return {
    returns: 'made-here',
    effects: ({ site }) => [
      { does: 'fields', from: open(site) },
      { does: 'content', content: content(open(site), format, 'some'), implies: null },
      ...(status === null ? [] : [{ does: 'status', status: number(status, site), by: 'helper' } as const]),
    ],
  };
}

/** A response whose content follows bit by bit, with these fields. */
function streams(fields: Readonly<Record<string, string>>): CallRow {
  return {
    returns: 'made-here',
    effects: ({ site }) => [
      ...Object.entries(fields).map(([name, value]) => named(name, text(value, site))),
      { does: 'content', content: content(open(site), 'stream', 'some'), implies: null },
    ],
  };
}

const setsCookie = tells(({ site }) => [named('set-cookie', open(site), 'append')]);
const readsContext = tells(() => []);

/** What Hono's own modules do with a context that they are given. */
const FUNCTIONS: Readonly<Record<string, CallRow>> = {
  ...FETCH_FUNCTIONS,
  'hono/streaming#stream': streams({}),
  'hono/streaming#streamText': streams({
    'content-type': 'text/plain; charset=UTF-8',
    'x-content-type-options': 'nosniff',
    'transfer-encoding': 'chunked',
  }),
  'hono/streaming#streamSSE': streams({
    'transfer-encoding': 'chunked',
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    connection: 'keep-alive',
  }),
  'hono/cookie#setCookie': setsCookie,
  'hono/cookie#setSignedCookie': setsCookie,
  'hono/cookie#deleteCookie': setsCookie,
  'hono/cookie#getCookie': readsContext,
  'hono/cookie#getSignedCookie': readsContext,
  'hono/accepts#accepts': readsContext,
  'hono/adapter#env': readsContext,
  'hono/route#matchedRoutes': readsContext,
  'hono/route#routePath': readsContext,
  'hono/route#baseRoutePath': readsContext,
  'hono/route#basePath': readsContext,
};

/** `c.res = response`: it takes the place of what was there, whose fields it gets. */
function replaced(value: Value): readonly Effect[] {
  if (value.is === 'made') return [{ does: 'adopt', made: value }];
  if (value.is === 'literal') return [];
  const unknown = open(value.site);
  return [
    { does: 'fields', from: unknown },
    { does: 'status', status: unknown, by: 'property' },
    { does: 'content', content: content(unknown, 'data'), implies: null },
  ];
}

/** A returned response goes out, unless the handlers behind have answered by then. */
function ends({ value, cameBack, hasContent }: HandlerEnd): readonly Effect[] {
  if (hasContent && (cameBack || isMissing(value))) return [send({ is: 'prepared' })];
  if (cameBack) return [];
  // What was set on the context is in what the context has made, and in others only if `c.res` was there before.
  const keeps = value.is === 'made' && value.begins === 'here' ? 'nothing' : 'perhaps';
  return answersOf(value, { keeps, hasContent });
}

/** A call of the context that answers with its first argument, or a `Response`, spelled with that status. */
function editStatus(sent: Node, status: number, textOf: (node: Node) => string): Edit | null {
  const [data, given, ...others] = argumentsOfAnswer(sent);
  if (!data) return isAnswer(sent) ? null : editInit(sent, status, textOf);
  if (given?.type === 'ObjectExpression' && others.length === 0) return editInit(sent, status, textOf);
  return given ? null : { node: data, text: `${textOf(data)}, ${status}` };
}

/** A call of the context that answers with its first argument, or a `Response`, spelled with that field. */
function addField(sent: Node, name: string, value: string, textOf: (node: Node) => string): Edit | null {
  const [, status, ...others] = argumentsOfAnswer(sent);
  if (status?.type !== 'Literal') return fieldInInit(sent, name, value, textOf);
  return others.length > 0 ? null : { node: status, text: `${textOf(status)}, { ${fieldProperty(name, value)} }` };
}

const ANSWERS = /^(?:json|text|html|body|newResponse)$/;

function isAnswer(node: Node): boolean {
  const callee = node.type === 'CallExpression' ? unwrapped(node.callee) : null;
  return (
    callee?.type === 'MemberExpression' && ANSWERS.test(writtenKeyOf(callee) ?? '') && !isGlobalResponse(callee.object)
  );
}

function isGlobalResponse(node: Node): boolean {
  return node.type === 'Identifier' && node.name === 'Response';
}

function argumentsOfAnswer(node: Node): readonly Node[] {
  return node.type === 'CallExpression' && isAnswer(node) ? node.arguments : [];
}

/** `c.body(null, …)`, which is always right. */
function withoutContent(sent: Node, textOf: (node: Node) => string): Edit | null {
  const receiver = isAnswer(sent) ? receiverOf(sent) : null;
  const [, ...others] = argumentsOfAnswer(sent);
  return receiver && { node: sent, text: `${textOf(receiver)}.body(${['null', ...others.map(textOf)].join(', ')})` };
}

/** What is done to `c.res`. */
const ON_RES = Object.fromEntries(Object.entries(MADE_RESPONSE.calls).map(([name, row]) => [`res.${name}`, row]));

/**
 * The `Response` of `@hono/node-server`: a number in the place of options counts for nothing, and the fields of a redirect can
 * be changed (measured on 2.1.8).
 */
const ON_NODE_FUNCTIONS: Readonly<Record<string, CallRow>> = {
  ...FUNCTIONS,
  '#Response': makes((args) => [body(args.at(0), 'data'), ...initOf(args.at(1), 'lost')]),
  '#Response.json': makes((args) => [...jsonOf(args), ...initOf(args.at(1), 'lost')]),
  '#Response.redirect': makes((args) =>
    RESPONSE_REDIRECT.effects(args).map((each) =>
      each.does === 'redirect' ? { ...each, redirect: { ...each.redirect, isImmutable: false } } : each,
    ),
  ),
};

/** The context of Hono 4 (https://hono.dev/docs/api/context). */
export const TABLE: ResponseTable = {
  calls: {
    ...ON_RES,
    ...reads('set', 'get', 'setRenderer', 'setLayout', 'getLayout'),
    json: responds('application/json', 'json'),
    text: responds('text/plain; charset=UTF-8', 'data'),
    html: responds('text/html; charset=UTF-8', 'data'),
    body: responds(null, 'data'),
    newResponse: responds(null, 'data'),
    render: made(null, 'page'),
    redirect: redirects('made-here', { swapped: 'lost' }),
    notFound: made(404, 'data'),
    status: stops((args) => [{ does: 'status', status: args.at(0), by: 'method' }]),
    header,
  },
  assignments: { res: replaced },
  functions: FUNCTIONS,
  made: MADE_RESPONSE,
  sentBy: 'end',
  ends,
  thrownResponse: 'error',
  method: ['method'],
  progress: {},
  members: {
    req: 'request',
    env: 'other',
    var: 'other',
    get: 'other',
    set: 'other',
    error: 'other',
    event: 'other',
    executionCtx: 'other',
  },
  editStatus,
  addField,
  withoutContent,
  next: () => ({ does: 'delegate', to: 'downstream', throws: 'handled' }),
};

/** The same where `@hono/node-server` runs the app. */
export const ON_NODE_TABLE: ResponseTable = { ...TABLE, functions: ON_NODE_FUNCTIONS };
