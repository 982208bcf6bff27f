import rule from '../../src/rules/no-ineffective-status.js';
import { testRule, type Invalid } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

/** A route whose handler has this body. */
const get = (body: string) => app(`app.get('/old', async (req, res, next) => {\n${body}\n});`);

const restify = (body: string) => `import restify from 'restify';
restify.createServer().get('/old', (req, res, next) => {
${body}
});`;

const adonis = (statement: string) => `import router from '@adonisjs/core/services/router';
router.get('/old', ({ response }) => {
${statement}
});`;

const elysia = (returned: string) => `import { Elysia } from 'elysia';
new Elysia().get('/old', ({ redirect }) => ${returned});`;

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
${body}
}).listen(8080);`;

const hono = (body: string) => `import { Hono } from 'hono';
const app = new Hono();
app.get('/old/:id', async (c) => {
${body}
});`;

const route = (imports: string, lines: readonly string[]) => `${imports}
export async function loader({ request }) {
${lines.join('\n')}
}`;

const nest = (decorator: string) => `import { Controller, Get, Redirect } from '@nestjs/common';

@Controller('old')
export class Old {
  @Get() ${decorator}
  move() {}
}`;

const express4 = { 'http-status': { frameworkVersions: { express: 4 } } };
const express5 = { 'http-status': { frameworkVersions: { express: 5 } } };

type Suggestions = NonNullable<Invalid['errors'][number]['suggestions']>;

/** The two remedies: what keeps the status, and what leaves it out. */
const remedies = (status: number, keep: string | null, leaveOut: string | null): Suggestions => [
  ...(keep === null ? [] : [{ messageId: 'keep', data: { status: String(status) }, output: keep } as const]),
  ...(leaveOut === null ? [] : [{ messageId: 'leaveOut', output: leaveOut } as const]),
];

const redirect = (status: number, sent = '302') => ({
  messageId: 'redirect' as const,
  data: { status: String(status), framework: 'Express', sent },
});
const helper = (status: number, line: number, sent: number) => ({
  messageId: 'helper' as const,
  data: { status: String(status), line: String(line), sent: String(sent) },
});
const replaced = (status: number, line: number, sent: number) => ({
  messageId: 'status' as const,
  data: { status: String(status), line: String(line), sent: String(sent) },
});
const late = (status: number | string, line: number, sent: number | string, framework = 'Express') => ({
  messageId: 'late' as const,
  data: { status: String(status), line: String(line), sent: String(sent), framework },
});
const lost = (status = 404, sent = 200) => ({
  messageId: 'argumentLost' as const,
  data: { framework: 'Express 5', status: String(status), sent: String(sent) },
});
const honoured = { messageId: 'argumentHonoured' as const, data: { framework: 'Express 4', status: '404' } };
const move = (output: string, framework: string, status = 404): Suggestions => [
  { messageId: 'move', data: { status: String(status), framework }, output },
];

const valid = (name: string, code: string) => ({ name, code });

testRule(rule, {
  valid: [
    {
      name: 'a property beside the one that Node reads',
      code: `import http from 'node:http';
http.createServer((req, res) => { res.status = 404; res.statusCode = 404; res.end(); });
http.createServer((req, res) => { res.status = (code) => { res.statusCode = code; return res; }; handle(req, res); });`,
    },
    { name: 'a status that the response takes over', code: hono('c.status(404);\nreturn c.json({});') },
    {
      name: 'a response that is changed before it is returned',
      code: hono("const answer = c.json({}, 404);\nanswer.headers.set('x-a', '1');\nreturn answer;"),
    },
    {
      name: 'a response that is kept in a variable',
      code: hono('let answer;\nif (c.env.a) answer = c.json({});\nelse answer = c.json({}, 404);\nreturn answer;'),
    },
    {
      name: 'a response that takes the place of the one before',
      code: `import { Hono } from 'hono';
