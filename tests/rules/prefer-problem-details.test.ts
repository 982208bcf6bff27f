import rule from '../../src/rules/prefer-problem-details.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;
const plain = (line: number) => ({ messageId: 'plain' as const, line });
const mislabelled = (line: number) => ({ messageId: 'mislabelled' as const, line });

testRule(rule, {
  valid: [
    {
      name: 'a problem document with its type',
      code: app(`app.get('/a', (req, res) => {
  res.status(404).type('application/problem+json').json({ title: 'No such user', status: 404 });
});
app.get('/b', (req, res) => {
  res.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  res.status(404).send(JSON.stringify({ title: 'No such user' }));
});`),
    },
    {
      name: 'a type of another protocol',
      code: app(`app.get('/a', (req, res) => {
  res.status(404).type('application/vnd.api+json').json({ errors: [{ title: 'No such user' }] });
});
app.get('/b', (req, res) => { res.status(400).json({ jsonrpc: '2.0', error: { code: -32600 } }); });
app.post('/token', (req, res) => { res.status(400).json({ error: 'invalid_grant' }); });
app.post('/token', (req, res) => { res.status(400).json({ error: req.query.e, error_description: 'Wrong' }); });`),
    },
    {
      name: 'a type that cannot be read, or middleware of the same app that sets it',
      code: `import express from 'express';
import { fields } from './fields.js';
const app = express();
app.get('/a', (req, res) => { res.set(fields).status(404).json({ error: 'none' }); });
const other = express();
other.use((req, res, next) => { res.type('application/problem+json'); next(); });
other.get('/b', (req, res) => { res.status(404).json({ error: 'none' }); });`,
    },
    {
      name: 'an object that cannot be read, or not all of it',
      code: app(`app.get('/a', (req, res) => { res.status(500).json(req.app.locals.problem()); });
app.get('/b', (req, res) => { res.status(500).json({ ...req.app.locals.problem, id: 1 }); });`),
    },
    {
      name: 'text, pages and nothing',
      code: app(`app.get('/a', (req, res) => { res.status(404).send('No such user'); });
app.get('/b', (req, res) => { res.status(404).render('missing'); });
app.get('/c', (req, res) => { res.status(404).end(); });
app.get('/d', (req, res) => { res.status(404).send(req.app.locals.page); });`),
    },
    {
      name: 'a success, and what may be one',
      code: app(`app.get('/a', (req, res) => { res.json({ title: 'A book', detail: 'Blue' }); });
app.get('/b', (req, res) => { res.status(req.query.a ? 200 : 404).json({ a: 1 }); });
app.get('/c', (req, res) => { res.status(req.app.locals.status).json({ a: 1 }); });`),
    },
    {
      name: 'what is thrown, whose content the framework makes',
      code: `import { Controller, Get, NotFoundException } from '@nestjs/common';
@Controller()
export class Users {
  @Get() one() { throw new NotFoundException(); }
}`,
    },
    {
      name: 'Hono, with the type among the fields',
      code: `import { Hono } from 'hono';
const app = new Hono();
app.get('/a', (c) => c.json({ title: 'No such user' }, 404, { 'Content-Type': 'application/problem+json' }));`,
    },
    {
      name: 'Koa, with the type after the body',
      code: `import Koa from 'koa';
const app = new Koa();
app.use((ctx) => {
  ctx.status = 404;
  ctx.body = { title: 'No such user' };
  ctx.type = 'application/problem+json';
});`,
    },
  ],
  invalid: [
    {
      name: 'Node, with a text of JSON',
      code: `import http from 'node:http';
http.createServer((req, res) => {
  if (req.url === '/') return res.end(JSON.stringify({ title: 'Home' }));
  res.writeHead(404, { 'content-type': 'application/json; charset=utf-8' });
  res.end(JSON.stringify({ title: 'No such page' }));
});`,
      errors: [mislabelled(5)],
    },
    {
      name: 'JSON of a shape of its own',
      code: app(`app.get('/a', (req, res) => { res.status(404).json({ error: 'No such user' }); });
app.get('/b', (req, res) => { res.status(404).send({ error: 'No such user' }); });`),
      errors: [{ ...plain(3), column: 52, endLine: 3, endColumn: 77 }, plain(4)],
    },
    {
      name: 'a problem document that is not called one',
      code: app(`app.get('/a', (req, res) => { res.status(404).json({ title: 'No such user', status: 404 }); });
app.get('/b', (req, res) => { res.status(404).type('json').json({ detail: 'No such user' }); });`),
      errors: [{ ...mislabelled(3), column: 52, endLine: 3, endColumn: 90 }, mislabelled(4)],
    },
    {
      name: 'either of two errors',
      code: app("app.get('/a', (req, res) => { res.status(req.query.a ? 400 : 404).json({ error: 'none' }); });"),
      errors: [plain(3)],
    },
    {
      name: 'an error handler',
      code: app("app.use((err, req, res, next) => { res.status(500).json({ message: 'Something went wrong' }); });"),
      errors: [plain(3)],
    },
    {
      name: 'Hono, Fetch and Fastify',
      code: `import { Hono } from 'hono';
import Fastify from 'fastify';
const app = new Hono();
app.get('/a', (c) => c.json({ error: 'none' }, 404));
app.get('/b', (c) => Response.json({ title: 'none' }, { status: 404 }));
const fastify = Fastify();
fastify.get('/c', (request, reply) => reply.code(400).send({ error: 'none' }));`,
      errors: [plain(4), mislabelled(5), plain(7)],
    },
  ],
});
