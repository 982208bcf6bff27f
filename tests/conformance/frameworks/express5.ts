import { createRequire } from 'node:module';
import type { RequestListener } from 'node:http';
import type { Case, Framework, Request, Running } from '../framework.js';
import { runFile } from '../run-file.js';
import { Notes, serve } from '../serve.js';

interface App extends RequestListener {
  use(...handlers: readonly unknown[]): unknown;
  set(name: string, value: unknown): unknown;
}
export type Express = () => App;

const load = createRequire(import.meta.url);

/** A view that needs no file. */
export class PlainView {
  readonly path: string;
  constructor(name: string) {
    this.path = name;
  }
  render(_options: unknown, done: (error: Error | null, page: string) => void): void {
    done(this.path === 'broken' ? new Error('broken') : null, 'a page');
  }
}

/** Runs a file that exports an app. The app stands in another one, which notes what comes through it. */
export async function startExpress(file: string, express: Express): Promise<Running> {
  // The file's last line exports its app.
  const app = runFile(file, { express }) as App;
  app.set('view', PlainView);
  const notes = new Notes();
  const outer = express();
  outer.use(app);
  outer.use((_req: unknown, res: { headersSent: boolean }, next: () => void) => {
    notes.handOn('next', undefined, res);
    next();
  });
  outer.use((error: unknown, _req: unknown, res: { headersSent: boolean }, next: (error: unknown) => void) => {
    notes.handOn('error', error, res);
    next(error);
  });
  return serve(outer, notes, urlOf);
}

function urlOf({ flags }: Request): string {
  const query = new URLSearchParams(flags).toString();
  return query === '' ? '/x' : `/x?${query}`;
}

export function expressFile({ handler, before, after, as }: Case): string {
  const registered = as ? as(handler) : `app.get('/x', ${handler});`;
  return [
    `const express = require('express');`,
    'const app = express();',
    before ?? '',
    registered,
    after ?? '',
    'module.exports = app;',
  ].join('\n');
}

const post = (handler: string): string => `app.all('/x', ${handler});`;
const errorHandler = (handler: string): string => `app.use(${handler});`;

/** Each status value through each way of setting one. */
function statusCases(): Readonly<Record<string, Case>> {
  const values = [
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
    "'abc'",
    "''",
    '404.7',
    '200.5',
    'NaN',
    'Infinity',
    'undefined',
    'null',
    'true',
  ];
  const sinks: Readonly<Record<string, (value: string) => string>> = {
    'res.status': (value) => `res.status(${value}).end();`,
    'res.statusCode': (value) => `res.statusCode = ${value}; res.end();`,
    'res.sendStatus': (value) => `res.sendStatus(${value});`,
    'res.writeHead': (value) => `res.writeHead(${value}); res.end();`,
    'res.redirect': (value) => `res.redirect(${value}, '/a');`,
  };
  return Object.fromEntries(
    Object.entries(sinks).flatMap(([sink, statement]) =>
      values.map((value) => [`${sink} with ${value}`, { handler: `(req, res) => { ${statement(value)} }` }]),
    ),
  );
}

/** Content with each status that has none, by each call that sends. */
function contentCases(): Readonly<Record<string, Case>> {
  const calls = [
    'json({ a: 1 })',
    'jsonp({ a: 1 })',
    "send('a')",
    'send({ a: 1 })',
    "end('a')",
    'json(null)',
    'send(null)',
    'end()',
    "send('')",
    "json('')",
    'json(undefined)',
    'json()',
    'send()',
    'send(0)',
    'json(false)',
  ];
  return Object.fromEntries(
    [200, 204, 205, 304, 404].flatMap((status) =>
      calls.map((call) => [`${status} with ${call}`, { handler: `(req, res) => { res.status(${status}).${call}; }` }]),
    ),
  );
}

