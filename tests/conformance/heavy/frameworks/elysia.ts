import type { RequestListener } from 'node:http';
import { MADE_RESPONSE } from '../../../../src/frameworks/fetch-response.js';
import type { Case, Framework, Running } from '../../framework.js';
import { runFile } from '../../run-file.js';
import { Notes, serve } from '../../serve.js';

interface App {
  onError(handler: (context: { readonly error: unknown }) => void): unknown;
  fetch(request: unknown): unknown;
}

/** What of Elysia and its server the harness uses. */
interface Packages {
  readonly elysia: { readonly Elysia: new (options: object) => App; readonly ElysiaStatus: new () => object };
  readonly node: object;
  readonly srvx: { toNodeHandler(handler: (request: unknown) => unknown): RequestListener };
}

/** Packages that are only installed for this comparison, and so have no types here. */
const imported = (name: string): Promise<unknown> => import(name);
const elysia = (await imported('elysia')) as Packages['elysia'];
const node = (await imported('@elysiajs/node')) as Packages['node'];
const srvx = (await imported('srvx/node')) as Packages['srvx'];

/** The error that handlers under test answer. */
const FIRST = 'Error: first';

function start(file: string): Promise<Running> {
  const notes = new Notes();
  const fresh = { headersSent: false };
  /** An app that notes an error before its own error handlers see it. */
  class Elysia extends elysia.Elysia {
    constructor(options: object) {
      super(options);
      this.onError(({ error }) => {
        // A response that is thrown is no error.
        const isAnswer = error instanceof Response || error instanceof elysia.ElysiaStatus;
        if (!isAnswer && String(error) !== FIRST) notes.handOn('error', error, fresh);
      });
    }
  }
  const modules = { elysia: { ...elysia, Elysia }, '@elysiajs/node': node };
  // The file exports its app, and calls `pass` in the handler behind a hook.
  const app = runFile(file, modules, { pass: () => notes.handOn('next', undefined, fresh) }) as App;
  const listener = srvx.toNodeHandler((request) => app.fetch(request));
  return serve(listener, notes, ({ flags }) => `/x?${new URLSearchParams(flags).toString()}`);
}

function fileOf({ handler, before, after, as }: Case): string {
  return [
    "const { Elysia, status, redirect, form, t } = require('elysia');",
    "const { node } = require('@elysiajs/node');",
    'const app = new Elysia({ adapter: node() });',
    before ?? '',
    as ? as(handler) : `app.get('/x', ${handler});`,
    after ?? '',
    'module.exports = app;',
  ].join('\n');
}

const hook =
  (name: string) =>
  (handler: string): string =>
    `app.${name}(${handler});\napp.get('/x', () => { pass(); return 'b'; });`;
/** A route with that `response`. */
const described =
  (response: string) =>
  (handler: string): string =>
    `app.get('/x', ${handler}, { response: ${response} });`;
const onError = (handler: string): string =>
  `app.onError(${handler});\napp.get('/x', ({ query }) => { throw Object.assign(new Error('first'), query.teapot ? { status: 418 } : {}); });`;

const VALUES = ['200', '404', '600', '99', '1000', '0', "'404'", "'Not Found'", "'nope'", '404.7', 'NaN', 'null'];

