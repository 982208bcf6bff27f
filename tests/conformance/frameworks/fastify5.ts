import { createRequire } from 'node:module';
import type { RequestListener } from 'node:http';
import { SENSIBLE } from '../../../src/http/errors/sensible.js';
import type { Case, Framework, Running } from '../framework.js';
import { runFile } from '../run-file.js';
import { Notes, serve } from '../serve.js';

/** What of a Fastify instance the harness uses. */
interface Instance {
  readonly routing: RequestListener;
  ready(): PromiseLike<unknown>;
  setErrorHandler(handler: (error: unknown, request: unknown, reply: Reply) => void): void;
  setNotFoundHandler(handler: (request: unknown, reply: Reply) => void): void;
}

interface Reply {
  readonly raw: { readonly headersSent: boolean };
  code(status: number): Reply;
  send(content?: unknown): Reply;
}

export type Fastify = (options: object) => Instance;

const load = createRequire(import.meta.url);

/**
 * Runs a file that exports an instance with a plugin, in which the handler under test stands. What leaves the plugin, as an
 * error or for the handler of missing routes, comes to the instance, which notes it.
 */
export async function startFastify(file: string, fastify: Fastify): Promise<Running> {
  const notes = new Notes();
  const stream = {
    write(line: string) {
      // A line is an object, and the error that it is about is in it.
      const { err, msg } = JSON.parse(line) as { readonly err?: { readonly code?: string }; readonly msg?: string };
      if (err?.code === 'FST_ERR_REP_ALREADY_SENT') notes.refused = true;
      if (msg?.startsWith('Promise errored') === true) notes.handOn('error', err, { headersSent: true });
    },
  };
  const make = (): Instance => {
    const instance = fastify({ logger: { level: 'warn', stream } });
    instance.setErrorHandler((error, _request, reply) => {
      notes.handOn('error', error, reply.raw);
      // The framework's own handler takes anything for an error that was thrown.
      reply.send(error instanceof Error ? error : Object.assign(new Error('thrown'), error));
    });
    instance.setNotFoundHandler((_request, reply) => {
      notes.handOn('next', undefined, reply.raw);
      reply.code(404).send();
    });
    return instance;
  };
  const behind = (_request: unknown, reply: Reply): void => {
    notes.handOn('next', undefined, reply.raw);
    reply.code(404).send();
  };
  // The file's last line exports the instance that it has made.
  const instance = runFile(file, { fastify: make, behind }) as Instance;
  await instance.ready();
  return serve(instance.routing, notes, ({ flags }) => {
    const query = new URLSearchParams(flags).toString();
    return query === '' ? '/p/x' : `/p/x?${query}`;
  });
}

/** A plugin whose helpers those that are registered after it have too. */
const SENSIBLE_PLUGIN = "fastify.register(require('@fastify/sensible'));";

function fileOf({ handler, before, after, as }: Case): string {
  return [
    `const fastify = require('fastify')();`,
    before === SENSIBLE_PLUGIN ? before : '',
    'fastify.register(async (app) => {',
    before === SENSIBLE_PLUGIN ? '' : (before ?? ''),
    as ? as(handler) : `app.all('/x', ${handler});`,
    after ?? '',
    `}, { prefix: '/p' });`,
    'module.exports = fastify;',
  ].join('\n');
}

const hook =
  (name: string) =>
  (handler: string): string =>
    `app.addHook('${name}', ${handler});\napp.get('/x', require('behind'));`;

const errorHandler = (handler: string): string =>
  `app.setErrorHandler(${handler});\napp.get('/x', async () => { throw Object.assign(new Error('first'), { statusCode: 409 }); });`;

const STATUSES = [
  '200',
  '404',
  '599',
  '600',
  '999',
  '100',
  '103',
  '99',
  '1000',
  '0',
  '-1',
  "'404'",
  "'404 Not Found'",
  "''",
  '404.7',
  '599.5',
  'NaN',
  'undefined',
  'null',
  'true',
];

