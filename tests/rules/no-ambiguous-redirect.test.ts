import rule from '../../src/rules/no-ambiguous-redirect.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
${body}
}).listen(8080);`;

/** Both remedies, as the whole source with the redirect replaced. */
const choices = (keeping: number, source: (redirect: string) => string, redirect: (status: number) => string) => [
  { messageId: 'fetch', output: source(redirect(303)) },
  { messageId: 'keep', data: { keeping }, output: source(redirect(keeping)) },
];

const post = (redirect: string) => app(`app.post("/login", (req, res) => { ${redirect}; });`);
const routed = (method: string) => (redirect: string) =>
  app(`app.${method}("/users/:id", (req, res) => { ${redirect}; });`);

testRule(rule, {
  valid: [
    {
      name: 'statuses that say what they mean',
      code: app(`app.post("/a", (req, res) => { res.redirect(303, "/"); });
app.post("/b", (req, res) => { res.redirect(307, "/b2"); });
app.post("/c", (req, res) => { res.redirect(308, "/c2"); });
app.delete("/d", (req, res) => { res.redirect(303, "/"); });`),
    },
    {
      name: 'a GET',
      code: app(`app.get("/a", (req, res) => { res.redirect("/"); });
app.get("/b", (req, res) => { res.redirect(301, "/b2"); });`),
    },
    {
      name: 'any method, and a method that is not known',
      code: app(`app.all("/a", (req, res) => { res.redirect("/"); });
