import { createServer, type Server as HttpServer } from 'node:http';
import type { Case, Framework, Running } from '../framework.js';
import { runFile } from '../run-file.js';
import { Notes, serve } from '../serve.js';

/** What of a hapi server the harness uses. */
interface HapiServer {
  readonly listener: HttpServer;
  initialize(): Promise<void>;
  readonly events: {
    on(criteria: object, listener: (request: HapiRequest, event: { readonly error?: unknown }) => void): void;
  };
  ext(event: 'onPreResponse', method: (request: HapiRequest, h: Toolkit) => unknown): void;
}

interface HapiRequest {
  readonly raw: { readonly res: { readonly headersSent: boolean } };
  readonly response: { readonly isBoom?: boolean; readonly isServer?: boolean; readonly message?: string };
}

interface Toolkit {
  readonly continue: symbol;
}

/** What hapi says of a handler that returns nothing, which it answers itself. */
const NOTHING = /did not return a value/;

async function start(file: string): Promise<Running> {
  // The file exports its server.
  const server = runFile(file, { listener: createServer() }) as HapiServer;
  const notes = new Notes();
  server.ext('onPreResponse', ({ response, raw }, h) => {
    if (response.isBoom && !NOTHING.test(response.message ?? '')) notes.handOn('error', response, raw.res);
    return h.continue;
  });
  // What cannot be written to the socket fails after that.
  server.events.on({ name: 'request', channels: ['error', 'internal'] }, (_request, { error }) => {
    if (error !== undefined && !NOTHING.test(error instanceof Error ? error.message : ''))
      notes.handOn('error', error, { headersSent: false });
  });
  await server.initialize();
  return serve(
    (request, response) => server.listener.emit('request', request, response),
    notes,
    ({ flags }) => `/x?${new URLSearchParams(flags).toString()}`,
  );
}

function fileOf({ handler, before, as }: Case): string {
  return [
    `const Hapi = require('@hapi/hapi');`,
    `const Boom = require('@hapi/boom');`,
    `const server = Hapi.server({ listener: require('listener'), autoListen: false, debug: false });`,
    before ?? '',
    as ? as(handler) : `server.route({ method: ['GET', 'POST'], path: '/x', handler: ${handler} });`,
    'module.exports = server;',
  ].join('\n');
}

const VALUES = ['200', '404', '599', '600', '99', '1000', '0', "'404'", '404.7', 'NaN', 'undefined', 'null'];

