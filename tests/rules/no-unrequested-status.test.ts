import rule from '../../src/rules/no-unrequested-status.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const unrequested = (status: number, fields: string, instead: string) => ({
  messageId: 'unrequested' as const,
  data: { status, fields, instead },
});

testRule(rule, {
  valid: [
    {
      name: 'a part that was asked for',
      code: app(`app.get("/a", (req, res) => {
  if (!req.headers.range) return res.send(req.app.locals.all);
  res.status(206).set("Content-Range", "bytes 0-1/2").send(req.app.locals.part);
});`),
    },
    {
      name: 'a condition, by its field or by what Express makes of it',
      code: app(`app.get("/a", (req, res) => { if (req.fresh) return res.status(304).end(); res.send("a"); });
app.put("/b", (req, res) => { if (!req.get("if-match")) return res.sendStatus(412); res.sendStatus(204); });`),
    },
    {
      name: 'what a client accepts',
      code: app(
        'app.get("/a", (req, res) => { if (!req.accepts("json")) return res.sendStatus(406); res.json({}); });',
      ),
    },
    {
      name: 'what a client accepts, in another function of a file that also sets the type of its content',
      code: app(`const type = (req) => req.headers.accept;
app.get("/a", (req, res) => { if (type(req) !== "text/csv") return res.sendStatus(406); res.type("csv").send("a"); });
app.get("/b", (req, res) => { res.format({ json: () => res.json({}), default: () => res.status(406).end() }); });
app.get("/c", (req, res) => { if (req.query.format !== "csv") return res.status(406).end(); res.send("a"); });`),
    },
    {
      name: 'the type of what was sent',
      code: app('app.post("/a", (req, res) => { if (!req.is("json")) return res.sendStatus(415); res.json({}); });'),
    },
    {
      name: 'a request that somebody else looks at',
      code: app(`import { decide } from './decide.js';
app.get("/a", (req, res) => { if (decide(req)) return res.status(304).end(); res.send("a"); });
app.put("/b", (req, res) => { if (decide(req.headers)) return res.sendStatus(412); res.sendStatus(204); });
app.put("/c", (req, res) => { if (decide({ req })) return res.sendStatus(412); res.sendStatus(204); });
app.put("/d", (req, res) => { if (decide([...req.raw.headers])) return res.sendStatus(412); res.sendStatus(204); });`),
    },
    {
      name: 'all fields of a request, taken out of it, and fields of which others know the names',
      code: app(`import { decide, names } from './decide.js';
app.get("/a", (req, res) => { const { headers, body } = req; if (decide(headers)) return res.status(304).end(); res.send("a"); });
app.get("/b", ({ headers: all }, res) => { if (decide(all)) return res.status(304).end(); res.send("b"); });
app.get("/c", (req, res) => { if (names.some((each) => req.headers[each])) return res.status(304).end(); res.send("c"); });
app.get("/d", (req, res) => { for (const name in req.headers) if (names.includes(name)) return res.status(412).end(); res.send("d"); });`),
    },
    {
      name: 'a status from upstream, and others',
      code: app(`app.get("/a", (req, res) => { res.status(req.app.locals.upstream.status).end(); });
app.get("/b", (req, res) => { res.sendStatus(404); });`),
    },
  ],
  invalid: [
    {
      name: 'the type of what was sent, in a file that also looks at what is accepted',
      code: app(`app.post("/a", (req, res) => {
  if (!req.accepts("json")) return res.sendStatus(406);
  if (!req.is("json")) return res.sendStatus(406);
  res.json({});
});`),
      errors: [
        {
          messageId: 'mediaType',
          line: 5,
          column: 46,
          endLine: 5,
          endColumn: 49,
          suggestions: [
            {
              messageId: 'send',
              output: app(`app.post("/a", (req, res) => {
  if (!req.accepts("json")) return res.sendStatus(406);
  if (!req.is("json")) return res.sendStatus(415);
  res.json({});
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'the type of what was sent, by a field that is taken out of the request',
      code: app(`app.post("/a", (req, res) => {
  const { 'content-type': type } = req.headers;
  if (type !== 'application/json') return res.status(406).end();
  res.json({});
});`),
      errors: [
        {
          messageId: 'mediaType',
          line: 5,
          suggestions: [
            {
              messageId: 'send',
              output: app(`app.post("/a", (req, res) => {
  const { 'content-type': type } = req.headers;
  if (type !== 'application/json') return res.status(415).end();
  res.json({});
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'a rule of the business, in a file that sets the type of its content, formats dates and accepts terms',
      code: app(`app.post("/a", (req, res) => {
  res.set('Content-Type', 'application/json');
  const information = { accepted: true, at: formatDate(new Date()) };
  if (!req.body.agreed) return res.status(406).send(information);
  res.send(information);
});`),
      errors: [unrequested(406, 'Accept', '400 or 415')],
    },
    {
      name: 'too soon, and no early data',
      code: app('app.post("/a", (req, res) => { res.status(425).json({ error: "try later" }); });'),
      errors: [
        {
          ...unrequested(425, 'Early-Data', '429, 409 or 503'),
          line: 3,
          column: 43,
          endLine: 3,
          endColumn: 46,
        },
      ],
    },
    {
      name: 'a condition of the business, and an expectation of the developer',
      code: app(`app.post("/a", (req, res) => {
  if (!req.body.agreed) return res.status(412).json({ error: "agree first" });
  res.status(417).json({ error: "unexpected" });
});`),
      errors: [
        unrequested(
          412,
          'If-Match, If-None-Match or If-Unmodified-Since',
          '409 for a conflict, 400 or 422 for what is missing',
        ),
        unrequested(417, 'Expect', '400 or 422'),
      ],
    },
    {
      name: 'a request of which no more is looked at than its route, whatever else is called so',
      code: app(`import { decide } from './decide.js';
app.get("/a", (req, res) => { if (decide(req.params)) return res.status(304).end(); res.send("a"); });
app.get("/b", (request, res) => { if (decide((req) => decide(req))) return res.status(304).end(); res.send("a"); });`),
      errors: [
        unrequested(304, 'If-None-Match or If-Modified-Since', '200 with the content'),
        unrequested(304, 'If-None-Match or If-Modified-Since', '200 with the content'),
      ],
    },
    {
      name: 'a page of a list is no part of the content',
      code: app(`app.get("/a", (req, res) => {
  res.status(206).set("Content-Range", "bytes 0-9/100").json(req.app.locals.page);
});`),
      errors: [unrequested(206, 'Range', '200 with all of the content')],
    },
    {
      name: 'some fields of a request, taken out of it',
      code: app(`import { decide } from './decide.js';
app.get("/a", (req, res) => { const { headers: { cookie }, body } = req; if (decide(cookie, body)) return res.status(304).end(); res.send("a"); });`),
      errors: [unrequested(304, 'If-None-Match or If-Modified-Since', '200 with the content')],
    },
    {
      name: 'Fetch',
      code: `export async function GET(request: Request): Promise<Response> {
  return new Response(null, { status: 304 });
}`,
      errors: [unrequested(304, 'If-None-Match or If-Modified-Since', '200 with the content')],
    },
  ],
});
