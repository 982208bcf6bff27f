import rule from '../../src/rules/no-nonstandard-status-code.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const get = (statement: string) => app(`app.get("/a", (req, res) => { ${statement} });`);
const sending = (status: number, output: string) => ({
  suggestions: [{ messageId: 'send' as const, data: { status }, output }],
});
/** A choice of statuses to send, each with what the code is then. */
const sendingEither = (outputs: Readonly<Record<number, string>>) => ({
  suggestions: Object.entries(outputs).map(([status, output]) => ({
    messageId: 'send' as const,
    data: { status: Number(status) },
    output,
  })),
});

testRule(rule, {
  valid: [
    {
      name: 'registered statuses, from every class and specification',
      code: app(
        [200, 207, 226, 300, 308, 402, 421, 423, 425, 451, 500, 506, 508, 511]
          .map((status) => `app.get("/${status}", (req, res) => { res.status(${status}).end(); });`)
          .join('\n'),
      ),
    },
    { name: 'the teapot', code: get('res.status(418).end();') },
    { name: 'a code by option', code: get('res.status(499).end();'), options: [{ allow: [499] }] },
    {
      name: 'what is no status of a response, which is another fault',
      code: app(`app.get("/a", (req, res) => { res.status(102).end(); });
app.get("/b", (req, res) => { res.status(999).end(); });
app.get("/c", (req, res) => { res.status(42).end(); });`),
    },
    { name: 'a status that is set and not sent', code: get('res.status(499); res.status(400).end();') },
    {
      name: 'a status that cannot be read, such as one from upstream',
      code: get('res.status(req.app.locals.upstream.status).end();'),
    },
    {
      name: 'a status that a client compares',
      code: 'export const isDown = async () => (await fetch("/a")).status === 522;',
    },
  ],
  invalid: [
    {
      name: 'a code that no standard knows',
      code: get('res.status(420).json({ error: "calm down" });'),
      errors: [
        {
          messageId: 'unknown',
          data: { status: 420, like: '400 Bad Request' },
          line: 3,
          column: 42,
          endLine: 3,
          endColumn: 45,
          ...sending(429, get('res.status(429).json({ error: "calm down" });')),
        },
      ],
    },
    ...[
      [419, 403],
      [494, 431],
      [498, 401],
    ].map(([status, registered]) => ({
      name: `${status}, for which ${registered} is registered`,
      code: get(`res.status(${status}).end();`),
      errors: [
        {
          messageId: 'unknown' as const,
          data: { status, like: '400 Bad Request' },
          ...sending(Number(registered), get(`res.status(${registered}).end();`)),
        },
      ],
    })),
    {
      name: 'codes of other servers, on one side of a conditional and in a constant',
      code: app(`const GONE_AWAY = 499;
app.get("/a", (req, res) => { res.sendStatus(req.query.a ? 520 : 200); });
app.get("/b", (req, res) => { res.sendStatus(GONE_AWAY); });`),
      errors: [
        {
          messageId: 'unknown',
          data: { status: 520, like: '500 Internal Server Error' },
          line: 4,
          ...sendingEither({
            502: app(`const GONE_AWAY = 499;
app.get("/a", (req, res) => { res.sendStatus(req.query.a ? 502 : 200); });
app.get("/b", (req, res) => { res.sendStatus(GONE_AWAY); });`),
            504: app(`const GONE_AWAY = 499;
app.get("/a", (req, res) => { res.sendStatus(req.query.a ? 504 : 200); });
app.get("/b", (req, res) => { res.sendStatus(GONE_AWAY); });`),
          }),
        },
        { messageId: 'unknown', data: { status: 499, like: '400 Bad Request' }, line: 5 },
      ],
    },
    {
      name: 'the status of an error that is handed on',
      code: app(`import createError from 'http-errors';
app.get("/a", (req, res, next) => { next(createError(440, "expired")); });`),
      errors: [
        {
          messageId: 'unknown',
          data: { status: 440, like: '400 Bad Request' },
          ...sending(
            401,
            app(`import createError from 'http-errors';
app.get("/a", (req, res, next) => { next(createError(401, "expired")); });`),
          ),
        },
      ],
    },
    {
      name: 'reserved: 306, and 418 where the option leaves it out',
      code: app(`app.get("/a", (req, res) => { res.status(418).end(); });
app.get("/b", (req, res) => { res.status(306).location("/c").end(); });`),
      options: [{ allow: [] }],
      errors: [
        {
          messageId: 'reserved',
          data: { status: 418, like: '400 Bad Request' },
          line: 3,
          column: 42,
          endLine: 3,
          endColumn: 45,
          ...sending(
            400,
            app(`app.get("/a", (req, res) => { res.status(400).end(); });
app.get("/b", (req, res) => { res.status(306).location("/c").end(); });`),
          ),
        },
        { messageId: 'reserved', data: { status: 306, like: '300 Multiple Choices' }, line: 4 },
      ],
    },
    {
      name: 'given up: 305 and 510',
      code: app(`app.get("/a", (req, res) => { res.redirect(305, "/b"); });
app.get("/b", (req, res) => { res.status(510).end(); });`),
      errors: [
        { messageId: 'outdated', data: { status: '305 Use Proxy' }, line: 3, column: 44, endLine: 3, endColumn: 47 },
        {
          messageId: 'outdated',
          data: { status: '510 Not Extended' },
          line: 4,
          ...sending(
            500,
            app(`app.get("/a", (req, res) => { res.redirect(305, "/b"); });
app.get("/b", (req, res) => { res.status(500).end(); });`),
          ),
        },
      ],
    },
    {
      name: 'registered, and denied by option',
      code: get('res.status(402).end();'),
      options: [{ deny: [402] }],
      errors: [
        {
          messageId: 'denied',
          data: { status: '402 Payment Required' },
          line: 3,
          column: 42,
          endLine: 3,
          endColumn: 45,
          ...sending(400, get('res.status(400).end();')),
        },
      ],
    },
    {
      name: 'Fetch and Koa',
      code: `import Koa from 'koa';
new Koa().use((ctx) => { ctx.status = 509; });
Deno.serve(() => new Response(null, { status: 530 }));`,
      errors: [
        {
          messageId: 'unknown',
          data: { status: 509, like: '500 Internal Server Error' },
          ...sendingEither({
            429: `import Koa from 'koa';
new Koa().use((ctx) => { ctx.status = 429; });
Deno.serve(() => new Response(null, { status: 530 }));`,
            503: `import Koa from 'koa';
new Koa().use((ctx) => { ctx.status = 503; });
Deno.serve(() => new Response(null, { status: 530 }));`,
          }),
        },
        {
          messageId: 'unknown',
          data: { status: 530, like: '500 Internal Server Error' },
          ...sendingEither({
            502: `import Koa from 'koa';
new Koa().use((ctx) => { ctx.status = 509; });
Deno.serve(() => new Response(null, { status: 502 }));`,
            504: `import Koa from 'koa';
new Koa().use((ctx) => { ctx.status = 509; });
Deno.serve(() => new Response(null, { status: 504 }));`,
          }),
        },
      ],
    },
  ],
});