const cases: Readonly<Record<string, Case>> = {
  'a value': { handler: '(req, h) => ({ a: 1 })' },
  'a text': { handler: "(req, h) => 'a'" },
  'an empty text': { handler: "(req, h) => ''" },
  null: { handler: '(req, h) => null' },
  'nothing returned': { handler: "(req, h) => { h.response('a').code(201); }" },
  'nothing on one side': { handler: "(req, h) => { if (req.query.a) return 'a'; }" },
  'a response': { handler: "(req, h) => h.response({ a: 1 }).code(201).header('x-a', '1')" },
  'a response without content': { handler: '(req, h) => h.response()' },
  'a response without content and with a status': { handler: '(req, h) => h.response().code(202)' },
  'a status as a property': {
    handler: "(req, h) => { const response = h.response('a'); response.statusCode = 202; return response; }",
  },
  'a created thing': { handler: "(req, h) => h.response({ a: 1 }).created('/x/1')", methods: ['POST'] },
  'a redirect': { handler: "(req, h) => h.redirect('/a')" },
  'a permanent redirect': { handler: "(req, h) => h.redirect('/a').permanent()" },
  'a redirect that keeps the method': { handler: "(req, h) => h.redirect('/a').rewritable(false)" },
  'a permanent redirect that keeps the method': {
    handler: "(req, h) => h.redirect('/a').permanent().rewritable(false)",
  },
  'a temporary redirect': { handler: "(req, h) => h.redirect('/a').permanent().temporary()" },
  'a redirect with a status': { handler: "(req, h) => h.redirect('/a').code(303)" },
  'a response that is made a redirect': { handler: "(req, h) => h.response('a').redirect('/a')" },
  fields: {
    handler:
      "(req, h) => h.response('a').type('text/plain').location('/a').vary('x-b').etag('e').header('x-c', '1', { append: true })",
  },
  cookies: { handler: "(req, h) => h.response('a').state('a', 'b').unstate('c')" },
  ttl: { handler: "(req, h) => h.response('a').ttl(1000)" },
  'calls that do nothing': {
    handler:
      "(req, h) => h.response('a').bytes(1).charset('utf-8').encoding('utf8').message('Fine').passThrough(true).takeover()",
  },
  'calls that do nothing to JSON': {
    handler: "(req, h) => h.response({ a: 1 }).replacer(null).spaces(2).suffix('b').escape(true)",
  },
  'compressed content': { handler: "(req, h) => h.response('a').compressed('gzip')" },
  'an error': { handler: "(req, h) => { if (req.query.a) throw new Error('a'); return 'b'; }" },
  'an error with a status that nobody reads': {
    handler: "(req, h) => { if (req.query.a) throw Object.assign(new Error('a'), { status: 404 }); return 'b'; }",
  },
  'a thrown Boom': { handler: "(req, h) => { if (req.query.a) throw Boom.notFound('a'); return 'b'; }" },
  'a returned Boom': { handler: "(req, h) => { if (req.query.a) return Boom.conflict('a'); return 'b'; }" },
  'a caught error': {
    handler:
      "(req, h) => { try { if (req.query.a) throw new Error('a'); return 'b'; } catch (e) { return h.response({ error: 'c' }).code(500); } }",
  },
  'a status by a test': { handler: '(req, h) => h.response({ a: 1 }).code(req.query.a ? 200 : 404)' },
  'a variable response': {
    handler:
      "(req, h) => { const response = h.response('a'); if (req.query.a) response.code(201).header('x-a', '1'); return response; }",
  },
  'options of a route': {
    handler: '(req, h) => h.response({ a: 1 }).code(202)',
    as: (handler) => `server.route([{ method: 'GET', path: '/x', options: { handler: ${handler} } }]);`,
  },
  'the state of the request': {
    handler: "(req, h) => { h.state('a', 'b'); h.unstate('c'); h.entity({ etag: 'a' }); return h.response('a'); }",
    open: 'A tag may answer with 304.',
  },
  ...Object.fromEntries(
    VALUES.map((value): [string, Case] => [
      `code with ${value}`,
      { handler: `(req, h) => h.response('a').code(${value})` },
    ]),
  ),
  ...Object.fromEntries(
    VALUES.map((value): [string, Case] => [
      `statusCode with ${value}`,
      { handler: `(req, h) => { const response = h.response('a'); response.statusCode = ${value}; return response; }` },
    ]),
  ),
  ...Object.fromEntries(
    [204, 205, 304].map((status): [string, Case] => [
      `${status} with content`,
      { handler: `(req, h) => h.response('a').code(${status})` },
    ]),
  ),
};

const hapi: Framework = {
  name: 'hapi 21',
  id: 'hapi',
  major: null,
  emptyHandler: "(req, h) => 'a'",
  fileOf,
  flag: /req\.query\.(\w+)/,
  start,
  ownContent: /^$/,
  ownFields:
    /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type|cache-control|accept-ranges|vary|content-encoding)$/,
  callFields: {},
  errorStatus: 500,
  cases,
  without: {
    view: 'It comes with @hapi/vision.',
    file: 'It comes with @hapi/inert.',
    authenticated: 'It is for authentication schemes, which do not answer.',
    unauthenticated: 'It is for authentication schemes.',
    continue: 'It is for extensions; see the pictures.',
    request: 'The request is the first parameter as well.',
  },
};

export default hapi;
