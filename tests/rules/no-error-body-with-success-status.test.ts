import rule from '../../src/rules/no-error-body-with-success-status.js';
import { testRule, type Invalid } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

/** A route whose handler has this body. */
const get = (body: string) => app(`app.get('/users/:id', async (req, res) => {\n${body}\n});`);

/** A route that answers from a `catch`. */
const caught = (body: string) =>
  get(`try {
  res.json(await app.locals.users.find(req.params.id));
} catch (err) {
  ${body}
}`);

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
${body}
}).listen(8080);`;

const express4 = { 'http-status': { frameworkVersions: { express: 4 } } };
const express = { status: '200', framework: 'Express' };
const MEANING = {
  200: 'the request succeeded',
  400: 'the request is at fault',
  500: 'the server is at fault',
} as const;

type Suggestions = NonNullable<Invalid['errors'][number]['suggestions']>;

/** The suggested statuses, each with the code it makes. */
const suggest = (outputs: readonly (readonly [status: 200 | 400 | 500, output: string])[]): Suggestions =>
  outputs.map(([status, output]) => ({ messageId: 'setStatus', data: { status, meaning: MEANING[status] }, output }));

/** A written 200 with an error body: 400 and 500 in its place are suggested. */
const written = (code: (status: string) => string, order: readonly (400 | 500)[] = [400, 500], status = '200') => ({
  code: code(status),
  errors: [
    {
      messageId: 'written' as const,
      data: { status },
      suggestions: suggest(order.map((one) => [one, code(String(one))])),
    },
  ],
});

/** A default 200 with an error body: `code` gets what is inserted after `res`. */
const unset = (code: (setter: string) => string, order: readonly (400 | 500)[] = [400, 500]) => ({
  code: code(''),
  errors: [
    {
      messageId: 'default' as const,
      data: express,
      suggestions: suggest(order.map((one) => [one, code(`.status(${one})`)])),
    },
  ],
});

const valid = (name: string, code: string) => ({ name, code });

testRule(rule, {
  valid: [
    // Statuses that say what the body says.
    valid('an error status', get("res.status(404).json({ error: 'No such user' });")),
    valid('an error status set before', get("res.status(404);\nres.json({ error: 'No such user' });")),
    valid('an error status in a variable', get("const status = 404;\nres.status(status).json({ error: 'none' });")),
    valid(
      'an event of a stream that began with 200',
      get("res.writeHead(200, { 'Content-Type': 'text/event-stream' });\nres.end(JSON.stringify({ error: 'none' }));"),
    ),
    valid('a status that cannot be read', get("res.status(app.locals.status).json({ error: 'none' });")),
    valid(
      'a status that may be an error',
      get('res.status(app.locals.ok ? 200 : 404).json({ error: app.locals.error });'),
    ),
    valid(
      'a status that goes with the body',
      get(`const user = await app.locals.find();
res.status(user ? 200 : 404).json(user ? { user } : { error: 'none' });`),
    ),
    valid('a redirect', get("res.redirect('/login');")),
    valid(
      'an error status on a Node response',
      server("res.statusCode = 404;\nres.end(JSON.stringify({ error: 'none' }));"),
    ),
    valid('an error status in writeHead', server("res.writeHead(500);\nres.end(JSON.stringify({ error: 'none' }));")),

    // Bodies that tell of more than an error.
    valid('data', get("res.json({ id: 1, name: 'Ada' });")),
    valid('an error beside data', get("res.json({ type: 'cart', cart: app.locals.cart, error: 'out of stock' });")),
    valid('a partial result', get("res.json({ rows: [1], errors: ['row 2 is empty'] });")),
    valid('a run that failed is a resource', get("res.json({ id: 7, status: 'failed', error: 'exit code 1' });")),
    valid('a failed outcome with data', get('res.json({ success: false, orders: [1] });')),
    valid('error: null', get('res.json({ error: null });')),
    valid('error: null and a message', get("res.json({ error: null, message: 'Saved' });")),
    valid('error: false and a message', get("res.json({ error: false, message: 'Saved' });")),
    valid('error: undefined', get('res.json({ error: undefined });')),
    valid('an empty error', get("res.json({ error: '' });")),
    valid('an error object with nothing in it', get('res.json({ error: {} });')),
    valid('an empty list of errors', get('res.json({ errors: [] });')),
    valid('an error that may be null', get('const { error } = app.locals;\nres.json({ error });')),
    valid('an error that may be undefined', get('res.json({ error: app.locals.validate(req.body) });')),
    valid('an error that is null under a test', get("res.json({ error: req.query.a ? 'bad' : null });")),
    valid(
      'an error after a test of something else',
      get(`const { error, value } = app.locals.validate(req.body);
