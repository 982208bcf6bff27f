import rule from '../../src/rules/require-retry-after.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
${body}
}).listen(8080);`;

const missing = (line: number, status = 503, framework = 'Express') => ({
  messageId: 'missing' as const,
  data: { status, framework },
  line,
});

testRule(rule, {
  valid: [
    {
      name: 'in the chain, in seconds',
      code: app('app.get("/a", (req, res) => { res.status(503).set("Retry-After", "60").end(); });'),
    },
    {
      name: 'in an earlier statement, as a date',
      code: app(`app.get("/a", (req, res) => {
  res.setHeader("retry-after", new Date(Date.now() + 60_000).toUTCString());
  res.status(429).json({ error: "slow down" });
});`),
    },
    {
      name: 'in an object of fields',
      code: app('app.get("/a", (req, res) => { res.set({ "retry-after": 60 }).sendStatus(503); });'),
    },
    {
      name: 'the quota fields of the draft, on 429',
      code: app('app.get("/a", (req, res) => { res.set("RateLimit", "\\"default\\";r=0;t=30").status(429).end(); });'),
    },
    {
      name: 'the older quota fields, on 429',
      code: app(`app.get("/a", (req, res) => { res.set("RateLimit-Reset", "30").status(429).end(); });
app.get("/b", (req, res) => { res.set("X-RateLimit-Reset", "30").status(429).end(); });
app.get("/c", (req, res) => { res.set("X-Rate-Limit-Reset", "30").status(429).end(); });`),
    },
    {
      name: 'quota fields that a gateway adds, on 429',
      code: app('app.get("/a", (req, res) => { res.status(429).end(); });'),
      settings: { 'http-status': { providedFields: ['RateLimit-Policy'] } },
    },
    {
      name: 'a Retry-After that a gateway adds',
      code: app('app.get("/a", (req, res) => { res.status(503).end(); });'),
      settings: { 'http-status': { providedFields: ['retry-after'] } },
    },
    {
      name: 'a field by option',
      code: app('app.get("/a", (req, res) => { res.set("X-Back-At", "60").status(503).end(); });'),
      options: [{ fields: ['X-Back-At'] }],
    },
    {
      name: 'a field name that is computed, or fields that are spread',
      code: app(`import { labels, fields } from './labels.js';
app.get("/a", (req, res) => { res.header(labels.retryAfter, 60).status(429).end(); });
app.get("/b", (req, res) => { res.set({ ...fields }).status(503).end(); });`),
    },
    {
      name: 'a helper in the same file that sets it',
      code: app(`const wait = (res, seconds) => res.set("Retry-After", String(seconds));
app.get("/a", (req, res) => { wait(res, 60); res.status(503).end(); });`),
    },
    {
      name: 'middleware of the same app that sets it',
      code: app(`app.use((req, res, next) => { res.set("Retry-After", "5"); next(); });
app.get("/a", (req, res) => { res.status(503).end(); });`),
    },
    {
      name: 'the handler that a limiter calls, after it has set the field',
      code: app(`import rateLimit from 'express-rate-limit';
app.use(rateLimit({ windowMs: 1000, handler: (req, res) => { res.status(429).json({ error: "slow down" }); } }));`),
    },
    {
      name: 'probes by their route',
      code: app(`app.get("/healthz", (req, res) => { res.status(503).end(); });
app.get("/health/:part", (req, res) => { res.status(503).end(); });
app.get("/api/v1/health-check", (req, res) => { res.status(503).end(); });
app.get("/_health", (req, res) => { res.status(503).end(); });
app.get("/ready", (req, res) => { res.status(503).end(); });
app.get("/readyz", (req, res) => { res.status(503).end(); });
app.get("/live", (req, res) => { res.status(503).end(); });
app.get("/liveness", (req, res) => { res.status(503).end(); });
app.get("/ping", (req, res) => { res.status(503).end(); });
app.get("/api/status", (req, res) => { res.status(503).end(); });`),
    },
    {
      name: 'probes by a route that is put together',
      code: app(`app.get(readinessPath, (req, res) => { res.status(503).end(); });