new Hono().use(async (c, next) => { await next(); if (c.error) c.res = c.json({}, 404); });`,
    },
    { name: 'a response that a callback returns', code: hono('return pool.with(() => c.json({}, 404));') },
    valid('a status and its answer', get('res.status(404).json({});')),
    valid('a status in an earlier statement', get('res.status(404);\nres.json({});')),
    valid('a redirect with its status', get("res.redirect(301, '/new');")),
    valid('a redirect without a status', get("res.redirect('/new');")),
    valid('the status that the redirect brings anyway', get("res.status(302).redirect('/new');")),
    valid('the same status twice', get("res.status(301).redirect(301, '/new');")),
    valid('the same status set twice', get('res.status(404);\nres.status(404).end();')),
    valid(
      'a default that one branch overrides',
      get('res.status(200);\nif (!req.query.a) res.status(400);\nres.end();'),
    ),
    valid(
      'a default that one branch redirects away from',
      get("res.status(403);\nif (!req.user) return res.redirect('/login');\nres.end();"),
    ),
    valid(
      'a default that a switch overrides',
      get(`res.status(200);
switch (req.query.a) {
  case 'a': res.status(400); break;
  case 'b': res.status(403); break;
}
res.end();`),
    ),
    valid('two branches', get('if (req.query.a) res.status(200);\nelse res.status(400);\nres.end();')),
    valid(
      'a variable that is changed before it is used',
      get('let status = 200;\nif (!req.query.a) status = 400;\nres.status(status).end();'),
    ),
    valid('a later status that cannot be read', get('res.status(500);\nres.status(app.locals.status).end();')),
    valid('a later status that may be the same', get('res.status(500);\nres.status(app.locals.status || 500).end();')),
    valid(
      'a redirect with a status that cannot be read',
      get("res.status(301);\nres.redirect(app.locals.status, '/new');"),
    ),
    valid('a status that cannot be read before a redirect', get("res.status(app.locals.status).redirect('/new');")),
    valid(
      'a later status in a callback that may not run',
      get(`res.status(202);
