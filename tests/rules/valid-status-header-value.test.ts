import rule from '../../src/rules/valid-status-header-value.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const malformed = (field: string, says: string, remedy: string) => ({
  messageId: 'malformed' as const,
  data: { field, says, remedy },
});
const NO_TIME = malformed(
  'Retry-After',
  'is no whole number of seconds and no HTTP date, so clients come back when they like',
  'Write seconds, such as 60, or a date as `toUTCString()` gives it',
);

testRule(rule, {
  valid: [
    {
      name: 'seconds as a number and as a text, and dates',
      code: app(`app.get("/a", (req, res) => { res.set("Retry-After", 60).sendStatus(503); });
app.get("/b", (req, res) => { res.set("Retry-After", "60").sendStatus(429); });
app.get("/c", (req, res) => { res.set("Retry-After", new Date(req.app.locals.end).toUTCString()).sendStatus(503); });
app.get("/d", (req, res) => { res.set("Retry-After", \`\${req.app.locals.seconds}\`).sendStatus(503); });`),
    },
    {
      name: 'values that cannot be read',
      code: app(`app.get("/a", (req, res) => { res.set("Retry-After", req.app.locals.wait).sendStatus(503); });
app.all("/b", (req, res) => { res.set("Allow", req.app.locals.methods.join(", ")).sendStatus(405); });
app.get("/c", (req, res) => { res.status(206).set("Content-Range", \`bytes \${req.a}-\${req.b}/\${req.c}\`).send(req.part); });`),
    },
    {
      name: 'a bare Bearer, and an empty Allow',
      code: app(`app.get("/a", (req, res) => { res.set("WWW-Authenticate", "Bearer").sendStatus(401); });
app.all("/b", (req, res) => { res.set("Allow", "").sendStatus(405); });`),
    },
    {
      name: 'an Allow that lists what other routes answer',
      code: app(`app.get("/a", (req, res) => { res.json({}); });
app.put("/a", (req, res) => { res.set("Allow", "GET, POST").sendStatus(405); });
app.all("/a", (req, res) => { res.set("Allow", "GET, POST").sendStatus(405); });`),
    },
    {
      name: 'a redirect to a path',
      code: app('app.get("/a", (req, res) => { res.redirect("login"); });'),
    },
    {
      name: 'a field that a gateway adds',
      code: app('app.get("/a", (req, res) => { res.sendStatus(503); });'),
      settings: { 'http-status': { providedFields: ['Retry-After'] } },
    },
    {
      name: 'a field that a client sends',
      code: 'export const load = () => fetch("/a", { headers: { Allow: "get" } });',
    },
  ],
  invalid: [
    {
      name: 'a time with its unit, whole and behind a number',
      code: app(`app.get("/a", (req, res) => { res.status(503).set("Retry-After", "60s").end(); });
app.get("/b", (req, res) => { res.status(429).set("Retry-After", \`\${req.app.locals.wait} seconds\`).end(); });`),
      errors: [
        { ...NO_TIME, line: 3, column: 66, endLine: 3, endColumn: 71 },
        { ...NO_TIME, line: 4 },
      ],
    },
    {
      name: 'on one side of a conditional',
      code: app(
        'app.get("/a", (req, res) => { res.set("Retry-After", req.query.a ? "soon" : "60").sendStatus(503); });',
      ),
      errors: [{ ...NO_TIME, column: 68 }],
    },
    {
      name: 'methods in small letters',
      code: app('app.all("/a", (req, res) => { res.set("Allow", "get, post").sendStatus(405); });'),
      errors: [
        malformed(
          'Allow',
          'names methods in small letters, and `get` is another method than `GET`',
          'Write them in capitals',
        ),
      ],
    },
    {
      name: 'an Allow with the method that is refused',
      code: app('app.put("/a", (req, res) => { res.set("Allow", "GET, PUT").sendStatus(405); });'),
      errors: [{ messageId: 'refused', data: { methods: 'PUT' }, line: 3, column: 48, endLine: 3, endColumn: 58 }],
    },
    {
      name: 'a Basic challenge without a realm, and an error of another status',
      code: app(`app.get("/a", (req, res) => { res.set("WWW-Authenticate", "Basic").sendStatus(401); });
app.get("/b", (req, res) => { res.status(401).set("WWW-Authenticate", 'Bearer error="insufficient_scope"').end(); });`),
      errors: [
        malformed(
          'WWW-Authenticate',
          'is a Basic challenge without a realm, which it needs',
          'Write `Basic realm="shop"`',
        ),
        malformed(
          'WWW-Authenticate',
          'tells of insufficient_scope, which goes with 403 and not with 401',
          'Send 403, or another error',
        ),
      ],
    },
    {
      name: 'a redirect to a host',
      code: app('app.get("/a", (req, res) => { res.redirect("www.example.com"); });'),
      errors: [
        malformed(
          'Location',
          'is no whole URL, and clients look for it below the current path',
          'Write `https://` before the host',
        ),
      ],
    },
    {
      name: 'Node and Fetch: a Content-Range like a Range, and one of another status',
      code: `import http from 'node:http';
http.createServer((req, res) => {
  if (!req.headers.range) return res.end();
  res.writeHead(206, { 'Content-Range': \`bytes=\${req.a}-\${req.b}/\${req.c}\` });
  res.end(req.part);
});
Deno.serve(() => new Response('a', { status: 206, headers: { 'Content-Range': 'bytes */9' } }));`,
      errors: [
        malformed(
          'Content-Range',
          'is written like a Range, and clients do not understand it',
          'Put a space after the unit, as in `bytes 0-499/1234`',
        ),
        malformed('Content-Range', 'says that there is no such range, and nothing else', 'Name the part that is sent'),
      ],
    },
  ],
});
