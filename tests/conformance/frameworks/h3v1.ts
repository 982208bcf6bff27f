import { createRequire } from 'node:module';
import type { RequestListener, ServerResponse } from 'node:http';
import { FUNCTIONS, exported } from '../../../src/frameworks/h3/event.js';
import { MADE_RESPONSE } from '../../../src/frameworks/fetch-response.js';
import { NODE_TABLE } from '../../../src/frameworks/node.js';
import type { Case, Framework, Running } from '../framework.js';
import { runFile } from '../run-file.js';
import { Notes, serve } from '../serve.js';

const load = createRequire(import.meta.url);

interface Event {
  readonly node: { readonly res: ServerResponse };
}

/** What of h3 1 the harness uses. */
interface H3 {
  createApp(options: { onError: (error: unknown, event: Event) => void }): unknown;
  toNodeListener(app: unknown): RequestListener;
}

/** What an app says where no handler has answered, which is an answer of its own. */
const NOBODY = /^Cannot find any path matching/;

// The package has its types under another name; only what is used here is named.
const h3 = load('h3v1') as H3;

function start(file: string): Promise<Running> {
  const notes = new Notes();
  const onError = (error: unknown, { node }: Event): void => {
    if (!NOBODY.test(error instanceof Error ? error.message : '')) notes.handOn('error', error, node.res);
  };
  const app = runFile(file, { h3: { ...h3, createApp: () => h3.createApp({ onError }) } });
  return serve(h3.toNodeListener(app), notes, ({ flags }) => `/x?${new URLSearchParams(flags).toString()}`);
}

/** The names that a source uses of those that the package exports. */
export function importsOf(source: string, exports: object): string {
  return Object.keys(exports)
    .filter((name) => new RegExp(`(?<![.\\w])${name}\\b`).test(source))
    .join(', ');
}

function fileOf({ handler, before, as }: Case): string {
  const used = importsOf(`createApp createRouter eventHandler ${before ?? ''} ${handler}`, h3);
  return [
    `const { ${used} } = require('h3');`,
    'const app = createApp();',
    'const router = createRouter();',
    before ?? '',
    as ? as(handler) : `router.get('/x', eventHandler(${handler}));`,
    'app.use(router);',
    'module.exports = app;',
  ].join('\n');
}

const VALUES = ['200', '404', '600', '99', '1000', '0', "'404'", '404.7', 'NaN', "'abc'"];

const cases: Readonly<Record<string, Case>> = {
  'a value': { handler: '(event) => ({ a: 1 })' },
  'a text': { handler: "(event) => 'a'" },
  null: { handler: '(event) => null' },
  'null after the default status': { handler: '(event) => { setResponseStatus(event, 200); return null; }' },
  'null after a status': { handler: '(event) => { setResponseStatus(event, 202); return null; }' },
  'nothing on one side': { handler: "(event) => { if (getQuery(event).a) return 'a'; }" },
  'nothing after a status': { handler: '(event) => { setResponseStatus(event, 202); }' },
  'an answer without content': { handler: '(event) => sendNoContent(event)' },
  'an answer without content and with a status': { handler: '(event) => sendNoContent(event, 202)' },
  'a redirect': { handler: "(event) => sendRedirect(event, '/a')" },
  'a redirect with a status': {
    handler: "async (event) => { setResponseStatus(event, 200); await sendRedirect(event, '/a', 303); }",
  },
  'a redirect that nobody waits for': { handler: "(event) => { sendRedirect(event, '/a'); }" },
  'a redirect with its arguments swapped': { handler: "(event) => sendRedirect(event, 301, '/a')" },
  'sent content': { handler: "async (event) => { setResponseStatus(event, 201); await send(event, 'a'); }" },
  'sent errors': {
    handler: "(event) => { sendError(event, createError({ statusCode: 409, message: 'a' })); }",
  },
  'a thrown error': {
    handler: "(event) => { if (getQuery(event).a) throw createError({ statusCode: 404, message: 'a' }); return 'b'; }",
  },
  'a thrown error with a status': {
    handler: "(event) => { if (getQuery(event).a) throw Object.assign(new Error('a'), { status: 404 }); return 'b'; }",
  },
  'a returned error': { handler: "(event) => { return createError({ statusCode: 404, message: 'a' }); }" },
  'a returned response': {
    handler: "(event) => { setHeader(event, 'x-a', '1'); return new Response('a', { status: 202 }); }",
  },
  'two answers': { handler: '(event) => { sendNoContent(event, 202); return { a: 1 }; }' },
  fields: {
    handler:
      "(event) => { setHeader(event, 'x-a', '1'); setResponseHeader(event, 'x-b', '1'); setHeaders(event, { 'x-c': '1' }); setResponseHeaders(event, { 'x-d': '1' }); appendHeader(event, 'x-e', '1'); appendResponseHeader(event, 'x-e', '2'); removeResponseHeader(event, 'x-a'); setCookie(event, 'a', 'b'); deleteCookie(event, 'c'); return 'a'; }",
  },
  'a reader': {
    handler:
      "async (event) => { const { req, context, headers, path, web } = event; return [getQuery(event), getHeader(event, 'a'), getResponseStatus(event), event.handled]; }",
  },
  'a response that is answered with at once': {
    handler: "async (event) => { await event.respondWith(new Response('a', { status: 202 })); }",
  },
  "Node's own": {
    handler:
      "(event) => { event.node.res.statusCode = 202; event.node.res.setHeader('x-a', '1'); event.node.res.end('a'); }",
  },
  "Node's own head": { handler: "(event) => { event.node.res.writeHead(202); event.node.res.end('a'); }" },
  ...Object.fromEntries(
    VALUES.map((value): [string, Case] => [
      `setResponseStatus with ${value}`,
      { handler: `(event) => { setResponseStatus(event, ${value}); return 'a'; }` },
    ]),
  ),
  ...Object.fromEntries(
    [204, 205, 304].map((status): [string, Case] => [
      `${status} with content`,
      { handler: `(event) => { setResponseStatus(event, ${status}); return 'a'; }` },
    ]),
  ),
};

const framework: Framework = {
  name: 'h3 1',
  id: 'h3',
  major: 1,
  emptyHandler: "(event) => 'a'",
  fileOf,
  flag: /getQuery\(event\)\.(\w+)/,
  start,
  ownContent: /^(?:sendRedirect|sendError)$/,
  ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type)$/,
  callFields: {},
  errorStatus: 500,
  cases,
  without: {
    waitUntil: 'Nitro adds it.',
    ...Object.fromEntries(
      [NODE_TABLE.calls, NODE_TABLE.assignments, NODE_TABLE.progress]
        .flatMap((rows) => Object.keys(rows))
        .flatMap((name) => [`node.res.${name}`, `res.${name}`])
        .map((row) => [row, "It is Node's own, and is run there."]),
    ),
    ...Object.fromEntries(
      Object.keys(exported(FUNCTIONS))
        .filter((row) => /#(?:get|read|is|parse|to|assert)|#append\w+s$/.test(row))
        .map((row) => [row, 'It reads, and is run in part.']),
    ),
    ...Object.fromEntries(
      ['url', '#Response.json', '#Response.redirect', ...Object.keys(MADE_RESPONSE.calls)].map((row) => [
        row,
        'It is no part of h3 1.',
      ]),
    ),
  },
};

export default framework;
