import rule from '../../src/rules/require-response.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
${body}
}).listen(8080);`;

const consequence = 'Express leaves the client waiting';

const branch = (line: number, test: string, outcome: 'truthy' | 'falsy' | 'true' | 'false', framework = 'Express') => ({
  messageId: 'branch' as const,
  data: { test, outcome, consequence: `${framework} leaves the client waiting` },
  line,
});

testRule(rule, {
  valid: [
    {
      name: 'an answer on each branch',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.a) res.json({});
  else res.sendStatus(404);
});`),
    },
    {
      name: 'an answer after the branch',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.a) return res.json({});
  res.sendStatus(404);
});`),
    },
    {
      name: 'next() on the other path',
      code: app(`app.use((req, res, next) => {
  if (!req.query.a) return res.sendStatus(401);
  next();
});`),
    },
    ...[
      'req.aborted',
      'req.destroyed',
      'req.socket.destroyed',
      'controller.signal.aborted',
      'res.closed',
      'clientDisconnected',
      'isAborted()',
    ].map((gone) => ({
      name: `a client that has gone, by ${gone}`,
      code: app(`app.get("/a", async (req, res) => {
  const controller = new AbortController();
  req.on("close", () => controller.abort());
  const rows = await load(controller.signal);
  if (${gone}) return;
  res.json(rows);
});`),
    })),
    {
      name: 'code that cannot be seen and is given the socket',
      code: app(`app.get("/a", (req, res) => {
  const { ws } = req;
  if (req.query.a) {
    ws.send("no");
    ws.close(1008);
    return;
  }
  if (req.headers.upgrade) return void proxy.upgrade(req, req.socket);
  if (req.ws) sockets.add(req.query.id, req.ws);
  else res.json({});
});`),
    },
    {
      name: 'a connection that is broken off',
      code: server(`  if (!req.headers["x-key"]) {
    const { socket } = req;
    socket.destroy();
    return;
  }
  if (req.url === "/big") return void req.destroy();
  res.end();`),
    },
    {
      name: 'code that cannot be seen and is given a list with the response in it',
      code: app(`app.get("/a", async (req, res) => {
  const args = [req, res];
  for (const name of names) {
    if (!name) continue;
    if (!req.params[name]) return res.status(400).json({});
    args.push(req.params[name]);
  }
  return await controller.show(...args);
});`),
    },
    {
      name: 'an error on the other path',
      code: app(`app.get("/a", (req, res) => {
  if (!req.query.a) throw new Error("no a");
  res.json({});
});`),
    },
    {
      name: 'a handler that never answers where one can see',
      code: app('app.post("/a", (req, res) => { req.app.locals.log(req.body); });'),
    },
    {
      name: 'a path on which a status is set, which is the business of another rule',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.a) return res.json({});
  res.status(404);
});`),
    },
    {
      name: 'code that cannot be seen has the response on that path',
      code: app(`import { finish } from './finish.js';
app.get("/a", (req, res) => {
  if (req.query.a) return res.json({});
  finish(res);
});`),
    },
    {
      name: 'the response is kept for later',
      code: app(`const waiting = [];
app.get("/a", (req, res) => {
  if (req.query.a) return res.json({});
  waiting.push(res);
});`),
    },
    {
      name: 'the request and the response are one thing that is handed on',
      code: app(`import { finish } from './finish.js';
app.get("/a", (req, res) => {
  if (req.query.a) return res.json({});
  finish({ req, res });
});`),
    },
    {
      name: 'next is handed on',
      code: app(`import { lookup } from './lookup.js';
app.use((req, res, next) => {
  if (req.query.a) return res.json({});
  lookup(req.query.b, next);
});`),
    },
    {
      name: 'a stream answers',
      code: app(`import { createReadStream } from 'node:fs';
app.get("/a", (req, res) => {
  if (req.query.a) return res.json({});
  createReadStream("a.html").pipe(res);
});`),
    },
    {
      name: 'a callback answers',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.a) return res.json({});
  req.app.locals.load((error, rows) => { res.json(error ? [] : rows); });
});`),
    },
    {
      name: 'a listener answers',
      code: app(`app.post("/a", (req, res) => {
  if (req.query.a) return res.json({});
  req.on("end", () => res.sendStatus(204));
});`),
    },
    {
      name: 'both reactions of a promise answer',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.a) return res.json({});
  req.app.locals.load().then((rows) => res.json(rows)).catch(() => res.sendStatus(500));
});`),
    },
    {
      name: 'the process ends',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.a) return res.json({});
  process.exit(1);
});`),
    },
    {
      name: 'the same test twice',
      code: app(`app.get("/a", (req, res) => {
  const { a } = req.query;
  if (a) res.json({});
  if (!a) res.sendStatus(404);
});`),
    },
    {
      name: 'a guard that only asks whether something was sent',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.a) res.json({});
  if (!res.headersSent) res.sendStatus(404);
});`),
    },
    {
      name: 'a switch with a default, and a loop with an answer after it',
      code: app(`app.get("/a", (req, res) => {
  switch (req.query.kind) {
    case "x": return res.json({});
    default: return res.sendStatus(404);
  }
});
app.get("/b", (req, res) => {
  for (const row of req.app.locals.rows) {
    if (row.id === req.query.id) return res.json(row);
  }
  res.sendStatus(404);
});`),
    },
    {
      name: 'a catch that answers, and one that hands on',
      code: app(`app.get("/a", async (req, res, next) => {
  try { res.json(await req.app.locals.load()); } catch { res.sendStatus(500); }
});
app.get("/b", async (req, res, next) => {
  try { res.json(await req.app.locals.load()); } catch (error) { next(error); }
});`),
    },
    {
      name: 'a function that is called for what it gives back, as far as one can see',
      code: `export const userOf = async (req, res) => {
  const user = await req.app.locals.find(req.query.id);
  if (!user) {
    res.sendStatus(401);
    return null;
  }
  return user;
};`,
    },
    {
      name: 'not a handler',
      code: `export function pick(list, res) {
  if (list.length > 0) return res;
}`,
    },
  ],
  invalid: [
    {
      name: 'code that cannot be seen and is given a list without the response',
      code: app(`app.get("/a", async (req, res) => {
  const args = [req, 1];
  if (req.query.a) return res.json({});
  await controller.show(...args);
});`),
      errors: [branch(5, '`req.query.a`', 'falsy')],
    },
    {
      name: 'a socket that is only looked at',
      code: app(`app.get("/a", (req, res) => {
  if (req.socket.remoteAddress !== "::1") return;
  res.json({});
});`),
      errors: [{ messageId: 'leaves', line: 4 }],
    },
    {
      name: 'a client of another service that has closed',
      code: app(`app.get("/a", async (req, res) => {
  if (pool.destroyed) return;
  res.json(await pool.rows());
});`),
      errors: [{ messageId: 'leaves', line: 4 }],
    },
    {
      name: 'an if without an else',
      code: app(`app.get("/a", async (req, res) => {
  const user = await req.app.locals.find(req.query.id);
  if (user) res.json(user);
});`),
      errors: [{ ...branch(5, '`user`', 'falsy'), column: 7, endLine: 5, endColumn: 11 }],
    },
    {
      name: 'Express 4',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.a) res.json({});
});`),
      settings: { 'http-status': { frameworkVersions: { express: 4 } } },
      errors: [branch(4, '`req.query.a`', 'falsy')],
    },
    {
      name: 'an else if without an else',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.a) res.json({});
  else if (req.query.b) res.sendStatus(404);
});`),
      errors: [branch(5, '`req.query.b`', 'falsy')],
    },
    {
      name: 'a branch that only logs',
      code: app(`app.get("/a", (req, res) => {
  const { a } = req.query;
  if (!a) {
    console.warn("no a");
  } else {
    res.json({ a });
  }
});`),
      errors: [branch(5, '`!a`', 'true')],
    },
    {
      name: 'a test that is too long to repeat, and one on several lines',
      code: app(`app.get("/a", (req, res) => {
  const { parameters } = req.query;
  if (parameters.oneThatHasAVeryLongNameIndeed === parameters.anotherOne) res.json({});
});
app.get("/b", (req, res) => {
  if (
    req.query
      .a
  ) res.json({});
});`),
      errors: [branch(5, 'this test', 'false'), branch(9, 'this test', 'falsy')],
    },
    {
      name: 'two tests that are joined',
      code: app(`app.get("/a", (req, res) => {
  const { a, b } = req.query;
  if (a && b) res.json({});
});`),
      errors: [{ messageId: 'past', data: { consequence }, line: 5, column: 7, endLine: 5, endColumn: 13 }],
    },
    {
      name: 'two tests that are joined, in a callback',
      code: app(`app.get("/a", (req, res) => {
  req.app.locals.load((error, rows) => {
    if (!error && rows.length > 0) res.json(rows);
  });
});`),
      errors: [{ messageId: 'past', data: { consequence }, line: 5, column: 9, endLine: 5, endColumn: 34 }],
    },
    {
      name: 'two ways past one joined test',
      code: app(`app.get("/a", (req, res) => {
  req.app.locals.load((error, response, body) => {
    if (!error && response.statusCode === 200) res.send(body);
  });
});`),
      errors: [branch(5, '`!error && response.statusCode === 200`', 'falsy')],
    },
    {
      name: 'a test that is no branch of its own',
      code: app(`app.get("/a", (req, res) => {
  const { a } = req.query;
  a && res.json({ a });
});`),
      errors: [branch(5, '`a`', 'falsy')],
    },
    {
      name: 'two tests of which one stands in the other, at the outer one',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.none) return res.sendStatus(400);
  if (req.query.a) {
    if (req.query.b) return res.json({});
  }
});`),
      errors: [{ messageId: 'past', data: { consequence }, line: 5 }],
    },
    {
      name: 'a switch without a default',
      code: app(`app.get("/a", (req, res) => {
  switch (req.query.kind) {
    case "x": res.json({}); break;
    case "y": res.send("y"); break;
  }
});`),
      errors: [{ messageId: 'past', data: { consequence }, line: 5 }],
    },
    {
      name: 'a loop that may find nothing to answer with',
      code: app(`app.get("/a", (req, res) => {
  for (const row of req.app.locals.rows) {
    if (row.id === req.query.id) return res.json(row);
  }
});`),
      errors: [{ messageId: 'past', data: { consequence }, line: 5 }],
    },
    {
      name: 'a loop that may have no turn, in a handler without a test',
      code: app(`app.get("/a", function show(req, res) {
  for (const row of req.app.locals.rows) return res.json(row);
});
app.get("/b", (req, res) => {
  for (const row of req.app.locals.rows) return res.json(row);
});`),
      errors: [
        { messageId: 'ends', data: { consequence }, line: 3, column: 24, endLine: 3, endColumn: 28 },
        { messageId: 'ends', data: { consequence }, line: 6, column: 21, endLine: 6, endColumn: 24 },
      ],
    },
    {
      name: 'a rejected promise is answered, but what it gave may be nothing',
      code: app(`app.get("/a", async (req, res) => {
  const rows = await req.app.locals.load().catch(() => { res.sendStatus(500); return null; });
  if (rows) res.json(rows);
});`),
      errors: [branch(5, '`rows`', 'falsy')],
    },
    {
      name: 'a bare return',
      code: app(`app.get("/a", (req, res) => {
  if (!req.query.a) return;
  res.json({});
});`),
      errors: [{ messageId: 'leaves', data: { consequence }, line: 4, column: 21, endLine: 4, endColumn: 28 }],
    },
    {
      name: 'a return of something that Express ignores',
      code: app(`app.get("/a", (req, res) => {
  if (!req.query.a) return { error: "no a" };
  res.json({});
});`),
      errors: [{ messageId: 'leaves', data: { consequence }, line: 4 }],
    },
    {
      name: 'middleware that calls next() on the other path',
      code: app(`app.use((req, res, next) => {
  if (req.query.a) next();
});`),
      errors: [branch(4, '`req.query.a`', 'falsy')],
    },
    {
      name: 'a catch that only logs',
      code: app(`app.get("/a", async (req, res) => {
  try {
    res.json(await req.app.locals.load());
  } catch (error) {
    console.error(error);
  }
});`),
      errors: [{ messageId: 'swallowed', data: { consequence }, line: 6, column: 12, endLine: 6, endColumn: 17 }],
    },
    {
      name: 'an error-first callback that returns without an answer',
      code: app(`app.get("/a", (req, res) => {
  req.app.locals.load((error, rows) => {
    if (error) return;
    res.json(rows);
  });
});`),
      errors: [branch(5, '`error`', 'truthy')],
    },
    {
      name: 'Node: a method without an answer',
      code: server(`  if (req.method === 'GET') {
    res.end('ok');
  } else if (req.method === 'HEAD') {
    res.end();
  }`),
      errors: [branch(5, "`req.method === 'HEAD'`", 'false', 'Node')],
    },
  ],
});
