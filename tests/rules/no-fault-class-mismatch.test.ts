import rule from '../../src/rules/no-fault-class-mismatch.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
import { users } from './users.js';
const app = express();
${code}`;

const post = (body: string) =>
  app(`app.post('/users', async (req, res) => {\n${body}\nres.json(await users.add(req.body));\n});`);

/** An answer from a `catch`, and what is tried before. */
const caught = (tried: string, status: number | string) =>
  app(`app.get('/users', async (req, res) => {
  try {
    ${tried}
  } catch (err) {
    res.status(${status}).json({ error: 'failed' });
  }
});`);

/** An answer from a `catch` whose words depend on a test. */
const worded = (test: string, status: number) =>
  app(`app.get('/users', async (req, res) => {
  try {
    res.json(await users.all());
  } catch (err) {
    const text = ${test} ? err.message : String(err);
    res.status(${status}).json({ error: text });
  }
});`);

/** A handler of hapi, where `payload` is the body. */
const hapi = (status: number) => `import Hapi from '@hapi/hapi';
Hapi.server().route({
  method: 'POST',
  path: '/users',
  handler: (request, h) => {
    if (!request.payload.name) return h.response({ message: 'none' }).code(${status});
    return h.response({});
  },
});`;

/** An answer from a callback that gets the error first. */
const called = (call: string, status: number) =>
  app(`app.get('/users', (req, res, next) => {
  ${call.replace('CALLBACK', `(err, found) => { if (err) return res.status(${status}).json({ error: 'x' }); res.json(found); }`)};
});`);

/** What is answered where it has worked, and where it has not. */
const saving = (worked: string, failed: string, route = '/users') =>
  app(`app.post('${route}', async (req, res) => {
  try {
    await users.add(req.body);
    ${worked}
  } catch (err) {
    ${failed}
  }
});`);

/** A finding, whose suggestion sends the other status in the same place. */
const client = (code: (status: number) => string, status = 500) => ({
  code: code(status),
  errors: [
    {
      messageId: 'client' as const,
      data: { status },
      suggestions: [{ messageId: 'send' as const, data: { status: 400 }, output: code(400) }],
    },
  ],
});
const server = (code: (status: number) => string, status = 400) => ({
  code: code(status),
  errors: [
    {
      messageId: 'server' as const,
      data: { status },
      suggestions: [{ messageId: 'send' as const, data: { status: 500 }, output: code(500) }],
    },
  ],
});

testRule(rule, {
  valid: [
    {
      name: 'what is not configured, kept on the request under the name that hapi has for the body',
      code: `export const schedule = async (req) => {
  if (!req.payload.config.jobs) return Response.json({ message: 'none' }, { status: 500 });
  return Response.json({});
};`,
    },
    {
      name: "missing input that is the client's fault",
      code: post("if (!req.body.name) return res.status(400).json({ error: 'name' });"),
    },
    {
      name: 'a body that nobody has parsed',
      code: post("if (!req.body) return res.status(500).send('No req.body: is the body-parser middleware set up?');"),
    },
    {
      name: 'a test of something else beside the input',
      code: post('if (!req.body.name && !app.locals.ready) return res.status(500).end();'),
    },
    {
      name: 'a test of what the server has',
      code: post(
        'if (!process.env.KEY) return res.status(500).end(); if (!app.locals.db) return res.status(503).end();',
      ),
    },
    {
      name: 'a variable that only sounds like input',
      code: post('const email = app.locals.email; if (!email) return res.status(500).end();'),
    },
    {
      name: 'a lookup by input that finds nothing',
      code: post('const user = await users.findById(req.body.id); if (!user) return res.status(500).end();'),
    },
    {
      name: 'a variable that holds input on one way only',
      code: post(
        'let name = app.locals.name; if (req.query.a) name = req.body.name; if (!name) return res.status(500).end();',
      ),
    },
    {
      name: 'what is not implemented for this input, or for now',
      code: post(
        'if (req.body.kind !== undefined && !req.body.kind) return res.status(501).end(); if (!req.query.x) return res.status(503).end();',
      ),
    },
    {
      name: 'the status of an error where it has one',
      code: caught('res.json(await users.all());', 'err.status || 400'),
    },
    {
      name: 'a catch that looks at the error',
      code: app(`app.get('/users', async (req, res) => {
  try {
    res.json(await users.all());
  } catch (err) {
    if (err.name === 'ValidationError') return res.status(400).end();
    res.status(500).end();
  }
});`),
    },
    ...[
      'err instanceof TypeError',
      'err instanceof users.Error',
      "typeof err.code === 'string'",
      "err.message === 'full'",
      "err.message && err.code === 'FULL'",
    ].map((test) => ({ name: `an error that is asked which it is: ${test}`, code: worded(test, 400) })),
    {
      name: 'an error that is asked whether it is of a class that the file calls Error',
      code: `import { Error } from './errors.js';\n${worded('err instanceof Error', 400)}`,
    },
    {
      name: 'a try that parses or looks for what was sent',
      code: caught('res.json(await users.find(req.query.id));', 400),
    },
    {
      name: 'a try that uses what was made of the request before',
      code: app(`app.get('/users/:id', async (req, res) => {
  const { id } = req.params;
  try {
    res.json(await users.find(id));
  } catch (err) {
    res.status(400).end();
  }
});`),
    },
    {
      name: 'a try in which the code throws by itself',
      code: caught("if (!(await users.open())) throw new Error('closed'); res.json(await users.all());", 400),
    },
    { name: 'a try that waits for nothing', code: caught('res.json(users.all());', 400) },
    { name: 'statuses that a read can explain', code: caught('res.json(await users.all());', 404) },
    { name: 'a 5xx from a catch', code: caught('res.json(await users.all());', 502) },
    {
      name: 'an error that has a status, with one to fall back on',
      code: caught('res.json(await users.all());', 'err.status ?? 400'),
    },
    {
      name: 'an error that was looked at some lines before',
      code: app(`app.get('/users', async (req, res) => {
  try {
    res.json(await users.all());
  } catch (err) {
    if (err.fatal) throw err;
    const hint = 'ask for less';
    res.status(400).json({ hint });
  }
});`),
    },
    {
      name: 'the handlers behind a middleware, which get the request too',
      code: app(`app.use(async (req, res, next) => {
  try {
    await next();
  } catch (err) {
    res.status(400).end();
  }
});`),
    },
    { name: 'a callback after a use of what was sent', code: called('users.find(req.query, CALLBACK)', 400) },
    {
      name: 'a callback after a use of what was made of the request before',
      code: called('const user = make(req); user.save(CALLBACK)', 400),
    },
    { name: 'a callback of a parser of the request', code: called('form.parse(req, CALLBACK)', 400) },
    {
      name: 'a callback of what gets the request afterwards',
      code: called("passport.authenticate('local', CALLBACK)(req, res, next)", 400),
    },
    { name: 'a callback of a verifier', code: called("jwt.verify(req.get('authorization'), key, CALLBACK)", 400) },
    { name: 'a 5xx from a callback', code: called('users.find({}, CALLBACK)', 500) },
    {
      name: 'callbacks that look at the error, or at something beside it',
      code: app(`app.get('/a', (req, res) => {
  users.all((err, found) => {
    if (err && err.name === 'ValidationError') return res.status(400).end();
    if (err || !found) return res.status(400).end();
    res.json(found);
  });
});
app.get('/b', (req, res) => {
  users.all((err, found) => {
    if (err) return res.status(isInvalid(err) ? 400 : 500).end();
    res.json(found);
  });
});`),
    },
    {
      name: 'callbacks that get no error first, and handlers for errors',
      code: app(`app.use((err, req, res, next) => { if (err) return res.status(400).end(); next(); });