app.locals.run((err) => { if (err) return res.status(500).end(); res.end(); });`),
    ),
    valid('a status that is never sent is another fault', get('res.status(404);')),
    valid('a status for the next handler', get('res.status(404);\nnext();')),
    valid('a status for the error handler', get("res.status(404);\nthrow new Error('none');")),
    valid('a status that unseen code may send', get('res.status(404);\napp.locals.answer(res);')),
    valid('a status that unseen code may replace', get('res.status(404);\napp.locals.prepare(res);\nres.end();')),
    valid('an impossible status is another fault', get('res.status(99);\nres.status(200).end();')),
    valid(
      'an impossible status before a redirect',
      server("res.statusCode = 999;\nres.writeHead(302, { location: '/' });\nres.end();"),
    ),
    valid('a late status that is the one that went out', get('res.json({}).status(200);')),
    valid(
      'a status after an answer on another way',
      get('if (req.query.a) return res.json({});\nres.status(404).end();'),
    ),
    valid('a late status behind headersSent', get('res.json({});\nif (!res.headersSent) res.status(500);')),
    valid('two answers are another fault', get('res.json({});\nres.status(500).json({});')),
    valid('a late status before a second answer', get('res.json({});\nres.status(500);\nres.end("x");')),
    valid('a late status after a second answer', get('res.json({});\nres.json({});\nres.status(500);')),
    valid('a late status before next', get('res.json({});\nres.status(500);\nnext();')),
    valid(
      'an answer in a catch that comes after no answer',
      get('try {\n  res.json(await app.locals.read());\n} catch {\n  res.status(500).end();\n}'),
    ),
    valid('a number as a body, in JSON', get('res.json(404);')),
    valid('a number that is no status', get('res.send(7);')),
    valid('a status property', server('res.statusCode = 404;\nres.end();')),
    valid(
      'a status property on two ways',
      server("res.statusCode = 200;\nif (req.url !== '/') res.statusCode = 404;\nres.end();"),
    ),
    valid('writeHead with what was set', server('res.statusCode = 404;\nres.writeHead(404);\nres.end();')),
    valid(
      'writeHead in a branch',
      server("res.statusCode = 404;\nif (req.url === '/') res.writeHead(200);\nres.end();"),
    ),
    {
      name: 'data with a status, on a route with a page, or laid into a response',
      code: `${route(`import { data } from '@remix-run/node';`, ["if (request.a) return data('none', 404);", 'return Response.json({ status: new Response(null, { status: 404 }).status });'])}\nexport default () => null;`,
      filename: 'app/routes/users.tsx',
    },
    valid(
      'a response that is laid into data for other code',
      `export async function refuse(request: Request) {
  if (!request.headers.has('origin')) return { ok: false, response: new Response('none', { status: 403 }) };
  return { ok: true, response: new Response(null, { status: 204 }) };
}`,
    ),
    valid(
      'a client',
      "import express from 'express';\nexport const app = express();\nexport const read = async (client) => { const res = await client.get('/'); return res.status === 301; };",
    ),
  ],
  invalid: [
    {
      name: 'a response that is made and not returned',
      code: hono("if (!c.req.param('id')) c.json({ error: 'none' }, 404);\nreturn c.json({});"),
      errors: [
        {
          messageId: 'unreturned',
          ...({ line: 4, column: 25, endLine: 4, endColumn: 55 } as const),
          suggestions: [
            {
              messageId: 'addReturn',
              output: hono("if (!c.req.param('id')) return c.json({ error: 'none' }, 404);\nreturn c.json({});"),
            },
          ],
        },
      ],
    },
    {
      name: 'responses that are laid into data',
      code: route(`import { data } from 'react-router';`, [
        "if (request.a) return { error: data('none', 404) };",
        "if (request.b) return { ...data({ error: 'none' }, { status: 404 }) };",
        "return [request.c ? data('none', 404) : 1];",
      ]),
      filename: 'app/routes/users.ts',
      errors: [3, 4, 5].map((line) => ({ messageId: 'unreturned', line })),
    },
    {
      name: 'data with a status, on a route of Remix without a page',
      code: route(`import { data, json } from '@remix-run/node';`, [
        "if (request.a) return data('none', 404);",
        "return json('none', 404);",
      ]),
      filename: 'app/routes/users.ts',
      errors: [
        {
          messageId: 'otherFunctionLost',
          data: { status: '404', sent: '200' },
          ...({ line: 3, column: 36, endLine: 3, endColumn: 39 } as const),
        },
      ],
    },
    {
      name: 'a status that is set after the response was made',
      code: hono('const answer = c.json({});\nc.status(404);\nreturn answer;'),
      errors: [
        {
          ...late(404, 4, 200, 'Hono'),
          suggestions: remedies(
            404,
            hono('const answer = c.json({}, 404);\nreturn answer;'),
            hono('const answer = c.json({});\nreturn answer;'),
          ),
        },
      ],
    },
    {
      name: 'redirect arguments that Hono takes the other way round',
      code: hono("return c.redirect(301, '/new');"),
      errors: [
        {
          messageId: 'redirectLost',
          data: { framework: 'Hono', status: '301', sent: '200' },
          ...({ line: 4, column: 19, endLine: 4, endColumn: 22 } as const),
          suggestions: [
            {
              messageId: 'move',
              data: { status: '301', framework: 'Hono' },
              output: hono("return c.redirect('/new', 301);"),
            },
          ],
        },
      ],
    },
    {
      name: 'redirect arguments that Nest ignores the other way round',
      code: nest("@Redirect(301, '/new')"),
      errors: [
        {
          messageId: 'redirectIgnored',
          data: { framework: 'Nest 12', status: '301', sent: '200' },
          ...({ line: 5, column: 20, endLine: 5, endColumn: 23 } as const),
          suggestions: [
            {
              messageId: 'move',
              data: { status: '301', framework: 'Nest 12' },
              output: nest("@Redirect('/new', 301)"),
            },
          ],
        },
      ],
    },
    {
      name: 'a number where a Response takes options',
      code: hono('return Response.json({ error: 1 }, 404);'),
      errors: [
        {
          messageId: 'bareNumberThrows',
          data: { framework: 'Hono', status: '404' },
          ...({ line: 4, column: 36, endLine: 4, endColumn: 39 } as const),
        },
      ],
      output: hono('return Response.json({ error: 1 }, { status: 404 });'),
    },
    {
      name: 'a status under a name that a Response does not know',
      code: hono("return new Response('none', { statusCode: 404 });"),
      errors: [
        {
          messageId: 'otherPropertyLost',
          data: { framework: 'Hono', status: '404', sent: '200' },
          ...({ line: 4, column: 43, endLine: 4, endColumn: 46 } as const),
        },
      ],
    },
    {
      name: 'a property that Express does not read',
      code: `import express from 'express';
