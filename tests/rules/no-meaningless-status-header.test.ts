import rule from '../../src/rules/no-meaningless-status-header.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const REDIRECT = 'Redirect, send 201 or 202, or leave the field out';
const PART = 'Send 206 with a part of the content, or leave the field out';
const meaningless = (field: string, status: string) => ({
  messageId: 'meaningless' as const,
  data: { field, status, remedy: field === 'Location' ? REDIRECT : PART },
});
const sending = (source: (status: number) => string, ...statuses: readonly number[]) => ({
  suggestions: statuses.map((status) => ({ messageId: 'send' as const, data: { status }, output: source(status) })),
});

testRule(rule, {
  valid: [
    {
      name: 'Location with a redirect, with 201, and with 202 for where to ask again',
      code: app(`app.get("/a", (req, res) => { res.redirect("/b"); });
app.post("/a", (req, res) => { res.status(201).location("/a/1").end(); });
app.post("/b", (req, res) => { res.status(202).location("/jobs/1").end(); });
app.get("/c", (req, res) => { res.status(304).set("Location", "/d").end(); });`),
    },
    {
      name: 'a status that may be one of these, or cannot be read',
      code: app(`app.post("/a", (req, res) => { res.location("/a/1").status(req.query.a ? 200 : 201).end(); });
app.post("/b", (req, res) => { res.location("/b/1").status(req.app.locals.status).end(); });`),
    },
    {
      name: 'a Location that is set for the success, before an error takes over',
      code: app(`app.post("/a", async (req, res) => {
  res.location("/a/1");
  try {
    await req.app.locals.save(req.body);
    res.status(201).end();
  } catch {
    res.status(500).end();
  }
});`),
    },
    {
      name: 'Content-Range of a part, and of a range that there is not',
      code: app(`app.get("/a", (req, res) => { res.status(206).set("Content-Range", "bytes 0-1/9").send(req.part); });
app.get("/b", (req, res) => { res.status(416).set("Content-Range", "bytes */9").end(); });`),
    },
    {
      name: 'a range of a unit of their own, by which some clients page through lists',
      code: app(`app.get("/a", (req, res) => { res.set("Content-Range", "items 0-9/100").json([]); });
app.get("/b", (req, res) => { res.set("Content-Range", \`users \${req.from}-\${req.to}/100\`).json([]); });
app.get("/c", (req, res) => { res.set("Content-Range", req.app.locals.range).json([]); });`),
    },
    {
      name: 'a Location that a gateway adds where it is wanted',
      code: app('app.get("/a", (req, res) => { res.json({}); });'),
      settings: { 'http-status': { providedFields: ['Location'] } },
    },
    {
      name: 'a redirect with a status that does not redirect, which is another fault',
      code: app('app.get("/a", (req, res) => { res.redirect(200, "/b"); });'),
    },
  ],
  invalid: [
    {
      name: 'a Location, and no status: nobody is redirected',
      code: app('app.get("/a", (req, res) => { res.location("/b").end(); });'),
      errors: [
        {
          ...meaningless('Location', '200'),
          line: 3,
          column: 44,
          endLine: 3,
          endColumn: 48,
          ...sending(
            (status) => app(`app.get("/a", (req, res) => { res.location("/b").status(${status}).end(); });`),
            201,
            303,
          ),
        },
      ],
    },
    {
      name: 'a Location with a 200 that is written, and with an error',
      code: app(`app.post("/a", (req, res) => { res.status(200).location("/a/1").json({ id: 1 }); });
app.post("/b", (req, res) => { res.status(409).location("/b/1").end(); });`),
      errors: [
        {
          ...meaningless('Location', '200'),
          line: 3,
          ...sending(
            (status) =>
              app(`app.post("/a", (req, res) => { res.status(${status}).location("/a/1").json({ id: 1 }); });
app.post("/b", (req, res) => { res.status(409).location("/b/1").end(); });`),
            201,
            303,
          ),
        },
        { ...meaningless('Location', '409'), line: 4 },
      ],
    },
    {
      name: 'a part that goes out as the whole',
      code: app(`app.get("/a", (req, res) => {
  res.set("Content-Range", \`bytes \${req.from}-\${req.to}/\${req.size}\`);
  res.send(req.part);
});`),
      errors: [
        {
          ...meaningless('Content-Range', '200'),
          line: 4,
          ...sending(
            (status) =>
              app(`app.get("/a", (req, res) => {
  res.set("Content-Range", \`bytes \${req.from}-\${req.to}/\${req.size}\`);
  res.status(${status}).send(req.part);
});`),
            206,
          ),
        },
      ],
    },
    {
      name: 'Fetch',
      code: `export async function GET(request: Request): Promise<Response> {
  return new Response(null, { status: 204, headers: { Location: '/a' } });
}`,
      errors: [
        {
          ...meaningless('Location', '204'),
          ...sending(
            (status) => `export async function GET(request: Request): Promise<Response> {
  return new Response(null, { status: ${status}, headers: { Location: '/a' } });
}`,
            201,
            303,
          ),
        },
      ],
    },
  ],
});
