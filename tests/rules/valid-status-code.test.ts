import rule from '../../src/rules/valid-status-code.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
import createError from 'http-errors';
const app = express();
${code}`;

/** A route whose handler has this body. */
const get = (body: string) => app(`app.get('/users/:id', (req, res, next) => {\n${body}\n});`);

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
${body}
}).listen(8080);`;

const koa = (body: string) => `import Koa from 'koa';
new Koa().use(async (ctx) => {
${body}
});`;

const express4 = { 'http-status': { frameworkVersions: { express: 4 } } };
const express5 = { 'http-status': { frameworkVersions: { express: 5 } } };

const ANSWERS_500 = 'unless a `catch` answers, the client gets a 500';
const CRASHES = 'unless a `catch` answers, the process goes down and the client gets nothing';

const throws = (value: string, error: string, framework = 'Express 5', consequence = ANSWERS_500) => ({
  messageId: 'throws' as const,
  data: { framework, error, value, consequence, range: 'a whole number from 200 to 599' },
});
const coerced = (value: string, code: number, framework: string) => ({
  messageId: 'coerced' as const,
  data: { framework, value, code: String(code) },
});
const ignored = (value: string, framework = 'Express 5') => ({
  messageId: 'ignored' as const,
  data: { framework, value, code: '500', range: 'a number from 400 to 599' },
});
const outOfRange = (value: string, framework = 'Express 5') => ({
  messageId: 'outOfRange' as const,
  data: { framework, value },
});

/** `'404'`, which the fix makes 404. */
const text = (code: (status: string) => string) => ({ code: code("'404'"), output: code('404') });

const inHapi = (status: string) => `import Hapi from '@hapi/hapi';
const server = Hapi.server();
server.route({ method: 'GET', path: '/a', handler: (request, h) => {
  const response = h.response('a');
  response.statusCode = ${status};
  return response;
} });`;

const valid = (name: string, code: string) => ({ name, code });