app.get('/a', (req, res) => { users.on('error', (err) => { if (err) res.status(400).end(); }); });`),
    },
    {
      name: 'what is fallen back on where something has failed',
      code: app(`app.get('/users', async (req, res) => {
  try {
    res.json({ success: true, users: await users.all() });
  } catch (err) {
    console.error(err);
    res.json({ success: true, users: [] });
  }
});
app.get('/first', async (req, res) => {
  try { res.send(await users.name()); } catch { res.send('nobody'); }
});
app.get('/errors', async (req, res) => {
  try { res.send(await users.errors()); } catch { res.send('No errors'); }
});`),
    },
    {
      name: 'a failure that the answer does not depend on',
      code: app(`app.post('/users', async (req, res) => {
  try { await users.log(req.body); } catch (err) { console.error(err); }
  res.json({ success: true });
});`),
    },
    {
      name: 'something else that is done where the first has failed',
      code: saving('res.json({ success: true });', 'await users.keep(req.body); res.json({ success: true });'),
    },
    {
      name: 'a failure that somebody says is none',
      code: saving(
        'res.json({ success: true });',
        '// Already there, which is fine.\n    res.json({ success: true });',
      ),
    },
    {
      name: 'a failure that is the good way',
      code: saving("res.status(409).json({ message: 'taken' });", 'res.json({ success: true });'),
    },
    {
      name: 'an answer that has begun by the time',
      code: app(`app.get('/users', async (req, res) => {
  try {
    for await (const user of users.all(req.query)) res.write(user.name);
    res.end();
  } catch (err) {
    res.end('Something went wrong');
  }
});`),
    },
    {
      name: 'an answer to a program that wants a 200',
      code: saving('res.json({ success: true });', 'res.json({ success: true });', '/webhooks/payment'),
    },
    {
      name: 'an answer to somebody who leaves, whatever happens',
      code: saving('res.json({ success: true });', 'res.json({ success: true });', '/logout'),
    },
    {
      name: 'an answer to somebody who must not know',
      code: saving('res.json({ success: true });', 'res.json({ success: true });', '/password/forgot'),
    },
    {
      name: 'an answer about how something is',
      code: saving("res.send('ok');", "res.send('failed');", '/health'),
    },
    {
      name: 'a text for a chat, which shows whatever comes with a 200',
      code: `import { app as slack } from './slack.js';