app.get(paths.health, (req, res) => { res.status(503).end(); });
app.get(\`\${base}/readiness\`, (req, res) => { res.status(503).end(); });`),
    },
    {
      name: 'probes by their name',
      code: `exports.healthCheck = (req, res) => { res.status(503).json({ ok: false }); };
exports.getReadiness = (req, res) => { res.status(503).json({ ok: false }); };
exports.livenessProbe = (req, res) => { res.status(503).json({ ok: false }); };
exports.ping = (req, res) => { res.status(503).json({ ok: false }); };
exports.getStatus = (req, res) => { res.status(503).json({ ok: false }); };
exports.is_ready = (req, res) => { res.status(503).json({ ok: false }); };`,
    },
    {
      name: 'probes by a test on the URL',
      code: server(`  if (req.url === '/healthz') {
    res.writeHead(503);
    return res.end();
  }
  if (req.url.startsWith('/ready')) {
    res.writeHead(503);
    return res.end();
  }
  switch (req.url) {
    case '/live':
      res.writeHead(503);
      return res.end();
    default:
      return res.end();
  }`),
    },
    {
      name: 'other statuses',
      code: app(`app.get("/a", (req, res) => { res.status(500).end(); });
app.get("/b", (req, res) => { res.status(502).end(); });
app.post("/c", (req, res) => { res.status(413).end(); });`),
    },
    {
      name: 'a status that cannot be read',
      code: app('app.get("/a", (req, res) => { res.status(req.app.locals.status).end(); });'),
    },
    {
      name: 'Node: a lower-case key in writeHead()',
      code: server(`  res.writeHead(503, { 'retry-after': '120' });
  res.end();`),
    },
    {
      name: 'a status that a client compares',
      code: `export async function load() {
  const response = await fetch('/a');
  if (response.status === 429) throw new Error('slow down');
}`,
    },
  ],
  invalid: [
    {
      name: '503 and 429 in a chain',
      code: app(`app.get("/a", (req, res) => { res.status(503).json({ error: "busy" }); });
app.get("/b", (req, res) => { res.status(429).json({ error: "slow down" }); });`),
      errors: [{ ...missing(3), column: 42, endLine: 3, endColumn: 45 }, missing(4, 429)],
    },
    {
      name: 'Express 4, with sendStatus()',
      code: app('app.get("/a", (req, res) => { res.sendStatus(503); });'),
      settings: { 'http-status': { frameworkVersions: { express: 4 } } },
      errors: [missing(3)],
    },
    {
      name: 'quota fields on 503, where they say nothing',
      code: app('app.get("/a", (req, res) => { res.set("RateLimit-Reset", "30").status(503).end(); });'),
      errors: [missing(3)],
    },
    {
      name: 'a variable called like the field, in the body',
      code: app(`app.get("/a", (req, res) => {
  const retryAfter = 60;
  res.status(429).json({ retryAfter });
});`),
      errors: [missing(5, 429)],
    },
    {
      name: 'one branch of two sets it',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.soon) res.set("Retry-After", "1");
  res.status(503).end();
});`),
      errors: [missing(5)],
    },
    {
      name: 'one side of a conditional',
      code: app('app.get("/a", (req, res) => { res.status(req.app.locals.up ? 200 : 503).end(); });'),
      errors: [missing(3)],
    },
    {
      name: 'a catch',
      code: app(`app.get("/a", async (req, res) => {
  try {
    res.json(await req.app.locals.load());
  } catch {
    res.status(503).json({ error: "try later" });
  }
});`),
      errors: [missing(7)],
    },
    {
      name: 'an error handler and an error-first callback',
      code: app(`app.use((error, req, res, next) => { res.status(503).end(); });
app.get("/a", (req, res) => {
  req.app.locals.load((error, rows) => {
    if (error) return res.status(503).end();
    res.json(rows);
  });
});`),
      errors: [missing(3), missing(6)],
    },
    {
      name: 'a status that is given to a helper',
      code: app(`function fail(res, status, message) {
  return res.status(status).json({ message });
}
app.get("/a", (req, res) => fail(res, 503, "busy"));
app.get("/b", (req, res) => fail(res, 404, "none"));`),
      errors: [missing(6)],
    },
    {
      name: 'a homemade limiter',
      code: app(`app.use((req, res, next) => {
  if (req.app.locals.hits > 100) return res.status(429).send("slow down");
  next();
});`),
      errors: [missing(4, 429)],
    },
    {
      name: 'routes and names that only look like probes',
      code: app(`app.get("/orders/:id/status", (req, res) => { res.status(503).end(); });
app.get("/healthy-meals", (req, res) => { res.status(503).end(); });
async function updateOrderStatus(req, res) { res.status(503).end(); }
app.post("/orders", updateOrderStatus);`),
      errors: [missing(3), missing(4), missing(5)],
    },
    {
      name: 'a path that is no probe because the URL was tested for one',
      code: server(`  if (req.url === '/healthz') return res.end();
  res.writeHead(503);
  res.end();`),
      errors: [missing(4, 503, 'Node')],
    },
    {
      name: 'more statuses by option',
      code: app('app.post("/a", (req, res) => { res.status(413).end(); });'),
      options: [{ statuses: [413] }],
      errors: [missing(3, 413)],
    },
    {
      name: 'an option for fields does not make others count',
      code: app('app.get("/a", (req, res) => { res.set("X-Later", "60").status(503).end(); });'),
      options: [{ fields: ['X-Back-At'] }],
      errors: [missing(3)],
    },
    {
      name: 'Node: writeHead() and a property',
      code: server(`  if (req.url === '/a') {
    res.writeHead(503, { 'content-type': 'text/plain' });
    res.end('busy');
    return;
  }
  res.statusCode = 429;
  res.end();`),
      errors: [missing(4, 503, 'Node'), missing(8, 429, 'Node')],
    },
  ],
});
