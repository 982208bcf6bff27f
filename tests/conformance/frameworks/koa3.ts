import { createRequire } from 'node:module';
import type { RequestListener, ServerResponse } from 'node:http';
import Router from '@koa/router';
import type { Case, Framework, Request, Running } from '../framework.js';
import { runFile } from '../run-file.js';
import { Notes, serve } from '../serve.js';

const load = createRequire(import.meta.url);

interface Context {
  readonly res: ServerResponse;
}
type Middleware = (context: Context, next: () => Promise<unknown>) => unknown;

/** What of a Koa app the harness uses. */
interface App {
  silent: boolean;
  readonly middleware: readonly Middleware[];
  use(middleware: Middleware): unknown;
  callback(): RequestListener;
}
export type Koa = new () => App;

/** Runs a file that exports an app. What comes out of its middleware is noted, and what the handler under test hands on. */
export async function startKoa(file: string, koa: Koa): Promise<Running> {
  const notes = new Notes();
  const handedOn: Middleware = ({ res }, next) => {
    notes.handOn('next', undefined, res);
    return next();
  };
  // The file's last line exports its app.
  const app = runFile(file, { koa, '@koa/router': Router, 'handed-on': handedOn }) as App;
  const outer = new koa();
  outer.silent = true;
  outer.use(async ({ res }, next) => {
    try {
      await next();
    } catch (error) {
      notes.handOn('error', error, res);
      throw error;
    }
  });
  for (const each of app.middleware) outer.use(each);
  outer.use(handedOn);
  return serve(outer.callback(), notes, urlOf);
}

function urlOf({ flags }: Request): string {
  const query = new URLSearchParams(flags).toString();
  return query === '' ? '/x' : `/x?${query}`;
}

function koaFile({ handler, before, after, as }: Case): string {
  return [
    `const Koa = require('koa');`,
    `const Router = require('@koa/router');`,
    'const app = new Koa();',
    'const router = new Router();',
    before ?? '',
    as ? as(handler) : `app.use(${handler});`,
    'app.use(router.routes());',
    after === undefined ? '' : `app.use(require('handed-on')); ${after}`,
    'module.exports = app;',
  ].join('\n');
}

const route =
  (verb: string) =>
  (handler: string): string =>
    `router.${verb}('/x', ${handler});`;

const VALUES = [
  ...['200', '404', '599', '600', '999', '100', '99', '1000', '0', '-1', "'404'", "'abc'", '404.7', 'NaN'],
  ...['undefined', 'null', 'true'],
];

/** Each status value through each way of setting one. */
function statusCases(): Readonly<Record<string, Case>> {
  const sinks: Readonly<Record<string, (value: string) => string>> = {
    'ctx.status': (value) => `ctx.status = ${value};`,
    'ctx.response.status': (value) => `ctx.response.status = ${value}; ctx.body = 'a';`,
    'ctx.res.statusCode': (value) => `ctx.res.statusCode = ${value}; ctx.res.end('a');`,
    'ctx.res.writeHead': (value) => `ctx.res.writeHead(${value}); ctx.res.end('a');`,
  };
  return Object.fromEntries(
    Object.entries(sinks).flatMap(([sink, statement]) =>
      // A final response cannot be a 100, and Koa's end of it is Node's.
      VALUES.map((value) => [`${sink} with ${value}`, { handler: `(ctx) => { ${statement(value)} }` }]),
    ),
  );
}

/** Each status value through each way of throwing one. */
function errorCases(): Readonly<Record<string, Case>> {
  const throws: Readonly<Record<string, (value: string) => string>> = {
    'ctx.throw': (value) => `ctx.throw(${value}, 'a');`,
    'an error with status': (value) => `throw Object.assign(new Error('a'), { status: ${value} });`,
    'an error with statusCode': (value) => `throw Object.assign(new Error('a'), { statusCode: ${value} });`,
  };
  const values = ['200', '302', '400', '404', '418', '499', '500', '509', '599', '600', "'404'"];
  return Object.fromEntries(
    Object.entries(throws).flatMap(([name, statement]) =>
      values.map((value) => [`${name} with ${value}`, { handler: `(ctx) => { ${statement(value)} }` }]),
    ),
  );
}

