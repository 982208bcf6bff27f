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

/** A form's action that redirects to a page of the same file; the rest stands behind them. */
const form = (rest: string, redirect = 'res.redirect(307, "/home")') =>
  app(`app.post("/login", (req, res) => { ${redirect}; });
app.get("/home", (req, res) => { res.render("home"); });
${rest}`);

testRule(rule, {
  valid: [
    {
      name: '307 to a path that takes POST as well',
      code: form('app.post("/home", (req, res) => { res.sendStatus(204); });'),
    },
    { name: '307 to a path that takes any method', code: form('app.all("/home", (req, res) => { res.end(); });') },
    {
      name: '307 to a path that a route with a parameter may take',
      code: form('app.post("/:page", (req, res) => { res.sendStatus(204); });'),
    },
    {
      name: '307 to a path that middleware may answer',
      code: form('app.use("/home", (req, res, next) => { if (req.method === "POST") return res.end(); next(); });'),
    },
    {
      name: '307 to what is no page',
      code: form('', 'res.redirect(307, "/orders")')
        .replace('"/home"', '"/orders"')
        .replace('render("home")', 'json({})'),
    },
    { name: '307 to a path that this file does not have', code: form('', 'res.redirect(307, "/elsewhere")') },
    { name: '307 to another server', code: form('', 'res.redirect(307, "//example.com/home")') },
    { name: '307 to a path that cannot be read', code: form('', 'res.redirect(307, req.query.to)') },
    { name: '303 to a page', code: form('', 'res.redirect(303, "/home")') },
    {
      name: '307 out of a GET to a page',
      code: form('app.get("/", (req, res) => { res.redirect(307, "/home"); });', 'res.redirect(303, "/home")'),
    },
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
      name: '307 out of a form action to a page, which takes no POST',
      code: form(''),
      errors: [
        {
          messageId: 'formAgain',
          data: { status: 307, target: '/home' },
          line: 3,
          column: 49,
          endLine: 3,
          endColumn: 52,
          suggestions: [{ messageId: 'fetch', output: form('', 'res.redirect(303, "/home")') }],
        },
      ],
    },
    {
      name: '308 out of a form action, written, with a query and a slash',
      code: form('', 'res.status(308).location("/Home/?a=1#b").end()'),
      errors: [
        {
          messageId: 'formAgain',
          data: { status: 308, target: '/home' },
          suggestions: [{ messageId: 'fetch', output: form('', 'res.status(303).location("/Home/?a=1#b").end()') }],
        },
      ],
    },
    {
      name: 'a page, behind middleware that goes on and before one that answers 404',
      code: form(`app.use((req, res, next) => { console.log(req.url); next(); });
app.use((req, res) => { res.status(404).render("none"); });
app.use((err, req, res, next) => { res.sendStatus(500); });`),
      errors: [
        {
          messageId: 'formAgain',
          data: { status: 307, target: '/home' },
          suggestions: [
            {
              messageId: 'fetch',
              output: form(
                `app.use((req, res, next) => { console.log(req.url); next(); });
app.use((req, res) => { res.status(404).render("none"); });
app.use((err, req, res, next) => { res.sendStatus(500); });`,
                'res.redirect(303, "/home")',
              ),
            },
          ],
        },
      ],
    },
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
