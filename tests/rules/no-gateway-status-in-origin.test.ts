import rule from '../../src/rules/no-gateway-status-in-origin.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;
const on = (body: string) => app(`app.post("/a", async (req, res, next) => { ${body} });`);

const BEHIND = {
  502: 'that the server behind this one has sent an answer that cannot be used',
  504: 'that the server behind this one has not answered in time',
};
const BETWEEN = {
  203: 'that a proxy has changed the content on its way',
  407: 'that a proxy wants credentials',
  511: 'that the network lets nobody through without a login',
};

const gateway = (status: 502 | 504) => ({
  messageId: 'gateway' as const,
  data: { status, says: BEHIND[status], instead: status === 502 ? '500 or 503' : '503 or 500' },
});
const proxy = (status: 203 | 407 | 511, instead: string) => ({
  messageId: 'proxy' as const,
  data: { status, says: BETWEEN[status], instead },
});
const suggest = (code: string, ...statuses: readonly number[]) =>
  statuses.map((status) => ({
    messageId: 'send' as const,
    data: { status },
    output: code.replace(/\b(?:203|407|502|504|511)\b/, String(status)),
  }));

const answersAlone = on('res.status(502).json({ error: "broken" });');
const waits = on('setTimeout(() => res.status(504).end(), 5000);');
const inHelper = app(`app.get("/a", (req, res) => {
  const ids = req.body.items.map((item) => item.id);
  if (ids.length > LIMITS[0]) return fail(res);
  console.info(JSON.stringify(ids));
  res.json(ids);
});
const LIMITS = [3];
function fail(res) {
  res.status(502).json({ error: "too many" });
}`);
const readsBody = `export async function POST(request: Request): Promise<Response> {
  const order = await request.json();
  if (order.items.some((item) => item.amount > 10)) return Response.json({ error: "out of stock" }, { status: 504 });
  return Response.json(order);
}`;
const nest = `import { BadGatewayException, Controller, Get } from '@nestjs/common';
@Controller('a')
class A {
  @Get() read() { throw new BadGatewayException('broken'); }
}`;
const transformed = on('res.status(203).json({ id: 1 });');
const portal = on('res.status(511).json({ error: "sign in" });');
const credentials = on(`res.status(407).set("Proxy-Authenticate", 'Basic realm="a"').json({ error: "who?" });`);

testRule(rule, {
  valid: [
    {
      name: 'something that is awaited, whatever it is',
      code: on('if (!(await load())) return res.sendStatus(502); res.json({});'),
    },
    {
      name: 'a database, by callback, by promise and by generator',
      code: app(`import { db } from './db.js';
app.get("/a", (req, res) => { db.query("a", (error, rows) => { if (error) return res.sendStatus(504); res.json(rows); }); });
app.get("/b", (req, res) => { db.query("b").then((rows) => res.json(rows)).catch(() => res.sendStatus(504)); });
app.get("/c", function* (req, res) { if (!(yield db)) return res.sendStatus(504); res.json({}); });
app.get("/d", (req, res) => { if (!db.querySync("d")) return res.sendStatus(504); res.json({}); });
app.get("/e", (req, res) => { if (!db.sql\`d\`) return res.sendStatus(504); res.json({}); });`),
    },
    {
      name: 'a connection that a decorator and another class bring',
      code: `import { Controller, Get, HttpException, Inject } from '@nestjs/common';
@Controller('a')
class A {
  @Get() read() { if (!this.stock.has('a')) throw new HttpException('broken', 502); return {}; }
}`,
    },
    {
      name: 'what hangs on the request, and may be a client',
      code: on('req.services.billing.charge(1, (error) => { res.sendStatus(error ? 502 : 204); });'),
    },
    {
      name: 'a function of the file that asks',
      code: app(`import { ask } from './ask.js';
app.get("/a", (req, res) => { if (isDown()) return res.sendStatus(502); res.json({}); });
const isDown = () => ask().failed;`),
    },
    {
      name: 'what others have found out before',
      code: app(`let isDown = false;
export const report = (state) => { isDown = state; };
app.get("/a", (req, res) => { if (isDown) return res.sendStatus(502); res.json({}); });`),
    },
    {
      name: 'a parameter of the function around the handler',
      code: app(`export const route = (client, isUp) => {
  app.get("/a", (req, res) => { if (!client.get("a")) return res.sendStatus(502); res.json({}); });
  app.get("/b", (req, res) => { if (!isUp()) return res.sendStatus(502); res.json({}); });
};`),
    },
    {
      name: 'an object of a class that is not known',
      code: app(`import { Client } from './client.js';
app.get("/a", (req, res) => { if (!new Client().ping()) return res.sendStatus(502); res.json({}); });`),
    },
    {
      name: 'middleware, and a handler for errors that others have thrown',
      code: app(`app.use((req, res, next) => { if (req.timedout) return res.sendStatus(504); next(); });
app.use((err, req, res, next) => { res.status(502).json({ error: "broken" }); });`),
    },
    {
      name: 'a test that says what is wrong with the request is for other rules',
      code: on('if (!req.body.name) return res.sendStatus(502); res.sendStatus(204);'),
    },
    {
      name: 'a proxy, by what it uses',
      code: app(`import { createProxy } from 'some-proxy';
app.get("/a", (req, res) => { res.status(203).json({ id: 1 }); });
app.get("/b", (req, res) => { res.status(502).json({ error: "broken" }); });`),
    },
    {
      name: 'a 407 without its field has a rule of its own',
      code: on('res.status(407).json({ error: "who?" });'),
    },
    {
      name: 'a 407 to credentials for a proxy',
      code: on(
        `if (!req.headers["proxy-authorization"]) return res.status(407).set("Proxy-Authenticate", 'Basic realm="a"').end(); next();`,
      ),
    },
    {
      name: 'the status of another server, and statuses of this one',
      code: on('if (req.body.a) return res.status(req.body.status).end(); res.sendStatus(503);'),
    },
  ],
  invalid: [
    {
      name: 'a handler that only answers',
      code: answersAlone,
      errors: [
        {
          ...gateway(502),
          line: 3,
          column: 55,
          endLine: 3,
          endColumn: 58,
          suggestions: suggest(answersAlone, 500, 503),
        },
      ],
    },
    {
      name: 'a timer is no server',
      code: waits,
      errors: [{ ...gateway(504), suggestions: suggest(waits, 503, 500) }],
    },
    {
      name: 'what the handler makes of the request by itself, in a helper of the file',
      code: inHelper,
      errors: [{ ...gateway(502), suggestions: [] }],
    },
    {
      name: 'Fetch, where the content of the request is awaited',
      code: readsBody,
      errors: [{ ...gateway(504), suggestions: suggest(readsBody, 503, 500) }],
    },
    { name: 'Nest, where it is thrown', code: nest, errors: [{ ...gateway(502), suggestions: [] }] },
    {
      name: 'a 203 from the server itself, even beside the name of a setting for proxies',
      code: `${transformed}\napp.set("trust proxy", 1);`,
      errors: [
        {
          ...proxy(203, '200'),
          line: 3,
          column: 55,
          endLine: 3,
          endColumn: 58,
          suggestions: suggest(`${transformed}\napp.set("trust proxy", 1);`, 200),
        },
      ],
    },
    {
      name: 'a login that is no network',
      code: portal,
      errors: [{ ...proxy(511, '401 or 403'), suggestions: suggest(portal, 401, 403) }],
    },
    {
      name: 'credentials for this server',
      code: credentials,
      errors: [{ ...proxy(407, '401'), suggestions: suggest(credentials, 401) }],
    },
  ],
});
