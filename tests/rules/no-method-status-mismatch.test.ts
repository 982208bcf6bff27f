import rule from '../../src/rules/no-method-status-mismatch.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const sending = (status: number, output: string) => ({
  suggestions: [{ messageId: 'send' as const, data: { status }, output }],
});

testRule(rule, {
  valid: [
    {
      name: '201 for what may create',
      code: app(`app.post("/a", (req, res) => { res.status(201).location("/a/1").end(); });
app.put("/a/:id", (req, res) => { res.status(201).end(); });
app.patch("/a/:id", (req, res) => { res.status(201).end(); });`),
    },
    {
      name: 'a part and a copy for a GET',
      code: app(`app.get("/a", (req, res) => { res.status(206).set("Content-Range", "bytes 0-1/2").send(req.part); });
app.get("/b", (req, res) => { if (req.fresh) return res.status(304).end(); res.send("b"); });
app.head("/b", (req, res) => { res.status(304).end(); });`),
    },
    {
      name: 'any method, several methods, and methods that cannot be seen',
      code: app(`app.all("/a", (req, res) => { res.status(201).end(); });
app.use((req, res) => { res.status(304).end(); });
app.route("/b").get(save).post(save);
function save(req, res) { res.status(201).end(); }
export function answer(req, res) { res.status(206).end(); }`),
    },
    {
      name: 'a test on the method that leaves only POST',
      code: app(`app.use((req, res, next) => {
  if (req.method !== "POST") return next();
  res.status(201).end();
});`),
    },
    {
      name: 'a preflight that passes, and one that nobody is to pass',
      code: app(`app.options("/a", (req, res) => { res.set("Access-Control-Allow-Origin", "*").sendStatus(204); });
app.options("/b", (req, res) => { res.sendStatus(404); });`),
    },
    {
      name: 'an answer to whatever is left, OPTIONS among it',
      code: `import http from 'node:http';
http.createServer((req, res) => {
  if (req.method === 'OPTIONS') res.setHeader('Access-Control-Allow-Origin', '*');
  res.writeHead(404);
  res.end();
});`,
    },
    {
      name: 'a HEAD that answers with fields, or as its GET does',
      code: app(`app.head("/a", (req, res) => { res.set("Content-Length", "9").end(); });
app.route("/b").get(show).head(show);
function show(req, res) { res.json({}); }`),
    },
    {
      name: 'a status that cannot be read',
      code: app('app.get("/a", (req, res) => { res.status(req.app.locals.status).end(); });'),
    },
  ],
  invalid: [
    {
      name: '201 for a GET',
      code: app('app.get("/a", (req, res) => { res.status(201).json({ id: 1 }); });'),
      errors: [
        {
          messageId: 'created',
          data: { methods: 'GET' },
          line: 3,
          column: 42,
          endLine: 3,
          endColumn: 45,
          ...sending(200, app('app.get("/a", (req, res) => { res.status(200).json({ id: 1 }); });')),
        },
      ],
    },
    {
      name: 'a part for a POST, which needs no Content-Range then',
      code: app('app.post("/a", (req, res) => { res.status(206).json([]); });'),
      errors: [
        {
          messageId: 'part',
          data: { methods: 'POST' },
          line: 3,
          column: 43,
          endLine: 3,
          endColumn: 46,
          ...sending(200, app('app.post("/a", (req, res) => { res.status(200).json([]); });')),
        },
      ],
    },
    {
      name: '304 where nothing was to be changed',
      code: app('app.put("/a/:id", (req, res) => { res.status(304).end(); });'),
      errors: [
        {
          messageId: 'unmodified',
          data: { methods: 'PUT' },
          line: 3,
          column: 46,
          endLine: 3,
          endColumn: 49,
          ...sending(412, app('app.put("/a/:id", (req, res) => { res.status(412).end(); });')),
        },
      ],
    },
    {
      name: 'a preflight that the browser takes for a refusal',
      code: app(
        'app.options("/a", (req, res) => { res.set("Access-Control-Allow-Origin", "*").status(302).location("/b").end(); });',
      ),
      errors: [
        {
          messageId: 'preflight',
          data: { status: 302 },
          line: 3,
          column: 86,
          endLine: 3,
          endColumn: 89,
          ...sending(
            204,
            app(
              'app.options("/a", (req, res) => { res.set("Access-Control-Allow-Origin", "*").status(204).location("/b").end(); });',
            ),
          ),
        },
      ],
    },
    {
      name: 'content for a HEAD',
      code: app('app.head("/a", (req, res) => { res.json({ id: 1 }); });'),
      errors: [{ messageId: 'head', line: 3, column: 41, endLine: 3, endColumn: 50 }],
    },
    {
      name: 'Fetch: methods by the name of the function',
      code: `export async function GET(request: Request): Promise<Response> {
  return Response.json({ id: 1 }, { status: 201 });
}`,
      errors: [
        {
          messageId: 'created',
          data: { methods: 'GET' },
          ...sending(
            200,
            `export async function GET(request: Request): Promise<Response> {
  return Response.json({ id: 1 }, { status: 200 });
}`,
          ),
        },
      ],
    },
    {
      name: 'a case of a switch over the method',
      code: `import http from 'node:http';
http.createServer((req, res) => {
  switch (req.method) {
    case 'DELETE':
      res.writeHead(304);
      return res.end();
    default:
      return res.end('a');
  }
});`,
      errors: [
        {
          messageId: 'unmodified',
          data: { methods: 'DELETE' },
          ...sending(
            412,
            `import http from 'node:http';
http.createServer((req, res) => {
  switch (req.method) {
    case 'DELETE':
      res.writeHead(412);
      return res.end();
    default:
      return res.end('a');
  }
});`,
          ),
        },
      ],
    },
  ],
});
