import rule from '../../src/rules/no-stack-in-response.js';
import { testRule, type Invalid } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
import util from 'node:util';
const app = express();
${code}`;

/** An error handler with this body. */
const handler = (body: string) => app(`app.use((err, req, res, next) => {\n${body}\n});`);

/** A route that answers from a `catch`. */
const caught = (body: string) =>
  app(`app.get('/users', async (req, res) => {
try {
  res.json(await app.locals.users.list());
} catch (err) {
  ${body}
}
});`);

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
  try {
    res.end(JSON.parse(req.url));
  } catch (err) {
    res.statusCode = 500;
    ${body}
  }
}).listen(8080);`;

type Suggestions = NonNullable<Invalid['errors'][number]['suggestions']>;
type Leak = 'stack' | 'inspected' | 'copied' | 'message';

/** A leak that a fixed text can take the place of. */
const replaceable = (code: (text: string) => string, leak: string, messageId: Leak) => ({
  code: code(leak),
  errors: [
    { messageId, suggestions: [{ messageId: 'fixedText', output: code("'Something went wrong'") }] as Suggestions },
  ],
});

/** A leak for which there is no remedy in one place. */
const lone = (code: string, messageId: Leak) => ({ code, errors: [{ messageId, suggestions: [] }] });

const valid = (name: string, code: string) => ({ name, code });
const message = (option: 'never' | '5xx' | 'always') => [{ message: option }];

