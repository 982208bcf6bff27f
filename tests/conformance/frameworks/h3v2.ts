import type { RequestListener } from 'node:http';
import * as h3 from 'h3';
import { toNodeHandler } from 'h3/node';
import { FUNCTIONS, exported } from '../../../src/frameworks/h3/event.js';
import { MADE_RESPONSE } from '../../../src/frameworks/fetch-response.js';
import type { Case, Framework, Running } from '../framework.js';
import { runFile } from '../run-file.js';
import { Notes, serve } from '../serve.js';
import { importsOf } from './h3v1.js';

function start(file: string): Promise<Running> {
  const notes = new Notes();
  class Noting extends h3.H3 {
    constructor() {
      super({ silent: true, onError: (error) => notes.handOn('error', error, { headersSent: false }) });
    }
  }
  // The file's last line exports its app.
  const app = runFile(file, { h3: { ...h3, H3: Noting } }) as h3.H3;
  // The handler is made for Node's own server.
  const listener = toNodeHandler(app) as RequestListener;
  return serve(listener, notes, ({ flags }) => `/x?${new URLSearchParams(flags).toString()}`);
}

function fileOf({ handler, before, as }: Case): string {
  return [
    `const { ${importsOf(`H3 ${before ?? ''} ${handler}`, h3)} } = require('h3');`,
    'const app = new H3();',
    before ?? '',
    as ? as(handler) : `app.get('/x', ${handler});`,
    'module.exports = app;',
  ].join('\n');
}

const VALUES = ['200', '404', '599', '600', '99', '0', "'404'", '404.7', 'NaN', "'abc'"];

const cases: Readonly<Record<string, Case>> = {
  'a value': { handler: '(event) => ({ a: 1 })' },
  'a text': { handler: "(event) => 'a'" },
  null: { handler: '(event) => null' },
  'nothing on one side': { handler: "(event) => { if (getQuery(event).a) return 'a'; }" },
  'nothing after a status': { handler: '(event) => { event.res.status = 202; }' },
  'a status with a function': { handler: "(event) => { setResponseStatus(event, 202); return 'a'; }" },
  'an answer without content': { handler: '(event) => noContent()' },
  'an answer without content and with a status': { handler: '(event) => sendNoContent(event, 202)' },
  'a redirect': { handler: "(event) => redirect('/a')" },
  'a redirect with a status': { handler: "(event) => { event.res.status = 201; return redirect('/a', 303); }" },
  'a redirect that is not returned': { handler: "async (event) => { await sendRedirect(event, '/a'); }" },
  'a redirect by its older name': { handler: "(event) => sendRedirect(event, '/a', 301)" },
  'a made response': { handler: "(event) => new HTTPResponse('a', { status: 202, headers: { 'x-a': '1' } })" },
  'a made response without a status': {
    handler: "(event) => { event.res.status = 202; return new HTTPResponse('a'); }",
  },
  'a returned Response': {
    handler:
      "(event) => { event.res.status = 201; event.res.headers.set('x-a', '1'); return new Response('a', { status: 202 }); }",
  },
  'a returned Response that is an error': {
    handler: "(event) => { event.res.headers.set('x-a', '1'); return new Response('a', { status: 404 }); }",
  },
  'a made response that is an error': {
    handler: "(event) => { event.res.headers.set('x-a', '1'); return new HTTPResponse('a', { status: 404 }); }",
  },
  'a thrown error': {
    handler: "(event) => { if (getQuery(event).a) throw new HTTPError({ status: 404 }); return 'b'; }",
  },
  'a thrown error with a status': {
    handler:
      "(event) => { if (getQuery(event).a) throw Object.assign(new Error('a'), { statusCode: 404 }); return 'b'; }",
  },
  'a returned error': { handler: '(event) => { return new HTTPError({ status: 404 }); }' },
  fields: {
    handler:
      "(event) => { event.res.headers.set('x-a', '1'); event.res.headers.append('x-b', '1'); event.res.headers.delete('x-a'); setHeader(event, 'x-c', '1'); setResponseHeader(event, 'x-d', '1'); setHeaders(event, { 'x-e': '1' }); setResponseHeaders(event, { 'x-f': '1' }); appendHeader(event, 'x-g', '1'); appendResponseHeader(event, 'x-g', '2'); removeResponseHeader(event, 'x-c'); setCookie(event, 'a', 'b'); deleteCookie(event, 'c'); return 'a'; }",
  },
  'a reader': {
    handler:
      "(event) => { const { req, context, url, headers, path } = event; event.waitUntil(Promise.resolve()); return [event.res.headers.get('a'), event.res.headers.has('a'), event.res.headers.getSetCookie()]; }",
  },
  ...Object.fromEntries(
    VALUES.map((value): [string, Case] => [
      `status with ${value}`,
      { handler: `(event) => { event.res.status = ${value}; return 'a'; }` },
    ]),
  ),
  ...Object.fromEntries(
    [204, 205, 304].map((status): [string, Case] => [
      `${status} with content`,
      { handler: `(event) => { event.res.status = ${status}; return 'a'; }` },
    ]),
  ),
};

const framework: Framework = {
  name: 'h3 2',
  id: 'h3',
  major: 2,
  emptyHandler: "(event) => 'a'",
  fileOf,
  flag: /getQuery\(event\)\.(\w+)/,
  start,
  ownContent: /^(?:redirect|sendRedirect)$/,
  ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type)$/,
  callFields: {},
  errorStatus: 500,
  cases,
  without: {
    ...Object.fromEntries(
      Object.keys(exported(FUNCTIONS))
        .filter((row) => /#(?:get|read|is|parse|to|assert)|#append\w+s$/.test(row))
        .map((row) => [row, 'It reads, and is run in part.']),
    ),
    ...Object.fromEntries(
      ['web', '#Response.json', '#Response.redirect', ...Object.keys(MADE_RESPONSE.calls)].map((row) => [
        row,
        'It is no part of h3 2, or run with the Fetch standard.',
      ]),
    ),
  },
};

export default framework;