/** Each status value through each way of setting one. */
function statusCases(): Readonly<Record<string, Case>> {
  const sinks: Readonly<Record<string, (value: string) => string>> = {
    code: (value) => `reply.code(${value}).send();`,
    status: (value) => `reply.status(${value}).send();`,
    statusCode: (value) => `reply.statusCode = ${value}; reply.send();`,
    'raw.statusCode': (value) => `reply.raw.statusCode = ${value}; reply.send();`,
    'raw.writeHead': (value) => `reply.raw.writeHead(${value}); reply.raw.end();`,
    redirect: (value) => `reply.redirect('/a', ${value});`,
    'an error': (value) => `throw Object.assign(new Error('a'), { statusCode: ${value} });`,
  };
  return Object.fromEntries(
    Object.entries(sinks).flatMap(([sink, statement]) =>
      STATUSES.map((value) => [`${sink} with ${value}`, { handler: `(req, reply) => { ${statement(value)} }` }]),
    ),
  );
}

const CONTENTS = [
  '{ a: 1 }',
  "'a'",
  "''",
  'null',
  'undefined',
  '0',
  'false',
  '[]',
  "Buffer.from('a')",
  "new Error('a')",
  "Object.assign(new Error('a'), { status: 410 })",
];

/** Content with each status that has none, sent and returned. */
function contentCases(): Readonly<Record<string, Case>> {
  const calls = (content: string): readonly string[] => [`reply.send(${content});`, `return ${content};`];
  return Object.fromEntries(
    [200, 204, 205, 304, 404].flatMap((status) =>
      ['reply.send();', ...CONTENTS.flatMap(calls)].map((call) => [
        `${status} with ${call}`,
        { handler: `async (req, reply) => { reply.code(${status}); ${call} }` },
      ]),
    ),
  );
}

/** What is returned, by a handler that is async and by one that is not. */
function returnCases(): Readonly<Record<string, Case>> {
  const values = [
    ...CONTENTS,
    'reply',
    'reply.code(204)',
    'reply.code(202).send({ a: 1 })',
    'void reply.code(202)',
    'Promise.resolve({ a: 1 })',
    "new Response('a', { status: 202, headers: { 'x-a': '1' } })",
    'new Response(null, { status: 204 })',
    "req.query.a ? { a: 1 } : reply.code(404).send({ error: 'a' })",
  ];
  return Object.fromEntries(
    ['', 'async '].flatMap((kind) =>
      values.map((value) => [
        `${kind || 'sync '}return ${value}`,
        { handler: `${kind}(req, reply) => { return ${value}; }` },
      ]),
    ),
  );
}

/** A second answer of each kind after a first one of each kind. */
function repeatCases(): Readonly<Record<string, Case>> {
  const calls = [
    'reply.send({ b: 2 });',
    "reply.redirect('/b');",
    "reply.send(new Error('b'));",
    'reply.callNotFound();',
    "reply.raw.end('b');",
    'reply.raw.end();',
    "reply.raw.write('b');",
    'reply.raw.writeHead(202);',
    'return { b: 2 };',
    'return reply;',
  ];
  const firsts = ['reply.send({ a: 1 });', "reply.redirect('/a');", "reply.raw.end('a');"];
  return Object.fromEntries(
    firsts.flatMap((first) =>
      calls.map((call) => [
        `${first} ${call}`,
        { handler: `async (req, reply) => { ${first} if (req.query.again) { ${call} } }` },
      ]),
    ),
  );
}