if (value) return res.json({ error });
res.end();`),
    ),
    valid(
      'an error after a test that it is missing',
      get(`const { error } = app.locals.validate(req.body);
if (!error) return res.json({ error });
res.status(400).json({ error });`),
    ),
    valid(
      'a neighbour of what was tested',
      get(`const result = app.locals.validate(req.body);
if (result.err) return res.json({ error: result.error });
res.end();`),
    ),
    valid('errors that may be empty', get('res.json({ errors: [...app.locals.errors] });')),
    valid('a message alone', get("res.json({ message: 'Saved' });")),
    valid('a text alone', get("res.send('Something went wrong');")),
    valid('success: true', get("res.json({ success: true, message: 'Saved' });")),
    valid('an outcome that is computed', get('res.json({ success: app.locals.save(req.body), message: "Done" });')),
    valid('an outcome under a test', get('res.json({ success: req.query.a ? true : false });')),
    valid('another word for an outcome', get("res.json({ status: 'ok' });")),
    valid('a spread that cannot be read', get("res.json({ ...app.locals.result, error: 'x' });")),
    valid('a computed key', get("res.json({ [req.query.key]: 1, error: 'x' });")),
    valid('a later spread decides', get("res.json({ error: 'x', ...{ error: null } });")),
    valid('an empty object', get('res.json({});')),
    valid('a list', get("res.json([{ error: 'x' }]);")),
    valid('a body that cannot be read', get('res.json(app.locals.body);')),
    valid('no body', get('res.end();')),

    // Other rules, other protocols.
    valid(
      'a number that contradicts the status is another fault',
      get("res.json({ statusCode: 404, message: 'none' });"),
    ),
    valid('a status number beside an error is the same fault', get("res.json({ status: 404, error: 'none' });")),
    valid('an error status that stands in the wrong place is another fault', get("res.json({ error: 'none' }, 404);")),
    valid(
      'an error status that comes too late is another fault',
      get("res.json({ error: 'none' });\nres.status(404);"),
    ),
    valid(
      'an error status that is replaced is another fault',
      get("res.status(404);\nres.status(200).json({ error: 'none' });"),
    ),
    valid(
      'an error status that writeHead replaces is another fault',
      server("res.statusCode = 404;\nres.writeHead(200);\nres.end(JSON.stringify({ error: 'none' }));"),
    ),
    valid('204 has no body to judge', get("res.status(204).json({ error: 'none' });")),
    valid('205 has no body to judge', get("res.status(205).json({ error: 'none' });")),
    valid('207 holds several results', get("res.status(207).json({ error: 'some' });")),
    valid('a status that no framework takes', get("res.status(99).json({ error: 'none' });")),
    valid('a 1xx', get("res.status(102).json({ error: 'none' });")),
    valid('a 3xx', get("res.status(300).json({ error: 'none' });")),
    valid('a view', get("res.render('login', { error: 'Wrong password' });")),
    valid('a view in a catch', caught("res.render('error', { message: err.message });")),
    valid('JSON-RPC', get("res.json({ jsonrpc: '2.0', id: 1, error: { code: -32601, message: 'none' } });")),
    valid(
      'a GraphQL route',
      app("app.post('/graphql', (req, res) => { res.json({ errors: [{ message: 'none' }] }); });"),
    ),
    valid(
      'a GraphQL route below a version',
      app("app.post('/v1/graphql', (req, res) => { res.json({ errors: ['none'] }); });"),
    ),
    valid('an RPC route', app("app.post('/api/rpc', (req, res) => { res.json({ error: 'none' }); });")),
    valid('a webhook route', app("app.post('/webhook/stripe', (req, res) => { res.json({ error: 'ignored' }); });")),
    valid(
      'a webhook by the name of its handler',
      `exports.stripeWebhook = (req, res) => { res.status(200).json({ error: 'ignored' }); };`,
    ),
    {
      name: 'a route of a protocol that an option names',
      code: app("app.post('/slack/commands', (req, res) => { res.json({ ok: false, error: 'unknown' }); });"),
      options: [{ protocols: ['slack'] }],
    },

    // Failures that are answered, and ways that only look like one.
    valid('a catch that answers 500', caught("res.status(500).json({ message: 'failed' });")),
    valid('a catch that answers with data', caught('res.json({ user: null, cached: true, id: 1 });')),
    valid('a catch that says that all is well', caught("res.json({ success: true, message: 'from the cache' });")),
    valid(
      'a catch that is only passed through',
      get(`let hit = null;