${saving("res.send('saved');", "res.send('Something went wrong');")}`,
    },
    {
      name: 'a piece of a page',
      code: saving("res.send('<p>Saved</p>');", "res.send('<p>Something went wrong</p>');"),
    },
    {
      name: 'an error that is looked at before a text tells of it',
      code: saving(
        "res.send('saved');",
        "if (err.code === 'EEXIST') return res.send('Failed: it is there already'); res.status(500).end();",
      ),
    },
    {
      name: 'Hono: the context brings the request',
      code: `import { Hono } from 'hono';
import { load } from './load.js';
const app = new Hono();
app.get('/a', async (c) => {
  try {
    return c.json(await load(c));
  } catch {
    return c.json({ error: 'failed' }, 400);
  }
});`,
    },
  ],
  invalid: [
    { ...client(hapi), name: 'missing input of a handler of hapi' },
    {
      ...client((status) => post(`if (!req.body.name) return res.status(${status}).json({ error: 'name' });`)),
      name: 'missing input',
      errors: [
        {
          messageId: 'client',
          data: { status: 500 },
          line: 5,
          column: 39,
          endLine: 5,
          endColumn: 42,
          suggestions: [
            {
              messageId: 'send',
              data: { status: 400 },
              output: post("if (!req.body.name) return res.status(400).json({ error: 'name' });"),
            },
          ],
        },
      ],
    },
    {
      ...client((status) =>
        post(`const { name, email } = req.body; if (!name || !email) return res.status(${status}).end();`),
      ),
      name: 'variables taken out of the body, several at once',
    },
    {
      ...client((status) => post(`const { body, user } = req; if (!body.name) return res.status(${status}).end();`)),
      name: 'a body that is taken out of the request',
    },
    {
      ...client(
        (status) => post(`const id = parseInt(req.query.id, 10); if (isNaN(id)) return res.status(${status}).end();`),
        502,
      ),
      name: 'a number that is none, and any 5xx',
    },
    {
      ...client((status) =>
        post(`const { error } = schema.validate(req.body); if (error) return res.status(${status}).end();`),
      ),
      name: 'a schema that does not fit',
    },
    {
      ...client((status) =>
        post(`const result = schema.safeParse(req.body); if (!result.success) return res.status(${status}).end();`),
      ),
      name: 'a parsed result without success',
    },
    {
      ...client((status) =>
        post(`const errors = validationResult(req.body); if (!errors.isEmpty()) return res.status(${status}).end();`),
      ),
      name: 'a list of errors',
    },
    {
      ...client((status) =>
        post(`if (typeof req.body.name !== 'string' || req.body.name.length > 80) return res.status(${status}).end();`),
      ),
      name: 'a type and a length',
    },
    {
      ...client((status) => post(`if (!['a', 'b'].includes(req.body.kind)) return res.status(${status}).end();`)),
      name: 'one of a list',
    },
    {
      ...client((status) =>
        post(`if (req.body.name) { app.locals.log(); } else { res.status(${status}).end(); return; }`),
      ),
      name: 'the other branch',
    },
    {
      ...client(
        (status) => `import { Hono } from 'hono';
const app = new Hono();
app.get('/a', (c) => {
  const id = c.req.query('id');
  if (!id) return c.json({ error: 'id' }, ${status});
  return c.json({ id });
});`,
      ),
      name: 'Hono: a part of the query',
    },
    {
      ...client(
        (status) => `import Koa from 'koa';