const app = express();
app.get('/', (req, res) => { res.status = 404; res.json({ error: 'none' }); });`,
      errors: [
        {
          messageId: 'otherPropertyLost',
          data: { framework: 'Express 5', status: '404', sent: '200' },
          ...({ line: 3, column: 43, endLine: 3, endColumn: 46 } as const),
          suggestions: [
            {
              messageId: 'move',
              data: { status: '404', framework: 'Express 5' },
              output: `import express from 'express';
const app = express();
app.get('/', (req, res) => { res.statusCode = 404; res.json({ error: 'none' }); });`,
            },
          ],
        },
      ],
    },
    {
      name: 'a status that a plain Response does not take over',
      code: hono("c.status(404);\nreturn new Response('none');"),
      errors: [
        {
          ...helper(404, 5, 200),
          suggestions: remedies(
            404,
            hono("return new Response('none', { status: 404 });"),
            hono("return new Response('none');"),
          ),
        },
      ],
    },
    // A redirect brings its own.
    {
      name: 'a status in front of a redirect',
      code: get("res.status(301).redirect('/new');"),
      errors: [
        {
          ...redirect(301),
          line: 4,
          column: 12,
          endLine: 4,
          endColumn: 15,
          suggestions: remedies(301, get("res.redirect(301, '/new');"), get("res.redirect('/new');")),
        },
      ],
    },
    {
      name: 'Express 4',
      code: get("res.status(301).redirect('/new');"),
      settings: express4,
      errors: [
        {
          ...redirect(301),
          suggestions: remedies(301, get("res.redirect(301, '/new');"), get("res.redirect('/new');")),
        },
      ],
    },
    {
      name: 'a success in front of a redirect',
      code: get("return res.status(200).redirect('/new');"),
      errors: [
        {
          ...redirect(200),
          messageId: 'noRedirect',
          line: 4,
          column: 19,
          endLine: 4,
          endColumn: 22,
          suggestions: remedies(200, null, get("return res.redirect('/new');")),
        },
      ],
    },
    {
      name: 'a redirect in the next statement',
      code: get("res.status(301);\nres.redirect('/new');"),
      errors: [
        {
          ...redirect(301),
          suggestions: remedies(301, get("res.redirect(301, '/new');"), get("res.redirect('/new');")),
        },
      ],
    },
    {
      name: 'a status property in front of a redirect',
      code: get("res.statusCode = 301;\nres.redirect('/new');"),
      errors: [
        {
          ...redirect(301),
          suggestions: remedies(301, get("res.redirect(301, '/new');"), get("res.redirect('/new');")),
        },
      ],
    },
    {
      name: 'a redirect with another status',
      code: get("res.status(301).redirect(307, '/new');"),
      errors: [
        {
          ...redirect(301, '307'),
          suggestions: remedies(301, get("res.redirect(301, '/new');"), get("res.redirect(307, '/new');")),
        },
      ],
    },
    {
      name: 'two redirects: the status fits neither alone',
      code: get("res.status(301);\nif (req.query.a) return res.redirect('/a');\nres.redirect('/b');"),
      errors: [
        {
          ...redirect(301),
          suggestions: remedies(301, null, get("if (req.query.a) return res.redirect('/a');\nres.redirect('/b');")),
        },
      ],
    },
    {
      name: 'a redirect and another status',
      code: get("res.status(301);\nif (req.query.a) return res.redirect('/a');\nres.status(404).end();"),
      errors: [
        {
          ...redirect(301),
          suggestions: remedies(301, null, get("if (req.query.a) return res.redirect('/a');\nres.status(404).end();")),
        },
      ],
    },
    {
      name: 'one of two statuses',
      code: get("res.status(req.query.a ? 301 : 302).redirect('/new');"),
      errors: [{ ...redirect(301), suggestions: remedies(301, null, get("res.redirect('/new');")) }],
    },
    {
      name: 'a status that is kept in a variable',
      code: get("const moved = 301;\nres.status(moved).redirect('/new');"),
      errors: [
        {
          ...redirect(301),
          line: 5,
          column: 1,
          endColumn: 18,
          suggestions: remedies(
            301,
            get("const moved = 301;\nres.redirect(301, '/new');"),
            get("const moved = 301;\nres.redirect('/new');"),
          ),
        },
      ],
    },
    {
      name: 'in a callback',
      code: get("app.locals.load(() => res.status(301).redirect('/new'));"),
      errors: [
        {
          ...redirect(301),
          suggestions: remedies(
            301,
            get("app.locals.load(() => res.redirect(301, '/new'));"),
            get("app.locals.load(() => res.redirect('/new'));"),
          ),
        },
      ],
    },
    {
      name: 'in a helper, once',
      code: app(`const leave = (res) => res.status(401).redirect('/login');
