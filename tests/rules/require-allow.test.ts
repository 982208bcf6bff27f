import rule from '../../src/rules/require-allow.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
${body}
}).listen(8080);`;

const missing = (framework = 'Express') => ({ messageId: 'missing' as const, data: { framework } });
const adding = (methods: string, output: string) => ({
  suggestions: [{ messageId: 'add', data: { methods }, output }],
});

testRule(rule, {
  valid: [
    {
      name: 'in the chain, in an earlier statement, and in an object',
      code: app(`app.all("/a", (req, res) => { res.status(405).set("Allow", "GET").end(); });
app.all("/b", (req, res) => { res.setHeader("allow", "GET, POST"); res.sendStatus(405); });
app.all("/c", (req, res) => { res.set({ allow: "GET" }).status(405).json({ error: "no" }); });`),
    },
    {
      name: 'an empty Allow: nothing is allowed for now',
      code: app('app.all("/a", (req, res) => { res.status(405).set("Allow", "").end(); });'),
    },
    {
      name: 'an Allow that a gateway adds',
      code: app('app.all("/a", (req, res) => { res.status(405).end(); });'),
      settings: { 'http-status': { providedFields: ['Allow'] } },
    },
    {
      name: 'fields that cannot be read',
      code: app(`import { fields, allow } from './allow.js';
app.all("/a", (req, res) => { res.set({ ...fields }).status(405).end(); });
app.all("/b", (req, res) => { allow(res); res.status(405).end(); });
app.all("/c", (req, res) => { res.status(405).set(fields.name, "GET").end(); });`),
    },
    {
      name: 'middleware of the same app that sets it',
      code: app(`app.use((req, res, next) => { res.set("Allow", "GET, POST"); next(); });
app.all("/a", (req, res) => { res.sendStatus(405); });`),
    },
    {
      name: 'a thrown error, whose handler may set it',
      code: app(`import createError from 'http-errors';
app.all("/a", (req, res, next) => { next(createError(405)); });`),
    },
    {
      name: 'other statuses, and one that cannot be read',
      code: app(`app.all("/a", (req, res) => { res.sendStatus(404); });
app.all("/b", (req, res) => { res.sendStatus(501); });
app.all("/c", (req, res) => { res.status(req.app.locals.status).end(); });`),
    },
    {
      name: 'Node: a lower-case key in writeHead()',
      code: server(`  res.writeHead(405, { allow: 'GET' });
  res.end();`),
    },
    {
      name: 'Hono: fields behind the status',
      code: `import { Hono } from 'hono';
new Hono().all('/a', (c) => c.text('no', 405, { Allow: 'GET' }));`,
    },
    {
      name: 'a status that a client compares',
      code: 'export const isRefused = async () => (await fetch("/a", { method: "PUT" })).status === 405;',
    },
  ],
  invalid: [
    {
      name: 'no Allow, where no methods can be seen',
      code: app('app.use((req, res) => { res.status(405).json({ error: "no" }); });'),
      errors: [{ ...missing(), line: 3, column: 36, endLine: 3, endColumn: 39 }],
    },
    {
      name: 'a test on the method, which tells what there is',
      code: app(`app.use("/a", (req, res) => {
  if (req.method !== "POST") return res.status(405).end();
  res.json({});
});`),
      errors: [
        {
          ...missing(),
          line: 4,
          ...adding(
            'POST',
            app(`app.use("/a", (req, res) => {
  if (req.method !== "POST") return res.status(405).set('Allow', 'POST').end();
  res.json({});
});`),
          ),
        },
      ],
    },
    {
      name: 'routes beside it, which tell what there is',
      code: app(`app.get("/a", (req, res) => { res.json({}); });
app.post("/a", (req, res) => { res.sendStatus(204); });
app.delete("/b", (req, res) => { res.sendStatus(204); });
app.all("/a", (req, res) => { res.sendStatus(405); });`),
      errors: [
        {
          ...missing(),
          line: 6,
          ...adding(
            'GET, POST',
            app(`app.get("/a", (req, res) => { res.json({}); });
app.post("/a", (req, res) => { res.sendStatus(204); });
app.delete("/b", (req, res) => { res.sendStatus(204); });
app.all("/a", (req, res) => { res.set('Allow', 'GET, POST').sendStatus(405); });`),
          ),
        },
      ],
    },
    {
      name: 'a call that sends other statuses too gets no Allow put in',
      code: app(`app.get("/a", (req, res) => { res.json({}); });
app.all("/a", (req, res) => { res.status(req.query.gone ? 410 : 405).end(); });`),
      errors: [{ ...missing(), line: 4 }],
    },
    {
      name: 'a helper in the same file, for the place that calls it',
      code: app(`const refuse = (res) => res.sendStatus(405);