try {
  hit = await app.locals.cache.read();
} catch (err) {
  console.error(err);
}
res.json({ message: 'Saved' });`),
    ),
    valid(
      'a callback that has not looked at its error',
      get('app.locals.db.run((err) => { res.json({ error: err }); });'),
    ),
    valid(
      'a callback whose error is null',
      get(`app.locals.db.run((err) => {
  if (!err) return res.json({ error: err });
  res.status(500).end();
});`),
    ),
    valid(
      'an error handler that sets a status',
      app('app.use((err, req, res, next) => { res.status(err.status ?? 500).json({ error: err.message }); });'),
    ),
    valid('an error handler that hands the error on', app('app.use((err, req, res, next) => { next(err); });')),

    // The inverse.
    valid('success: true with a 2xx', get('res.status(201).json({ success: true });')),
    valid('success: false with a 4xx', get('res.status(400).json({ success: false });')),
    valid('success: true with a 3xx', get('res.status(304).json({ success: true });')),
    valid(
      'success: true with a status that cannot be read',
      get('res.status(app.locals.status).json({ success: true });'),
    ),
    valid('success: true that a spread may change', get('res.status(400).json({ success: true, ...req.body });')),
    valid('success below', get('res.status(400).json({ checks: { success: true } });')),
    valid('a client', `const res = await fetch('/users');\nif (res.status === 200) console.log({ error: 'none' });`),
  ],
  invalid: [
    // Written.
    {
      name: 'a written 200',
      code: get("res.status(200).json({ error: 'No such user' });"),
      errors: [
        {
          messageId: 'written',
          data: { status: '200' },
          line: 4,
          column: 12,
          endLine: 4,
          endColumn: 15,
          suggestions: suggest([
            [400, get("res.status(400).json({ error: 'No such user' });")],
            [500, get("res.status(500).json({ error: 'No such user' });")],
          ]),
        },
      ],
    },
    {
      name: 'a written 201',
      ...written((status) => get(`res.status(${status}).json({ error: 'Exists' });`), [400, 500], '201'),
    },
    {
      name: 'a written 202',
      ...written((status) => get(`res.status(${status}).json({ ok: false });`), [400, 500], '202'),
    },
    {
      name: 'a status set in an earlier statement',
      ...written((status) => get(`res.status(${status});\nres.json({ error: 'x' });`)),
    },
    {
      name: 'a status in a variable',
      ...written((status) => get(`const status = ${status};\nres.status(status).json({ error: 'x' });`)),
    },
    {
      name: 'a status property',
      ...written((status) => get(`res.statusCode = ${status};\nres.json({ error: 'x' });`)),
    },
    {
      name: 'one of two successes',
      code: get("res.status(req.query.a ? 200 : 201).json({ error: 'x' });"),
      errors: [
        {
          messageId: 'written',
          data: { status: '200' },
          suggestions: suggest([
            [400, get("res.status(req.query.a ? 400 : 201).json({ error: 'x' });")],
            [500, get("res.status(req.query.a ? 500 : 201).json({ error: 'x' });")],
          ]),
        },
        {
          messageId: 'written',
          data: { status: '201' },
          suggestions: suggest([
            [400, get("res.status(req.query.a ? 200 : 400).json({ error: 'x' });")],
            [500, get("res.status(req.query.a ? 200 : 500).json({ error: 'x' });")],
          ]),
        },
      ],
    },
    {
      name: 'Express 4',
      ...written((status) => get(`res.status(${status}).json({ error: 'x' });`)),
      settings: express4,
    },
    {
      name: 'success: false',
      ...written((status) => get(`res.status(${status}).json({ success: false, message: 'none' });`)),
    },
    { name: 'success: false alone', ...written((status) => get(`res.status(${status}).json({ success: false });`)) },
    {
      name: 'success: false without data',
      ...written((status) => get(`res.status(${status}).json({ success: false, data: null });`)),
    },
    {
      name: 'success: false and an error that cannot be read',
      ...written((status) => get(`res.status(${status}).json({ success: false, error: app.locals.error });`)),
    },
    { name: 'ok: false', ...written((status) => get(`res.status(${status}).json({ ok: false, error: 'none' });`)) },
    {
      name: "status: 'error'",
      ...written((status) => get(`res.status(${status}).json({ status: 'error', message: req.query.a });`)),
    },
    {
      name: "status: 'fail'",
      ...written((status) => get(`res.status(${status}).json({ status: 'fail', message: 'none' });`)),
    },
    { name: 'error: true', ...written((status) => get(`res.status(${status}).json({ error: true, msg: 'none' });`)) },
    {
      name: 'an error object',
      ...written((status) => get(`res.status(${status}).json({ error: { code: 'E1', message: req.query.a } });`)),
    },
    {
      name: 'a list of errors',
      ...written((status) => get(`res.status(${status}).json({ errors: [app.locals.first] });`)),
    },
    {
      name: 'an error with its code and path',
      ...written((status) =>
        get(`res.status(${status}).json({ error: 'none', code: 17, path: req.path, timestamp: Date.now() });`),
      ),
    },
    {
      name: 'a key with another spelling',
      ...written((status) => get(`res.status(${status}).json({ error_message: 'none' });`)),
    },
    {
      name: 'a text with a variable in it',
      ...written((status) => get(`res.status(${status}).json({ error: \`No user \${req.params.id}\` });`)),
    },
    {
      name: 'one of two texts',
      ...written((status) => get(`res.status(${status}).json({ error: req.query.a ? 'a' : 'b' });`)),
    },
    {
      name: 'an object in a variable',
      ...written((status) => get(`const body = { error: 'none' };\nres.status(${status}).json(body);`)),
    },
    {
      name: 'a spread that can be read',
      ...written((status) =>
        get(`const base = { success: false };\nres.status(${status}).json({ ...base, message: 'none' });`),
      ),
    },
    {
      name: 'an early return',
      ...written((status) =>
        get(`if (!req.query.a) return res.status(${status}).json({ error: 'no a' });\nres.json({ a: 1 });`),
      ),
    },
    {
      name: 'a copied status',
      code: get("res.json({ status: app.locals.status, error: 'none' });"),
      errors: [
        {
          messageId: 'default',
          data: express,
          suggestions: suggest([
            [400, get("res.status(400).json({ status: app.locals.status, error: 'none' });")],
            [500, get("res.status(500).json({ status: app.locals.status, error: 'none' });")],
          ]),
        },
      ],
    },

    {
      name: 'an error that was tested',
      ...unset((setter) =>
        get(`const { error } = app.locals.validate(req.body);
if (error) return res${setter}.json({ error });
res.end();`),
      ),
    },
    {
      name: 'a part of an error that was tested',
      ...unset((setter) =>
        get(`const { error } = app.locals.validate(req.body);
if (error) return res${setter}.json({ error: error.details[0].message });
res.end();`),
      ),
    },
    {
      name: 'an error in a result that was tested',
      ...unset((setter) =>
        get(`const result = app.locals.validate(req.body);
if (result.error !== undefined) return res${setter}.json({ error: result.error.message });
res.end();`),
      ),
    },
    {
      name: 'an error status that another answer loses',
      ...unset((setter) =>
        get(`if (req.query.a) return res.status(404).redirect('/a');\nres${setter}.json({ error: 'x' });`),
      ),
    },
    // By default.
    {
      name: 'no status',
      code: get("res.json({ error: 'No such user' });"),
      errors: [
        {
          messageId: 'default',
          data: express,
          line: 4,
          column: 1,
          endLine: 4,
          endColumn: 36,
          suggestions: suggest([
            [400, get("res.status(400).json({ error: 'No such user' });")],
            [500, get("res.status(500).json({ error: 'No such user' });")],
          ]),
        },
      ],
    },
    {
      name: 'no status, with a field',
      ...unset((setter) => get(`res.set('X-A', '1')${setter}.send({ error: 'none' });`)),
    },
    { name: 'a made error', ...unset((setter) => get(`res${setter}.json(new Error('none'));`)) },
    {
      name: 'a Node response without a status',
      code: server("res.end(JSON.stringify({ error: 'none' }));"),
      errors: [{ messageId: 'default', data: { status: '200', framework: 'Node' } }],
    },
    {
      name: 'a Node response with a status',
      ...written((status) => server(`res.statusCode = ${status};\nres.end(JSON.stringify({ error: 'none' }));`)),
    },
    {
      name: 'writeHead',
      ...written((status) =>
        server(
          `res.writeHead(${status}, { 'content-type': 'application/json' });\nres.end(JSON.stringify({ error: 'none' }));`,
        ),
      ),
    },

    // Caught.
    {
      name: 'the message of a caught error',
      ...unset((setter) => caught(`res${setter}.json({ message: err.message });`), [500, 400]),
    },
    {
      name: 'a message in a catch',
      ...unset((setter) => caught(`res${setter}.json({ message: 'Could not read' });`), [500, 400]),
    },
    {
      name: 'a caught error under its key',
      ...unset((setter) => caught(`res${setter}.json({ error: err });`), [500, 400]),
    },
    {
      name: 'an error in a catch that cannot be read',
      ...unset((setter) => caught(`res${setter}.json({ error: app.locals.format(err) });`), [500, 400]),
    },
    { name: 'the caught error itself', ...unset((setter) => caught(`res${setter}.json(err);`), [500, 400]) },
    { name: 'the caught message itself', ...unset((setter) => caught(`res${setter}.send(err.message);`), [500, 400]) },
    {
      name: 'the caught error in a text',
      ...unset((setter) => caught(`res${setter}.send(\`Failed: \${err}\`);`), [500, 400]),
    },
    {
      name: 'a written 200 in a catch',
      ...written(
        (status) => caught(`res.status(${status}).json({ success: false, message: err.message });`),
        [500, 400],
      ),
    },
    {
      name: 'a message of an error outside of a catch',
      ...unset((setter) =>
        get(`app.locals.load((err, user) => {
  if (err) return res${setter}.json({ message: err.message });
  res.json(user);
});`),
      ),
    },
    {
      name: 'the error of a callback',
      ...unset((setter) =>
        get(`app.locals.load((err, user) => {
  if (err) return res${setter}.json(err);
  res.json(user);
});`),
      ),
    },
    {
      name: 'the error of a callback under its key',
      ...unset((setter) =>
        get(`app.locals.load((err, user) => {
  if (err !== null) return res${setter}.json({ error: err });
  res.json(user);
});`),
      ),
    },
    {
      name: 'the error of a callback after an early return',
      ...unset((setter) =>
        get(`app.locals.load((err, user) => {
  if (!err) return res.json(user);
  res${setter}.send({ error: err });
});`),
      ),
    },
    {
      name: 'a rejected promise',
      ...unset(
        (setter) =>
          get(`app.locals.find().then((user) => res.json(user)).catch((err) => res${setter}.json({ error: err }));`),
        [500, 400],
      ),
    },

    // Error handlers.
    {
      name: 'an error handler without a status',
      code: app("app.use((err, req, res, next) => { res.json({ message: 'Something went wrong' }); });"),
      errors: [
        {
          messageId: 'errorHandler',
          data: express,
          line: 3,
          column: 36,
          endLine: 3,
          endColumn: 81,
          suggestions: suggest([
            [
              500,
              app("app.use((err, req, res, next) => { res.status(500).json({ message: 'Something went wrong' }); });"),
            ],
            [
              400,
              app("app.use((err, req, res, next) => { res.status(400).json({ message: 'Something went wrong' }); });"),
            ],
          ]),
        },
      ],
    },
    {
      name: 'an error handler with a 200',
      ...written(
        (status) => app(`app.use((err, req, res, next) => { res.status(${status}).json({ error: err }); });`),
        [500, 400],
      ),
    },

    // Several bodies.
    {
      name: 'one of two bodies: no one status fits both',
      code: get("const user = await app.locals.find();\nres.json(user || { error: 'No such user' });"),
      errors: [{ messageId: 'default', data: express, suggestions: [] }],
    },
    {
      name: 'one of two bodies under a test',
      code: get("res.status(200).json(req.query.a ? { a: 1 } : { error: 'no a' });"),
      errors: [{ messageId: 'written', data: { status: '200' }, suggestions: [] }],
    },
    {
      name: 'a body that one branch changes',
      code: get("let body = { a: 1 };\nif (!req.query.a) body = { error: 'no a' };\nres.status(200).json(body);"),
      errors: [{ messageId: 'written', data: { status: '200' }, suggestions: [] }],
    },

    // Helpers.
    {
      name: 'a helper that holds everything: reported there, once',
      ...written((status) =>
        app(`const fail = (res, text) => res.status(${status}).json({ error: text + '!' });
app.get('/a', (req, res) => fail(res, 'a'));
app.get('/b', (req, res) => fail(res, 'b'));`),
      ),
    },
    {
      name: 'a helper that gets the body: reported at the body',
      code: app(`const send = (res, body) => res.status(200).json(body);
app.get('/a', (req, res) => send(res, { error: 'none' }));
app.get('/b', (req, res) => send(res, { b: 1 }));`),
      errors: [{ messageId: 'written', data: { status: '200' }, line: 4, suggestions: [] }],
    },
    {
      name: 'a helper that gets both: reported at the status',
      ...written((status) =>
        app(`const send = (res, code, body) => res.status(code).json(body);
app.get('/a', (req, res) => send(res, ${status}, { error: 'none' }));
app.get('/b', (req, res) => send(res, 404, { error: 'none' }));`),
      ),
    },

    // Options.
    {
      name: 'a protocol that an option no longer names',
      code: app("app.post('/graphql', (req, res) => { res.status(200).json({ errors: ['none'] }); });"),
      options: [{ protocols: [] }],
      errors: [
        {
          messageId: 'written',
          data: { status: '200' },
          suggestions: suggest([
            [400, app("app.post('/graphql', (req, res) => { res.status(400).json({ errors: ['none'] }); });")],
            [500, app("app.post('/graphql', (req, res) => { res.status(500).json({ errors: ['none'] }); });")],
          ]),
        },
      ],
    },
    {
      name: 'a route that only contains the word',
      ...unset((setter) => app(`app.get('/webhookless', (req, res) => { res${setter}.json({ error: 'none' }); });`)),
    },

    // The inverse.
    {
      name: 'success: true on one of two ways',
      code: get('res.status(req.query.a ? 200 : 400).json({ success: true });'),
      errors: [
        {
          messageId: 'success',
          data: { status: '400' },
          suggestions: suggest([[200, get('res.status(req.query.a ? 200 : 200).json({ success: true });')]]),
        },
      ],
    },
    {
      name: 'success: true with a 500',
      code: get("res.status(500).json({ success: true, message: 'x' });"),
      errors: [
        {
          messageId: 'success',
          data: { status: '500' },
          line: 4,
          column: 12,
          endLine: 4,
          endColumn: 15,
          suggestions: suggest([[200, get("res.status(200).json({ success: true, message: 'x' });")]]),
        },
      ],
    },
    {
      name: 'ok: true with a 404',
      code: get('res.status(404).json({ ok: true });'),
      errors: [
        {
          messageId: 'success',
          data: { status: '404' },
          suggestions: suggest([[200, get('res.status(200).json({ ok: true });')]]),
        },
      ],
    },
    {
      name: "status: 'success' with a 400",
      code: get("res.status(400).json({ status: 'success', data: null });"),
      errors: [
        {
          messageId: 'success',
          data: { status: '400' },
          suggestions: suggest([[200, get("res.status(200).json({ status: 'success', data: null });")]]),
        },
      ],
    },
  ],
});
