import rule from '../../src/rules/require-status-headers.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const get = (statement: string) => app(`app.get("/a", (req, res) => { ${statement} });`);

const missing = (status: number, fields: string, without: string, framework = 'Express') => ({
  messageId: 'missing' as const,
  data: { status, fields, framework, without },
});
const PART = 'cannot tell which part it got, and throws it away or puts it in the wrong place';

testRule(rule, {
  valid: [
    {
      name: 'a part that says which it is',
      code: get('res.status(206).set("Content-Range", `bytes 0-9/${req.size}`).send(req.part);'),
    },
    {
      name: 'several parts, each with a range of its own',
      code: get('res.status(206).type("multipart/byteranges; boundary=a").send(req.parts);'),
    },
    {
      name: 'a type that cannot be read',
      code: get('res.status(206).set("Content-Type", req.app.locals.type).send(req.parts);'),
    },
    {
      name: 'a file, whose fields are those of the part',
      code: get('res.sendFile("/a");'),
    },
    {
      name: 'an Upgrade, and a challenge of a proxy',
      code: app(`app.get("/a", (req, res) => { res.status(426).set("Upgrade", "TLS/1.3").end(); });
app.get("/b", (req, res) => { res.status(407).set("Proxy-Authenticate", 'Basic realm="b"').end(); });`),
    },
    {
      name: 'fields that cannot be read',
      code: app(`import { fields } from './fields.js';
app.get("/a", (req, res) => { res.writeHead(206, { ...fields }); res.end(req.part); });`),
    },
    {
      name: 'what is only recommended',
      code: app(`app.post("/a", (req, res) => { res.sendStatus(415); });
app.get("/b", (req, res) => { res.sendStatus(416); });
app.get("/c", (req, res) => { res.sendStatus(451); });`),
    },
    {
      name: 'what is recommended, and there',
      code: app(`app.post("/a", (req, res) => { res.status(415).set("Accept", "application/json").end(); });
app.patch("/a", (req, res) => { res.status(415).set("Accept-Patch", "application/merge-patch+json").end(); });
app.get("/b", (req, res) => { res.status(416).set("Content-Range", "bytes */9").end(); });
app.get("/c", (req, res) => { res.status(451).links({ "blocked-by": "https://example.com" }).end(); });`),
      options: [{ level: 'should' }],
    },
    {
      name: 'a pair by option, of which one field is there',
      code: get('res.status(402).set("x-pay-here", "/pay").end();'),
      options: [{ pairs: [{ status: 402, fields: ['X-Pay-Here', 'Link'] }] }],
    },
    {
      name: 'the part that a client got',
      code: 'export const isPart = async () => (await fetch("/a", { headers: { Range: "bytes=0-9" } })).status === 206;',
    },
  ],
  invalid: [
    {
      name: 'a part that does not say which it is',
      code: get('res.status(206).send(req.part);'),
      errors: [{ ...missing(206, 'Content-Range', PART), line: 3, column: 42, endLine: 3, endColumn: 45 }],
    },
    {
      name: 'one part, whatever its type',
      code: get('res.status(206).type("video/mp4").send(req.part);'),
      errors: [missing(206, 'Content-Range', PART)],
    },
    {
      name: 'Node',
      code: `import http from 'node:http';
http.createServer((req, res) => {
  res.writeHead(206, { 'Content-Length': 10, 'Content-Type': 'video/mp4' });
  res.end(req.part);
}).listen(8080);`,
      errors: [missing(206, 'Content-Range', PART, 'Node')],
    },
    {
      name: 'an app that is too old is no protocol to upgrade',
      code: get('res.status(426).json({ error: "Please update the app" });'),
      errors: [missing(426, 'Upgrade', 'is not told which protocol to upgrade to')],
    },
    {
      name: 'a proxy that does not say what it wants',
      code: `export async function GET(request: Request): Promise<Response> { return new Response(null, { status: 407 }); }`,
      errors: [missing(407, 'Proxy-Authenticate', 'is not told which credentials the proxy wants', 'Fetch')],
    },
    {
      name: 'what is recommended, by option',
      code: app(`app.post("/a", (req, res) => { res.sendStatus(415); });
app.get("/b", (req, res) => { if (!req.range(9)) res.sendStatus(416); else res.end(); });
app.get("/c", (req, res) => { res.sendStatus(451); });
app.get("/d", (req, res) => { res.sendStatus(300); });`),
      options: [{ level: 'should' }],
      errors: [
        missing(
          415,
          'Accept or Accept-Encoding or Accept-Patch or Accept-Post',
          'is not told what it could send instead',
        ),
        missing(416, 'Content-Range', 'is not told how long the content is, and cannot ask for a range that there is'),
        missing(451, 'Link', 'is not told who demanded it (`rel="blocked-by"`)'),
        missing(300, 'Location or Link', 'has no choice that it could take by itself'),
      ],
    },
    {
      name: 'a pair by option',
      code: get('res.sendStatus(402);'),
      options: [{ pairs: [{ status: 402, fields: ['X-Pay-Here', 'Link'] }] }],
      errors: [
        {
          messageId: 'house',
          data: { status: 402, fields: 'X-Pay-Here or Link' },
          line: 3,
          column: 46,
          endLine: 3,
          endColumn: 49,
        },
      ],
    },
  ],
});