app.get("/a", (req, res) => { res.json({}); });
app.all("/a", (req, res) => refuse(res));`),
      errors: [{ ...missing(), line: 5 }],
    },
    {
      name: 'Node: a switch over the method',
      code: server(`  switch (req.method) {
    case 'GET':
      return res.end('a');
    case 'PUT':
      res.statusCode = 204;
      return res.end();
    default: {
      res.writeHead(405);
      return res.end();
    }
  }`),
      errors: [
        {
          ...missing('Node'),
          line: 10,
          ...adding(
            'GET, PUT',
            server(`  switch (req.method) {
    case 'GET':
      return res.end('a');
    case 'PUT':
      res.statusCode = 204;
      return res.end();
    default: {
      res.setHeader('Allow', 'GET, PUT');
      res.writeHead(405);
      return res.end();
    }
  }`),
          ),
        },
      ],
    },
    {
      name: 'Fetch: options with and without fields, and none',
      code: `Deno.serve((request) => {
  if (request.method === 'DELETE') return new Response(null, { status: 405 });
  if (request.method === 'PUT') return Response.json({ error: 'no' }, { status: 405, headers: { 'x-a': 'b' } });
  if (request.method !== 'GET') return new Response('no', { status: 405, headers: {} });
  return new Response('a');
});`,
      errors: [
        {
          ...missing('Fetch'),
          line: 2,
          ...adding(
            'GET',
            `Deno.serve((request) => {
  if (request.method === 'DELETE') return new Response(null, { status: 405, headers: { Allow: 'GET' } });
  if (request.method === 'PUT') return Response.json({ error: 'no' }, { status: 405, headers: { 'x-a': 'b' } });
  if (request.method !== 'GET') return new Response('no', { status: 405, headers: {} });
  return new Response('a');
});`,
          ),
        },
        {
          ...missing('Fetch'),
          line: 3,
          ...adding(
            'GET',
            `Deno.serve((request) => {
  if (request.method === 'DELETE') return new Response(null, { status: 405 });
  if (request.method === 'PUT') return Response.json({ error: 'no' }, { status: 405, headers: { 'x-a': 'b', Allow: 'GET' } });
  if (request.method !== 'GET') return new Response('no', { status: 405, headers: {} });
  return new Response('a');
});`,
          ),
        },
        {
          ...missing('Fetch'),
          line: 4,
          ...adding(
            'GET',
            `Deno.serve((request) => {
  if (request.method === 'DELETE') return new Response(null, { status: 405 });
  if (request.method === 'PUT') return Response.json({ error: 'no' }, { status: 405, headers: { 'x-a': 'b' } });
  if (request.method !== 'GET') return new Response('no', { status: 405, headers: { Allow: 'GET' } });
  return new Response('a');
});`,
          ),
        },
      ],
    },
    {
      name: 'Next.js, pages/api',
      filename: '/app/pages/api/users.js',
      code: `export default function handler(req, res) {
  if (req.method !== 'POST') return res.status(405).json({ error: 'no' });
  res.status(204).end();
}`,
      errors: [
        {
          ...missing('Next.js'),
          ...adding(
            'POST',
            `export default function handler(req, res) {
  if (req.method !== 'POST') return res.status(405).setHeader('Allow', 'POST').json({ error: 'no' });
  res.status(204).end();
}`,
          ),
        },
      ],
    },
    {
      name: 'Hono, Fastify and Koa',
      code: `import { Hono } from 'hono';
import Fastify from 'fastify';
import Koa from 'koa';
new Hono().all('/a', (c) => {
  if (c.req.method !== 'GET') return c.text('no', 405);
  return c.text('a');
});
Fastify().all('/b', (request, reply) => {
  if (request.method !== 'GET') return reply.code(405).send();
  return reply.send('b');
});
new Koa().use((ctx) => {
  if (ctx.method !== 'GET') {
    ctx.status = 405;
    ctx.body = 'no';
    return;
  }
  ctx.body = 'c';
});`,
      errors: [
        {
          ...missing('Hono'),
          line: 5,
          ...adding(
            'GET',
            `import { Hono } from 'hono';
import Fastify from 'fastify';
import Koa from 'koa';
new Hono().all('/a', (c) => {
  if (c.req.method !== 'GET') return c.text('no', 405, { Allow: 'GET' });
  return c.text('a');
});
Fastify().all('/b', (request, reply) => {
  if (request.method !== 'GET') return reply.code(405).send();
  return reply.send('b');
});
new Koa().use((ctx) => {
  if (ctx.method !== 'GET') {
    ctx.status = 405;
    ctx.body = 'no';
    return;
  }
  ctx.body = 'c';
});`,
          ),
        },
        {
          ...missing('Fastify'),
          line: 9,
          ...adding(
            'GET',
            `import { Hono } from 'hono';
import Fastify from 'fastify';
import Koa from 'koa';
new Hono().all('/a', (c) => {
  if (c.req.method !== 'GET') return c.text('no', 405);
  return c.text('a');
});
Fastify().all('/b', (request, reply) => {
  if (request.method !== 'GET') return reply.code(405).header('Allow', 'GET').send();
  return reply.send('b');
});
new Koa().use((ctx) => {
  if (ctx.method !== 'GET') {
    ctx.status = 405;
    ctx.body = 'no';
    return;
  }
  ctx.body = 'c';
});`,
          ),
        },
        {
          ...missing('Koa'),
          line: 14,
          ...adding(
            'GET',
            `import { Hono } from 'hono';
import Fastify from 'fastify';
import Koa from 'koa';
new Hono().all('/a', (c) => {
  if (c.req.method !== 'GET') return c.text('no', 405);
  return c.text('a');
});
Fastify().all('/b', (request, reply) => {
  if (request.method !== 'GET') return reply.code(405).send();
  return reply.send('b');
});
new Koa().use((ctx) => {
  if (ctx.method !== 'GET') {
    ctx.status = 405;
    ctx.set('Allow', 'GET');
    ctx.body = 'no';
    return;
  }
  ctx.body = 'c';
});`,
          ),
        },
      ],
    },
  ],
});
