import { getRequestListener } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { Case, Framework, Request as Asked, Running } from '../framework.js';
import { runFile } from '../run-file.js';
import { Notes, serve } from '../serve.js';

/** Whose `Response` answers: the standard one, or that of `@hono/node-server`. */
type Runtime = 'standard' | 'node-server';

// What a response looks like on the way out nobody knows here, but that it has not gone.
const FRESH = { headersSent: false };

/** Runs a file that exports an app. What its handlers hand on, and what they throw, is noted. */
export async function startHono(file: string, runtime: Runtime): Promise<Running> {
  const { Request: request, Response: response } = globalThis;
  const { error } = console;
  // The listener tells of every status that it cannot write.
  console.error = () => undefined;
  const notes = new Notes();
  const modules = {
    'handed-on': (_context: Context, next: () => Promise<void>) => {
      notes.handOn('next', undefined, FRESH);
      return next();
    },
    'noted-error': (error: Error, context: Context) => {
      notes.handOn('error', error, FRESH);
      return ownError(error, context);
    },
  };
  // The file's last line exports its app.
  const app = runFile(file, modules) as Hono;
  const listener = getRequestListener(
    async (asked, env) => {
      try {
        return await app.fetch(asked, { ...env, ...Object.fromEntries(new URL(asked.url).searchParams) });
      } catch (error) {
        notes.handOn('error', error, FRESH);
        throw error;
      }
    },
    { overrideGlobalObjects: runtime === 'node-server' },
  );
  const running = await serve(
    (asked, answer) => {
      notes.done = listener(asked, answer);
    },
    notes,
    urlOf,
  );
  return {
    send: (one) => running.send(one),
    async close() {
      await running.close();
      // The listener has put its own in their place.
      Object.assign(globalThis, { Request: request, Response: response });
      console.error = error;
    },
  };
}

/** What Hono does with an error where the app says nothing. */
function ownError(error: Error, context: Context): Response {
  if (!('getResponse' in error)) return context.text('Internal Server Error', 500);
  const made = (error as { getResponse: () => Response }).getResponse();
  return context.newResponse(made.body, made);
}

function urlOf({ flags }: Asked): string {
  return `/x?${new URLSearchParams(flags).toString()}`;
}

function honoFile({ handler, before, after, as }: Case, runtime: Runtime): string {
  return [
    `const { Hono } = require('hono');`,
    `const { HTTPException } = require('hono/http-exception');`,
    `const { createFactory, createMiddleware } = require('hono/factory');`,
    `const { setCookie, setSignedCookie, deleteCookie, getCookie, getSignedCookie } = require('hono/cookie');`,
    `const { stream, streamText, streamSSE } = require('hono/streaming');`,
    `const { accepts } = require('hono/accepts');`,
    `const { env } = require('hono/adapter');`,
    `const { matchedRoutes, routePath, baseRoutePath, basePath } = require('hono/route');`,
    `const { validator } = require('hono/validator');`,
    runtime === 'node-server' ? `const { serve } = require('@hono/node-server');` : '',
    'const app = new Hono();',
    `app.onError(require('noted-error'));`,
    before ?? '',
    as ? as(handler) : `app.get('/x', ${handler});`,
    /\bnext\b/.test(handler) ? `app.all('/x', require('handed-on'));` : '',
    after ?? '',
    'module.exports = app;',
  ].join('\n');
}

const VALUES = [
  ...['200', '404', '599', '600', '999', '100', '199', '99', '1000', '-1', '0', "'404'", "'abc'", '404.7', 'NaN'],
  ...['undefined', 'null', 'true', 'false', '65940'],
];

/** Each status value through each way of giving one. */
function statusCases(): Readonly<Record<string, Case>> {
  const sinks: Readonly<Record<string, (value: string) => string>> = {
    'c.json': (value) => `return c.json({}, ${value});`,
    'c.body': (value) => `return c.body('a', ${value});`,
    'c.redirect': (value) => `return c.redirect('/a', ${value});`,
    'c.status': (value) => `c.status(${value}); return c.json({});`,
    'c.json with options': (value) => `return c.json({}, { status: ${value} });`,
    'new Response': (value) => `return new Response('a', { status: ${value} });`,
    HTTPException: (value) => `throw new HTTPException(${value}, { message: 'a' });`,
  };
  return Object.fromEntries(
    Object.entries(sinks).flatMap(([sink, statement]) =>
      VALUES.filter((value) => sink !== 'c.redirect' || value !== 'null').map((value) => [
        `${sink} with ${value}`,
        { handler: `(c) => { ${statement(value)} }` },
      ]),
    ),
  );
}

