import rule from '../../src/rules/no-multiple-responses.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
${body}
}).listen(8080);`;

const express5 = { framework: 'Express 5', consequence: 'throws ERR_HTTP_HEADERS_SENT' };
const node = { framework: 'Node', consequence: 'emits an error that takes the process down' };

/** A forgotten `return` in the middle of a route, before and after. */
const forgotten = (statement: string) =>
  app(`app.get("/a", (req, res) => {
  if (!req.query.a) {
    ${statement}
  }
  res.json({ a: 1 });
});`);

testRule(rule, {
  valid: [
    {
      name: 'return before the first answer',
      code: forgotten('return res.status(400).json({ error: "no a" });'),
    },
    {
      name: 'return after the first answer',
      code: forgotten('res.status(400).json({ error: "no a" });\n    return;'),
    },
    {
      name: 'if and else',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.a) res.json({});
  else res.sendStatus(404);
});`),
    },
    {
      name: 'tests that exclude each other',
      code: app(`app.get("/a", (req, res) => {
  const { a } = req.query;
  if (a) res.json({});
  if (!a) res.sendStatus(404);
});`),
    },
    {
      name: 'a conditional expression',
      code: app('app.get("/a", (req, res) => { req.query.a ? res.json({}) : res.sendStatus(404); });'),
    },
    {
      name: 'headersSent',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.a) res.json({});
  if (!res.headersSent) res.sendStatus(404);
});
app.get("/b", (req, res) => {
  if (req.query.a) res.json({});
  if (res.headersSent) return;
  res.sendStatus(404);
});`),
    },
    {
      name: 'an answer, and an end() without content',
      code: app('app.get("/a", (req, res) => { res.send("a"); res.end(); });'),
    },
    {
      name: 'an answer in pieces',
      code: server(`  res.writeHead(200);
  res.write('a');
  res.write('b');
  res.end('c');`),
    },
    {
      name: 'a switch with break or return in each case',
      code: app(`app.get("/a", (req, res) => {
  switch (req.query.kind) {
    case "x": res.send("x"); break;
    case "y": return res.send("y");
    default: res.sendStatus(404);
  }
});`),
    },
    {
      name: 'a loop that is left after the answer',
      code: app(`app.get("/a", (req, res) => {
  for (const row of req.app.locals.rows) {
    if (row.id === req.query.id) {
      res.json(row);
      return;
    }
  }
  res.sendStatus(404);
});
app.get("/b", (req, res) => {
  for (const row of req.app.locals.rows) {
    if (row.id === req.query.id) {
      res.json(row);
      break;
    }
  }
});`),
    },
    {
      name: 'try that answers at its end, and a catch',
      code: app(`app.get("/a", async (req, res) => {
  try {
    const rows = await req.app.locals.load();
    res.json(rows);
  } catch (error) {
    res.status(500).json({ error: "failed" });
  }
});`),
    },
    {
      name: 'then() and catch() of one promise',
      code: app(`app.get("/a", (req, res) => {
  req.app.locals.load()
    .then((rows) => { res.json(rows); })
    .catch(() => { res.sendStatus(500); });
});`),
    },
    {
      name: 'listeners for failure and success',
      code: app(`import { createReadStream } from 'node:fs';
app.get("/a", (req, res) => {
  const file = createReadStream("a");
  file.on("error", () => res.sendStatus(500));
  file.on("end", () => res.end());
});`),
    },
    {
      name: 'a caught promise that answers and then comes to nothing',
      code: app(`app.get("/a", async (req, res) => {
  const rows = await req.app.locals.load().catch(() => { res.sendStatus(500); return null; });
  if (rows) res.json(rows);
});`),
    },
    {
      name: 'an error-first callback that returns',
      code: app(`app.get("/a", (req, res) => {
  req.app.locals.load((error, rows) => {
    if (error) return res.sendStatus(500);
    res.json(rows);
  });
});`),
    },
    {
      name: 'next() or an answer',
      code: app(`app.use((req, res, next) => {
  if (!req.query.a) return res.sendStatus(401);
  next();
});`),
    },
    {
      name: 'an answer after next() came back',
      code: app('app.use((req, res, next) => { res.on("finish", () => console.log(res.statusCode)); next(); });'),
    },
    {
      name: 'a process that ends',
      code: app(`app.get("/a", (req, res) => {
  if (!req.query.a) {
    res.sendStatus(500);
    process.exit(1);
  }
  res.json({});
});`),
    },
    {
      name: 'responses of different handlers',
      code: app(`app.get("/a", (req, res) => { res.json({}); });
