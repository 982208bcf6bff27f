import rule from '../../src/rules/no-cached-error-status.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const kept = (status: string, directives: string) => ({ messageId: 'kept' as const, data: { status, directives } });

testRule(rule, {
  valid: [
    {
      name: 'no-store, no-cache, and an age of nothing',
      code: app(`app.get("/a", (req, res) => { res.set("Cache-Control", "no-store").status(500).end(); });
app.get("/b", (req, res) => { res.set("Cache-Control", "no-cache").status(401).end(); });
app.get("/c", (req, res) => { res.set("Cache-Control", "public, max-age=0").status(503).end(); });
app.get("/d", (req, res) => { res.set("Cache-Control", "no-store, max-age=60").status(403).end(); });`),
    },
    {
      name: 'no field at all: caches keep none of these by themselves',
      code: app('app.get("/a", (req, res) => { res.status(500).end(); });'),
    },
    {
      name: 'errors that stay for a while, and what is no error',
      code: app(`app.get("/a", (req, res) => { res.set("Cache-Control", "max-age=60").status(404).end(); });
app.get("/b", (req, res) => { res.set("Cache-Control", "max-age=60").status(410).end(); });
app.get("/c", (req, res) => { res.set("Cache-Control", "max-age=60").status(501).end(); });
app.get("/d", (req, res) => { res.set("Cache-Control", "max-age=60").json({}); });`),
    },
    {
      name: 'a field that another one takes the place of',
      code: app(`app.get("/a", (req, res) => {
  res.set("Cache-Control", "max-age=60");
  if (req.query.a) return res.json({});
  res.set("Cache-Control", "no-store").status(500).end();
});`),
    },
    {
      name: 'a value that cannot be read',
      code: app('app.get("/a", (req, res) => { res.set("Cache-Control", req.app.locals.cache).status(500).end(); });'),
    },
  ],
  invalid: [
    {
      name: 'a 500 with the age that was meant for the success',
      code: app(`app.get("/a", async (req, res) => {
  res.set("Cache-Control", "public, max-age=86400");
  try {
    res.json(await req.app.locals.load());
  } catch {
    res.status(500).json({ error: "try later" });
  }
});`),
      errors: [
        {
          ...kept('500 Internal Server Error', 'public, max-age=86400'),
          line: 8,
          column: 16,
          endLine: 8,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'middleware that has all responses kept',
      code: app(`app.use((req, res, next) => { res.set("Cache-Control", "s-maxage=60"); next(); });
app.get("/a", (req, res) => { res.status(429).set("Retry-After", "5").end(); });`),
      errors: [{ ...kept('429 Too Many Requests', 's-maxage=60'), line: 4 }],
    },
    {
      name: 'Fetch: in the options',
      code: `export async function GET(request: Request): Promise<Response> {
  return new Response(null, { status: 403, headers: { 'cache-control': 'immutable' } });
}`,
      errors: [kept('403 Forbidden', 'immutable')],
    },
  ],
});