export const commonCases: Readonly<Record<string, Case>> = {
  // Who answers
  'no answer': { handler: '(req, reply) => {}' },
  'no answer, async': { handler: 'async (req, reply) => {}' },
  'a status and no answer': { handler: '(req, reply) => { reply.code(204); }' },
  'a status and no answer, async': { handler: 'async (req, reply) => { reply.code(204); }' },
  'an answer on one side only': { handler: '(req, reply) => { if (req.query.a) reply.send({}); }' },
  'an answer on one side only, async': { handler: "async (req, reply) => { if (req.query.a) return 'a'; }" },
  'an early return': {
    handler: "async (req, reply) => { if (!req.query.a) return reply.code(400).send({ error: 'a' }); return {}; }",
  },
  'a conditional status': { handler: 'async (req, reply) => { reply.code(req.query.a ? 201 : 202); return {}; }' },
  'a conditional value': { handler: "async (req, reply) => (req.query.a ? 'a' : undefined)" },
  'a value in a variable': { handler: 'async (req, reply) => { const body = { a: 1 }; return body; }' },
  sent: { handler: '(req, reply) => { if (req.query.a) reply.send({}); if (!reply.sent) reply.code(404).send(); }' },
  'raw.headersSent and its kin': {
    handler:
      "(req, reply) => { if (req.query.a) reply.raw.write('a'); if (req.query.b) reply.raw.end(); const { raw } = reply; if (!raw.headersSent && !raw.writableEnded && !raw.finished && !raw.writableFinished && !raw.destroyed && !raw.closed && raw.writable) reply.send('c'); }",
    open: 'what is begun may be ended',
  },
  'the method': {
    handler:
      "async (req, reply) => { if (req.method === 'POST') reply.code(201); if (reply.request.method === 'PUT') reply.code(202); return {}; }",
    methods: ['GET', 'POST', 'PUT'],
  },
  'a callback': {
    handler:
      "(req, reply) => { require('fs').readFile(`${__dirname}/${req.query.a ? 'none' : 'page'}.txt`, (err, data) => { if (err) return reply.code(404).send(); reply.send(data); }); }",
  },
  'a callback, and the reply returned': {
    handler: 'async (req, reply) => { setImmediate(() => { reply.code(202).send({}); }); return reply; }',
  },
  'a promise chain': {
    handler:
      "(req, reply) => (req.query.a ? Promise.reject(new Error('a')) : Promise.resolve(1)).then(() => ({ a: 1 })).catch(() => { reply.code(502); return 'b'; })",
  },
  'a promise chain that answers': {
    handler:
      "(req, reply) => { (req.query.a ? Promise.reject(new Error('a')) : Promise.resolve(1)).then(() => { reply.send({}); }).catch(() => { reply.code(502).send(); }); }",
  },
  'an awaited answer': { handler: 'async (req, reply) => { await reply.code(202).send({}); }' },
  'try and catch': {
    handler:
      "async (req, reply) => { try { await (req.query.a ? Promise.reject(new Error('a')) : 1); return {}; } catch (error) { return reply.code(500).send({ error: 'failed' }); } }",
  },
  'a stream': {
    handler:
      "(req, reply) => { reply.type('text/plain').send(require('fs').createReadStream(`${__dirname}/page.txt`)); }",
  },
  'a helper': {
    handler: 'async (req, reply) => { if (req.query.a) return fail(reply, 404); return {}; }',
    before: "function fail(reply, status) { return reply.code(status).send({ error: 'a' }); }",
  },
  'unseen code that gets the reply': {
    handler: "async (req, reply) => { Reflect.get(reply, 'a'); reply.code(202); return {}; }",
    open: 'unseen code',
  },

  // Fields
  'fields by name': {
    handler:
      "async (req, reply) => { reply.header('X-A', '1').header('x-b', undefined); if (req.query.a) reply.type('text/plain'); return 'a'; }",
  },
  'fields by object': {
    handler:
      "async (req, reply) => { reply.headers({ 'x-a': '1', ...(req.query.a ? { 'x-b': '2' } : {}) }); return {}; }",
  },
  'a field taken away': {
    handler:
      "async (req, reply) => { reply.header('x-a', '1'); if (req.query.a) reply.removeHeader('x-a'); return {}; }",
  },
  'fields of the raw response': {
    handler:
      "async (req, reply) => { reply.raw.setHeader('x-a', '1'); reply.raw.appendHeader('x-b', '1'); if (req.query.a) reply.raw.removeHeader('x-a'); return {}; }",
  },
  'fields of the raw response by a map': {
    handler: "async (req, reply) => { reply.raw.setHeaders(new Map([['x-a', '1']])); return {}; }",
    open: 'a Map is not read',
  },
  'fields of a Response': {
    handler:
      "async (req, reply) => { reply.header('x-a', '1').code(201); const made = new Response('a', { status: 202 }); made.headers.set('x-b', '1'); made.headers.append('x-c', '1'); made.headers.delete('x-b'); return made; }",
  },
  'a Response that is sent': {
    handler: "(req, reply) => { reply.send(req.query.a ? Response.json({}) : Response.redirect('http://a.test/')); }",
  },
  'a Response that is read': {
    handler:
      "async () => { const made = new Response('a'); made.clone(); const { headers } = made; headers.get('a'); headers.has('a'); headers.forEach(() => {}); headers.entries(); headers.keys(); headers.values(); headers.getSetCookie(); const [a, b, c, d] = [made.clone(), made.clone(), made.clone(), made.clone()]; await a.text(); await b.blob(); await c.arrayBuffer(); await d.bytes?.(); made.formData.name; return made; }",
  },

  // The raw response
  'the raw response': {
    handler:
      "(req, reply) => { reply.hijack(); reply.raw.writeHead(202, { 'x-a': '1' }); reply.raw.write('a'); reply.raw.end('b'); }",
  },
  'the raw response, flushed': {
    handler:
      "async (req, reply) => { reply.hijack(); reply.raw.statusCode = 202; reply.raw.flushHeaders(); reply.raw.end('a'); }",
  },
  'interim responses': {
    handler:
      "async (req, reply) => { reply.raw.writeContinue(); reply.raw.writeProcessing(); reply.raw.writeEarlyHints({ link: '</a>; rel=preload' }); return {}; }",
  },
  'calls that do nothing': {
    handler: `async (req, reply) => {
      const none = () => {};
      const { raw } = reply;
      raw.getHeader('a'); raw.getHeaders(); raw.getHeaderNames(); raw.hasHeader('a'); raw.getRawHeaderNames(); raw.setTimeout(0); raw.cork(); raw.uncork();
      raw.on('a', none); raw.once('a', none); raw.off('a', none); raw.addListener('a', none); raw.removeListener('a', none); raw.removeAllListeners('a');
      raw.prependListener('a', none); raw.prependOnceListener('a', none); raw.listeners('a'); raw.listenerCount('a'); raw.setMaxListeners(9); raw.eventNames();
      raw.addTrailers({}); raw.setDefaultEncoding?.('utf8'); raw.setEncoding?.('utf8'); raw.strictContentLength; raw.writeInformation?.(103); raw.assignSocket;
      reply.getHeader('a'); reply.getHeaders(); reply.hasHeader('a'); reply.hasTrailer('a'); reply.removeTrailer('a'); reply.getResponseTime?.(); reply.getDecorator?.name;
      reply.serialize({}); reply.getSerializationFunction(200); reply.compileSerializationSchema({ type: 'object' }); reply.serializeInput({}, { type: 'object' });
      reply.serializer(JSON.stringify);
      return {};
    }`,
  },
  'a trailer': {
    handler: "async (req, reply) => { reply.trailer('x-a', async () => '1'); return {}; }",
  },

  // Redirects
  'a redirect': { handler: "(req, reply) => { reply.redirect('/a'); }" },
  'a redirect that is returned': { handler: "async (req, reply) => reply.redirect('/a', req.query.a ? 301 : 307)" },
  'a status before a redirect': { handler: "(req, reply) => { reply.code(301).redirect('/a'); }" },
  'a status before a redirect, that is none of one': { handler: "(req, reply) => { reply.code(404).redirect('/a'); }" },
  'a status before a redirect, with a status': { handler: "(req, reply) => { reply.code(404).redirect('/a', 303); }" },
  'a redirect with the status first': { handler: "(req, reply) => { reply.redirect(301, '/a'); }" },
  'a redirect with the status first, as text': { handler: "(req, reply) => { reply.redirect('301', '/a'); }" },

  // Errors
  'an error that is thrown': { handler: "(req, reply) => { if (req.query.a) throw new Error('a'); reply.send({}); }" },
  'an error that is thrown, async': {
    handler: "async (req, reply) => { if (req.query.a) throw new Error('a'); return {}; }",
  },
  'an object that is thrown': { handler: 'async (req, reply) => { throw { statusCode: 404 }; }' },
  'an error with a status': {
    handler:
      "async (req, reply) => { throw Object.assign(new Error('a'), req.query.a ? { status: 404 } : { statusCode: 410 }); }",
  },
  'http-errors': { handler: "async (req, reply) => { throw require('http-errors')(403); }" },
  'an error that is sent': {
    handler: "(req, reply) => { reply.send(Object.assign(new Error('a'), { statusCode: 404 })); }",
  },
  'an error that is sent, and the end of an async handler': {
    handler: "async (req, reply) => { reply.send(new Error('a')); }",
  },
  callNotFound: { handler: '(req, reply) => { reply.callNotFound(); }' },
  'callNotFound, async, after a status': { handler: 'async (req, reply) => { reply.code(201).callNotFound(); }' },
  'an error handler without a status': {
    handler: "(error, req, reply) => { reply.send({ error: 'a' }); }",
    as: errorHandler,
  },
  'an error handler with a status': {
    handler: "async (error, req, reply) => { reply.code(500); return { error: 'a' }; }",
    as: errorHandler,
  },
  'an error handler that answers nothing': { handler: '(error, req, reply) => { reply.code(500); }', as: errorHandler },
  'an error handler that answers nothing, async': { handler: 'async (error, req, reply) => {}', as: errorHandler },
  'an error handler that sends the error': {
    handler: '(error, req, reply) => { reply.send(error); }',
    as: errorHandler,
  },
  'an error handler that throws': { handler: '(error, req, reply) => { throw error; }', as: errorHandler },
  'a route’s error handler': {
    handler: "(error, req, reply) => { reply.code(502).send('a'); }",
    as: (handler) => `app.get('/x', { errorHandler: ${handler} }, async () => { throw new Error('first'); });`,
  },
  'a handler of missing routes': {
    handler: "(req, reply) => { reply.send({ error: 'a' }); }",
    as: (handler) => `app.setNotFoundHandler(${handler});`,
  },
  'a handler of missing routes with a status': {
    handler: "async (req, reply) => { reply.code(404); return { error: 'a' }; }",
    as: (handler) => `app.setNotFoundHandler(${handler});`,
  },

  // Routes
  'a route as an object': {
    handler: '(req, reply) => { reply.code(202).send({}); }',
    as: (handler) => `app.route({ method: ['GET', 'POST'], url: '/x', handler: ${handler} });`,
    methods: ['GET', 'POST'],
  },
  'a handler in the options': {
    handler: '(req, reply) => { reply.code(202).send({}); }',
    as: (handler) => `app.get('/x', { handler: ${handler} });`,
  },
  'a HEAD request': { handler: 'async () => ({ a: 1 })', methods: ['GET', 'HEAD'] },
  'fields of a hook': {
    handler: 'async () => ({ a: 1 })',
    after: "app.addHook('preHandler', (req, reply, done) => { reply.header('x-a', '1'); done(); });",
  },
  'fields that a hook may set': {
    handler: 'async () => ({ a: 1 })',
    before: "app.addHook('onSend', async (req, reply) => { if (req.query.a) reply.header('x-a', '1'); });",
  },
  'fields of a hook outside': {
    handler: 'async () => ({ a: 1 })',
    before: "fastify.addHook('onRequest', async (req, reply) => { reply.header('x-a', '1'); });",
  },
  'fields of a hook of the route': {
    handler: 'async () => ({ a: 1 })',
    as: (handler) => `app.get('/x', { onRequest: [async (req, reply) => { reply.header('x-a', '1'); }] }, ${handler});`,
  },
  'a status of a hook': {
    handler: 'async () => ({ a: 1 })',
    before: "app.addHook('onSend', async (req, reply) => { if (req.query.a) reply.code(202); });",
    open: 'a status that may have been set before',
  },

  // Hooks
  'a hook that hands on': { handler: '(req, reply, done) => { done(); }', as: hook('preHandler') },
  'a hook that hands on, async': { handler: 'async (req, reply) => {}', as: hook('onRequest') },
  'a hook that returns something': { handler: "async (req, reply) => 'a'", as: hook('preValidation') },
  'a hook that does nothing': { handler: '(req, reply) => {}', as: hook('preHandler') },
  'a hook that does nothing on one side': {
    handler: '(req, reply, done) => { if (req.query.a) done(); else reply.code(403); }',
    as: hook('preHandler'),
  },
  'a hook that answers': {
    handler: "(req, reply, done) => { if (req.query.a) return reply.code(401).send('a'); done(); }",
    as: hook('preHandler'),
  },
  'a hook that answers, async': {
    handler: "async (req, reply) => { if (req.query.a) { reply.code(401).send('a'); } }",
    as: hook('preHandler'),
  },
  'a hook that answers, async, and returns the reply': {
    handler: "async (req, reply) => { if (req.query.a) { reply.code(401).send('a'); return reply; } }",
    as: hook('onRequest'),
  },
  'a hook that returns a reply that is not sent': {
    handler: 'async (req, reply) => { if (req.query.a) return reply.code(401); }',
    as: hook('preHandler'),
  },
  'a hook that answers and hands on': {
    handler: "(req, reply, done) => { reply.code(401).send('a'); done(); }",
    as: hook('preHandler'),
  },
  'a hook that hands an error on': {
    handler:
      "(req, reply, done) => { done(req.query.a ? Object.assign(new Error('a'), { statusCode: 403 }) : new Error('b')); }",
    as: hook('preHandler'),
  },
  'a hook that throws': { handler: "(req, reply, done) => { throw new Error('a'); }", as: hook('preHandler') },
  'a hook that throws, async': {
    handler: "async (req, reply) => { throw Object.assign(new Error('a'), { statusCode: 401 }); }",
    as: hook('preParsing'),
  },
  'a hook with a payload': {
    handler: '(req, reply, payload, done) => { done(null, payload); }',
    as: hook('preParsing'),
  },

  ...statusCases(),
  ...contentCases(),
  ...returnCases(),
  ...repeatCases(),
};