const app = new Koa();
app.use(async (ctx) => {
  if (ctx.request.body.name === undefined) {
    ctx.status = ${status};
    return;
  }
  ctx.body = { ok: true };
});`,
      ),
      name: 'Koa: a part of the body',
    },
    ...['err instanceof Error', "typeof err === 'string'", 'err?.message', '!(err && err.message)'].map((test) => ({
      ...server((status) => worded(test, status)),
      name: `an error that is only put into words: ${test}`,
    })),
    {
      ...server((status) => caught('res.json(await users.all());', status)),
      name: 'a catch, where nothing of the request was used',
      errors: [
        {
          messageId: 'server',
          data: { status: 400 },
          line: 8,
          column: 16,
          endLine: 8,
          endColumn: 19,
          suggestions: [
            { messageId: 'send', data: { status: 500 }, output: caught('res.json(await users.all());', 500) },
          ],
        },
      ],
    },
    {
      ...server((status) =>
        app(`app.get('/users', (req, res) => {
  users.all().then((all) => res.json(all)).catch((err) => res.status(${status}).json({ error: 'failed' }));
});`),
      ),
      name: 'a rejected promise',
    },
    {
      ...server((status) => called('users.all(CALLBACK)', status)),
      name: 'a callback that gets the error first',
    },
    {
      ...server((status) => called('users.find({ owner: req.user.id }, CALLBACK)', status)),
      name: 'a callback, after a use of who asks, whom the server knows',
    },
    {
      ...server((status) => called('req.app.locals.users.all(CALLBACK)', status)),
      name: 'a callback, after a use of what the server has put on the request',
    },
    {
      ...server((status) =>
        app(`app.get('/users', (req, res) => {
  users.all((err, found) => {
    if (err !== null) { console.error(err); res.status(${status}).json({ error: 'x' }); } else { res.json(found); }
  });
});`),
      ),
      name: 'a callback that compares the error, and only logs it',
    },
    {
      name: 'a text that tells of a failure with a 200',
      code: saving("res.send('saved');", "console.error(err); res.send('Something went wrong');"),
      errors: [
        {
          messageId: 'tells',
          data: { status: '200' },
          line: 9,
          column: 25,
          endLine: 9,
          endColumn: 57,
          suggestions: [
            {
              messageId: 'send',
              data: { status: 500 },
              output: saving("res.send('saved');", "console.error(err); res.status(500).send('Something went wrong');"),
            },
          ],
        },
      ],
    },
    {
      name: 'a text that tells of a failure, in a callback and in a rejection',
      code: app(`app.get('/a', (req, res) => {
  users.find(req.query, (err, found) => {
    if (err) return res.status(200).send('Failed to load');
    res.json(found);
  });
});
app.get('/b', (req, res) => {
  users.find(req.query).then((found) => res.json(found)).catch(() => res.status(200).json('Server error'));
});`),
      errors: [
        {
          messageId: 'tells',
          data: { status: '200' },
          line: 6,
          suggestions: [
            {
              messageId: 'send',
              data: { status: 500 },
              output: app(`app.get('/a', (req, res) => {
  users.find(req.query, (err, found) => {
    if (err) return res.status(500).send('Failed to load');
    res.json(found);
  });
});
app.get('/b', (req, res) => {
  users.find(req.query).then((found) => res.json(found)).catch(() => res.status(200).json('Server error'));
});`),
            },
          ],
        },
        {
          messageId: 'tells',
          data: { status: '200' },
          line: 11,
          suggestions: [
            {
              messageId: 'send',
              data: { status: 500 },
              output: app(`app.get('/a', (req, res) => {
  users.find(req.query, (err, found) => {
    if (err) return res.status(200).send('Failed to load');
    res.json(found);
  });
});
app.get('/b', (req, res) => {
  users.find(req.query).then((found) => res.json(found)).catch(() => res.status(500).json('Server error'));
});`),
            },
          ],
        },
      ],
    },
    {
      name: 'a success that is claimed whether it has worked or not',
      code: saving('res.json({ success: true });', 'console.error(err); res.json({ success: true });'),
      errors: [
        {
          messageId: 'claims',
          data: { status: '200' },
          line: 9,
          column: 25,
          endLine: 9,
          endColumn: 52,
        },
      ],
    },
    {
      ...server(
        (status) => `import Fastify from 'fastify';
import { users } from './users.js';
const app = Fastify();
app.get('/users', async (request, reply) => {
  try {
    return await users.all();
  } catch {
    return reply.code(${status}).send({ error: 'failed' });
  }
});`,
        422,
      ),
      name: 'Fastify, with another 4xx',
    },
  ],
});
