import rule from '../../src/rules/require-created-location.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
${body}
}).listen(8080);`;

const missing = (line: number, framework = 'Express') => ({
  messageId: 'missing' as const,
  data: { framework },
  line,
});

testRule(rule, {
  valid: [
    {
      name: 'location() in the chain',
      code: app('app.post("/users", (req, res) => { res.status(201).location(`/users/${req.body.id}`).json({}); });'),
    },
    {
      name: 'location() in an earlier statement',
      code: app('app.post("/users", (req, res) => { res.location("/users/1"); res.status(201).json({}); });'),
    },
    {
      name: 'set() with a name and a value',
      code: app('app.post("/users", (req, res) => { res.status(201).set("Location", "/users/1").end(); });'),
    },
    {
      name: 'set() with an object, in any letter case',
      code: app('app.post("/users", (req, res) => { res.set({ LOCATION: "/users/1" }).status(201).end(); });'),
    },
    {
      name: 'header() and append()',
      code: app(`app.post("/a", (req, res) => { res.header("location", "/a/1"); res.status(201).end(); });
app.post("/b", (req, res) => { res.append("location", "/b/1"); res.status(201).end(); });`),
    },
    {
      name: 'a field set in the branch that leads to the 201',
      code: app(`app.post("/users", (req, res) => {
  if (req.body.keep) {
    res.location("/users/1");
    res.status(201).end();
    return;
  }
  res.status(200).end();
});`),
    },
    {
      name: 'a field set on both branches before the 201',
      code: app(`app.post("/users", (req, res) => {
  if (req.body.admin) res.location("/admins/1");
  else res.location("/users/1");
  res.status(201).end();
});`),
    },
    {
      name: 'a helper in the same file that sets it',
      code: app(`const created = (res, url, body) => res.status(201).location(url).json(body);
app.post("/users", (req, res) => created(res, "/users/1", {}));`),
    },
    {
      name: 'an earlier handler of the same registration that sets it',
      code: app(`const locate = (req, res, next) => { res.location("/users/1"); next(); };
app.post("/users", locate, (req, res) => { res.status(201).end(); });`),
    },
    {
      name: 'middleware of the same app that sets it',
      code: app(`app.use((req, res, next) => { res.set("Location", req.originalUrl + "/1"); next(); });
app.post("/users", (req, res) => { res.status(201).end(); });`),
    },
    {
      name: 'a spread in the fields, which may hold it',
      code: app('app.post("/users", (req, res) => { res.set({ ...req.app.locals.fields }).status(201).end(); });'),
    },
    {
      name: 'a field whose name cannot be read',
      code: app('app.post("/users", (req, res) => { res.set(req.app.locals.name, "/users/1").status(201).end(); });'),
    },
    {
      name: 'code that cannot be seen has had the response',
      code: app(`import { describe } from './describe.js';
app.post("/users", (req, res) => { describe(req, res); res.status(201).end(); });`),
    },
    {
      name: 'a PUT, whose target is what was created',
      code: app('app.put("/users/:id", (req, res) => { res.status(201).json({}); });'),
    },
    {
      name: 'a path that only a PUT takes',
      code: server(`  if (req.method === 'PUT') {
    res.writeHead(201);
    res.end();
    return;
  }
  res.end('ok');`),
    },
    {
      name: 'a GET, where the 201 itself is the mistake',
      code: app('app.get("/users", (req, res) => { res.status(201).json([]); });'),
    },
    {
      name: 'a provided field, in any letter case',
      code: app('app.post("/users", (req, res) => { res.status(201).end(); });'),
      settings: { 'http-status': { providedFields: ['Location'] } },
    },
    {
      name: 'other statuses',
      code: app(`app.post("/users", (req, res) => { res.status(200).json({}); });
app.post("/jobs", (req, res) => { res.status(202).json({}); });
app.post("/plain", (req, res) => { res.json({}); });`),
    },
    {
      name: 'a status that cannot be read',
      code: app('app.post("/users", async (req, res) => { res.status(await save(req.body)).end(); });'),
    },
    {
      name: 'a 201 that another status replaces before it is sent',
      code: app('app.post("/users", (req, res) => { res.status(201); res.status(200).json({}); });'),
    },
    {
      name: 'Node: an upper-case or lower-case key in writeHead()',
      code: server(`  if (req.url === '/a') {
    res.writeHead(201, { location: '/a/1' });
    res.end();
    return;
  }
  res.writeHead(201, 'Created', { Location: '/b/1' });
  res.end();`),
    },
    {
      name: 'Node: setHeader()',
      code: server(`  res.setHeader('Location', '/a/1');
  res.statusCode = 201;
  res.end();`),
    },
    {
      name: 'the status of an answer that a client got',
      code: `export async function create(body) {
  const res = await fetch('/users', { method: 'POST', body });
  if (res.status === 201) return res.json();
  return null;
}`,
    },
    {
      name: 'a test double',
      code: `const res = { status: () => res, json: () => res };