testRule(rule, {
  valid: [
    valid(
      'a fixed text',
      handler("console.error(err.stack);\nres.status(500).json({ error: 'Something went wrong' });"),
    ),
    valid('the message of an error', caught('res.status(400).json({ error: err.message });')),
    valid('the error itself, which is {} in JSON', caught('res.status(500).json(err);')),
    valid('the error under a key', caught('res.status(500).json({ error: err });')),
    valid('the error as a text', caught('res.status(500).send(`Failed: ${err}`);')),
    valid('the name of an error', caught('res.status(500).json({ error: err.name });')),
    valid(
      'a stack of something else',
      app("app.get('/', (req, res) => { res.json({ stack: app.locals.card.stack }); });"),
    ),
    valid('a stack that is not sent', caught('const { stack } = err;\nconsole.error(stack);\nres.sendStatus(500);')),
    valid('a stack that only decides', caught("res.status(500).send(err.stack ? 'a' : 'b');")),
    valid('a stack under a 204, which Express drops', caught('res.status(204).json({ stack: err.stack });')),
    valid('a view', caught("res.status(500).render('error', { stack: err.stack });")),
    valid(
      'a serialiser of a package that leaves the stack out',
      `import { serializeError } from '@backstage/errors';\n${caught('res.status(500).json({ error: serializeError(err) });')}`,
    ),
    valid('inspect of something else', app("app.get('/', (req, res) => { res.send(util.inspect(req.query)); });")),
    valid('an error in JSON', caught('res.status(500).send(JSON.stringify(err));')),

    // Only a developer sees it.
    valid(
      'development, in a value',
      handler("res.status(500).json({ stack: process.env.NODE_ENV === 'development' ? err.stack : undefined });"),
    ),
    valid(
      'not production, in a value',
      handler("res.status(500).json({ stack: process.env.NODE_ENV !== 'production' ? err.stack : undefined });"),
    ),
    valid(
      'production, in a value',
      handler("res.status(500).json({ stack: process.env.NODE_ENV === 'production' ? undefined : err.stack });"),
    ),
    valid(
      'development, with &&',
      handler("res.status(500).json({ stack: process.env.NODE_ENV === 'development' && err.stack });"),
    ),
    valid(
      'production, with ||',
      handler("res.status(500).json({ stack: process.env.NODE_ENV === 'production' || err.stack });"),
    ),
    valid(
      'development, in a spread',
      handler(
        "res.status(500).json({ error: 'x', ...(process.env.NODE_ENV === 'development' && { stack: err.stack }) });",
      ),
    ),
    valid(
      'development, in a spread with two sides',
      handler(
        "res.status(500).json({ error: 'x', ...(process.env.NODE_ENV === 'development' ? { stack: err.stack } : {}) });",
      ),
    ),
    valid(
      'development, in an if',
      handler(`if (process.env.NODE_ENV === 'development') {
  return res.status(500).json({ stack: err.stack });
}
res.status(500).json({ error: 'x' });`),
    ),
    valid(
      'production, left early',
      handler(`if (process.env.NODE_ENV === 'production') return res.sendStatus(500);
res.status(500).send(err.stack);`),
    ),
    valid(
      'development, in a variable',
      handler(`const isDev = process.env.NODE_ENV !== 'production';
res.status(500).json({ stack: isDev ? err.stack : null });`),
    ),
    valid(
      'development, by name',
      handler('res.status(500).json({ stack: app.locals.isDevelopment ? err.stack : null });'),
    ),
    valid(
      'the environment of the app',
      handler("res.status(500).json({ stack: app.get('env') === 'development' ? err.stack : undefined });"),
    ),
    valid(
      'development, in an assignment',
      handler(`const body = { error: 'x' };
if (process.env.NODE_ENV === 'development') body.stack = err.stack;
res.status(500).json(body);`),
    ),
    valid(
      'development, in a helper',
      app(`function sendDev(err, res) { res.status(500).json({ stack: err.stack }); }
function sendProd(err, res) { res.status(500).json({ error: 'x' }); }
app.use((err, req, res, next) => {
  if (process.env.NODE_ENV === 'development') sendDev(err, res);
  else sendProd(err, res);
});`),
    ),
    {
      name: 'development, by a setting',
      code: handler('res.status(500).json({ stack: app.locals.verbose ? err.stack : null });'),
      settings: { 'http-status': { developmentConditions: ['app.locals.verbose'] } },
    },

    // The option.
    {
      name: 'a message in a 4xx, with "5xx"',
      code: caught('res.status(422).json({ error: err.message });'),
      options: message('5xx'),
    },
    {
      name: 'a message in a 200, with "5xx"',
      code: caught('res.json({ error: err.message });'),
      options: message('5xx'),
    },
    {
      name: 'a message in an unknown status, with "5xx"',
      code: caught('res.status(err.status).json({ error: err.message });'),
      options: message('5xx'),
    },
    {
      name: 'a message in development, with "always"',
      code: handler("res.status(500).json({ error: process.env.NODE_ENV === 'development' ? err.message : 'x' });"),
      options: message('always'),
    },
    {
      name: 'a fixed text, with "always"',
      code: caught("res.status(500).json({ error: 'x' });"),
      options: message('always'),
    },
    {
      name: 'a message, with "never"',
      code: caught('res.status(500).json({ error: err.message });'),
      options: message('never'),
    },
  ],
  invalid: [
    {
      name: 'a stack beside other things',
      code: handler("res.status(500).json({ error: 'Something went wrong', stack: err.stack });"),
      errors: [
        {
          messageId: 'stack',
          line: 5,
          column: 62,
          endLine: 5,
          endColumn: 71,
          suggestions: [
            { messageId: 'remove', output: handler("res.status(500).json({ error: 'Something went wrong' });") },
          ],
        },
      ],
    },
    {
      name: 'a stack before other things',
      code: handler("res.status(500).json({ stack: err.stack, error: 'x' });"),
      errors: [
        {
          messageId: 'stack',
          suggestions: [{ messageId: 'remove', output: handler("res.status(500).json({ error: 'x' });") }],
        },
      ],
    },
    {
      name: 'a stack beside a comment',
      ...replaceable(
        (text) => handler(`res.status(500).json({ error: 'x', /* for now */ stack: ${text} });`),
        'err.stack',
        'stack',
      ),
    },
    {
      name: 'a stack alone',
      ...replaceable((text) => handler(`res.status(500).json({ stack: ${text} });`), 'err.stack', 'stack'),
    },
    {
      name: 'a stack under another name',
      ...replaceable((text) => handler(`res.status(500).json({ error: 'x', trace: ${text} });`), 'err.stack', 'stack'),
    },
    {
      name: 'a stack as the body',
      ...replaceable((text) => handler(`res.status(500).send(${text});`), 'err.stack', 'stack'),
    },
    {
      name: 'Express 4',
      ...replaceable((text) => handler(`res.status(500).send(${text});`), 'err.stack', 'stack'),
      settings: { 'http-status': { frameworkVersions: { express: 4 } } },
    },
    { name: 'a stack with a 200', ...replaceable((text) => handler(`res.send(${text});`), 'err.stack', 'stack') },
    {
      name: 'a stack with a status that cannot be read',
      ...replaceable((text) => handler(`res.status(err.status || 500).send(${text});`), 'err.stack', 'stack'),
    },
    {
      name: 'a stack in a catch',
      ...replaceable((text) => caught(`res.status(500).send(${text});`), 'err.stack', 'stack'),
    },
    {
      name: 'a stack in a template',
      ...replaceable((text) => caught(`res.status(500).send(\`<pre>\${${text}}</pre>\`);`), 'err.stack', 'stack'),
    },
    {
      name: 'a stack in a sum',
      ...replaceable((text) => caught(`res.status(500).send('Failed: ' + ${text});`), 'err.stack', 'stack'),
    },
    {
      name: 'a stack deep down',
      ...replaceable(
        (text) => caught(`res.status(500).json({ errors: [{ meta: { at: ${text} } }] });`),
        'err.stack',
        'stack',
      ),
    },
    {
      name: 'a stack under a test of the request',
      ...replaceable(
        (text) => caught(`res.status(500).json({ error: req.query.verbose ? ${text} : 'x' });`),
        'err.stack',
        'stack',
      ),
    },
    {
      name: 'a stack in production',
      ...replaceable(
        (text) => handler(`res.status(500).json({ error: process.env.NODE_ENV === 'production' ? ${text} : 'x' });`),
        'err.stack',
        'stack',
      ),
    },
    {
      name: 'a stack on the side that is not for developers',
      ...replaceable(
        (text) =>
          handler(`if (process.env.NODE_ENV === 'development') return res.sendStatus(500);
res.status(500).send(${text});`),
        'err.stack',
        'stack',
      ),
    },
    {
      name: 'a stack or its message',
      ...replaceable(
        (text) => caught(`res.status(500).json({ error: ${text} || err.message });`),
        'err.stack',
        'stack',
      ),
    },
    { name: 'a stack on a Node response', ...replaceable((text) => server(`res.end(${text});`), 'err.stack', 'stack') },
    {
      name: 'a stack in JSON on a Node response',
      ...replaceable((text) => server(`res.end(JSON.stringify({ trace: ${text} }));`), 'err.stack', 'stack'),
    },
    {
      name: 'a stack in a callback',
      ...replaceable(
        (text) =>
          app(`app.get('/', (req, res) => {
  app.locals.load((err, user) => {
    if (err) return res.status(500).send(${text});
    res.json(user);
  });
});`),
        'err.stack',
        'stack',
      ),
    },
    {
      name: 'a stack of a rejected promise',
      ...replaceable(
        (text) =>
          app(`app.get('/', (req, res) => {
  app.locals.load().then((user) => res.json(user)).catch((err) => res.status(500).send(${text}));
});`),
        'err.stack',
        'stack',
      ),
    },
    {
      name: 'a stack in a variable',
      ...lone(caught('const trace = err.stack;\nres.status(500).json({ trace });'), 'stack'),
    },
    {
      name: 'a stack taken out of its error',
      code: caught('const { stack } = err;\nres.status(500).json({ error: "x", stack });'),
      errors: [
        {
          messageId: 'stack',
          suggestions: [
            { messageId: 'remove', output: caught('const { stack } = err;\nres.status(500).json({ error: "x" });') },
          ],
        },
      ],
    },
    {
      name: 'a body in a variable',
      ...replaceable(
        (text) => caught(`const body = { trace: ${text} };\nres.status(500).json(body);`),
        'err.stack',
        'stack',
      ),
    },
    {
      name: 'a body that is added to',
      ...lone(caught("const body = { error: 'x' };\nbody.stack = err.stack;\nres.status(500).json(body);"), 'stack'),
    },
    {
      name: 'a helper that sends it',
      ...replaceable(
        (text) =>
          app(`function fail(res, err) { res.status(500).json({ trace: ${text} }); }
app.use((err, req, res, next) => fail(res, err));
app.use('/b', (err, req, res, next) => fail(res, err));`),
        'err.stack',
        'stack',
      ),
    },
    {
      name: 'a helper that makes the body',
      ...replaceable(
        (text) =>
          app(`const format = (err) => ({ trace: ${text} });
app.use((err, req, res, next) => { res.status(500).json(format(err)); });`),
        'err.stack',
        'stack',
      ),
    },
    {
      name: 'two stacks',
      code: caught('res.status(500).json({ a: err.stack, b: err.stack });'),
      errors: [
        {
          messageId: 'stack',
          suggestions: [
            {
              messageId: 'fixedText',
              output: caught("res.status(500).json({ a: 'Something went wrong', b: err.stack });"),
            },
          ],
        },
        {
          messageId: 'stack',
          suggestions: [
            {
              messageId: 'fixedText',
              output: caught("res.status(500).json({ a: err.stack, b: 'Something went wrong' });"),
            },
          ],
        },
      ],
    },

    // All of an error.
    {
      name: 'an inspected error',
      code: caught('res.status(500).send(util.inspect(err));'),
      errors: [
        {
          messageId: 'inspected',
          line: 8,
          column: 24,
          endLine: 8,
          endColumn: 41,
          suggestions: [{ messageId: 'fixedText', output: caught("res.status(500).send('Something went wrong');") }],
        },
      ],
    },
    {
      name: 'an inspected error in JSON',
      ...replaceable((text) => caught(`res.status(500).json({ detail: ${text} });`), 'util.inspect(err)', 'inspected'),
    },
    {
      name: 'a serialised error',
      ...replaceable(
        (text) => caught(`res.status(500).send(${text});`),
        'JSON.stringify(err, Object.getOwnPropertyNames(err))',
        'inspected',
      ),
    },
    {
      name: 'a spread error',
      code: caught('res.status(500).json({ ...err });'),
      errors: [{ messageId: 'copied', line: 8, column: 26, endLine: 8, endColumn: 32, suggestions: [] }],
    },
    {
      name: 'a spread error beside other things',
      ...lone(caught("res.status(500).json({ error: 'x', ...err });"), 'copied'),
    },
    {
      name: 'a spread error beside its stack, which is the worse of the two',
      code: caught('res.status(500).json({ ...err, stack: err.stack });'),
      errors: [
        {
          messageId: 'stack',
          suggestions: [{ messageId: 'remove', output: caught('res.status(500).json({ ...err });') }],
        },
      ],
    },
    {
      name: 'a spread error and a stack in different places',
      code: caught('res.status(500).json({ a: { ...err }, b: util.inspect(err), c: [{ ...err }] });'),
      errors: [
        { messageId: 'copied' },
        {
          messageId: 'inspected',
          suggestions: [
            {
              messageId: 'fixedText',
              output: caught("res.status(500).json({ a: { ...err }, b: 'Something went wrong', c: [{ ...err }] });"),
            },
          ],
        },
        { messageId: 'copied' },
      ],
    },

    // The option.
    {
      name: 'a message in a 500, with "5xx"',
      code: caught('res.status(500).json({ error: err.message });'),
      options: message('5xx'),
      errors: [
        {
          messageId: 'message',
          line: 8,
          column: 33,
          endLine: 8,
          endColumn: 44,
          suggestions: [
            { messageId: 'fixedText', output: caught("res.status(500).json({ error: 'Something went wrong' });") },
          ],
        },
      ],
    },
    {
      name: 'a message in what may be a 500, with "5xx"',
      ...replaceable(
        (text) => caught(`res.status(err.status || 500).json({ error: ${text} });`),
        'err.message',
        'message',
      ),
      options: message('5xx'),
    },
    {
      name: 'a message in a 4xx, with "always"',
      ...replaceable((text) => caught(`res.status(422).json({ error: ${text} });`), 'err.message', 'message'),
      options: message('always'),
    },
    {
      name: 'a message in a text, with "always"',
      ...replaceable((text) => caught(`res.status(422).send(\`Failed: \${${text}}\`);`), 'err.message', 'message'),
      options: message('always'),
    },
    {
      name: 'a stack, with "never"',
      ...replaceable((text) => handler(`res.status(500).send(${text});`), 'err.stack', 'stack'),
      options: message('never'),
    },
  ],
});