testRule(rule, {
  valid: [
    valid('200', get('res.status(200).end();')),
    {
      name: 'Koa: errors that are thrown with an error status or to redirect, and one that is caught',
      code: koa(`ctx.throw(404, 'none');
ctx.throw(302, { headers: { location: '/login' } });
try { ctx.throw(200); } catch { ctx.throw(400); }`),
    },
    {
      name: 'Koa: a success that is sent and not thrown',
      code: koa('ctx.status = 200; ctx.body = {};'),
    },
    valid('404', get('res.status(404).end();')),
    valid('an unregistered number', get('res.status(299).end();')),
    valid('599', get('res.status(599).end();')),
    valid('a number in a string method', get("res.status(Number('404')).end();")),
    valid(
      'a constant',
      app(
        "import { StatusCodes } from 'http-status-codes';\napp.get('/', (req, res) => { res.status(StatusCodes.NOT_FOUND).end(); });",
      ),
    ),
    valid('a status that cannot be read', get('res.status(app.locals.status).end();')),
    valid('a status of an error', get('app.locals.run((err) => { res.status(err.status || 500).end(); });')),
    valid('sendStatus', get('res.sendStatus(404);')),
    valid('a redirect', get("res.redirect(301, '/a');")),
    valid('a 1xx is another fault', get('res.status(102).end();')),
    { name: 'a 1xx in a string that goes out', code: get("res.status('102').end();"), settings: express4 },
    valid('a status property', server('res.statusCode = 404;\nres.end();')),
    valid('writeHead', server('res.writeHead(404);\nres.end();')),
    valid('writeHead with a phrase', server("res.writeHead(404, 'Nothing Here');\nres.end();")),
    valid('a 1xx property', server('res.statusCode = 102;\nres.end();')),
    valid('a mark above 599 that is replaced', server('res.statusCode = 999;\nres.statusCode = 404;\nres.end();')),
    valid('an error with 404', get('next(createError(404));')),
    valid('an error with 599', get("next(Object.assign(new Error('x'), { status: 599 }));")),
    valid(
      'an error with a status that cannot be read',
      get("next(Object.assign(new Error('x'), { status: app.locals.status }));"),
    ),
    valid('an error without a status', get("next(new Error('x'));")),
    valid('a thrown error', get("throw createError(500, 'x');")),
    valid('a body', get("res.json({ status: '404' });")),
    valid('a client', "const res = await fetch('/users');\nif (res.status === '404') console.log(res);"),
    valid(
      'something else that has a status',
      "import express from 'express';\nconst job = {};\njob.status = 'done';\nexport const app = express();",
    ),
  ],
  invalid: [
    {
      name: 'Koa: a success that is thrown by its own method, and by an error',
      code: koa(`if (ctx.query.a) ctx.throw(200, 'done');
throw Object.assign(new Error('done'), { status: 204 });`),
      errors: [
        {
          messageId: 'thrown',
          data: { framework: 'Koa 3', value: '200' },
          line: 3,
          column: 28,
          endLine: 3,
          endColumn: 31,
        },
        { messageId: 'thrown', data: { framework: 'Koa 3', value: '204' }, line: 4 },
      ],
    },
    {
      name: 'a success in a call that only fails, and an error in one that only redirects',
      filename: '/src/routes/+server.js',
      code: `import { error, redirect } from '@sveltejs/kit';
export const GET = () => error(200);
export const POST = () => redirect(404, '/');`,
      errors: [
        {
          messageId: 'throws',
          data: {
            framework: 'SvelteKit',
            error: 'Error',
            value: '200',
            consequence: ANSWERS_500,
            range: 'a whole number from 400 to 599',
          },
        },
        {
          messageId: 'throws',
          data: {
            framework: 'SvelteKit',
            error: 'Error',
            value: '404',
            consequence: ANSWERS_500,
            range: 'a whole number from 300 to 308',
          },
        },
      ],
    },
    // Express 5.
    {
      name: 'a string',
      ...text((status) => get(`res.status(${status}).end();`)),
      errors: [{ ...throws("'404'", 'TypeError'), line: 5, column: 12, endLine: 5, endColumn: 17 }],
    },
    {
      name: 'a string, where the version is certain',
      ...text((status) => get(`res.status(${status}).end();`)),
      settings: express5,
      errors: [throws("'404'", 'TypeError')],
    },
    {
      name: 'a string for one of two',
      ...text((status) => get(`res.status(req.query.a ? 200 : ${status}).end();`)),
      errors: [throws("'404'", 'TypeError')],
    },
    {
      name: 'a string for what is missing',
      ...text((status) => get(`res.status(app.locals.status || ${status}).end();`)),
      errors: [throws("'404'", 'TypeError')],
    },
    {
      name: 'two strings',
      code: get("res.status(req.query.a ? '200' : '404').end();"),
      output: get('res.status(req.query.a ? 200 : 404).end();'),
      errors: [throws("'200'", 'TypeError'), throws("'404'", 'TypeError')],
    },
    {
      name: 'a string in a callback',
      ...text((status) => get(`app.locals.run(() => res.status(${status}).end());`)),
      errors: [throws("'404'", 'TypeError')],
    },
    {
      name: 'a string before a body',
      ...text((status) => get(`res.status(${status}).json({ error: 'none' });`)),
      errors: [throws("'404'", 'TypeError')],
    },
    {
      name: 'a string in sendStatus',
      ...text((status) => get(`res.sendStatus(${status});`)),
      errors: [throws("'404'", 'TypeError')],
    },
    {
      name: 'a string in a catch',
      ...text((status) => get(`try { next(app.locals.read()); } catch (err) { res.status(${status}).end(); }`)),
      errors: [throws("'404'", 'TypeError')],
    },
    {
      name: 'a string in a variable, which others may read',
      code: get("const status = '404';\nres.status(status).json({ status });"),
      errors: [{ ...throws("'404'", 'TypeError'), line: 5, column: 16 }],
    },
    {
      name: 'a string at the top of the file',
      code: app("const NONE = '404';\napp.get('/', (req, res) => { res.status(NONE).end(); });"),
      errors: [{ ...throws("'404'", 'TypeError'), line: 5, column: 41, endColumn: 45 }],
    },
    {
      name: 'a string given to a helper',
      code: app(
        "const send = (res, code) => res.status(code).json({ code });\napp.get('/', (req, res) => send(res, '404'));",
      ),
      errors: [{ ...throws("'404'", 'TypeError'), line: 5, column: 38 }],
    },
    {
      name: 'a string in a helper',
      ...text((status) =>
        app(
          `const none = (res) => res.status(${status}).end();\napp.get('/', (req, res) => none(res));\napp.get('/b', (req, res) => none(res));`,
        ),
      ),
      errors: [throws("'404'", 'TypeError')],
    },
    {
      name: 'a string with a phrase',
      code: get("res.status('404 Not Found').end();"),
      errors: [throws("'404 Not Found'", 'TypeError')],
    },
    {
      name: 'a string for a 1xx, which never goes out',
      code: get("res.status('102').end();"),
      errors: [throws("'102'", 'TypeError')],
    },
    { name: 'an empty string', code: get("res.status('').end();"), errors: [throws("''", 'TypeError')] },
    { name: 'a fraction', code: get('res.status(404.5).end();'), errors: [throws('404.5', 'TypeError')] },
    { name: 'undefined', code: get('res.status(undefined).end();'), errors: [throws('undefined', 'TypeError')] },
    { name: 'null', code: get('res.status(null).end();'), errors: [throws('null', 'TypeError')] },
    { name: 'true', code: get('res.status(true).end();'), errors: [throws('true', 'TypeError')] },
    { name: 'NaN', code: get('res.status(NaN).end();'), errors: [throws('NaN', 'TypeError')] },
    { name: 'zero', code: get('res.status(0).end();'), errors: [throws('0', 'RangeError')] },
    { name: '99', code: get('res.status(99).end();'), errors: [throws('99', 'RangeError')] },
    { name: '1000', code: get('res.status(1000).end();'), errors: [throws('1000', 'RangeError')] },
    { name: 'a negative number', code: get('res.status(-1).end();'), errors: [throws('-1', 'RangeError')] },
    {
      name: 'a typo with a digit too much',
      code: get('res.sendStatus(4040);'),
      errors: [throws('4040', 'RangeError')],
    },
    {
      name: 'a variable that one branch leaves unset',
      code: get('let status;\nif (req.query.a) status = 404;\nres.status(status).end();'),
      errors: [throws('undefined', 'TypeError')],
    },
    {
      name: '600',
      code: get('res.status(600).end();'),
      errors: [{ ...outOfRange('600'), line: 5, column: 12, endLine: 5, endColumn: 15 }],
    },
    {
      name: '999 on one of two ways',
      code: get('if (req.query.a) return res.status(999).end();\nres.end();'),
      errors: [outOfRange('999')],
    },

    // Express 4.
    {
      name: 'Express 4 takes a string',
      ...text((status) => get(`res.status(${status}).end();`)),
      settings: express4,
      errors: [{ ...coerced("'404'", 404, 'Express 4'), line: 5, column: 12, endLine: 5, endColumn: 17 }],
    },
    {
      name: 'Express 4 takes a string in sendStatus',
      ...text((status) => get(`res.sendStatus(${status});`)),
      settings: express4,
      errors: [coerced("'404'", 404, 'Express 4')],
    },
    {
      name: 'Express 4 takes a string for a status without content, and sends the fields of a content',
      code: get("res.sendStatus('204');"),
      settings: express4,
      errors: [
        {
          ...coerced("'204'", 204, 'Express 4'),
          suggestions: [{ messageId: 'writeNumber', data: { code: 204 }, output: get('res.sendStatus(204);') }],
        },
      ],
    },
    {
      name: 'a string with a cast, which may not fit the number',
      code: get("res.status('404' as any).end();"),
      settings: express4,
      errors: [
        {
          ...coerced("'404'", 404, 'Express 4'),
          suggestions: [
            { messageId: 'writeNumber', data: { code: 404 }, output: get('res.status(404 as any).end();') },
          ],
        },
      ],
    },
    {
      name: 'a string that an error page would not take, where something may throw before it goes out',
      code: get("res.statusCode = '404';\nload();\nres.status('410').json(load());"),
      settings: express4,
      errors: [
        {
          ...coerced("'404'", 404, 'Express 4'),
          suggestions: [
            {
              messageId: 'writeNumber',
              data: { code: 404 },
              output: get("res.statusCode = 404;\nload();\nres.status('410').json(load());"),
            },
          ],
        },
        {
          ...coerced("'410'", 410, 'Express 4'),
          suggestions: [
            {
              messageId: 'writeNumber',
              data: { code: 410 },
              output: get("res.statusCode = '404';\nload();\nres.status(410).json(load());"),
            },
          ],
        },
      ],
    },
    {
      name: 'a string that goes out at once, or that no error page takes as a number either',
      ...text((status) =>
        get(`if (req.query.a) return res.status(${status}).type('text').send('a');
res.statusCode = '202';
res.json(load());`),
      ),
      output: get(`if (req.query.a) return res.status(404).type('text').send('a');
res.statusCode = 202;
res.json(load());`),
      settings: express4,
      errors: [coerced("'404'", 404, 'Express 4'), coerced("'202'", 202, 'Express 4')],
    },
    {
      name: 'Express 4 cuts a fraction',
      code: get('res.status(404.5).end();'),
      settings: express4,
      errors: [coerced('404.5', 404, 'Express 4')],
    },
    {
      name: 'Express 4 throws for 99 when it answers',
      code: get('res.status(99).end();'),
      settings: express4,
      errors: [throws('99', 'RangeError', 'Express 4')],
    },
    {
      name: 'Express 4 sends 600',
      code: get('res.status(600).end();'),
      settings: express4,
      errors: [outOfRange('600', 'Express 4')],
    },

    // hapi.
    {
      name: 'hapi gives Node the string of a property',
      ...text((status) => inHapi(status)),
      errors: [coerced("'404'", 404, 'hapi')],
    },
    {
      name: 'hapi takes the string of a code that it looks for as another status, and sends other fields',
      code: inHapi("'200'"),
      errors: [
        {
          ...coerced("'200'", 200, 'hapi'),
          suggestions: [{ messageId: 'writeNumber', data: { code: 200 }, output: inHapi('200') }],
        },
      ],
    },

    // Node.
    {
      name: 'Node takes a string',
      ...text((status) => server(`res.statusCode = ${status};\nres.end();`)),
      errors: [coerced("'404'", 404, 'Node')],
    },
    {
      name: 'Node takes a string in writeHead',
      ...text((status) => server(`res.writeHead(${status});\nres.end();`)),
      errors: [coerced("'404'", 404, 'Node')],
    },
    {
      name: 'Node cuts a fraction',
      code: server('res.statusCode = 404.7;\nres.end();'),
      errors: [coerced('404.7', 404, 'Node')],
    },
    {
      name: 'Node throws for 0',
      code: server('res.statusCode = 0;\nres.end();'),
      errors: [throws('0', 'ERR_HTTP_INVALID_STATUS_CODE', 'Node', CRASHES)],
    },
    {
      name: 'Node throws for 1000 in writeHead',
      code: server('res.writeHead(1000);\nres.end();'),
      errors: [throws('1000', 'ERR_HTTP_INVALID_STATUS_CODE', 'Node', CRASHES)],
    },
    {
      name: 'Node throws for NaN',
      code: server('res.statusCode = NaN;\nres.end();'),
      errors: [throws('NaN', 'ERR_HTTP_INVALID_STATUS_CODE', 'Node', CRASHES)],
    },
    {
      name: 'Node sends 600',
      code: server('res.statusCode = 600;\nres.end();'),
      errors: [outOfRange('600', 'Node')],
    },

    // Errors.
    {
      name: 'an error with a string',
      code: get("next(Object.assign(new Error('x'), { status: '404' }));"),
      errors: [
        {
          ...ignored("'404'"),
          line: 5,
          column: 46,
          endLine: 5,
          endColumn: 51,
          suggestions: [
            {
              messageId: 'writeNumber',
              data: { code: '404' },
              output: get("next(Object.assign(new Error('x'), { status: 404 }));"),
            },
          ],
        },
      ],
    },
    {
      name: 'an error with a 200',
      code: get("next(Object.assign(new Error('x'), { status: 200 }));"),
      errors: [{ ...ignored('200'), suggestions: [] }],
    },
    {
      name: 'an error with a string that is no error status',
      code: get("next(Object.assign(new Error('x'), { status: '200' }));"),
      errors: [{ ...ignored("'200'"), suggestions: [] }],
    },
    {
      name: 'an error with a 3xx',
      code: get("const err = new Error('x');\nerr.status = 302;\nnext(err);"),
      errors: [{ ...ignored('302'), suggestions: [] }],
    },
    {
      name: 'an error with a 600, in Express 4',
      code: get("next(Object.assign(new Error('x'), { statusCode: 600 }));"),
      settings: express4,
      errors: [{ ...ignored('600', 'Express 4'), suggestions: [] }],
    },
    {
      name: 'a thrown error with a 200',
      code: get("throw Object.assign(new Error('x'), { status: 200 });"),
      errors: [{ ...ignored('200'), suggestions: [] }],
    },
  ],
});