app.use((req, res) => { res.redirect(301, "https://example.com" + req.originalUrl); });`),
    },
    {
      name: 'a controller whose method is in another file',
      code: 'exports.login = (req, res) => { res.redirect("/"); };',
    },
    {
      name: 'a method test that leaves only GET',
      code: app(`app.use((req, res) => {
  if (req.method === "GET") return res.redirect("/");
  res.sendStatus(405);
});`),
    },
    {
      name: 'other statuses of a POST',
      code: app('app.post("/a", (req, res) => { res.status(201).location("/a/1").end(); });'),
    },
    {
      name: 'a status that cannot be read',
      code: app('app.post("/a", (req, res) => { res.redirect(req.app.locals.status, "/"); });'),
    },
    {
      name: 'a redirect without a target, which is another mistake',
      code: app('app.post("/a", (req, res) => { res.status(302).end(); });'),
    },
    {
      name: 'Node: 303 for a POST, 302 for a GET',
      code: server(`  switch (req.method) {
    case 'GET':
      res.writeHead(302, { Location: '/a' });
      return res.end();
    case 'POST':
      res.writeHead(303, { Location: '/b' });
      return res.end();
    default:
      res.writeHead(405, { Allow: 'GET, POST' });
      return res.end();
  }`),
    },
    {
      name: 'the redirect that a client got',
      code: `export async function send(body) {
  const response = await fetch('/a', { method: 'POST', body, redirect: 'manual' });
  return response.status === 302 ? response.headers.get('location') : null;
}`,
    },
  ],
  invalid: [
    {
      name: "the helper's own 302 after a POST",
      code: post('res.redirect("/")'),
      errors: [
        {
          messageId: 'switches',
          data: { status: 302, keeping: 307 },
          line: 3,
          column: 36,
          endLine: 3,
          endColumn: 53,
          suggestions: choices(307, post, (status) => `res.redirect(${status}, "/")`),
        },
      ],
    },
    {
      name: 'Express 4',
      code: post('res.redirect("/")'),
      settings: { 'http-status': { frameworkVersions: { express: 4 } } },
      errors: [
        {
          messageId: 'switches',
          data: { status: 302, keeping: 307 },
          suggestions: choices(307, post, (status) => `res.redirect(${status}, "/")`),
        },
      ],
    },
    {
      name: 'a written 302',
      code: app(`app.post("/a", (req, res) => { res.redirect(302, "/"); });`),
      errors: [
        {
          messageId: 'switches',
          data: { status: 302, keeping: 307 },
          line: 3,
          suggestions: choices(
            307,
            (redirect) => app(`app.post("/a", (req, res) => { ${redirect}; });`),
            (status) => `res.redirect(${status}, "/")`,
          ),
        },
      ],
    },
    {
      name: 'a written 301, whose like that keeps the method is 308',
      code: post('res.redirect(301, "/")'),
      errors: [
        {
          messageId: 'switches',
          data: { status: 301, keeping: 308 },
          suggestions: choices(308, post, (status) => `res.redirect(${status}, "/")`),
        },
      ],
    },
    ...(['put', 'patch', 'delete'] as const).map((method) => ({
      name: `a ${method.toUpperCase()}, which clients repeat`,
      code: routed(method)('res.redirect("/users")'),
      errors: [
        {
          messageId: 'repeats' as const,
          data: { status: 302, keeping: 307, method: method.toUpperCase() },
          line: 3,
          column: method.length + 36,
          endLine: 3,
          endColumn: method.length + 58,
          suggestions: choices(307, routed(method), (status) => `res.redirect(${status}, "/users")`),
        },
      ],
    })),
    {
      name: 'an early return and a redirect in a catch',
      code: app(`app.post("/a", async (req, res) => {
  try {
    await req.app.locals.save(req.body);
  } catch {
    return res.redirect("/a?failed");
  }
  res.redirect(303, "/");
});`),
      errors: [
        {
          messageId: 'switches',
          data: { status: 302, keeping: 307 },
          line: 7,
          suggestions: choices(
            307,
            (redirect) =>
              app(`app.post("/a", async (req, res) => {
  try {
    await req.app.locals.save(req.body);
  } catch {
    return ${redirect};
  }
  res.redirect(303, "/");
});`),
            (status) => `res.redirect(${status}, "/a?failed")`,
          ),
        },
      ],
    },
    {
      name: 'one side of a conditional',
      code: app('app.post("/a", (req, res) => { res.redirect(req.body.moved ? 301 : 303, "/"); });'),
      errors: [
        {
          messageId: 'switches',
          data: { status: 301, keeping: 308 },
          suggestions: choices(
            308,
            (status) => app(`app.post("/a", (req, res) => { res.redirect(req.body.moved ? ${status} : 303, "/"); });`),
            String,
          ),
        },
      ],
    },
    {
      name: 'a status that is written apart from the Location',
      code: app('app.post("/a", (req, res) => { res.status(302).set("Location", "/").end(); });'),
      errors: [
        {
          messageId: 'switches',
          data: { status: 302, keeping: 307 },
          suggestions: choices(
            307,
            (status) => app(`app.post("/a", (req, res) => { res.status(${status}).set("Location", "/").end(); });`),
            String,
          ),
        },
      ],
    },
    {
      name: 'a method test that leaves only POST',
      code: app(`app.use((req, res, next) => {
  if (req.method !== "POST") return next();
  res.redirect("/");
});`),
      errors: [
        {
          messageId: 'switches',
          data: { status: 302, keeping: 307 },
          suggestions: choices(
            307,
            (redirect) =>
              app(`app.use((req, res, next) => {
  if (req.method !== "POST") return next();
  ${redirect};
});`),
            (status) => `res.redirect(${status}, "/")`,
          ),
        },
      ],
    },
    {
      name: 'a helper in the same file that redirects, which other methods may share',
      code: app(`const home = (res) => res.redirect("/");
app.get("/a", (req, res) => home(res));
app.post("/a", (req, res) => home(res));`),
      errors: [{ messageId: 'switches', data: { status: 302, keeping: 307 }, line: 5, column: 30, endColumn: 39 }],
    },
    {
      name: 'Node: writeHead() in a case of a switch over the method',
      code: server(`  switch (req.method) {
    case 'GET':
      res.writeHead(302, { Location: '/a' });
      return res.end();
    case 'POST':
      res.writeHead(302, { Location: '/b' });
      return res.end();
    default:
      res.writeHead(405, { Allow: 'GET, POST' });
      return res.end();
  }`),
      errors: [
        {
          messageId: 'switches',
          data: { status: 302, keeping: 307 },
          line: 8,
          suggestions: choices(
            307,
            (status) =>
              server(`  switch (req.method) {
    case 'GET':
      res.writeHead(302, { Location: '/a' });
      return res.end();
    case 'POST':
      res.writeHead(${status}, { Location: '/b' });
      return res.end();
    default:
      res.writeHead(405, { Allow: 'GET, POST' });
      return res.end();
  }`),
            String,
          ),
        },
      ],
    },
  ],
});
