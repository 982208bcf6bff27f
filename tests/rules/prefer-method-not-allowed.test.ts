import rule from '../../src/rules/prefer-method-not-allowed.js';
import { testRule } from '../rule-tester.js';

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
${body}
res.end('ok');
}).listen(8080);`;

const method = (code: (status: number) => string, status: number) => ({
  code: code(status),
  errors: [
    {
      messageId: 'method' as const,
      data: { status },
      suggestions: [{ messageId: 'send' as const, output: code(405) }],
    },
  ],
});

testRule(rule, {
  valid: [
    {
      name: '405',
      code: server("if (req.method !== 'POST') { res.writeHead(405, { Allow: 'POST' }); return res.end(); }"),
    },
    {
      name: '501',
      code: server("if (!['GET', 'POST'].includes(req.method)) { res.writeHead(501); return res.end(); }"),
    },
    { name: 'a preflight', code: server("if (req.method === 'OPTIONS') { res.writeHead(204); return res.end(); }") },
    {
      name: 'an error for a method that is right',
      code: server("if (req.method === 'POST') { res.writeHead(400); return res.end(); }"),
    },
    {
      name: 'a page for the other methods, or a redirect',
      code: server(
        "if (req.method !== 'POST') { res.writeHead(303, { Location: '/' }); return res.end(); } if (req.method !== 'PUT') { res.writeHead(200); return res.end(); }",
      ),
    },
    {
      name: 'a method together with something else',
      code: server("if (req.method !== 'GET' || req.url !== '/') { res.writeHead(404); return res.end(); }"),
    },
    {
      name: 'what follows routes',
      code: server("if (req.method === 'GET' && req.url === '/') return res.end('home'); res.writeHead(404);"),
    },
    {
      name: 'another value that is called a method',
      code: server("if (payment.method !== 'card') { res.writeHead(400); return res.end(); }"),
    },
    {
      name: 'a server that only reads, and passes the rest on',
      code: `import express from 'express';
const app = express();
app.use((req, res, next) => {
  if (req.method === 'GET') next();
  else res.sendStatus(403);
});`,
    },
  ],
  invalid: [
    {
      ...method((status) => server(`if (req.method !== 'POST') { res.writeHead(${status}); return res.end(); }`), 404),
      name: 'another method',
      errors: [
        {
          messageId: 'method',
          data: { status: 404 },
          line: 3,
          column: 44,
          endLine: 3,
          endColumn: 47,
          suggestions: [
            {
              messageId: 'send',
              output: server("if (req.method !== 'POST') { res.writeHead(405); return res.end(); }"),
            },
          ],
        },
      ],
    },
    {
      ...method(
        (status) =>
          server(`if (req.method !== 'GET' && req.method !== 'PUT') { res.writeHead(${status}); return res.end(); }`),
        400,
      ),
      name: 'several methods',
    },
    {
      ...method(
        (status) =>
          server(`if (!['GET', 'POST'].includes(req.method)) { res.writeHead(${status}); return res.end(); }`),
        500,
      ),
      name: 'a list of methods',
    },
    {
      ...method(
        (status) =>
          server(
            `if (req.method.toLowerCase() === 'get') return res.end('a'); else if (req.method === 'POST') return res.end('b'); else { res.writeHead(${status}); return res.end(); }`,
          ),
        404,
      ),
      name: 'the last branch',
    },
    {
      ...method(
        (status) =>
          server(
            `switch (req.method) { case 'GET': return res.end('a'); default: res.writeHead(${status}); return res.end(); }`,
          ),
        400,
      ),
      name: 'the default of a switch',
    },
    {
      ...method(
        (status) => `export default function handler(req, res) {
  if (req.method === 'POST') {
    return res.status(200).json({ ok: true });
  }
  return res.status(${status}).json({ message: 'no' });
}`,
        400,
      ),
      filename: 'pages/api/a.js',
      name: 'Next: what is left after a test that leaves',
    },
    {
      ...method(
        (status) => `import Koa from 'koa';
const app = new Koa();
app.use((ctx) => {
  if (ctx.method !== 'GET') {
    ctx.status = ${status};
    return;
  }
  ctx.body = 'ok';
});`,
        403,
      ),
      name: 'Koa: forbidden, with nothing passed on',
    },
  ],
});