/** A second answer of each kind after a first one of each kind. */
function repeatCases(): Readonly<Record<string, Case>> {
  const calls = [
    'json({ b: 2 })',
    'jsonp({ b: 2 })',
    "send('b')",
    "end('b')",
    'end()',
    "write('b')",
    'sendStatus(202)',
    "redirect('/b')",
    'writeHead(202)',
    "render('b')",
    'flushHeaders()',
  ];
  const firsts = ['json({ a: 1 })', "end('a')", "redirect('/a')"];
  return Object.fromEntries(
    firsts.flatMap((first) =>
      calls.map((call) => [
        `${first}, then ${call}`,
        { handler: `(req, res) => { res.${first}; if (req.query.again) res.${call}; }` },
      ]),
    ),
  );
}

export const commonCases: Readonly<Record<string, Case>> = {
  // Who answers
  'an answer with the default status': { handler: '(req, res) => { res.json({ a: 1 }); }' },
  'no answer': { handler: '(req, res) => {}' },
  'a status and no answer': { handler: '(req, res) => { res.status(204); }' },
  'a returned value is no answer': { handler: '(req, res) => ({ a: 1 })' },
  'an answer on one side only': { handler: '(req, res) => { if (req.query.a) res.json({}); }' },
  'if and else': {
    handler: "(req, res) => { if (req.query.a) res.status(201).json({}); else res.status(404).send('no'); }",
  },
  'an early return': {
    handler: "(req, res) => { if (!req.query.a) return res.status(400).json({ error: 'a' }); res.json({}); }",
  },
  'a conditional expression': { handler: "(req, res) => { req.query.a ? res.sendStatus(404) : res.send('b'); }" },
  'a conditional status': { handler: '(req, res) => { res.status(req.query.a ? 201 : 202).json({}); }' },
  'a short circuit': { handler: "(req, res) => { req.query.a && res.sendStatus(404); req.query.a || res.send('b'); }" },
  'a variable status': {
    handler:
      '(req, res) => { let status = 200; if (req.query.a) status = 404; if (req.query.b) status = 410; res.status(status).json({}); }',
  },
  'tests that exclude each other': {
    handler: '(req, res) => { if (req.query.a) res.json({}); if (!req.query.a) res.sendStatus(404); }',
  },
  headersSent: {
    handler: '(req, res) => { if (req.query.a) res.json({}); if (!res.headersSent) res.sendStatus(404); }',
  },
  'writableEnded and its kin': {
    handler:
      "(req, res) => { if (req.query.a) res.write('a'); if (req.query.b) res.end(); if (!res.writableEnded && !res.finished && !res.writableFinished && !res.destroyed && !res.closed && res.writable) res.end('c'); }",
  },
  'a switch': {
    handler:
      "(req, res) => { switch (req.query.a) { case '1': res.status(201); break; default: res.status(404); } res.json({}); }",
  },
  'a switch that falls through': {
    handler:
      "(req, res) => { switch (req.query.a) { case '1': res.set('x-a', '1'); default: res.set('x-b', '1'); } res.end(); }",
  },
  'a switch on true': {
    handler:
      '(req, res) => { switch (true) { case !!req.query.a: return res.sendStatus(201); case !!req.query.b: return res.sendStatus(202); } res.sendStatus(404); }',
  },
  'the method': {
    handler:
      "(req, res) => { if (req.method === 'POST') return res.status(201).json({}); if (req.method === 'GET') return res.json({}); res.set('allow', 'GET, POST').sendStatus(405); }",
    as: post,
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
  },
  'a switch on the method': {
    handler:
      "(req, res) => { switch (req.method) { case 'POST': res.status(201); break; case 'PUT': res.status(202); break; } res.json({}); }",
    as: post,
    methods: ['GET', 'POST', 'PUT'],
  },
  'a loop that answers and leaves': {
    handler:
      '(req, res) => { for (const one of [req.query.a, req.query.b]) { if (one) { res.sendStatus(201); return; } } res.sendStatus(404); }',
  },
  'a loop without end': {
    handler:
      '(req, res) => { let tries = 0; while (true) { if (req.query.a || tries > 1) { res.sendStatus(201); break; } tries++; } }',
  },
  'a labelled loop': {
    handler:
      '(req, res) => { outer: for (const a of [1, 2]) { for (const b of [1, 2]) { if (req.query.a) { res.sendStatus(404); break outer; } if (req.query.b) continue outer; } } if (!res.headersSent) res.end(); }',
  },
  'try and catch': {
    handler:
      "async (req, res) => { try { await (req.query.a ? Promise.reject(new Error('a')) : 1); res.json({}); } catch (error) { res.status(500).json({ error: 'failed' }); } }",
  },
  'a finally that sends': {
    handler: '(req, res) => { try { if (req.query.a) return; res.status(201); } finally { res.end(); } }',
  },
  'a throw that is caught': {
    handler:
      "(req, res) => { try { if (req.query.a) throw new Error('a'); res.json({}); } catch { res.sendStatus(400); } }",
  },
  'a nested try': {
    handler:
      "(req, res) => { try { try { if (req.query.a) throw new Error('a'); } finally { res.set('x-a', '1'); } res.json({}); } catch { res.sendStatus(400); } }",
  },

  // Fields
  'fields by name': {
    handler:
      "(req, res) => { res.set('X-A', '1').header('x-b', '2').setHeader('x-c', '3'); if (req.query.a) res.append('x-d', '4'); res.appendHeader('x-e', '5'); res.end(); }",
  },
  'fields by object': {
    handler:
      "(req, res) => { res.set({ 'x-a': '1', ...(req.query.a ? { 'x-b': '2' } : {}) }); res.header({ 'x-c': '3' }).end(); }",
  },
  'a field that is undefined': {
    handler: "(req, res) => { res.set({ 'x-a': undefined, 'x-b': req.query.b }); res.end(); }",
  },
  'a field taken away': {
    handler: "(req, res) => { res.set('x-a', '1'); if (req.query.a) res.removeHeader('x-a'); res.end(); }",
  },
  setHeaders: {
    handler: "(req, res) => { res.setHeaders(new Map([['x-a', '1']])); res.end(); }",
    open: 'a Map is not read',
  },
  'location, links, vary, type': {
    handler:
      "(req, res) => { res.location('/a'); res.links({ next: '/b' }); res.vary('accept'); res.type('html'); res.send('a'); }",
  },
  'contentType and attachment': {
    handler:
      "(req, res) => { res.contentType('text/plain'); if (req.query.a) res.attachment('a.txt'); res.send('a'); }",
  },
  cookies: {
    handler:
      "(req, res) => { if (req.query.a) res.cookie('a', '1'); if (req.query.b) res.clearCookie('b'); res.send('a'); }",
  },
  'get reads': {
    handler:
      "(req, res) => { res.set('x-a', '1'); if (req.query.a) res.set('x-b', res.get('x-a')); res.req.res.end(); }",
  },
  'the response on the request, in a variable': {
    handler: '(req, _res) => { const res = req.res; res.status(202).json({ a: 1 }); }',
  },
  'the response on the request, out of a pattern': {
    handler: "(req, _res) => { const { res } = req; if (req.query.a) return res.status(404).end(); res.end('a'); }",
  },
  'a created thing': { handler: "(req, res) => { res.status(201).location('/a').json({ a: 1 }); }" },
  'fields of middleware': {
    handler: '(req, res) => { res.json({}); }',
    before: "app.use((req, res, next) => { res.set('x-a', '1'); next(); });",
  },
  'fields of middleware that may set them': {
    handler: '(req, res) => { res.json({}); }',
    before: "app.use((req, res, next) => { if (req.query.a) res.set('x-a', '1'); next(); });",
  },
  'a status of middleware': {
    handler: '(req, res) => { res.json({}); }',
    before: 'app.use((req, res, next) => { if (req.query.a) res.status(201); next(); });',
    open: 'a status that may have been set before',
  },
  'fields of an earlier handler': {
    handler: '(req, res) => { res.json({}); }',
    as: (handler) => `app.get('/x', (req, res, next) => { res.set('retry-after', '1'); next(); }, ${handler});`,
  },

  // Content
  'content in pieces': { handler: "(req, res) => { res.write('a'); if (req.query.a) res.write('b'); res.end(); }" },
  'content that is begun': { handler: "(req, res) => { res.write('a'); }", open: 'something may end it' },
  'a head that is flushed': {
    handler: "(req, res) => { res.status(202); res.flushHeaders(); if (req.query.a) res.end('a'); else res.end(); }",
  },
  'writeHead with fields': { handler: "(req, res) => { res.writeHead(201, { location: '/a' }); res.end('a'); }" },
  'writeHead with a message and fields': {
    handler: "(req, res) => { res.writeHead(req.query.a ? 201 : 202, 'Fine', { 'x-a': '1' }).end(); }",
  },
  'writeHead with a list': { handler: "(req, res) => { res.writeHead(201, ['x-a', '1', 'x-b', '2']); res.end(); }" },
  'writeHead with a message alone': { handler: "(req, res) => { res.set('x-a', '1').writeHead(201, 'Fine').end(); }" },
  'end with a callback': { handler: '(req, res) => { res.status(202).end(() => { req.query.done; }); }' },
  'a HEAD request': { handler: '(req, res) => { res.json({ a: 1 }); }', methods: ['HEAD', 'GET'] },
  jsonp: { handler: '(req, res) => { res.status(201).jsonp({ a: 1 }); }' },
  'a page': { handler: "(req, res) => { res.status(req.query.a ? 404 : 200).render('page', { a: 1 }); }" },
  'a page with a callback': {
    handler:
      "(req, res) => { res.render(req.query.a ? 'broken' : 'page', {}, (error, html) => { if (error) return res.sendStatus(500); res.status(202).send(html); }); }",
  },
  'a file': {
    handler: "(req, res) => { res.sendFile('page.txt', { root: __dirname }); }",
    open: 'a file brings its own fields',
  },
  'a download': {
    handler: "(req, res) => { res.download('page.txt', 'a.txt', { root: __dirname }); }",
    open: 'a file brings its own fields',
  },
  'a file with a callback': {
    handler:
      "(req, res) => { res.sendFile(req.query.a ? 'none.txt' : 'page.txt', { root: __dirname }, (error) => { if (error) res.sendStatus(404); }); }",
    open: 'a file brings its own fields',
  },
  'a file that is not there': {
    handler:
      "(req, res, next) => { res.sendFile('none.txt', { root: __dirname }, (error) => { if (error) next(error); }); }",
    open: 'a file brings its own fields',
  },
  'a stream': {
    handler: "(req, res) => { res.type('txt'); require('fs').createReadStream(`${__dirname}/page.txt`).pipe(res); }",
  },
  format: {
    handler:
      "(req, res) => { res.format({ json: () => { res.json({}); }, html: () => { res.status(202).send('a'); } }); }",
    headers: [{ accept: 'text/html' }, { accept: 'application/json' }],
  },
  'format with one type': { handler: '(req, res) => { res.format({ json: () => res.status(202).json({}) }); }' },

  // Redirects
  'a redirect': { handler: "(req, res) => { res.redirect('/a'); }" },
  'a redirect with a status': { handler: "(req, res) => { res.redirect(req.query.a ? 301 : 307, '/a'); }" },
  'a status before a redirect': { handler: "(req, res) => { res.status(301).redirect('/a'); }" },
  'a status before a redirect, with a status': { handler: "(req, res) => { res.status(404).redirect(303, '/a'); }" },
  'a redirect with the status last': { handler: "(req, res) => { res.redirect('/a', 301); }" },
  'a location with a status': { handler: "(req, res) => { res.status(302).location('/a').end(); }" },

  // Argument orders of Express 3
  'send(404)': { handler: '(req, res) => { res.send(404); }' },
  'send(404, body)': { handler: "(req, res) => { res.send(404, 'none'); }" },
  'send(body, 404)': { handler: '(req, res) => { res.send({ a: 1 }, 404); }' },
  'json(404, body)': { handler: '(req, res) => { res.json(404, { a: 1 }); }' },
  'json(body, 404)': { handler: '(req, res) => { res.json({ a: 1 }, 404); }' },
  'jsonp(404, body)': { handler: '(req, res) => { res.jsonp(404, { a: 1 }); }' },
  'jsonp(body, 404)': { handler: '(req, res) => { res.jsonp({ a: 1 }, 404); }' },
  'json(404)': { handler: '(req, res) => { res.json(404); }' },

  // Errors and passing on
  'next()': { handler: '(req, res, next) => { if (req.query.a) return next(); res.json({}); }' },
  "next('route') and next('router')": {
    handler: "(req, res, next) => { if (req.query.a) return next('route'); next('router'); }",
  },
  'next(error)': { handler: "(req, res, next) => { next(new Error('a')); }" },
  'next(error) after a status': { handler: "(req, res, next) => { res.status(404); next(new Error('a')); }" },
  'next(error) with a status': {
    handler: "(req, res, next) => { next(Object.assign(new Error('a'), { status: 409 })); }",
  },
  'next(error) with a status that is assigned': {
    handler: "(req, res, next) => { const error = new Error('a'); error.status = 409; next(error); }",
  },
  'next(error) with a statusCode': {
    handler:
      "(req, res, next) => { const error = new Error('a'); error.statusCode = req.query.a ? 410 : 411; next(error); }",
  },
  'next(error) with a status that is none': {
    handler: "(req, res, next) => { const error = new Error('a'); error.status = 200; next(error); }",
  },
  'next(error) with a status as text': {
    handler: "(req, res, next) => { const error = new Error('a'); error.status = '404'; next(error); }",
  },
  'next(object) with a status': { handler: '(req, res, next) => { next({ status: 404 }); }' },
  'next(404)': { handler: '(req, res, next) => { next(404); }' },
  'http-errors': { handler: "(req, res, next) => { next(require('http-errors')(403)); }" },
  'a throw': { handler: "(req, res) => { if (req.query.a) throw new Error('a'); res.json({}); }" },
  'an async throw': { handler: "async (req, res) => { if (req.query.a) throw new Error('a'); res.json({}); }" },
  'a throw after a status': { handler: "(req, res) => { res.status(404); throw new Error('a'); }" },
  'a throw with a status': { handler: "(req, res) => { throw Object.assign(new Error('a'), { status: 409 }); }" },
  'an error class with a status': {
    handler: "(req, res) => { throw new Missing('a'); }",
    before: 'class Missing extends Error { constructor(message) { super(message); this.status = 404; } }',
  },
  'an error class with a field': {
    handler: "(req, res) => { throw new Missing('a'); }",
    before: 'class Missing extends Error { status = 404; }',
  },
  'an error class that takes its status': {
    handler: "(req, res) => { throw new Failure(req.query.a ? 404 : 409, 'a'); }",
    before:
      'class Failure extends Error { constructor(status, message) { super(message); this.statusCode = status; } }',
  },
  'an error handler without a status': {
    handler: "(err, req, res, next) => { res.json({ error: 'a' }); }",
    before: "app.get('/x', () => { throw new Error('a'); });",
    as: errorHandler,
  },
  'an error handler with a status': {
    handler: "(err, req, res, next) => { res.status(500).json({ error: 'a' }); }",
    before: "app.get('/x', () => { throw new Error('a'); });",
    as: errorHandler,
  },
  'an error handler that asks for headersSent': {
    handler:
      "(err, req, res, next) => { if (res.headersSent) return next(err); res.status(500).json({ error: 'a' }); }",
    before: "app.get('/x', () => { throw new Error('a'); });",
    as: errorHandler,
  },
  'an error handler that passes on': {
    handler: '(err, req, res, next) => { next(err); }',
    before: "app.get('/x', () => { throw new Error('a'); });",
    as: errorHandler,
  },
  'an error handler that only sets a status': {
    handler: '(err, req, res, next) => { res.status(500); }',
    before: "app.get('/x', () => { throw new Error('a'); });",
    as: errorHandler,
  },
  'an error handler with the status of the error': {
    handler: '(err, req, res, next) => { res.status(err.status || 500).json({}); }',
    before:
      "app.get('/x', (req) => { throw Object.assign(new Error('a'), { status: req.query.a ? 404 : undefined }); });",
    as: errorHandler,
    open: 'the status of the error',
  },
  'a catch-all': { handler: "(req, res) => { res.send('nothing here'); }", as: (handler) => `app.use(${handler});` },

  // Callbacks, promises, helpers
  setTimeout: { handler: '(req, res) => { setTimeout(() => { res.status(202).json({}); }, 10); }' },
  'setImmediate and nextTick': {
    handler:
      '(req, res) => { if (req.query.a) setImmediate(() => res.sendStatus(202)); else process.nextTick(() => { res.sendStatus(203); }); }',
  },
  'a field set after a callback was put off': {
    handler: "(req, res) => { setImmediate(() => res.json({})); res.status(202).set('x-a', '1'); }",
  },
  'an error-first callback': {
    handler:
      "(req, res) => { require('fs').readFile(`${__dirname}/${req.query.a ? 'none' : 'page'}.txt`, (err, data) => { if (err) return res.sendStatus(404); res.send(data); }); }",
  },
  'a promise chain': {
    handler:
      "(req, res) => { (req.query.a ? Promise.reject(new Error('a')) : Promise.resolve(1)).then(() => { res.json({}); }).catch(() => { res.sendStatus(502); }); }",
  },
  'then with two callbacks': {
    handler:
      "(req, res) => { (req.query.a ? Promise.reject(new Error('a')) : Promise.resolve(1)).then(() => { res.json({}); }, () => { res.sendStatus(502); }); }",
  },
  'catch(next)': {
    handler:
      "(req, res, next) => { (req.query.a ? Promise.reject(new Error('a')) : Promise.resolve(1)).then(() => { res.json({}); }).catch(next); }",
  },
  finally: {
    handler: '(req, res) => { Promise.resolve(1).then(() => { res.status(202); }).finally(() => { res.end(); }); }',
  },
  'an awaited answer': {
    handler:
      '(async (req, res) => { const a = await req.query.a; if (!a) return res.sendStatus(404); res.json({}); })'.slice(
        1,
        -1,
      ),
  },
  'a listener': {
    handler:
      "(req, res) => { const file = require('fs').createReadStream(`${__dirname}/${req.query.a ? 'none' : 'page'}.txt`); file.on('error', () => res.sendStatus(404)); file.on('end', () => res.end('done')); file.resume(); }",
  },
  'listeners on the response': {
    handler: "(req, res) => { res.on('finish', () => {}).once('close', () => {}); res.end('a'); }",
  },
  forEach: {
    handler: "(req, res) => { [1, 2].forEach((one) => { if (req.query.a) res.set('x-a', '1'); }); res.end(); }",
  },
  'a helper': {
    handler: '(req, res) => { if (req.query.a) return fail(res, 404); fail(res, 409); }',
    before: "function fail(res, status) { res.status(status).json({ error: 'a' }); }",
  },
  'a helper with a default': {
    handler: '(req, res) => { if (req.query.a) return fail(res); fail(res, 409); }',
    before: "const fail = (res, status = 500) => res.status(status).json({ error: 'a' });",
  },
  'a helper in the handler': {
    handler:
      '(req, res) => { const fail = (status) => res.status(status).end(); if (req.query.a) return fail(400); fail(401); }',
  },
  'a helper that throws': {
    handler: '(req, res) => { if (req.query.a) fail(); res.json({}); }',
    before: "function fail() { throw new Error('a'); }",
  },
  'a wrapped handler': {
    handler: 'async (req, res) => { res.status(201).json({}); }',
    before: 'const wrap = (handler) => (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next);',
    as: (handler) => `app.get('/x', wrap(${handler}));`,
  },
  'a response in an object': { handler: '(req, res) => { const ctx = { res }; ctx.res.status(202).end(); }' },
  'a renamed response': { handler: '(request, reply) => { const out = reply; out.status(202); reply.end(); }' },
  'a method that is picked apart': {
    handler: "(req, res) => { const send = res.send.bind(res); send('a'); }",
    open: 'a bound method',
  },
  'a field that a package sets': {
    handler: "(req, res) => { require('vary')(res, 'accept'); res.end(); }",
    open: 'a package sets a field',
  },
  'unseen code that gets the response': {
    handler: "(req, res) => { Reflect.get(res, 'a'); res.end(); }",
    open: 'unseen code',
  },
  'unseen code that gets the response, and a status after it': {
    handler: "(req, res) => { Reflect.get(res, 'a'); res.status(201).json({}); }",
    open: 'unseen code',
  },

  // A second answer
  'a forgotten return': { handler: '(req, res) => { if (req.query.a) res.status(400).json({}); res.json({}); }' },
  'a status after the answer': { handler: '(req, res) => { res.json({}); res.status(500); }' },
  'next() after an answer': { handler: '(req, res, next) => { res.json({}); next(); }' },
  'next(error) after an answer': { handler: "(req, res, next) => { res.json({}); next(new Error('a')); }" },
  'an answer after next(error)': {
    handler: "(req, res, next) => { if (req.query.a) next(new Error('a')); if (!req.query.a) res.json({}); }",
  },
  'an answer in a loop': {
    handler: '(req, res) => { for (const one of req.query.a ? [1, 2] : []) { res.json({ one }); } }',
  },
  'an answer in a loop over a list that is written out': {
    handler: '(req, res) => { for (const one of [1, 2]) { res.json({ one }); } }',
  },
  'an answer in forEach': {
    handler: '(req, res) => { (req.query.a ? [1, 2] : []).forEach((one) => { res.json({ one }); }); }',
  },
  'an answer now and one later': {
    handler: '(req, res) => { setImmediate(() => { res.json({ b: 2 }); }); res.json({ a: 1 }); }',
  },
  'an answer that is caught and answered again': {
    handler: "(req, res) => { try { res.json({}); throw new Error('a'); } catch { res.status(500).json({}); } }",
  },
  'an end without content after an answer': { handler: '(req, res) => { res.json({}); res.end(); }' },

  // Everything that does nothing
  'calls that do nothing': {
    handler: `(req, res) => {
      const none = () => {};
      res.getHeader('a'); res.getHeaders(); res.getHeaderNames(); res.hasHeader('a'); res.getRawHeaderNames(); res.setTimeout(0); res.cork(); res.uncork();
      res.on('a', none); res.once('a', none); res.off('a', none); res.addListener('a', none); res.removeListener('a', none); res.removeAllListeners('a');
      res.prependListener('a', none); res.prependOnceListener('a', none); res.listeners('a'); res.listenerCount('a'); res.setMaxListeners(9); res.eventNames();
      res.addTrailers({}); res.setDefaultEncoding?.('utf8'); res.setEncoding?.('utf8'); res.strictContentLength; res.writeInformation?.(103); res.assignSocket;
      res.status(201).json({});
    }`,
  },
  'interim responses': {
    handler:
      "(req, res) => { res.writeContinue(); res.writeProcessing(); res.writeEarlyHints({ link: '</a>; rel=preload' }); res.status(202).json({}); }",
  },
  ...statusCases(),
  ...contentCases(),
  ...repeatCases(),
};

const framework: Framework = {
  name: 'Express 5',
  id: 'express',
  major: 5,
  fileOf: expressFile,
  flag: /req(?:uest)?\.query\.(\w+)/,
  // The package types its factory itself; only what is used here is named.
  start: (file) => startExpress(file, load('express') as Express),
  ownContent: /^(?:sendStatus|redirect)$/,
  ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type|etag|x-powered-by)$/,
  callFields: { redirect: /^vary$/, jsonp: /^x-content-type-options$/ },
  errorStatus: 500,
  without: { sendfile: 'Express 5 has sendFile alone' },
  cases: commonCases,
};

export default framework;