app.get("/b", (req, res) => { res.json({}); });`),
    },
    {
      name: 'code that cannot be seen may have answered, or not',
      code: app(`import { check } from './check.js';
app.get("/a", async (req, res) => {
  await check(req, res);
  res.json({});
});`),
    },
    {
      name: 'something else that sends',
      code: app(`app.post("/a", (req, res) => {
  req.app.locals.socket.send("a");
  req.app.locals.socket.send("b");
  res.sendStatus(204);
});`),
    },
  ],
  invalid: [
    {
      name: 'a forgotten return',
      code: forgotten('res.status(400).json({ error: "no a" });'),
      errors: [
        {
          messageId: 'goesOn',
          data: { line: 7, ...express5 },
          line: 5,
          column: 5,
          endLine: 5,
          endColumn: 44,
          suggestions: [
            { messageId: 'addReturn', output: forgotten('return res.status(400).json({ error: "no a" });') },
          ],
        },
      ],
    },
    {
      name: 'Express 4',
      code: forgotten('res.sendStatus(400);'),
      settings: { 'http-status': { frameworkVersions: { express: 4 } } },
      errors: [
        {
          messageId: 'goesOn',
          data: { line: 7, ...express5, framework: 'Express 4' },
          line: 5,
          suggestions: [{ messageId: 'addReturn', output: forgotten('return res.sendStatus(400);') }],
        },
      ],
    },
    {
      name: 'a statement after the answer still runs after the remedy',
      code: forgotten('res.sendStatus(400);\n    console.warn("no a");'),
      errors: [
        {
          messageId: 'goesOn',
          data: { line: 8, ...express5 },
          line: 5,
          suggestions: [
            {
              messageId: 'addReturn',
              output: forgotten('res.sendStatus(400);\n    console.warn("no a");\n    return;'),
            },
          ],
        },
      ],
    },
    {
      name: 'an if without braces',
      code: app(`app.get("/a", (req, res) => {
  if (!req.query.a) res.sendStatus(400);
  res.json({});
});`),
      errors: [
        {
          messageId: 'goesOn',
          data: { line: 5, ...express5 },
          line: 4,
          suggestions: [
            {
              messageId: 'addReturn',
              output: app(`app.get("/a", (req, res) => {
  if (!req.query.a) return res.sendStatus(400);
  res.json({});
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'a function that is declared to return nothing',
      code: app(`import type { Request, Response } from 'express';
async function show(req: Request, res: Response): Promise<void> {
  if (!req.query.a) res.sendStatus(400);
  res.json({});
}
app.get("/a", show);`),
      errors: [
        {
          messageId: 'goesOn',
          data: { line: 6, ...express5 },
          line: 5,
          suggestions: [
            {
              messageId: 'addReturn',
              output: app(`import type { Request, Response } from 'express';
async function show(req: Request, res: Response): Promise<void> {
  if (!req.query.a) { res.sendStatus(400); return; }
  res.json({});
}
app.get("/a", show);`),
            },
          ],
        },
      ],
    },
    {
      name: 'a function that is declared to return nothing, with braces',
      code: `import type { Request, Response } from 'express';
export function show(req: Request, res: Response): void {
  if (!req.query.a) {
    res.sendStatus(400);
  }
  res.json({});
}`,
      errors: [
        {
          messageId: 'goesOn',
          data: { line: 6, ...express5 },
          line: 4,
          suggestions: [
            {
              messageId: 'addReturn',
              output: `import type { Request, Response } from 'express';
export function show(req: Request, res: Response): void {
  if (!req.query.a) {
    res.sendStatus(400);
    return;
  }
  res.json({});
}`,
            },
          ],
        },
      ],
    },
    {
      name: 'two answers in a row, at the second',
      code: app('app.get("/a", (req, res) => { res.json({}); res.send("a"); });'),
      errors: [{ messageId: 'second', data: { line: 3, ...express5 }, line: 3, column: 45, endLine: 3, endColumn: 58 }],
    },
    {
      name: 'an answer that another one in a branch follows',
      code: app(`app.get("/a", (req, res) => {
  res.json({});
  if (req.query.a) res.send("a");
});`),
      errors: [{ messageId: 'second', data: { line: 4, ...express5 }, line: 5 }],
    },
    {
      name: 'one report for an answer that several others follow',
      code: app(`app.get("/a", (req, res) => {
  if (!req.query.a) res.sendStatus(400);
  if (req.query.b) return res.json({});
  res.send("a");
});`),
      errors: [
        {
          messageId: 'goesOn',
          data: { line: 5, ...express5 },
          line: 4,
          suggestions: [
            {
              messageId: 'addReturn',
              output: app(`app.get("/a", (req, res) => {
  if (!req.query.a) return res.sendStatus(400);
  if (req.query.b) return res.json({});
  res.send("a");
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'an answer in a branch, and then next()',
      code: app(`app.use((req, res, next) => {
  if (!req.query.a) res.sendStatus(404);
  next();
});`),
      errors: [
        {
          messageId: 'handsOn',
          data: { line: 5, ...express5 },
          line: 4,
          column: 21,
          endLine: 4,
          endColumn: 40,
          suggestions: [
            {
              messageId: 'addReturn',
              output: app(`app.use((req, res, next) => {
  if (!req.query.a) return res.sendStatus(404);
  next();
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'an answer and next() in a row',
      code: app('app.get("/a", (req, res, next) => { res.json({}); next(); });'),
      errors: [{ messageId: 'next', data: { line: 3, ...express5 }, line: 3, column: 51, endLine: 3, endColumn: 57 }],
    },
    {
      name: 'a case that falls through to another answer',
      code: app(`app.get("/a", (req, res) => {
  switch (req.query.kind) {
    case "x":
      res.send("x");
    default:
      res.sendStatus(404);
  }
});`),
      errors: [
        {
          messageId: 'fallsThrough',
          data: { line: 8, ...express5 },
          line: 6,
          column: 7,
          endLine: 6,
          endColumn: 20,
          suggestions: [
            {
              messageId: 'addBreak',
              output: app(`app.get("/a", (req, res) => {
  switch (req.query.kind) {
    case "x":
      res.send("x");
      break;
    default:
      res.sendStatus(404);
  }
});`),
            },
            {
              messageId: 'addReturn',
              output: app(`app.get("/a", (req, res) => {
  switch (req.query.kind) {
    case "x":
      return res.send("x");
    default:
      res.sendStatus(404);
  }
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'a case that ends, and an answer after the switch',
      code: app(`app.get("/a", (req, res) => {
  switch (req.query.kind) {
    case "x":
      res.send("x");
      break;
  }
  res.sendStatus(404);
});`),
      errors: [
        {
          messageId: 'goesOn',
          data: { line: 9, ...express5 },
          line: 6,
          suggestions: [
            {
              messageId: 'addReturn',
              output: app(`app.get("/a", (req, res) => {
  switch (req.query.kind) {
    case "x":
      return res.send("x");
      break;
  }
  res.sendStatus(404);
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'an answer with each turn of a loop',
      code: app(`app.get("/a", (req, res) => {
  for (const row of req.app.locals.rows) {
    res.json(row);
  }
});`),
      errors: [{ messageId: 'loop', data: express5, line: 5, column: 5, endLine: 5, endColumn: 18 }],
    },
    {
      name: 'an answer under a test in a loop',
      code: app(`app.get("/a", (req, res) => {
  for (const row of req.app.locals.rows) {
    if (row.id === req.query.id) res.json(row);
  }
});`),
      errors: [
        {
          messageId: 'loop',
          data: express5,
          line: 5,
          suggestions: [
            {
              messageId: 'addReturn',
              output: app(`app.get("/a", (req, res) => {
  for (const row of req.app.locals.rows) {
    if (row.id === req.query.id) return res.json(row);
  }
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'forEach(), where a return would leave the callback alone',
      code: app(`app.get("/a", (req, res) => {
  req.app.locals.rows.forEach((row) => {
    if (row.id === req.query.id) res.json(row);
  });
});`),
      errors: [{ messageId: 'callback', data: express5, line: 5, column: 34, endLine: 5, endColumn: 47 }],
    },
    {
      name: 'forEach() with a return, which leaves the callback alone',
      code: app(`app.get("/a", (req, res) => {
  req.app.locals.rows.forEach((row) => {
    if (row.id === req.query.id) return res.json(row);
  });
});`),
      errors: [{ messageId: 'callback', data: express5, line: 5 }],
    },
    {
      name: 'map() whose callback gives the answer back',
      code: app('app.get("/a", (req, res) => { req.app.locals.rows.map((row) => res.json(row)); });'),
      errors: [{ messageId: 'callback', data: express5, line: 3, column: 64 }],
    },
    {
      name: 'a callback in a loop, whose return leaves neither',
      code: app(`app.get("/a", (req, res) => {
  for (const id of req.query.ids) {
    req.app.locals.load(id, (error, row) => {
      if (error) return res.sendStatus(500);
      return res.json(row);
    });
  }
});`),
      errors: [
        { messageId: 'callback', data: express5, line: 6 },
        { messageId: 'callback', data: express5, line: 7 },
      ],
    },
    {
      name: 'a loop in a helper that several handlers share, reported there',
      code: app(`const all = (res, rows) => { for (const row of rows) { if (row.id) res.json(row); } };
app.get("/a", (req, res) => all(res, req.app.locals.rows));
app.get("/b", (req, res) => all(res, req.app.locals.others));`),
      errors: [
        {
          messageId: 'loop',
          data: express5,
          line: 3,
          suggestions: [
            {
              messageId: 'addReturn',
              output: app(`const all = (res, rows) => { for (const row of rows) { if (row.id) return res.json(row); } };
app.get("/a", (req, res) => all(res, req.app.locals.rows));
app.get("/b", (req, res) => all(res, req.app.locals.others));`),
            },
          ],
        },
      ],
    },
    {
      name: 'a return in a try, and a finally that answers again',
      code: app(`app.get("/a", (req, res) => {
  try {
    if (req.query.a) return res.json({});
  } finally {
    res.send("a");
  }
});`),
      errors: [{ messageId: 'second', data: { line: 5, ...express5 }, line: 7 }],
    },
    {
      name: 'an error-first callback that goes on',
      code: app(`app.get("/a", (req, res) => {
  req.app.locals.load((error, rows) => {
    if (error) res.send(error);
    res.json(rows);
  });
});`),
      errors: [
        {
          messageId: 'goesOn',
          data: { line: 6, ...express5 },
          line: 5,
          suggestions: [
            {
              messageId: 'addReturn',
              output: app(`app.get("/a", (req, res) => {
  req.app.locals.load((error, rows) => {
    if (error) return res.send(error);
    res.json(rows);
  });
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'a callback whose return leaves the callback alone, at the second answer',
      code: app(`app.get("/a", (req, res) => {
  req.app.locals.load()
    .then((row) => {
      if (!row) return res.sendStatus(404);
      return row.touch();
    })
    .then(() => { res.json({}); });
});`),
      errors: [{ messageId: 'chain', data: { line: 6, ...express5 }, line: 9, column: 19, endLine: 9, endColumn: 31 }],
    },
    {
      name: 'a catch that answers and lets the chain go on, where no error would help',
      code: app(`app.get("/a", (req, res) => {
  req.app.locals.load()
    .catch(() => { res.sendStatus(500); })
    .then(() => { res.json({}); });
});`),
      errors: [{ messageId: 'second', data: { line: 5, ...express5 }, line: 6 }],
    },
    {
      name: 'a callback that answers after the function has',
      code: app(`app.get("/a", (req, res) => {
  req.app.locals.load((error, rows) => { res.json(rows); });
  res.sendStatus(202);
});`),
      errors: [{ messageId: 'second', data: { line: 5, ...express5 }, line: 4 }],
    },
    {
      name: 'an answer, a throw, and a catch that answers again',
      code: app(`app.post("/a", async (req, res) => {
  try {
    if (await req.app.locals.find(req.body.id)) {
      res.status(409).json({ error: "taken" });
      throw new Error("taken");
    }
    res.sendStatus(204);
  } catch {
    res.sendStatus(500);
  }
});`),
      errors: [{ messageId: 'goesOn', data: { line: 11, ...express5 }, line: 6 }],
    },
    {
      name: 'a helper in the same file that answers, and the handler goes on',
      code: app(`const fail = (res, status) => res.status(status).end();
app.get("/a", (req, res) => {
  if (!req.query.a) fail(res, 400);
  res.json({});
});`),
      errors: [
        {
          messageId: 'goesOn',
          data: { line: 6, ...express5 },
          line: 5,
          suggestions: [
            {
              messageId: 'addReturn',
              output: app(`const fail = (res, status) => res.status(status).end();
app.get("/a", (req, res) => {
  if (!req.query.a) return fail(res, 400);
  res.json({});
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'a helper in the same file that answers, called twice',
      code: app(`const fail = (res, status) => res.status(status).json({});
app.get("/a", (req, res) => {
  if (!req.query.a) fail(res, 400);
  fail(res, 404);
});`),
      errors: [
        {
          messageId: 'goesOn',
          data: { line: 6, ...express5 },
          line: 5,
          suggestions: [
            {
              messageId: 'addReturn',
              output: app(`const fail = (res, status) => res.status(status).json({});
app.get("/a", (req, res) => {
  if (!req.query.a) return fail(res, 400);
  fail(res, 404);
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'an error that is handed on, and an answer',
      code: app(`app.get("/a", (req, res, next) => {
  if (!req.query.a) next(new Error("no a"));
  res.json({});
});`),
      errors: [
        {
          messageId: 'errorGoesOn',
          data: { line: 5, ...express5 },
          line: 4,
          column: 21,
          endLine: 4,
          endColumn: 44,
          suggestions: [
            {
              messageId: 'addReturn',
              output: app(`app.get("/a", (req, res, next) => {
  if (!req.query.a) return next(new Error("no a"));
  res.json({});
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'an error that is handed on, and an answer in a row',
      code: app('app.get("/a", (req, res, next) => { next(new Error("a")); res.json({}); });'),
      errors: [
        {
          messageId: 'secondAfterError',
          data: { line: 3, ...express5 },
          line: 3,
          column: 59,
          endLine: 3,
          endColumn: 71,
        },
      ],
    },
    {
      name: 'an error that is handed on, and an end() without content, which is only lost',
      code: app('app.get("/a", (req, res, next) => { next(new Error("a")); res.end(); });'),
      errors: [
        {
          messageId: 'secondAfterError',
          data: { line: 3, framework: 'Express 5', consequence: 'drops the later answer' },
        },
      ],
    },
    {
      name: 'a case that falls through to a next()',
      code: app(`app.use((req, res, next) => {
  switch (req.query.kind) {
    case "x":
      res.send("x");
    default:
      next();
  }
});`),
      errors: [
        {
          messageId: 'handsOn',
          data: { line: 8, ...express5 },
          line: 6,
          suggestions: [
            {
              messageId: 'addBreak',
              output: app(`app.use((req, res, next) => {
  switch (req.query.kind) {
    case "x":
      res.send("x");
      break;
    default:
      next();
  }
});`),
            },
            {
              messageId: 'addReturn',
              output: app(`app.use((req, res, next) => {
  switch (req.query.kind) {
    case "x":
      return res.send("x");
    default:
      next();
  }
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'a helper that answers, called twice by another helper',
      code: app(`const fail = (res) => res.sendStatus(400);
const both = (res) => { fail(res); fail(res); };
app.get("/a", (req, res) => { both(res); });`),
      errors: [{ messageId: 'twice', data: express5, line: 5 }],
    },
    {
      name: 'both answers in one helper, reported there',
      code: app(`function show(req, res) {
  if (!req.query.a) res.sendStatus(400);
  res.json({});
}
app.get("/a", (req, res) => { show(req, res); });
app.get("/b", (req, res) => { show(req, res); });`),
      errors: [
        {
          messageId: 'goesOn',
          data: { line: 5, ...express5 },
          line: 4,
          suggestions: [
            {
              messageId: 'addReturn',
              output: app(`function show(req, res) {
  if (!req.query.a) return res.sendStatus(400);
  res.json({});
}
app.get("/a", (req, res) => { show(req, res); });
app.get("/b", (req, res) => { show(req, res); });`),
            },
          ],
        },
      ],
    },
    {
      name: 'the two answers in helpers of a helper, at the call that leads to both',
      code: app(`const first = (res) => res.sendStatus(400);
const second = (res) => res.json({});
const both = (res) => { first(res); second(res); };
app.get("/a", (req, res) => { both(res); });`),
      errors: [{ messageId: 'twice', data: express5, line: 6, column: 31, endLine: 6, endColumn: 40 }],
    },
    {
      name: 'Node: writeHead() twice, where a return would leave the response without its end',
      code: server(`  if (req.url !== '/') res.writeHead(404);
  res.writeHead(200);
  res.end('home');`),
      errors: [
        {
          messageId: 'second',
          data: { line: 3, framework: 'Node', consequence: 'throws ERR_HTTP_HEADERS_SENT' },
          line: 4,
        },
      ],
    },
    {
      name: 'HTTP/2: end() twice with content',
      code: `import http2 from 'node:http2';
http2.createServer((req, res) => {
  res.end('a');
  res.end('b');
});`,
      errors: [
        {
          messageId: 'second',
          data: { line: 3, framework: "Node's HTTP/2", consequence: 'drops the later answer' },
          line: 4,
        },
      ],
    },
    {
      name: 'Node: end() twice with content',
      code: server(`  if (req.url !== '/') {
    res.statusCode = 404;
    res.end('none');
  }
  res.end('home');`),
      errors: [
        {
          messageId: 'goesOn',
          data: { line: 7, ...node },
          line: 5,
          suggestions: [
            {
              messageId: 'addReturn',
              output: server(`  if (req.url !== '/') {
    res.statusCode = 404;
    return res.end('none');
  }
  res.end('home');`),
            },
          ],
        },
      ],
    },
  ],
});
