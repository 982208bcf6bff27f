import rule from '../../src/rules/no-error-code-as-status.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

/** A route that answers from a `catch`. */
const caught = (body: string) =>
  app(`app.get('/users/:id', async (req, res) => {
  try {
    res.json(await app.locals.users.find(req.params.id));
  } catch (err) {
    ${body}
  }
});`);

const onError = (body: string) => app(`app.use((err, req, res, next) => { ${body} });`);

/** A finding, and what its suggestion makes of the code. */
const code = (replacement: string, output: string, framework = 'Express') => ({
  messageId: 'code' as const,
  data: { framework },
  suggestions: [{ messageId: 'status' as const, data: { replacement }, output }],
});

testRule(rule, {
  valid: [
    { name: 'the status of an error', code: caught('res.status(err.status ?? err.statusCode ?? 500).end();') },
    { name: 'the code in the body', code: caught('res.status(500).json({ code: err.code });') },
    {
      name: 'a code that is tested and not sent',
      code: caught("res.status(err.code === 'ENOENT' ? 404 : 500).end();"),
    },
    {
      name: 'a code that is mapped',
      code: caught('res.status(app.locals.statuses[err.code]).end(); res.status(statusOf(err.code)).end();'),
    },
    {
      name: 'a code that is a number where it is sent',
      code: caught("res.status(typeof err.code === 'number' ? err.code : 500).end();"),
    },
    {
      name: 'a code in the range of errors',
      code: caught('if (err.code >= 400 && err.code < 600) return res.status(err.code).end(); res.status(500).end();'),
    },
    {
      name: 'a code that one of the own errors has',
      code: caught('if (err instanceof HttpError) return res.status(err.code).end(); res.status(500).end();'),
    },
    {
      name: 'an error that says what it is',
      code: caught('if (err.isHttpError) return res.status(err.code).end(); res.status(500).end();'),
    },
    {
      name: 'a class of the file whose code is a status',
      code: `class HttpError extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}
${onError('res.status(err.code || 500).json({ message: err.message });')}`,
    },
    {
      name: 'packages whose errors have a status there',
      code: `import { google } from 'googleapis';
${caught('res.status(err.code || 500).end();')}`,
    },
    {
      name: 'a code that is tested before, where it is taken or in the helper that gets it',
      code: app(`const fail = (res, status) => { if (typeof status !== 'number') return res.status(500).end(); res.status(status).end(); };
const answer = (res, status) => { res.status(Number.isInteger(status) ? status : 500).end(); };
app.use((err, req, res, next) => { fail(res, err.code); });
app.use((err, req, res, next) => { answer(res, err.code); });
app.use((err, req, res, next) => { if (typeof err.code !== 'number') return res.sendStatus(500); res.status(err.code).end(); });
app.use((err, req, res, next) => { let status = 500; if (isStatus(err.code)) status = err.code; res.status(status).end(); });`),
    },
    {
      name: 'a variable that has another status by the time',
      code: app(`app.use((err, req, res, next) => {
  let status = err.code;
  status = 500;
  res.status(status).end();
});
app.use((err, req, res, next) => {
  let status;
  status = err.code;
  if (!known.has(status)) status = 500;
  res.status(status).end();
});`),
    },
    {
      name: 'a helper that gets the code for the body, or as another argument than the status',
      code: app(`const fail = (res, status, code) => { res.status(status).json({ code }); };
app.use((err, req, res, next) => { fail(res, 500, err.code); });`),
    },
    {
      name: 'the code of something else',
      code: app(`app.get('/a', (req, res) => { const result = load(); res.status(result.code).end(); });
app.get('/b', (req, res) => { const { code } = load(); res.status(code).end(); });
app.get('/c', (req, res) => { res.status(req.query.error.code).end(); });`),
    },
  ],
  invalid: [
    {
      name: 'in a catch',
      code: caught('res.status(err.code).end();'),
      errors: [
        {
          ...code('err.status ?? 500', caught('res.status(err.status ?? 500).end();')),
          line: 7,
          column: 16,
          endLine: 7,
          endColumn: 24,
        },
      ],
    },
    {
      name: 'in an error handler, with a number to fall back on',
      code: onError('res.status(err.code || 500).json({ message: err.message });'),
      errors: [code('err.status', onError('res.status(err.status || 500).json({ message: err.message });'))],
    },
    {
      name: 'behind the status, and under a test of whether it is there',
      code: onError('res.status(err.status ?? (err.code ? err.code : 500)).end();'),
      errors: [code('err.status', onError('res.status(err.status ?? (err.status ? err.status : 500)).end();'))].map(
        (error) => ({
          ...error,
          suggestions: [
            {
              messageId: 'status' as const,
              data: { replacement: 'err.status' },
              output: onError('res.status(err.status ?? (err.code ? err.status : 500)).end();'),
            },
          ],
        }),
      ),
    },
    {
      name: 'in a variable, and taken out of the error',
      code: app(`app.use((err, req, res, next) => {
  const status = err.code || 500;
  res.status(status).end();
});
app.use((error, req, res, next) => {
  const { code, message } = error;
  res.status(code).json({ message });
});`),
      errors: [
        code(
          'err.status',
          app(`app.use((err, req, res, next) => {
  const status = err.status || 500;
  res.status(status).end();
});
app.use((error, req, res, next) => {
  const { code, message } = error;
  res.status(code).json({ message });
});`),
        ),
        { messageId: 'code', data: { framework: 'Express' }, line: 9 },
      ],
    },
    {
      name: 'errno, as a property',
      code: `import http from 'node:http';
http.createServer((req, res) => {
  load((err) => {
    res.statusCode = err.errno;
    res.end();
  });
}).listen(8080);`,
      errors: [
        {
          messageId: 'errno',
          data: { framework: 'Node' },
          line: 4,
          column: 22,
          endLine: 4,
          endColumn: 31,
          suggestions: [
            {
              messageId: 'status',
              data: { replacement: 'err.status ?? 500' },
              output: `import http from 'node:http';
http.createServer((req, res) => {
  load((err) => {
    res.statusCode = err.status ?? 500;
    res.end();
  });
}).listen(8080);`,
            },
          ],
        },
      ],
    },
    {
      name: 'through helpers of the file: a function, one that gets the error, and a method',
      code: app(`const fail = (res, status) => { res.status(status).end(); };
const failWith = (res, error) => { const status = error.code || 500; res.status(status).end(); };
app.get('/a', async (req, res) => {
  try { res.json(await load()); } catch (problem) { fail(res, problem.code); }
});
app.get('/b', async (req, res) => {
  try { res.json(await load()); } catch (problem) { failWith(res, problem); }
});
class Users {
  fail(res, status) { res.status(status).end(); }
  list = async (req, res) => {
    try { res.json(await load()); } catch (e) { this.fail(res, e.code); }
  };
}
app.get('/c', new Users().list);`),
      errors: [
        {
          ...code(
            'error.status',
            app(`const fail = (res, status) => { res.status(status).end(); };
const failWith = (res, error) => { const status = error.status || 500; res.status(status).end(); };
app.get('/a', async (req, res) => {
  try { res.json(await load()); } catch (problem) { fail(res, problem.code); }
});
app.get('/b', async (req, res) => {
  try { res.json(await load()); } catch (problem) { failWith(res, problem); }
});
class Users {
  fail(res, status) { res.status(status).end(); }
  list = async (req, res) => {
    try { res.json(await load()); } catch (e) { this.fail(res, e.code); }
  };
}
app.get('/c', new Users().list);`),
          ),
          line: 4,
        },
        {
          ...code(
            'problem.status ?? 500',
            app(`const fail = (res, status) => { res.status(status).end(); };
const failWith = (res, error) => { const status = error.code || 500; res.status(status).end(); };
app.get('/a', async (req, res) => {
  try { res.json(await load()); } catch (problem) { fail(res, problem.status ?? 500); }
});
app.get('/b', async (req, res) => {
  try { res.json(await load()); } catch (problem) { failWith(res, problem); }
});
class Users {
  fail(res, status) { res.status(status).end(); }
  list = async (req, res) => {
    try { res.json(await load()); } catch (e) { this.fail(res, e.code); }
  };
}
app.get('/c', new Users().list);`),
          ),
          line: 6,
        },
        {
          ...code(
            'e.status ?? 500',
            app(`const fail = (res, status) => { res.status(status).end(); };
const failWith = (res, error) => { const status = error.code || 500; res.status(status).end(); };
app.get('/a', async (req, res) => {
  try { res.json(await load()); } catch (problem) { fail(res, problem.code); }
});
app.get('/b', async (req, res) => {
  try { res.json(await load()); } catch (problem) { failWith(res, problem); }
});
class Users {
  fail(res, status) { res.status(status).end(); }
  list = async (req, res) => {
    try { res.json(await load()); } catch (e) { this.fail(res, e.status ?? 500); }
  };
}
app.get('/c', new Users().list);`),
          ),
          line: 14,
        },
      ],
    },
    {
      name: 'in an error-first callback, given to a helper',
      code: app(`function fail(res, status) { res.status(status).end(); }
app.get('/a', (req, res) => {
  load((err, rows) => {
    if (err) return fail(res, err.code);
    res.json(rows);
  });
});`),
      errors: [
        {
          ...code(
            'err.status ?? 500',
            app(`function fail(res, status) { res.status(status).end(); }
app.get('/a', (req, res) => {
  load((err, rows) => {
    if (err) return fail(res, err.status ?? 500);
    res.json(rows);
  });
});`),
          ),
          line: 6,
        },
      ],
    },
    {
      name: 'in a rejection, whatever it is called',
      code: app(
        `app.get('/a', (req, res) => { load().then((all) => res.json(all)).catch((failure) => res.status(failure.code).end()); });`,
      ),
      errors: [
        code(
          'failure.status ?? 500',
          app(
            `app.get('/a', (req, res) => { load().then((all) => res.json(all)).catch((failure) => res.status(failure.status ?? 500).end()); });`,
          ),
        ),
      ],
    },
    {
      name: 'in a variable that is assigned once it is there, and with a default where it is taken out',
      code: app(`app.use((err, req, res, next) => {
  let status = 500;
  if (err.code) status = err.code;
  res.status(status).end();
});
app.use((err, req, res, next) => {
  const { code = 500 } = err;
  res.status(code).end();
});`),
      errors: [
        {
          ...code(
            'err.status ?? 500',
            app(`app.use((err, req, res, next) => {
  let status = 500;
  if (err.code) status = err.status ?? 500;
  res.status(status).end();
});
app.use((err, req, res, next) => {
  const { code = 500 } = err;
  res.status(code).end();
});`),
          ),
          line: 5,
        },
        { messageId: 'code', data: { framework: 'Express' }, line: 10 },
      ],
    },
    {
      name: 'Hono: as the second argument',
      code: `import { Hono } from 'hono';
const app = new Hono();
app.onError((error, c) => c.json({ message: 'x' }, error.code));`,
      errors: [
        code(
          'error.status ?? 500',
          `import { Hono } from 'hono';
const app = new Hono();
app.onError((error, c) => c.json({ message: 'x' }, error.status ?? 500));`,
          'Hono',
        ),
      ],
    },
  ],
});