res.status(201).json({});`,
    },
  ],
  invalid: [
    {
      name: 'a chain in a route',
      code: app('app.post("/users", (req, res) => { res.status(201).json({ id: 1 }); });'),
      errors: [{ ...missing(3), column: 47, endLine: 3, endColumn: 50 }],
    },
    {
      name: 'Express 4',
      code: app('app.post("/users", (req, res) => { res.status(201).send({ id: 1 }); });'),
      settings: { 'http-status': { frameworkVersions: { express: 4 } } },
      errors: [missing(3)],
    },
    {
      name: 'a router, a route() chain and an async handler',
      code: `import { Router } from 'express';
const router = Router();
router.post('/a', async (req, res) => {
  const made = await req.app.locals.store.add(req.body);
  return res.status(201).json(made);
});
router.route('/b').post((req, res) => {
  res.status(201).end();
});`,
      errors: [missing(5), missing(8)],
    },
    {
      name: 'a controller whose method is in another file',
      code: `exports.create = async (req, res) => {
  const user = await exports.store.add(req.body);
  res.status(201).json(user);
};`,
      errors: [missing(3)],
    },
    {
      name: 'any method',
      code: app('app.all("/users", (req, res) => { res.status(201).json({}); });'),
      errors: [missing(3)],
    },
    {
      name: 'sendStatus(), which brings the 201 itself',
      code: app('app.post("/users", (req, res) => { res.sendStatus(201); });'),
      errors: [missing(3)],
    },
    {
      name: 'a status and the answer in two statements',
      code: app(`app.post("/users", (req, res) => {
  res.status(201);
  res.json({});
});`),
      errors: [missing(4)],
    },
    {
      name: 'a property',
      code: app('app.post("/users", (req, res) => { res.statusCode = 201; res.json({}); });'),
      errors: [missing(3)],
    },
    {
      name: 'a variable',
      code: app(`app.post("/users", (req, res) => {
  let status = 200;
  if (req.body.fresh) status = 201;
  res.status(status).json({});
});`),
      errors: [missing(5)],
    },
    {
      name: 'one side of a conditional',
      code: app('app.post("/users", (req, res) => { res.status(req.body.fresh ? 201 : 200).json({}); });'),
      errors: [missing(3)],
    },
    {
      name: 'a named constant',
      code: app(`import { StatusCodes } from 'http-status-codes';
app.post("/users", (req, res) => { res.status(StatusCodes.CREATED).json({}); });`),
      errors: [missing(4)],
    },
    {
      name: 'a field that is set on one of two ways to the 201',
      code: app(`app.post("/users", (req, res) => {
  if (req.body.public) res.location("/users/1");
  res.status(201).json({});
});`),
      errors: [missing(5)],
    },
    {
      name: 'a field that is set and removed again',
      code: app(`app.post("/users", (req, res) => {
  res.location("/users/1");
  res.removeHeader("Location");
  res.status(201).end();
});`),
      errors: [missing(6)],
    },
    {
      name: 'other fields',
      code: app('app.post("/users", (req, res) => { res.set("X-Location", "/users/1").status(201).json({}); });'),
      errors: [missing(3)],
    },
    {
      name: 'a Location that only the body has',
      code: app('app.post("/users", (req, res) => { res.status(201).json({ location: "/users/1" }); });'),
      errors: [missing(3)],
    },
    {
      name: 'a helper in the same file, at the call that leads there',
      code: app(`const created = (res, body) => res.status(201).json(body);
app.post("/users", (req, res) => created(res, {}));`),
      errors: [{ ...missing(4), column: 34, endLine: 4, endColumn: 50 }],
    },
    {
      name: 'a status that is given to a helper',
      code: app(`const send = (res, status, body) => res.status(status).json(body);
app.post("/users", (req, res) => send(res, 201, {}));`),
      errors: [missing(4)],
    },
    {
      name: 'inside try, a callback and a promise',
      code: app(`app.post("/a", async (req, res, next) => {
  try {
    await req.app.locals.save(req.body);
    res.status(201).end();
  } catch (error) {
    next(error);
  }
});
app.post("/b", (req, res, next) => {
  req.app.locals.save(req.body, (error) => {
    if (error) return next(error);
    res.status(201).end();
  });
});`),
      errors: [missing(6), missing(14)],
    },
    {
      name: 'a case of a switch over the method',
      code: server(`  switch (req.method) {
    case 'PUT':
      res.writeHead(201);
      return res.end();
    case 'POST':
      res.writeHead(201, { 'content-type': 'text/plain' });
      return res.end();
    default:
      res.writeHead(405, { allow: 'PUT, POST' });
      return res.end();
  }`),
      errors: [missing(8, 'Node')],
    },
    {
      name: 'Node: a property',
      code: server(`  res.statusCode = 201;
  res.end();`),
      errors: [missing(3, 'Node')],
    },
  ],
});
