import rule from '../../src/rules/require-www-authenticate.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const missing = (framework = 'Express') => ({ messageId: 'missing' as const, data: { framework } });
const adding = (output: string) => ({ suggestions: [{ messageId: 'add', output }] });

testRule(rule, {
  valid: [
    {
      name: 'a challenge, in the chain and in an earlier statement',
      code: app(`app.get("/a", (req, res) => { res.status(401).set("WWW-Authenticate", "Bearer").end(); });
app.get("/b", (req, res) => { res.setHeader("www-authenticate", 'Basic realm="b"'); res.sendStatus(401); });`),
    },
    {
      name: 'middleware of the same app that sets it',
      code: app(`app.use((req, res, next) => { res.set("WWW-Authenticate", "Bearer"); next(); });
app.get("/a", (req, res) => { res.sendStatus(401); });`),
    },
    {
      name: 'a challenge that a gateway adds',
      code: app('app.get("/a", (req, res) => { res.status(401).end(); });'),
      settings: { 'http-status': { providedFields: ['WWW-Authenticate'] } },
    },
    {
      name: 'fields that cannot be read',
      code: app(`import { challenge, fields } from './auth.js';
app.get("/a", (req, res) => { challenge(res); res.status(401).end(); });
app.get("/b", (req, res) => { res.set(fields).status(401).end(); });`),
    },
    {
      name: 'a thrown error, whose handler may set it',
      code: app(`import createError from 'http-errors';
app.get("/a", (req, res) => { throw createError(401); });`),
    },
    { name: 'a 403', code: app('app.get("/a", (req, res) => { res.sendStatus(403); });') },
    {
      name: 'Fetch: a Headers object, and options that are spread',
      code: `export async function GET(request: Request): Promise<Response> {
  const headers = new Headers({ 'WWW-Authenticate': 'Bearer' });
  if (request.headers.has('a')) return new Response(null, { status: 401, headers });
  return new Response(null, { status: 401, ...shared });
}`,
    },
    {
      name: 'a status that a client compares',
      code: 'export const isRefused = async () => (await fetch("/a")).status === 401;',
    },
  ],
  invalid: [
    {
      name: 'no challenge',
      code: app(`app.use((req, res, next) => {
  if (!req.get("authorization")) return res.status(401).json({ error: "who are you?" });
  next();
});`),
      errors: [
        {
          ...missing(),
          line: 4,
          column: 52,
          endLine: 4,
          endColumn: 55,
          ...adding(
            app(`app.use((req, res, next) => {
  if (!req.get("authorization")) return res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: "who are you?" });
  next();
});`),
          ),
        },
      ],
    },
    {
      name: 'a signature, a key of a program and a password, for which no scheme is suggested',
      code: app(`app.post("/hooks", (req, res) => {
  if (!isSigned(req.body, req.get("x-hub-signature"))) return res.status(401).end();
  res.sendStatus(204);
});
app.use((req, res, next) => { if (!known.has(req.get("x-api-key"))) return res.status(401).end(); next(); });
app.post("/login", async (req, res) => {
  if (!(await check(req.body.password))) return res.status(401).json({ error: "wrong" });
  res.json({});
});`),
      errors: [
        { ...missing(), line: 4 },
        { ...missing(), line: 7 },
        { ...missing(), line: 9 },
      ],
    },
    {
      name: 'a token that is made with a password, for which the scheme is named',
      code: app(`app.get("/a", (req, res) => {
  const [scheme, token] = req.get("authorization")?.split(" ") ?? [];
  if (scheme !== "Bearer" || !check(token, req.app.locals.password)) return res.sendStatus(401);
  res.json({});
});`),
      errors: [
        {
          ...missing(),
          ...adding(
            app(`app.get("/a", (req, res) => {
  const [scheme, token] = req.get("authorization")?.split(" ") ?? [];
  if (scheme !== "Bearer" || !check(token, req.app.locals.password)) return res.set('WWW-Authenticate', 'Bearer').sendStatus(401);
  res.json({});
});`),
          ),
        },
      ],
    },
    {
      name: 'a challenge on another branch only',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.api) res.set("WWW-Authenticate", "Bearer");
  res.sendStatus(401);
});`),
      errors: [
        {
          ...missing(),
          line: 5,
          ...adding(
            app(`app.get("/a", (req, res) => {
  if (req.query.api) res.set("WWW-Authenticate", "Bearer");
  res.set('WWW-Authenticate', 'Bearer').sendStatus(401);
});`),
          ),
        },
      ],
    },
    {
      name: 'Fetch',
      code: `export async function GET(request: Request): Promise<Response> {
  return Response.json({ error: 'who are you?' }, { status: 401 });
}`,
      errors: [
        {
          ...missing('Fetch'),
          ...adding(`export async function GET(request: Request): Promise<Response> {
  return Response.json({ error: 'who are you?' }, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } });
}`),
        },
      ],
    },
  ],
});
