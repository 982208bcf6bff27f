import rule from '../../src/rules/no-unsent-status.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
${body}
}).listen(8080);`;

const unsent = (line: number, status = 'The status 404', framework = 'Express') => ({
  messageId: 'unsent' as const,
  data: { status, consequence: `${framework} leaves the client waiting` },
  line,
});

testRule(rule, {
  valid: [
    {
      name: 'a function that others may call, to set a status or to be told that it did',
      code: `export const missing = (req, res) => { res.status(404); };
export const isAllowed = (req, res) => {
  if (!req.query.token) { res.status(401); return false; }
  res.set('x-token', 'seen').json({});
};`,
    },
    {
      name: 'sent in the chain',
      code: app('app.get("/a", (req, res) => { res.status(404).end(); });'),
    },
    {
      name: 'sent by the next statement, or further down',
      code: app(`app.get("/a", (req, res) => { res.status(404); res.end(); });
app.get("/b", (req, res) => {
  res.status(202);
  req.app.locals.queue.push(req.body);
  res.json({ queued: true });
});`),
    },
    {
      name: 'a helper that sends without its argument',
      code: app('app.get("/a", (req, res) => { res.sendStatus(404); });'),
    },
    {
      name: 'sent on each branch',
      code: app(`app.get("/a", (req, res) => {
  res.status(404);
  if (req.accepts("json")) res.json({ error: "none" });
  else res.send("none");
});`),
    },
    {
      name: 'a status and next(), as in a handler for everything that was not found',
      code: app('app.use((req, res, next) => { res.status(404); next(); });'),
    },
    {
      name: 'a status and an error handler',
      code: app(`app.get("/a", (req, res, next) => { res.status(404); next(new Error("none")); });
app.get("/b", (req, res) => { res.status(404); throw new Error("none"); });
app.use((error, req, res, next) => { res.json({ error: error.message }); });`),
    },
    {
      name: 'sent by a helper in the same file',
      code: app(`function finish(res) { res.json({ error: "none" }); }
app.get("/a", (req, res) => { res.status(404); finish(res); });`),
    },
    {
      name: 'code that cannot be seen has the response',
      code: app(`import { finish } from './finish.js';
app.get("/a", (req, res) => { res.status(404); finish(res); });
app.get("/b", (req, res) => { finish(res.status(404)); });`),
    },
    {
      name: 'a stream that is piped into the response',
      code: app(`import { createReadStream } from 'node:fs';
app.get("/a", (req, res) => { res.status(404); createReadStream("404.html").pipe(res); });`),
    },
    {
      name: 'sent later, in a callback',
      code: app(`app.get("/a", (req, res) => {
  res.status(404);
  setTimeout(() => res.end(), 100);
});
app.get("/b", (req, res) => {
  res.status(404);
  req.app.locals.page((error, html) => { res.send(error ? "none" : html); });
});`),
    },
    {
      name: 'sent after an await, and in a promise reaction',
      code: app(`app.get("/a", async (req, res) => {
  res.status(404);
  res.send(await req.app.locals.page());
});
app.get("/b", (req, res) => {
  res.status(404);
  req.app.locals.page().then((html) => res.send(html));
});`),
    },
    {
      name: 'a handler that ends without a status, which is the business of another rule',
      code: app('app.get("/a", (req, res) => { if (req.query.a) res.json({}); });'),
    },
    {
      name: 'a status that comes too late, after the answer',
      code: app('app.get("/a", (req, res) => { res.json({}); res.status(404); });'),
    },
    {
      name: 'Node: writeHead() and end(), a property and end()',
      code: server(`  if (req.url === '/a') {
    res.writeHead(404);
    res.end();
    return;
  }
  res.statusCode = 204;
  res.end();`),
    },
    {
      name: "a client's status",
      code: `export function read(res) {
  if (res.status === 404) return null;
  return res.json();
}`,
    },
  ],
  invalid: [
    {
      name: 'a function that nothing registers, and which answers on another way',
      code: `export const show = (req, res) => {
  if (!req.query.id) { res.status(404); return; }
  res.json({});
};`,
      errors: [unsent(2)],
    },
    {
      name: 'a returned chain that stops at the status',
      code: app('app.get("/a", (req, res) => { return res.status(404); });'),
      errors: [{ ...unsent(3), column: 49, endLine: 3, endColumn: 52 }],
    },
    {
      name: 'Express 4',
      code: app('app.delete("/a", (req, res) => { res.status(204); });'),
      settings: { 'http-status': { frameworkVersions: { express: 4 } } },
      errors: [unsent(3, 'The status 204')],
    },
    {
      name: 'one branch that forgets to send',
      code: app(`app.get("/a", async (req, res) => {
  const found = await req.app.locals.find(req.query.id);
  if (!found) {
    res.status(404);
    return;
  }
  res.json(found);
});`),
      errors: [unsent(6)],
    },
    {
      name: 'a status that is sent on one branch only',
      code: app(`app.get("/a", (req, res) => {
  res.status(404);
  if (req.accepts("json")) res.json({ error: "none" });
});`),
      errors: [unsent(4)],
    },
    {
      name: 'fields and a type, but nothing that sends',
      code: app('app.get("/a", (req, res) => { res.status(404).type("json").set("X-A", "1"); });'),
      errors: [unsent(3)],
    },
    {
      name: 'a catch that only sets the status',
      code: app(`app.get("/a", async (req, res) => {
  try {
    res.json(await req.app.locals.load());
  } catch (error) {
    res.status(500);
  }
});`),
      errors: [unsent(7, 'The status 500')],
    },
    {
      name: 'an error handler that only sets the status',
      code: app('app.use((error, req, res, next) => { res.status(500); });'),
      errors: [unsent(3, 'The status 500')],
    },
    {
      name: 'both sides of a conditional, and a status that cannot be read',
      code: app(`app.get("/a", (req, res) => { res.status(req.query.a ? 404 : 410); });
app.get("/b", (req, res) => { res.status(req.app.locals.status); });`),
      errors: [unsent(3), unsent(3, 'The status 410'), { ...unsent(4, 'A status'), column: 42, endColumn: 63 }],
    },
    {
      name: 'a helper in the same file that only sets the status',
      code: app(`const gone = (res) => res.status(410);
app.get("/a", (req, res) => gone(res));`),
      errors: [unsent(4, 'The status 410')],
    },
    {
      name: 'a case of a switch',
      code: app(`app.get("/a", (req, res) => {
  switch (req.query.kind) {
    case "old":
      res.status(410);
      break;
    default:
      res.json({});
  }
});`),
      errors: [unsent(6, 'The status 410')],
    },
    {
      name: 'a callback',
      code: app(`app.get("/a", (req, res) => {
  req.app.locals.load((error, rows) => {
    if (error) return res.status(500);
    res.json(rows);
  });
});`),
      errors: [unsent(5, 'The status 500')],
    },
    {
      name: 'Node: a property, and a head without an end',
      code: server(`  if (req.url === '/a') {
    res.statusCode = 404;
    return;
  }
  res.end('ok');`),
      errors: [unsent(4, 'The status 404', 'Node')],
    },
  ],
});