app.get('/a', (req, res) => leave(res));
app.get('/b', (req, res) => leave(res));`),
      errors: [
        {
          ...redirect(401),
          messageId: 'noRedirect',
          suggestions: remedies(
            401,
            null,
            app(`const leave = (res) => res.redirect('/login');
app.get('/a', (req, res) => leave(res));
app.get('/b', (req, res) => leave(res));`),
          ),
        },
      ],
    },

    // A helper brings its own.
    {
      name: 'sendStatus',
      code: get('res.status(400).sendStatus(200);'),
      errors: [
        {
          ...helper(400, 4, 200),
          line: 4,
          column: 12,
          endLine: 4,
          endColumn: 15,
          suggestions: remedies(400, null, get('res.sendStatus(200);')),
        },
      ],
    },
    {
      name: 'sendStatus further down',
      code: get('res.status(400);\nif (req.query.a) {\n  return res.sendStatus(404);\n}\nres.sendStatus(200);'),
      errors: [
        {
          ...helper(400, 6, 404),
          suggestions: remedies(
            400,
            null,
            get('if (req.query.a) {\n  return res.sendStatus(404);\n}\nres.sendStatus(200);'),
          ),
        },
      ],
    },
    {
      name: 'writeHead',
      code: server('res.statusCode = 404;\nres.writeHead(201);\nres.end();'),
      errors: [{ ...helper(404, 4, 201), suggestions: remedies(404, null, server('res.writeHead(201);\nres.end();')) }],
    },

    // A later status.
    {
      name: 'two statuses in a chain',
      code: get('res.status(404).status(200).end();'),
      errors: [
        {
          ...replaced(404, 4, 200),
          line: 4,
          column: 12,
          endLine: 4,
          endColumn: 15,
          suggestions: remedies(404, null, get('res.status(200).end();')),
        },
      ],
    },
    {
      name: 'a chain over several lines',
      code: get('res\n  .status(404)\n  .set("X-A", "1")\n  .status(200)\n  .end();'),
      errors: [
        {
          ...replaced(404, 7, 200),
          suggestions: remedies(404, null, get('res\n  .set("X-A", "1")\n  .status(200)\n  .end();')),
        },
      ],
    },
    {
      name: 'two statuses in a row',
      code: get("res.status(404);\nres.set('X-A', '1');\nres.status(200).json({});"),
      errors: [
        {
          ...replaced(404, 6, 200),
          suggestions: remedies(404, null, get("res.set('X-A', '1');\nres.status(200).json({});")),
        },
      ],
    },
    {
      name: 'two status properties',
      code: server('res.statusCode = 404;\nres.statusCode = 200;\nres.end();'),
      errors: [
        { ...replaced(404, 4, 200), suggestions: remedies(404, null, server('res.statusCode = 200;\nres.end();')) },
      ],
    },
    {
      name: 'a default that both branches override',
      code: get('res.status(200);\nif (req.query.a) res.status(400);\nelse res.status(404);\nres.end();'),
      errors: [
        {
          ...replaced(200, 5, 400),
          suggestions: remedies(200, null, get('if (req.query.a) res.status(400);\nelse res.status(404);\nres.end();')),
        },
      ],
    },

    // Too late.
    {
      name: 'a status behind the answer',
      code: get('res.json({}).status(404);'),
      errors: [
        {
          ...late(404, 4, 200),
          line: 4,
          column: 21,
          endLine: 4,
          endColumn: 24,
          suggestions: remedies(404, get('res.status(404).json({});'), get('res.json({});')),
        },
      ],
    },
    {
      name: 'a status after the answer',
      code: get('res.json({});\nres.status(201);'),
      errors: [
        { ...late(201, 4, 200), suggestions: remedies(201, get('res.status(201).json({});'), get('res.json({});')) },
      ],
    },
    {
      name: 'a status after a written one',
      code: get('res.status(200).json({});\nres.status(201);'),
      errors: [
        {
          ...late(201, 4, 200),
          suggestions: remedies(201, get('res.status(201).json({});'), get('res.status(200).json({});')),
        },
      ],
    },
    {
      name: 'a status after a redirect',
      code: get("res.redirect('/new');\nres.status(301);"),
      errors: [
        {
          ...late(301, 4, 302),
          suggestions: remedies(301, get("res.redirect(301, '/new');"), get("res.redirect('/new');")),
        },
      ],
    },
    {
      name: 'a status before a content that is none, in Koa',
      code: `import Koa from 'koa';