/** Content with each status that has none, by each way of giving it. */
function contentCases(): Readonly<Record<string, Case>> {
  const calls: Readonly<Record<string, string>> = {
    json: 'return c.json({ a: 1 }, $);',
    'json null': 'return c.json(null, $);',
    text: "return c.text('a', $);",
    html: "return c.html('a', $);",
    body: "return c.body('a', $);",
    'body null': 'return c.body(null, $);',
    newResponse: "return c.newResponse('a', $);",
    'a status before': "c.status($); return c.text('a');",
    'a status alone': 'c.status($); return c.body(null);',
    'a Response': "return new Response('a', { status: $ });",
    'a Response without content': 'return new Response(null, { status: $ });',
    'Response.json': 'return Response.json({}, { status: $ });',
  };
  return Object.fromEntries(
    ['200', '204', '205', '304', '404'].flatMap((status) =>
      Object.entries(calls).map(([name, call]) => [
        `${name} with ${status}`,
        { handler: `(c) => { ${call.replace('$', status)} }` },
      ]),
    ),
  );
}

const middleware = (handler: string): string => `app.use('*', ${handler});`;

const cases: Readonly<Record<string, Case>> = {
  // Who answers
  'a returned answer': { handler: '(c) => c.json({ a: 1 })' },
  'an answer that waits': { handler: 'async (c) => { await null; return c.json({ a: 1 }, 201); }' },
  'no answer': { handler: '(c) => {}' },
  'an answer that is not returned': { handler: '(c) => { c.json({ a: 1 }, 404); }' },
  'a status that is returned': { handler: '(c) => c.status(204)' },
  'an answer on one side only': { handler: "(c) => { if (c.env.a) return c.text('a'); }" },
  'an object': { handler: '(c) => ({ a: 1 })' },
  'a conditional answer': { handler: "(c) => (c.env.a ? c.json({}, 404) : c.text('a'))" },
  'a conditional status': { handler: '(c) => c.json({}, c.env.a ? 404 : 200)' },
  'a status that is kept': { handler: '(c) => { if (c.env.a) c.status(404); return c.json({}); }' },
  'a status beside a status': { handler: '(c) => { c.status(404); return c.json({}, 201); }' },
  'a status after the answer was made': { handler: '(c) => { const made = c.json({}); c.status(404); return made; }' },
  'a status and a Response': { handler: "(c) => { c.status(404); return new Response('a'); }" },
  'a helper': {
    before: "const fail = (c, status) => c.json({ error: 'a' }, status);",
    handler: '(c) => (c.env.a ? fail(c, 400) : fail(c, 404))',
  },
  'the parts of the context': { handler: '({ json, req }) => json({ a: req.method }, 202)' },
  'a variable': { handler: '(c) => { let made = c.json({}, 404); if (c.env.a) made = c.json({}); return made; }' },
  'try and catch': {
    handler:
      "async (c) => { try { await (c.env.a ? Promise.reject(new Error('a')) : 1); return c.json({}); } catch (error) { return c.json({ error: 'a' }, 500); } }",
  },

  // Routes
  'a route for POST': {
    handler: '(c) => c.json({}, 201)',
    as: (handler) => `app.post('/x', ${handler});`,
    methods: ['POST'],
  },
  'a route for HEAD': { handler: '(c) => c.json({})', methods: ['GET', 'HEAD'] },
  'a route for some': {
    handler: "(c) => (c.req.method === 'PUT' ? c.json({}, 202) : c.json({}, 201))",
    as: (handler) => `app.on(['PUT', 'PATCH'], '/x', ${handler});`,
    methods: ['PUT', 'PATCH'],
  },
  'a route for all': {
    handler: "(c) => { if (c.req.method !== 'POST') return c.json({}, 405); return c.json({}); }",
    as: (handler) => `app.all('/x', ${handler});`,
    methods: ['GET', 'POST'],
  },
  'a chain': {
    handler: '(c) => c.json({}, 201)',
    as: (handler) => `app.get('/y', (c) => c.text('y')).get('/x', ${handler});`,
  },
  'a base path': {
    handler: '(c) => c.json({}, 201)',
    as: (handler) => `const api = app.basePath('/'); api.get('/x', ${handler});`,
  },
  'a part of the app': {
    handler: '(c) => c.json({})',
    before: "app.use('*', async (c, next) => { c.header('x-a', '1'); await next(); });",
    as: (handler) => `const part = new Hono(); part.get('/x', ${handler}); app.route('/', part);`,
  },
  'handlers of a factory': {
    handler: '(c) => c.json({}, 201)',
    as: (handler) => `const handlers = createFactory().createHandlers(${handler}); app.get('/x', ...handlers);`,
  },
  'a hook of a validator': {
    handler: "(value, c) => { if (c.env.a) return c.json({ error: 'a' }, 400); return value; }",
    as: (handler) => `app.get('/x', validator('query', ${handler}), (c) => { return c.json({}, 201); });`,
    open: 'what is no response is handed on',
  },

  // Middleware
  'the next handler': { handler: "async (c, next) => { c.header('x-a', '1'); await next(); }", as: middleware },
  'the next handler, or an answer': {
    handler: "async (c, next) => { if (c.env.a) return c.json({ error: 'a' }, 401); await next(); }",
    as: middleware,
  },
  'a middleware that is made': {
    handler: "async (c, next) => { if (c.env.a) return c.json({ error: 'a' }, 401); return next(); }",
    as: (handler) => `app.use(createMiddleware(${handler}));`,
  },
  'a field behind the next handler': {
    handler: "async (c, next) => { await next(); c.header('x-a', '1'); }",
    as: middleware,
    after: "app.get('/x', (c) => c.text('b'));",
  },
  'an answer behind the next handler': {
    handler: 'async (c, next) => { await next(); return c.json({ a: 1 }, 202); }',
    as: middleware,
    after: "app.get('/x', (c) => c.text('b'));",
  },
  'an answer that is put in the place of another': {
    handler: 'async (c, next) => { await next(); c.res = c.json({ a: 1 }, 202); }',
    as: middleware,
    after: "app.get('/x', (c) => c.text('b'));",
    open: 'the handlers behind may have set fields',
  },
  'an answer that is put there before': {
    handler:
      "async (c, next) => { c.res = new Response('a', { status: 202 }); c.header('x-a', '1'); if (c.env.a) await next(); }",
    as: middleware,
  },
  'an error behind': {
    handler: 'async (c, next) => { try { await next(); } catch (error) { return c.json({ error: 1 }, 502); } }',
    as: middleware,
    after: "app.get('/x', (c) => { if (c.env.a) throw new Error('a'); return c.text('b'); });",
  },
  'fields of middleware': {
    handler: '(c) => c.json({})',
    before: "app.use('*', async (c, next) => { c.header('x-a', '1'); await next(); c.header('x-b', '1'); });",
  },
  'fields of middleware with a Response': {
    handler: "(c) => new Response('a')",
    before: "app.use('*', async (c, next) => { c.header('x-a', '1'); await next(); c.header('x-b', '1'); });",
  },
  'a status of middleware': {
    handler: '(c) => c.json({})',
    before: "app.use('*', async (c, next) => { if (c.env.a) c.status(202); await next(); });",
    open: 'a status that may have been set before',
  },
  'handlers in a row': {
    handler: '(c) => c.json({}, 201)',
    as: (handler) => `app.get('/x', async (c, next) => { c.header('x-a', '1'); await next(); }, ${handler});`,
  },

  // Errors
  'a throw': { handler: "(c) => { if (c.env.a) throw new Error('a'); return c.text('b'); }" },
  'an async throw': { handler: "async (c) => { if (c.env.a) throw new Error('a'); return c.text('b'); }" },
  'an error with a status of its own': { handler: "(c) => { throw Object.assign(new Error('a'), { status: 404 }); }" },
  'a status, then a throw': { handler: "(c) => { c.status(404); throw new Error('a'); }" },
  'a thrown Response': { handler: "async (c) => { throw new Response('a', { status: 404 }); }" },
  'an HTTPException without a status': { handler: '(c) => { throw new HTTPException(); }' },
  'an HTTPException with a Response': {
    handler: "(c) => { throw new HTTPException(401, { res: new Response('a', { status: 403 }) }); }",
  },
  'an error handler': {
    handler: "(error, c) => { if (c.env.a) return c.json({ error: 'a' }, 500); return c.json({ error: 'b' }); }",
    as: (handler) => `app.onError(${handler}); app.get('/x', () => { throw new Error('a'); });`,
  },
  'a handler for what is not found': {
    handler: "(c) => (c.env.a ? c.text('a', 404) : c.text('b'))",
    as: (handler) => `app.notFound(${handler});`,
  },

  // Redirects
  'a redirect': { handler: "(c) => c.redirect('/a')" },
  'a redirect after a status': { handler: "(c) => { c.status(301); return c.redirect('/a'); }" },
  'a redirect with the status first': { handler: "(c) => c.redirect(301, '/a')" },
  'Response.redirect': { handler: "(c) => Response.redirect('http://localhost/a', 303)" },
  'fields of a Response.redirect': {
    handler:
      "(c) => { const made = Response.redirect('http://localhost/a'); made.headers.set('x-a', '1'); return made; }",
  },
  'a number in the place of options': { handler: "(c) => c.env.a ? Response.json({}, 404) : new Response('a', 404)" },

  // Fields
  'fields by name': {
    handler:
      "(c) => { c.header('x-a', '1'); if (c.env.a) c.header('x-a', undefined); c.header('x-b', '1', { append: true }); return c.text('a'); }",
  },
  'fields beside a status': { handler: "(c) => c.json({}, 201, { Location: '/a' })" },
  'fields in options': { handler: "(c) => c.text('a', { status: 201, headers: { 'x-a': '1' } })" },
  'fields of newResponse': { handler: "(c) => c.newResponse('a', 201, { 'x-a': '1' })" },
  'fields, and a Response': { handler: "(c) => { c.header('x-a', '1'); return new Response('a'); }" },
  'fields after the answer was made': {
    handler: "(c) => { const made = c.json({}); c.header('x-a', '1'); made.headers.set('x-b', '1'); return made; }",
  },
  'fields of c.res': {
    handler:
      "(c) => { c.res.headers.set('x-a', '1'); c.res.headers.append('x-b', '1'); if (c.env.a) c.res.headers.delete('x-a'); return c.text('a'); }",
  },
  'fields of a made response': {
    handler:
      "(c) => { const made = new Response('a'); made.headers.set('x-a', '1'); made.headers.append('x-b', '1'); made.headers.delete('x-a'); return made; }",
  },
  cookies: {
    handler:
      "async (c) => { setCookie(c, 'a', '1'); await setSignedCookie(c, 'b', '1', 'secret'); deleteCookie(c, 'c'); return c.text(getCookie(c, 'd') ?? String(await getSignedCookie(c, 'secret', 'e'))); }",
  },

  // Content
  'no content': { handler: '(c) => c.body(null)' },
  'json undefined': { handler: '(c) => c.json(undefined)' },
  'a page': { handler: "(c) => c.html('<p>a</p>')" },
  'a rendered page': { handler: "(c) => { c.status(202); return c.render('a'); }", open: 'the app may say how' },
  'not found': {
    handler: '(c) => { if (c.env.a) return c.notFound(); return c.text(c.req.path); }',
    open: 'the app may say how',
  },
  'a stream': { handler: "(c) => { c.status(202); return stream(c, async (out) => { await out.write('a'); }); }" },
  'a stream of text': { handler: "(c) => streamText(c, async (out) => { await out.write('a'); })" },
  'a stream of events': { handler: "(c) => streamSSE(c, async (out) => { await out.writeSSE({ data: 'a' }); })" },
  'a stream as content': {
    handler:
      "(c) => c.body(new ReadableStream({ start(out) { out.enqueue(new TextEncoder().encode('a')); out.close(); } }), 201)",
  },

  // Everything that does nothing
  'calls that do nothing': {
    handler: `async (c) => {
      c.set('a', 1); c.get('a'); c.var.a; try { c.event.type; } catch {} c.setRenderer((content) => c.html(content)); c.setLayout(() => ''); c.getLayout();
      try { c.executionCtx.waitUntil(null); c.executionCtx.passThroughOnException(); } catch {}
      accepts(c, { header: 'Accept', supports: ['a'], default: 'a' }); env(c); matchedRoutes(c); routePath(c); baseRoutePath(c); basePath(c);
      return c.json({}, 201);
    }`,
  },
  'reading responses': {
    handler: `async (c) => {
      const { res } = c;
      res.headers.get('a'); res.headers.has('a'); res.headers.forEach(() => {}); res.headers.entries(); res.headers.keys(); res.headers.values(); res.headers.getSetCookie();
      const made = new Response('a');
      made.clone(); made.clone().json; made.arrayBuffer; made.blob; made.formData; made.bytes; await made.clone().text();
      return made;
    }`,
  },
  ...statusCases(),
  ...contentCases(),
};

/** How Hono behaves with one `Response` or the other. */
export function honoOn(runtime: Runtime, name: string): Framework {
  return {
    name,
    id: 'hono',
    major: null,
    emptyHandler: "(c) => c.text('a')",
    fileOf: (one) => honoFile(one, runtime),
    flag: /c\.env\.(\w+)/,
    start: (file) => startHono(file, runtime),
    ownContent: /^$/,
    ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type)$/,
    callFields: {},
    comesBack: true,
    errorStatus: 500,
    without: {},
    cases,
  };
}

export default honoOn('standard', 'Hono');
