import rule from '../../src/rules/no-informational-final-status.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
${body}
}).listen(8080);`;

const interim = (status: number, framework: string) => ({
  messageId: 'interim' as const,
  data: { status, framework },
});

const get = (statement: string) => app(`app.get("/a", (req, res) => { ${statement} });`);

testRule(rule, {
  valid: [
    { name: 'final statuses', code: get('res.status(200).json({}); ') },
    {
      name: "Node's calls for what comes before the response",
      code: server(`  res.writeContinue();
  res.writeProcessing();
  res.writeEarlyHints({ link: '</a.css>; rel=preload' });
  res.writeHead(200);
  res.end('a');`),
    },
    {
      name: '101 with an Upgrade, however it is written',
      code: server(`  if (req.url === '/a') {
    res.writeHead(101, { Connection: 'Upgrade', Upgrade: 'websocket' });
    return res.end();
  }
  res.statusCode = 101;
  res.setHeader('upgrade', 'tus');
  res.end();`),
    },
    {
      name: '101 with fields that cannot be read',
      code: server(`  res.writeHead(101, upgradeFields(req));
  res.end();`),
    },
    { name: 'a 1xx that a final status takes the place of', code: get('res.status(102); res.status(200).json({});') },
    { name: 'a status that cannot be read', code: get('res.status(req.app.locals.status).end();') },
    {
      name: 'what a Response throws for, which is another fault',
      code: "export async function GET(request: Request): Promise<Response> { return new Response('a', { status: 102 }); }",
    },
    {
      name: '101 out of a worker, which Bun takes',
      code: "Bun.serve({ fetch: () => new Response(null, { status: 101, headers: { Upgrade: 'websocket' } }) });",
    },
    {
      name: 'a status that a client compares',
      code: 'export const isEarly = async () => (await fetch("/a")).status === 103;',
    },
  ],
  invalid: [
    {
      name: '102 for a job that goes on',
      code: get('res.status(102).json({ state: "busy" });'),
      errors: [
        {
          ...interim(102, 'Express'),
          line: 3,
          column: 42,
          endLine: 3,
          endColumn: 45,
          suggestions: [
            { messageId: 'send', data: { status: 202 }, output: get('res.status(202).json({ state: "busy" });') },
          ],
        },
      ],
    },
    {
      name: 'sendStatus()',
      code: get('res.sendStatus(100);'),
      errors: [
        {
          ...interim(100, 'Express'),
          suggestions: [{ messageId: 'send', data: { status: 200 }, output: get('res.sendStatus(200);') }],
        },
      ],
    },
    {
      name: 'one side of a conditional',
      code: get('res.status(req.app.locals.busy ? 102 : 200).end();'),
      errors: [
        {
          ...interim(102, 'Express'),
          suggestions: [
            {
              messageId: 'send',
              data: { status: 202 },
              output: get('res.status(req.app.locals.busy ? 202 : 200).end();'),
            },
          ],
        },
      ],
    },
    {
      name: '101 without an Upgrade, and what is not registered, for which nothing is suggested',
      code: app(`app.get("/a", (req, res) => { res.status(101).end(); });
app.get("/b", (req, res) => { res.status(199).end(); });`),
      errors: [
        { ...interim(101, 'Express'), line: 3 },
        { ...interim(199, 'Express'), line: 4 },
      ],
    },
    {
      name: 'a status that is given to a helper',
      code: app(`const tell = (res, status, body) => res.status(status).json(body);
app.get("/a", (req, res) => tell(res, 102, { busy: true }));`),
      errors: [
        {
          ...interim(102, 'Express'),
          line: 4,
          suggestions: [
            {
              messageId: 'send',
              data: { status: 202 },
              output: app(`const tell = (res, status, body) => res.status(status).json(body);
app.get("/a", (req, res) => tell(res, 202, { busy: true }));`),
            },
          ],
        },
      ],
    },
    {
      name: 'a constant, which others may read',
      code: app(`import { StatusCodes } from 'http-status-codes';
app.get("/a", (req, res) => { res.status(StatusCodes.PROCESSING).end(); });`),
      errors: [{ ...interim(102, 'Express'), line: 4 }],
    },
    {
      name: 'Node: writeHead() and a property',
      code: server(`  if (req.url === '/a') {
    res.writeHead(103, { Link: '</a.css>; rel=preload' });
    return res.end();
  }
  res.statusCode = 100;
  res.end();`),
      errors: [
        {
          ...interim(103, 'Node'),
          line: 4,
          suggestions: [
            {
              messageId: 'send',
              data: { status: 200 },
              output: server(`  if (req.url === '/a') {
    res.writeHead(200, { Link: '</a.css>; rel=preload' });
    return res.end();
  }
  res.statusCode = 100;
  res.end();`),
            },
          ],
        },
        {
          ...interim(100, 'Node'),
          line: 7,
          suggestions: [
            {
              messageId: 'send',
              data: { status: 200 },
              output: server(`  if (req.url === '/a') {
    res.writeHead(103, { Link: '</a.css>; rel=preload' });
    return res.end();
  }
  res.statusCode = 200;
  res.end();`),
            },
          ],
        },
      ],
    },
    {
      name: 'Koa',
      code: `import Koa from 'koa';
new Koa().use((ctx) => { ctx.status = 102; });`,
      errors: [
        {
          ...interim(102, 'Koa'),
          suggestions: [
            {
              messageId: 'send',
              data: { status: 202 },
              output: `import Koa from 'koa';
new Koa().use((ctx) => { ctx.status = 202; });`,
            },
          ],
        },
      ],
    },
    {
      name: 'Fastify',
      code: `import Fastify from 'fastify';
Fastify().get('/a', (request, reply) => { reply.code(103).send(); });`,
      errors: [
        {
          ...interim(103, 'Fastify'),
          suggestions: [
            {
              messageId: 'send',
              data: { status: 200 },
              output: `import Fastify from 'fastify';
Fastify().get('/a', (request, reply) => { reply.code(200).send(); });`,
            },
          ],
        },
      ],
    },
  ],
});
