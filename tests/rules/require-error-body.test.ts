import rule from '../../src/rules/require-error-body.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;
const koa = (body: string) => `import Koa from 'koa';
const app = new Koa();
app.use(async (ctx) => {
${body}
});`;
const client = (line: number, status: string, framework = 'Express') => ({
  messageId: 'client' as const,
  data: { status, framework },
  line,
});
const server = (line: number, status: string, framework = 'Express') => ({
  messageId: 'server' as const,
  data: { status, framework },
  line,
});

testRule(rule, {
  valid: [
    {
      name: 'an explanation, as JSON, text or a page',
      code: app(`app.get('/a', (req, res) => { res.status(404).json({ error: 'No such user' }); });
app.get('/b', (req, res) => { res.status(500).send('Something went wrong'); });
app.get('/c', (req, res) => { res.status(404).render('missing'); });
app.get('/d', (req, res) => { res.status(404).sendFile('/404.html'); });`),
    },
    {
      name: 'sendStatus(), which sends the phrase',
      code: app("app.get('/a', (req, res) => { res.sendStatus(404); });"),
    },
    {
      name: 'other statuses, which may well be empty',
      code: app(`app.get('/a', (req, res) => { res.status(200).end(); });
app.get('/b', (req, res) => { res.status(204).end(); });
app.get('/c', (req, res) => { res.status(304).end(); });`),
    },
    {
      name: 'an answer to HEAD',
      code: app("app.head('/a', (req, res) => { res.status(404).end(); });"),
    },
    {
      name: 'a probe',
      code: app("app.get('/healthz', (req, res) => { res.status(503).end(); });"),
    },
    {
      name: 'content that cannot be read, or that follows bit by bit',
      code: app(`app.get('/a', (req, res) => { res.status(404).send(req.app.locals.page); });
app.get('/b', (req, res) => { res.status(404); req.app.locals.file.pipe(res); });
app.get('/c', (req, res) => { res.status(500); req.app.locals.fail(res); });`),
    },
    {
      name: 'an error that is thrown or handed on',
      code: app(`import createError from 'http-errors';
app.get('/a', (req, res, next) => { next(createError(404)); });
app.get('/b', (req, res) => { throw createError(409); });`),
    },
    {
      name: 'a status that is allowed to be empty',
      code: app("app.get('/a', (req, res) => { res.status(401).end(); });"),
      options: [{ allow: [401] }],
    },
    {
      name: 'Koa, which sends the phrase where no body was set',
      code: koa('  ctx.status = 404;'),
    },
    {
      name: 'Hono: notFound() and an exception',
      code: `import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
const app = new Hono();
app.get('/a', (c) => c.notFound());
app.get('/b', () => { throw new HTTPException(401); });`,
    },
    {
      name: 'Nest, which makes JSON of exceptions',
      code: `import { Controller, Get, NotFoundException } from '@nestjs/common';
@Controller()
export class Users {
  @Get() one() { throw new NotFoundException(); }
}`,
    },
  ],
  invalid: [
    {
      name: 'end() and send() without anything',
      code: app(`app.get('/a', (req, res) => { res.status(404).end(); });
app.get('/b', (req, res) => { res.status(500).send(); });
app.get('/c', (req, res) => { res.status(409).send(''); });`),
      errors: [
        { ...client(3, '404 Not Found'), column: 42, endLine: 3, endColumn: 45 },
        { ...server(4, '500 Internal Server Error'), column: 42, endLine: 4, endColumn: 45 },
        client(5, '409 Conflict'),
      ],
    },
    {
      name: 'one of two ways is empty',
      code: app(`app.get('/a', async (req, res) => {
  const user = await req.app.locals.find(req.params.id);
  if (!user) return res.status(404).end();
  res.json(user);
});`),
      errors: [client(5, '404 Not Found')],
    },
    {
      name: 'a GET that a HEAD may come by as well',
      code: app("app.all('/a', (req, res) => { res.status(400).end(); });"),
      errors: [client(3, '400 Bad Request')],
    },
    {
      name: 'a probe is known by what it is, not by its status',
      code: app("app.get('/reports', (req, res) => { res.set('Retry-After', '5').status(503).end(); });"),
      errors: [server(3, '503 Service Unavailable')],
    },
    {
      name: 'another status is allowed to be empty',
      code: app("app.get('/a', (req, res) => { res.status(403).end(); });"),
      options: [{ allow: [401] }],
      errors: [client(3, '403 Forbidden')],
    },
    {
      name: 'Node',
      code: `import http from 'node:http';
http.createServer((req, res) => {
  if (req.url === '/') return res.end('home');
  res.writeHead(404, { 'x-a': '1' });
  res.end();
});`,
      errors: [client(4, '404 Not Found', 'Node')],
    },
    {
      name: 'Koa, where null was set, or which was gone round',
      code: koa(`  if (ctx.query.a) {
    ctx.body = null;
    ctx.status = 404;
    return;
  }
  ctx.respond = false;
  ctx.res.writeHead(500);
  ctx.res.end();`),
      errors: [client(6, '404 Not Found', 'Koa'), server(10, '500 Internal Server Error', 'Koa')],
    },
    {
      name: 'Fetch, Hono and Fastify',
      code: `import { Hono } from 'hono';
import Fastify from 'fastify';
const app = new Hono();
app.get('/a', (c) => new Response(null, { status: 404 }));
app.get('/b', (c) => c.body(null, 410));
const fastify = Fastify();
fastify.get('/c', (request, reply) => reply.code(400).send());`,
      errors: [
        client(4, '404 Not Found', 'Hono'),
        client(5, '410 Gone', 'Hono'),
        client(7, '400 Bad Request', 'Fastify'),
      ],
    },
  ],
});