/** What Fastify 5 alone has, and the helpers of a plugin that is for it alone. */
function newerCases(): Readonly<Record<string, Case>> {
  return {
    'early hints': {
      handler: "async (req, reply) => { reply.writeEarlyHints({ link: '</b>; rel=preload' }); return {}; }",
    },
    ...Object.fromEntries(
      Object.keys(SENSIBLE).map((name) => [
        name,
        {
          handler: `async (req, reply) => { if (req.query.a) throw app.httpErrors.${name}('a'); return reply.${name}('b'); }`,
          before: SENSIBLE_PLUGIN,
        },
      ]),
    ),
    getHttpError: {
      handler: 'async (req, reply) => { reply.getHttpError(req.query.a ? 404 : 429); }',
      before: SENSIBLE_PLUGIN,
    },
    'fields of @fastify/sensible': {
      handler:
        "async (req, reply) => { reply.vary('accept'); if (req.query.a) reply.cacheControl('no-cache'); if (req.query.b) reply.preventCache(); return {}; }",
      before: SENSIBLE_PLUGIN,
    },
    'more fields of @fastify/sensible': {
      handler:
        "async (req, reply) => { if (req.query.a) reply.maxAge(1); else if (req.query.b) reply.revalidate(); else if (req.query.c) reply.staticCache(1); else reply.stale('if-error', 1); return {}; }",
      before: SENSIBLE_PLUGIN,
    },
  };
}

const PLUGINS = 'a plugin that is not run here';

const framework: Framework = {
  name: 'Fastify 5',
  id: 'fastify',
  major: 5,
  emptyHandler: '(req, reply) => {}',
  fileOf,
  flag: /req\.query\.(\w+)/,
  // The package types its factory itself; only what is used here is named.
  start: (file) => startFastify(file, load('fastify') as Fastify),
  ownContent: /^$/,
  ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type|trailer)$/,
  callFields: {},
  warnsOfRepeats: true,
  errorStatus: 500,
  without: {
    ...Object.fromEntries(
      ['cookie', 'setCookie', 'clearCookie', 'signCookie', 'unsignCookie'].map((name) => [name, PLUGINS]),
    ),
    ...Object.fromEntries(['sendFile', 'download', 'view', 'viewAsync', 'jwtSign'].map((name) => [name, PLUGINS])),
  },
  cases: { ...commonCases, ...newerCases() },
};

export default framework;