new Koa().use((ctx) => {
  ctx.status = 404;
  ctx.body = null;
});`,
      errors: [
        {
          messageId: 'content',
          data: { status: '404', framework: 'Koa', line: '4', sent: '204' },
          line: 3,
          column: 16,
          endLine: 3,
          endColumn: 19,
          suggestions: [
            {
              messageId: 'leaveOut',
              output: `import Koa from 'koa';
new Koa().use((ctx) => {
  ctx.body = null;
});`,
            },
          ],
        },
      ],
    },
    {
      name: 'a late status that cannot be read',
      code: get('res.json({});\nres.status(app.locals.status);'),
      errors: [{ ...late('status', 4, 200), suggestions: [{ messageId: 'leaveOut', output: get('res.json({});') }] }],
    },
    {
      name: 'a status after an answer with one that cannot be read',
      code: get('res.status(app.locals.status).json({});\nres.status(201);'),
      errors: [
        {
          ...late(201, 4, 'another status'),
          suggestions: remedies(201, null, get('res.status(app.locals.status).json({});')),
        },
      ],
    },
    {
      name: 'a status property after the end',
      code: server("res.end('a');\nres.statusCode = 404;"),
      errors: [{ ...late(404, 3, 200, 'Node'), suggestions: remedies(404, null, server("res.end('a');")) }],
    },
    {
      name: 'a status property after writeHead',
      code: server("res.writeHead(200);\nres.statusCode = 404;\nres.end('a');"),
      errors: [
        {
          ...late(404, 3, 200, 'Node'),
          suggestions: remedies(
            404,
            server("res.writeHead(404);\nres.end('a');"),
            server("res.writeHead(200);\nres.end('a');"),
          ),
        },
      ],
    },

    // In the wrong place.
    {
      name: 'Express 5: a number alone',
      code: get('res.send(404);'),
      errors: [
        {
          ...lost(),
          line: 4,
          column: 10,
          endLine: 4,
          endColumn: 13,
          suggestions: move(get('res.sendStatus(404);'), 'Express 5'),
        },
      ],
    },
    {
      name: 'Express 5: behind the body',
      code: get("res.json({ error: 'none' }, 404);"),
      errors: [
        {
          ...lost(),
          suggestions: move(get("res.status(404).json({ error: 'none' });"), 'Express 5'),
        },
      ],
    },
    {
      name: 'Express 5: before the body',
      code: get("res.json(404, { error: 'none' });"),
      errors: [
        {
          ...lost(),
          suggestions: move(get("res.status(404).json({ error: 'none' });"), 'Express 5'),
        },
      ],
    },
    {
      name: 'Express 5: send with two arguments',
      code: get("res.send(404, 'none');"),
      settings: express5,
      errors: [
        {
          ...lost(),
          suggestions: move(get("res.status(404).send('none');"), 'Express 5'),
        },
      ],
    },
    {
      name: 'Express 5: another status goes out',
      code: get("res.status(400).json({ error: 'none' }, 404);"),
      errors: [
        {
          ...lost(404, 400),
          suggestions: move(get("res.status(400).status(404).json({ error: 'none' });"), 'Express 5'),
        },
      ],
    },
    {
      name: 'Express 4: a number alone, whose type may differ',
      code: get('res.send(404);'),
      settings: express4,
      errors: [
        {
          ...honoured,
          line: 4,
          column: 10,
          endLine: 4,
          endColumn: 13,
          suggestions: move(get('res.sendStatus(404);'), 'Express 4'),
        },
      ],
    },
    {
      name: 'Express 4: behind the body',
      code: get("res.json({ error: 'none' }, 404);"),
      output: get("res.status(404).json({ error: 'none' });"),
      settings: express4,
      errors: [honoured],
    },
    {
      name: 'Express 4: before the body',
      code: get("res.send(404, 'none');"),
      output: get("res.status(404).send('none');"),
      settings: express4,
      errors: [honoured],
    },
    {
      name: 'Express 4: behind a body whose making may throw, for then the error page gets the status',
      code: get('res.json({ error: req.query.a.b }, 404);'),
      settings: express4,
      errors: [{ ...honoured, suggestions: move(get('res.status(404).json({ error: req.query.a.b });'), 'Express 4') }],
    },
    {
      name: 'Express 4: behind a comment, which would be lost',
      code: get("res.json({ error: 'none' }, /* for now */ 404);"),
      settings: express4,
      errors: [{ ...honoured, suggestions: [] }],
    },
    {
      name: 'Express 4: in an optional chain',
      code: get("res?.json({ error: 'none' }, 404);"),
      settings: express4,
      errors: [{ ...honoured, suggestions: [] }],
    },
    {
      name: 'Express 5: a redirect the wrong way round',
      code: get("res.redirect('/new', 301);"),
      output: get("res.redirect(301, '/new');"),
      errors: [
        {
          messageId: 'redirectThrows',
          data: { framework: 'Express 5' },
          line: 4,
          column: 22,
          endLine: 4,
          endColumn: 25,
        },
      ],
    },
    {
      name: 'Express 4: a redirect the wrong way round',
      code: get("res.redirect('/new', 301);"),
      output: get("res.redirect(301, '/new');"),
      settings: express4,
      errors: [
        {
          messageId: 'redirectHonoured',
          data: { framework: 'Express 4' },
          line: 4,
          column: 22,
          endLine: 4,
          endColumn: 25,
        },
      ],
    },
    {
      name: 'a redirect the wrong way round, to a target that is computed',
      code: get('return res.redirect(await app.locals.target(), 301);'),
      output: get('return res.redirect(301, await app.locals.target());'),
      errors: [{ messageId: 'redirectThrows', data: { framework: 'Express 5' } }],
    },
    {
      name: 'Restify: a redirect the wrong way round',
      code: restify("res.redirect('/new', 301, next);"),
      output: restify("res.redirect(301, '/new', next);"),
      errors: [{ messageId: 'redirectThrows', data: { framework: 'Restify' } }],
    },
    {
      name: 'Restify: a status behind the content',
      code: restify('res.send({ id: 1 }, 404);\nnext();'),
      errors: [
        {
          messageId: 'argumentLost',
          data: { framework: 'Restify', status: '404', sent: '200' },
          suggestions: [{ messageId: 'move', output: restify('res.send(404, { id: 1 });\nnext();') }],
        },
      ],
    },
    {
      name: 'Restify: a status before a redirect',
      code: restify("res.status(301);\nres.redirect('/new', next);"),
      errors: [
        {
          messageId: 'redirect',
          suggestions: [
            { messageId: 'keep', output: restify("res.redirect(301, '/new', next);") },
            { messageId: 'leaveOut', output: restify("res.redirect('/new', next);") },
          ],
        },
      ],
    },
    {
      name: 'Adonis: a status as the second argument of a redirect',
      code: adonis("response.redirect('/new', 301);"),
      errors: [
        {
          messageId: 'argumentLost',
          data: { framework: 'Adonis', status: '301', sent: '302' },
          suggestions: [{ messageId: 'move', output: adonis("response.redirect('/new', false, 301);") }],
        },
      ],
    },
    {
      name: 'Elysia: a redirect the wrong way round',
      code: elysia("redirect(301, '/new')"),
      errors: [
        {
          messageId: 'redirectLost',
          data: { framework: 'Elysia', status: '301', sent: '302' },
          suggestions: [{ messageId: 'move', output: elysia("redirect('/new', 301)") }],
        },
      ],
    },
  ],
});