/** A status, and content before or after it. */
function contentCases(): Readonly<Record<string, Case>> {
  const bodies = ["'a'", "''", '{ a: 1 }', '[]', '0', 'false', 'null', 'undefined', "Buffer.from('a')"];
  const statuses = ['200', '204', '205', '304', '404'];
  return Object.fromEntries(
    bodies.flatMap((body) => [
      [`body ${body}`, { handler: `(ctx) => { ctx.body = ${body}; }` }],
      ...statuses.flatMap((status) => [
        [
          `status ${status}, then body ${body}`,
          { handler: `(ctx) => { ctx.status = ${status}; ctx.body = ${body}; }` },
        ],
        [
          `body ${body}, then status ${status}`,
          { handler: `(ctx) => { ctx.body = ${body}; ctx.status = ${status}; }` },
        ],
      ]),
    ]),
  ) as Readonly<Record<string, Case>>;
}

export const koaCases: Readonly<Record<string, Case>> = {
  // Who answers
  'no answer': { handler: '(ctx) => {}' },
  'an answer on one side only': { handler: "(ctx) => { if (ctx.query.a) ctx.body = 'a'; }" },
  'a status on one side only': { handler: '(ctx) => { if (ctx.query.a) { ctx.status = 403; return; } }' },
  'a returned value is no answer': { handler: '(ctx) => ({ a: 1 })' },
  'content and its status': {
    handler:
      "async (ctx) => { if (!ctx.query.a) { ctx.status = 400; ctx.body = { error: 'a' }; return; } ctx.body = {}; }",
  },
  'content by a condition': { handler: '(ctx) => { ctx.body = ctx.query.a ? { a: 1 } : null; }' },
  'content by a condition under a status': {
    handler: '(ctx) => { ctx.status = 201; ctx.body = ctx.query.a ? { a: 1 } : undefined; }',
  },
  'a conditional status': { handler: '(ctx) => { ctx.status = ctx.query.a ? 201 : 202; }' },
  'content twice': { handler: "(ctx) => { ctx.body = { a: 1 }; if (ctx.query.a) ctx.body = 'b'; }" },
  'another type, then JSON, then nothing': {
    handler:
      "(ctx) => { if (ctx.query.a) ctx.type = 'html'; else ctx.redirect('/a'); ctx.body = {}; ctx.body = null; }",
  },
  'content, then nothing': {
    handler:
      "(ctx) => { ctx.body = ctx.query.a ? 'a' : { a: 1 }; if (ctx.query.b) ctx.status = 202; ctx.body = null; }",
  },
  'a type, then nothing': {
    handler: "(ctx) => { ctx.type = ctx.query.a ? 'json' : 'html'; ctx.status = 204; ctx.body = null; }",
  },
  'JSON by its type, then nothing': { handler: "(ctx) => { ctx.type = 'json'; ctx.body = undefined; }" },
  'nothing, then content': { handler: '(ctx) => { ctx.body = null; if (ctx.query.a) ctx.body = { a: 1 }; }' },
  'a loop that answers': {
    handler:
      '(ctx) => { for (const one of [ctx.query.a, ctx.query.b]) { if (one) { ctx.body = one; return; } } ctx.status = 404; }',
  },
  'a helper': {
    before: 'const fail = (ctx, status, error) => { ctx.status = status; ctx.body = { error }; };',
    handler: "(ctx) => { if (ctx.query.a) return fail(ctx, 400, 'a'); fail(ctx, 404, 'b'); }",
  },
  'the parts of the context': {
    handler: '({ request, response, query }) => { response.status = 202; response.body = { a: request.query.a }; }',
  },
  'a promise that is returned': {
    handler: '(ctx) => Promise.resolve(1).then(() => { ctx.body = { a: 1 }; })',
  },
  'a promise that is left behind': {
    handler: '(ctx) => { setImmediate(() => { ctx.body = { a: 1 }; }); }',
    open: 'nobody knows which comes first',
  },
  'a promise around a callback': {
    handler: '(ctx) => new Promise((resolve) => { setImmediate(() => { ctx.body = { a: 1 }; resolve(); }); })',
  },
  'try and catch': {
    handler:
      "async (ctx) => { try { await (ctx.query.a ? Promise.reject(new Error('a')) : 1); ctx.body = {}; } catch (error) { ctx.status = 500; ctx.body = { error: error.message }; } }",
  },

  // Routes
  'a route for POST': { handler: '(ctx) => { ctx.status = 201; }', as: route('post'), methods: ['POST'] },
  'a route for DELETE': { handler: '(ctx) => { ctx.status = 204; }', as: route('del'), methods: ['DELETE'] },
  'a route for HEAD': { handler: "(ctx) => { ctx.body = 'a'; }", as: route('get'), methods: ['GET', 'HEAD'] },
  'a route for all': {
    handler: "(ctx) => { if (ctx.method === 'POST') ctx.status = 201; else ctx.body = []; }",
    as: route('all'),
    methods: ['GET', 'POST', 'PUT'],
  },
  'the method of the request': {
    handler:
      "(ctx) => { if (ctx.request.method === 'POST' || ctx.req.method === 'PUT') ctx.status = 201; else ctx.body = []; }",
    methods: ['GET', 'POST', 'PUT'],
  },
  'a registered route': {
    handler: '(ctx) => { ctx.status = 202; }',
    as: (handler) => `router.register('/x', ['put', 'patch'], ${handler});`,
    methods: ['PUT', 'PATCH'],
  },
  'a named route': {
    handler: '(ctx) => { ctx.status = 202; }',
    as: (handler) => `router.get('name', '/x', ${handler});`,
  },
  'a parameter': {
    handler: '(id, ctx, next) => { if (ctx.query.a) { ctx.status = 400; return; } return next(); }',
    as: (handler) => `router.param('id', ${handler}); router.get('/:id', (ctx, next) => next());`,
  },
  'an earlier handler of the route': {
    handler: "(ctx) => { ctx.body = 'a'; }",
    as: (handler) => `router.get('/x', (ctx, next) => { ctx.set('x-a', '1'); return next(); }, ${handler});`,
  },

  // Middleware
  'the next handler': { handler: "async (ctx, next) => { ctx.set('x-a', '1'); await next(); }" },
  'the next handler, or an answer': {
    handler: '(ctx, next) => { if (ctx.query.a) { ctx.status = 401; return; } return next(); }',
  },
  'a field behind the next handler': {
    handler: "async (ctx, next) => { await next(); ctx.set('x-a', '1'); }",
    after: "app.use((ctx) => { ctx.body = 'b'; });",
  },
  'a status behind the next handler': {
    handler: 'async (ctx, next) => { await next(); if (ctx.query.a) ctx.status = 202; }',
    after: "app.use((ctx) => { ctx.body = 'b'; ctx.set('x-b', '1'); });",
    open: 'the handlers behind may have set fields',
  },
  'content behind the next handler, which set a status': {
    handler: 'async (ctx, next) => { await next(); ctx.body = { a: 1 }; }',
    after: 'app.use((ctx) => { ctx.status = 202; });',
    open: 'the handlers behind may have set a status',
  },
  'an error behind, and content for it': {
    handler: 'async (ctx, next) => { try { await next(); } catch (error) { ctx.body = { error: error.message }; } }',
    after: "app.use((ctx) => { if (ctx.query.a) throw new Error('a'); });",
    open: 'the handlers behind may have set fields',
  },
  'an error behind, and its status': {
    handler:
      'async (ctx, next) => { try { await next(); } catch (error) { ctx.status = error.status || 500; ctx.body = { error: error.message }; } }',
    after: 'app.use((ctx) => { if (ctx.query.a) ctx.throw(404); });',
    open: 'an error has any status',
  },
  'fields of middleware': {
    handler: '(ctx) => { ctx.body = {}; }',
    before: "app.use(async (ctx, next) => { ctx.set('x-a', '1'); await next(); ctx.set('x-b', '1'); });",
  },
  'a status of middleware': {
    handler: "(ctx) => { ctx.body = 'a'; }",
    before: 'app.use((ctx, next) => { if (ctx.query.a) ctx.status = 202; return next(); });',
    open: 'a status that may have been set before',
  },
  'a status that middleware sets afterwards': {
    handler: "(ctx) => { ctx.body = 'a'; }",
    before: 'app.use(async (ctx, next) => { await next(); if (ctx.status === 404) ctx.status = 410; });',
  },
  'content of middleware': {
    handler: '(ctx) => { if (ctx.query.a) ctx.status = 202; }',
    before: "app.use((ctx, next) => { ctx.body = 'a'; return next(); });",
    open: 'content that was there before',
  },

  // Errors
  'a throw': { handler: "(ctx) => { if (ctx.query.a) throw new Error('a'); ctx.body = 'b'; }" },
  'an async throw': { handler: "async (ctx) => { if (ctx.query.a) throw new Error('a'); ctx.body = 'b'; }" },
  'a status, then a throw': { handler: "(ctx) => { ctx.status = 404; throw new Error('a'); }" },
  'ctx.throw without a status': { handler: "(ctx) => { if (ctx.query.a) ctx.throw(); ctx.throw('a'); }" },
  'ctx.throw with an error': {
    handler:
      "(ctx) => { if (ctx.query.a) ctx.throw(Object.assign(new Error('a'), { status: 409 })); ctx.throw(400, new Error('b')); }",
  },
  'ctx.throw with an error that has a status': {
    handler: "(ctx) => { ctx.throw(400, Object.assign(new Error('a'), { status: 409 })); }",
  },
  'ctx.throw by a condition': { handler: '(ctx) => { ctx.throw(ctx.query.a ? 404 : 410); }' },
  'ctx.throw that is caught': {
    handler: '(ctx) => { try { ctx.throw(404); } catch (error) { ctx.status = error.status; ctx.body = {}; } }',
  },
  'ctx.assert': { handler: "(ctx) => { ctx.assert(ctx.query.a, 401, 'a'); ctx.body = 'b'; }" },
  'ctx.assert.ok': { handler: "(ctx) => { ctx.assert.ok(ctx.query.a && ctx.query.b, 403); ctx.body = 'b'; }" },
  'ctx.assert of something about two values': {
    handler: `(ctx) => {
      ctx.assert.equal(ctx.query.a, undefined, 404); ctx.assert.notEqual(ctx.query.b, '1', 405);
      ctx.assert.strictEqual(ctx.query.c, undefined, 406); ctx.assert.notStrictEqual(ctx.query.d, '1', 407);
      ctx.assert.deepEqual([ctx.query.e], [undefined], 408); ctx.assert.notDeepEqual([ctx.query.f], ['1'], 409);
      ctx.body = 'b';
    }`,
  },
  'ctx.assert.fail': { handler: "(ctx) => { if (ctx.query.a) ctx.assert.fail(402, 'a'); ctx.body = 'b'; }" },

  // Redirects
  'a redirect': { handler: "(ctx) => { ctx.redirect('/a'); }" },
  'a redirect after a status': {
    handler: "(ctx) => { ctx.status = ctx.query.a ? 301 : 307; ctx.redirect('/a'); }",
  },
  'a redirect after a status that is none for it': {
    handler: "(ctx) => { ctx.status = ctx.query.a ? 200 : 304; ctx.redirect('/a'); }",
  },
  'a redirect, then a status': { handler: "(ctx) => { ctx.redirect('/a'); ctx.status = 303; }" },
  'a redirect, then content': { handler: "(ctx) => { ctx.redirect('/a'); ctx.body = 'b'; }" },
  'a redirect with the status first': { handler: "(ctx) => { ctx.redirect(301, '/a'); }" },
  'a redirect with the status last': { handler: "(ctx) => { ctx.redirect('/a', 301); }" },
  back: { handler: "(ctx) => { if (ctx.query.a) ctx.status = 303; ctx.back('/a'); }" },

  // Fields
  'fields by name': {
    handler:
      "(ctx) => { ctx.set('X-A', '1'); if (ctx.query.a) ctx.append('x-b', '2'); ctx.response.set('x-c', '3'); if (ctx.query.b) ctx.remove('x-a'); ctx.body = 'a'; }",
  },
  'fields by object': {
    handler: "(ctx) => { ctx.set({ 'x-a': '1', ...(ctx.query.a ? { 'x-b': '2' } : {}) }); ctx.body = 'a'; }",
  },
  'fields by assignment': {
    handler:
      "(ctx) => { ctx.type = 'html'; ctx.length = 1; ctx.etag = 'a'; if (ctx.query.a) ctx.lastModified = new Date(0); ctx.body = 'a'; }",
  },
  'a type taken away': {
    handler: "(ctx) => { ctx.set('content-type', 'text/html'); if (ctx.query.a) ctx.type = ''; ctx.status = 204; }",
  },
  'vary, attachment, cookies': {
    handler:
      "(ctx) => { ctx.vary('accept'); ctx.attachment('a.txt'); ctx.cookies.set('a', ctx.cookies.get('b') ?? '1'); ctx.body = 'a'; }",
  },
  'fields with no content': {
    handler: "(ctx) => { ctx.type = 'html'; ctx.set('x-a', '1'); ctx.body = null; }",
  },
  'a created thing': { handler: "(ctx) => { ctx.status = 201; ctx.set('Location', '/a'); ctx.body = { a: 1 }; }" },

  // Node's own response
  'an answer on the raw response': {
    handler: "(ctx) => { ctx.res.statusCode = 202; ctx.res.setHeader('x-a', '1'); ctx.res.end('a'); }",
  },
  'a raw answer with the default status': {
    handler: "(ctx) => { ctx.respond = false; ctx.res.end('a'); }",
    open: 'what answers may not be seen',
  },
  'a raw answer with a head': {
    handler:
      "(ctx) => { ctx.res.writeHead(201, { location: '/a' }); ctx.res.write('a'); if (ctx.query.a) ctx.res.write('b'); ctx.res.end(); }",
  },
  'a flushed head': { handler: "(ctx) => { ctx.status = 202; ctx.flushHeaders(); ctx.res.end('a'); }" },
  'a flushed raw head': { handler: "(ctx) => { ctx.status = 202; ctx.res.flushHeaders(); ctx.res.end('a'); }" },
  'raw fields': {
    handler:
      "(ctx) => { ctx.res.appendHeader('x-a', '1'); if (ctx.query.a) ctx.res.removeHeader('x-a'); ctx.body = 'a'; }",
  },
  'raw fields in a Map': {
    handler: "(ctx) => { ctx.res.setHeaders(new Map([['x-a', '1']])); ctx.body = 'a'; }",
    open: 'a Map is not read',
  },
  'content after a raw answer': { handler: "(ctx) => { ctx.res.end('a'); ctx.status = 500; ctx.body = 'b'; }" },
  'how far it is': {
    handler:
      "(ctx) => { if (ctx.query.a) ctx.res.write('a'); if (ctx.query.b) ctx.res.end(); if (!ctx.headerSent) ctx.status = 202; if (!ctx.res.headersSent) ctx.set('x-a', '1'); if (!ctx.res.writableEnded && !ctx.res.finished && !ctx.res.writableFinished && !ctx.res.destroyed && !ctx.res.closed && ctx.res.writable) ctx.res.end('c'); }",
  },

  // Everything that does nothing
  'calls that do nothing': {
    handler: `(ctx) => {
      const none = () => {};
      const { res } = ctx;
      ctx.app.eventNames(); ctx.URL.toString(); ctx.params; ctx.query.a; ctx.state.a;
      res.getHeader('a'); res.getHeaders(); res.getHeaderNames(); res.hasHeader('a'); res.getRawHeaderNames(); res.setTimeout(0); res.cork(); res.uncork();
      res.on('a', none); res.once('a', none); res.off('a', none); res.addListener('a', none); res.removeListener('a', none); res.removeAllListeners('a');
      res.prependListener('a', none); res.prependOnceListener('a', none); res.listeners('a'); res.listenerCount('a'); res.setMaxListeners(99); res.eventNames();
      res.addTrailers({}); res.setDefaultEncoding?.('utf8'); res.setEncoding?.('utf8'); res.strictContentLength; res.writeInformation?.(103); res.assignSocket;
      res.writeContinue(); res.writeProcessing(); res.writeEarlyHints({ link: '</a>; rel=preload' });
      ctx.get('a'); ctx.is('json'); ctx.has('a'); ctx.accepts('json'); ctx.acceptsEncodings('gzip'); ctx.acceptsCharsets('utf8'); ctx.acceptsLanguages('en');
      ctx.inspect(); ctx.toJSON(); ctx.state.a = 1; ctx.message = 'Fine';
      ctx.status = 201;
      ctx.body = ctx.query;
    }`,
  },
  ...statusCases(),
  ...errorCases(),
  ...contentCases(),
};

const framework: Framework = {
  name: 'Koa 3',
  id: 'koa',
  major: 3,
  emptyHandler: "(ctx) => { ctx.body = 'a'; }",
  fileOf: koaFile,
  flag: /ctx\.(?:request\.)?query\.(\w+)/,
  // The package has no types of its own; only what is used here is named.
  start: (file) => startKoa(file, load('koa') as Koa),
  ownContent: /^(?:status|redirect|back|body)$/,
  ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type)$/,
  callFields: {},
  comesBack: true,
  errorStatus: 500,
  without: {},
  cases: koaCases,
};

export default framework;