const cases: Readonly<Record<string, Case>> = {
  'a value': { handler: '() => ({ a: 1 })' },
  'a text': { handler: "() => 'a'" },
  'a status by the method': {
    handler: "({ request, status }) => request.method === 'POST' ? status(201, 'a') : 'b'",
    as: (handler) => `app.all('/x', ${handler});`,
    methods: ['GET', 'POST'],
  },
  'an empty text': { handler: "() => ''" },
  'a number': { handler: '() => 404' },
  null: { handler: '() => null' },
  nothing: { handler: "({ query }) => { if (query.a) return 'a'; }" },
  'a status': { handler: '({ query, set }) => { if (query.a) set.status = 404; return { a: 1 }; }' },
  'a status and nothing': { handler: '({ set }) => { set.status = 202; }' },
  'a status by name': { handler: "({ set }) => { set.status = 'Not Found'; return { a: 1 }; }" },
  'a status that is overwritten': {
    handler: '({ query, set }) => { set.status = 404; if (query.a) set.status = 201; return {}; }',
  },
  'a returned status': { handler: '({ query, status }) => query.a ? status(404, { a: 1 }) : status(201)' },
  'a returned status by name': { handler: "({ status }) => status('Not Found', 'a')" },
  'a status without content': { handler: '({ status }) => status(204)' },
  'a status of its own over one that was set': {
    handler: "({ set, status }) => { set.status = 201; set.headers['x-a'] = '1'; return status(404, 'a'); }",
  },
  'a status that is made and not returned': { handler: "({ status }) => { status(404, 'a'); return 'b'; }" },
  'a returned status that is declared': {
    handler: "({ query, status }) => query.a ? status(404, 'a') : 'b'",
    as: described('{ 200: t.String(), 404: t.String() }'),
  },
  'a returned status beside others that are declared': {
    handler: "({ query, status }) => query.a ? status(409, 'a') : 'b'",
    as: described('{ 200: t.String(), 404: t.String() }'),
  },
  'a returned status where a 200 alone is declared': {
    handler: "({ query, status }) => query.a ? status(404, 'a') : 'b'",
    as: described('t.String()'),
    open: 'Elysia forgets it where nothing uses `set`, and plugins may',
  },
  'a thrown status where a 200 alone is declared': {
    handler: "({ query, status }) => { if (query.a) throw status(404, 'a'); return 'b'; }",
    as: described('{ 200: t.String() }'),
    open: 'Elysia forgets it where nothing uses `set`, and plugins may',
  },
  'a status on set where a 200 alone is declared': {
    handler: "({ query, set }) => { if (query.a) set.status = 404; return 'b'; }",
    as: described('t.String()'),
  },
  'a status that is thrown': { handler: "({ query }) => { if (query.a) throw status(409, 'a'); return 'b'; }" },
  'the whole context': {
    handler: "(context) => { context.set.status = 202; context.set.headers['x-a'] = '1'; return context.query; }",
  },
  fields: {
    handler: "({ set }) => { set.headers['x-a'] = '1'; set.headers.location = '/a'; return 'a'; }",
  },
  'fields at once': { handler: "({ set }) => { set.headers = { 'x-a': '1' }; return 'a'; }" },
  'set.redirect': { handler: "({ set }) => { set.redirect = '/a'; return 'a'; }", open: 'it redirected before 1.1' },
  form: { handler: "() => form({ a: 'b' })" },

  // Responses
  'a Response': { handler: "() => new Response('a', { status: 202, headers: { 'x-a': '1' } })" },
  'a Response beside a status': { handler: "({ set }) => { set.status = 404; return new Response('a'); }" },
  'a Response with 200 beside a status': {
    handler: "({ set }) => { set.status = 404; return new Response('a', { status: 200 }); }",
  },
  'a Response with a status of its own beside another': {
    handler: "({ set }) => { set.status = 404; return new Response('a', { status: 201 }); }",
  },
  'a status after a Response': {
    handler:
      "({ set }) => { const made = new Response('a'); set.status = 404; set.headers['x-a'] = '1'; return made; }",
  },
  'a Response that is thrown': {
    handler: "({ query }) => { if (query.a) throw new Response('a', { status: 409 }); return Response.json({}); }",
  },
  'a Response that is read': {
    handler:
      "async () => { const made = new Response('a'); made.headers.set('x-a', '1'); made.headers.append('x-b', '2'); made.headers.delete('x-a'); made.headers.has('x-b'); return made; }",
  },

  // Redirects
  'a redirect': { handler: "({ redirect }) => redirect('http://localhost/a')" },
  'a redirect with a status': {
    handler: "({ query, redirect }) => redirect('http://localhost/a', query.a ? 301 : 307)",
  },
  'a redirect of the package': { handler: "() => redirect('http://localhost/a', 303)" },
  'a status before a redirect': {
    handler: "({ set, redirect }) => { set.status = 301; return redirect('http://localhost/a'); }",
  },
  'a redirect with a status that is none of one': { handler: "({ redirect }) => redirect('http://localhost/a', 200)" },
  'a redirect of Response': { handler: "() => Response.redirect('http://localhost/a', 308)" },

  // Errors
  'an error': { handler: "({ query }) => { if (query.a) throw new Error('a'); return 'b'; }" },
  'an error with a status': { handler: "() => { throw Object.assign(new Error('a'), { status: 418 }); }" },
  'an error with a status of success': { handler: "() => { throw Object.assign(new Error('a'), { status: 200 }); }" },
  'an error with a statusCode': { handler: "() => { throw Object.assign(new Error('a'), { statusCode: 404 }); }" },
  'an error with a status by name': {
    handler: "() => { throw Object.assign(new Error('a'), { status: 'Not Found' }); }",
  },
  'an error with a status that is text': {
    handler: "() => { throw Object.assign(new Error('a'), { status: '404' }); }",
  },
  'an error after a status': { handler: "({ set }) => { set.status = 404; throw new Error('a'); }" },
  'an object that is thrown': { handler: "() => { throw { status: 404, message: 'a' }; }" },
  'an error that is returned': {
    handler: "({ query, set }) => { if (query.a) set.status = 404; return new Error('a'); }",
  },
  'an error class': {
    before: 'class Teapot extends Error { status = 418; }',
    handler: "() => { throw new Teapot('a'); }",
  },
  'an error handler without a status': {
    handler: '({ error, query }) => { if (query.teapot) return { a: error.message }; return { b: 1 }; }',
    as: onError,
    open: 'the status of an error that others have made',
  },
  'an error handler with a status': {
    handler: "({ code, set }) => { set.status = 503; return { error: 'a' }; }",
    as: onError,
  },
  'an error handler that returns a status': { handler: "({ status }) => status(409, 'a')", as: onError },

  // Hooks
  'a hook that hands on': { handler: "({ set }) => { set.headers['x-a'] = '1'; }", as: hook('onBeforeHandle') },
  'a hook that answers': {
    handler: "({ query, status }) => { if (query.a) return status(401, 'a'); }",
    as: hook('onBeforeHandle'),
  },
  'a hook that answers with a value': {
    handler: '({ query, set }) => { if (query.a) { set.status = 401; return { a: 1 }; } }',
    as: hook('onBeforeHandle'),
  },
  'a hook of a route': {
    handler: "({ query, set }) => { if (query.a) { set.status = 403; return 'a'; } }",
    as: (handler) => `app.get('/x', () => { pass(); return 'b'; }, { beforeHandle: ${handler} });`,
  },
  'a hook of every request': {
    handler: "({ set }) => { set.headers['x-a'] = '1'; }",
    as: hook('onRequest'),
  },
  'what is derived': { handler: '({ headers }) => ({ user: headers.user })', as: hook('derive') },
  'what is resolved, or answered': {
    handler: "({ query, status }) => { if (query.a) return status(401, 'a'); return { user: 1 }; }",
    as: hook('resolve'),
  },
  'fields of a hook': {
    handler: "() => 'a'",
    before: "app.onBeforeHandle(({ set }) => { set.headers['x-before'] = '1'; });",
  },

  // Routes
  'a group': {
    handler: "({ status }) => status(201, 'a')",
    as: (handler) => `app.group('/x', (app) => app.get('', ${handler}));`,
  },
  'a guard': {
    handler: "({ status }) => status(201, 'a')",
    as: (handler) => `app.guard({}, (inner) => inner.get('/x', ${handler}));`,
  },
  'a route by its method': {
    handler: "({ status }) => status(201, 'a')",
    as: (handler) => `app.route('POST', '/x', ${handler});`,
    methods: ['POST'],
  },
  'any method': { handler: "() => 'a'", as: (handler) => `app.all('/x', ${handler});`, methods: ['GET', 'POST'] },
  'a plugin': {
    handler: "({ set }) => { set.status = 202; return 'a'; }",
    as: (handler) => `app.use(new Elysia({ prefix: '/x' }).get('/', ${handler}));`,
  },

  ...Object.fromEntries(
    VALUES.flatMap((value): readonly [string, Case][] => [
      [`set.status with ${value}`, { handler: `({ set }) => { set.status = ${value}; return 'a'; }` }],
      [`status with ${value}`, { handler: `({ status }) => status(${value}, 'a')` }],
    ]),
  ),
  ...Object.fromEntries(
    [204, 205, 304].flatMap((status): readonly [string, Case][] => [
      [`${status} with content`, { handler: `({ set }) => { set.status = ${status}; return 'a'; }` }],
      [`${status} without content`, { handler: `({ set }) => { set.status = ${status}; }` }],
    ]),
  ),
};

const framework: Framework = {
  name: 'Elysia on Node',
  id: 'elysia',
  major: 1,
  emptyHandler: "() => 'a'",
  fileOf,
  flag: /\bquery\.(\w+)/,
  start,
  ownContent: /^(?:status|redirect)$/,
  ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type)$/,
  callFields: {},
  errorStatus: 500,
  cases,
  without: {
    error: 'It is gone in 1.4.',
    'elysia#error': 'It is gone in 1.4.',
    'elysia#file': 'It reads a file by its path.',
    'cookie.set': 'Cookies are set when the response goes out.',
    ...Object.fromEntries(Object.keys(MADE_RESPONSE.calls).map((row) => [row, 'held against what it is from'])),
  },
};

export default framework;
