import rule from '../../src/rules/no-body-on-bodyless-status.js';
import { testRule, type Invalid } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

/** A route whose handler has this body. */
const del = (body: string) => app(`app.delete('/users/:id', async (req, res) => {\n${body}\n});`);

const get = (body: string) => app(`app.get('/users/:id', async (req, res) => {\n${body}\n});`);

const server = (body: string) => `import http from 'node:http';
http.createServer((req, res) => {
${body}
}).listen(8080);`;

const restify = (body: string) => `import restify from 'restify';
restify.createServer().del('/users/:id', (req, res, next) => {
${body}
return next();
});`;

const same = (body: string) => restify(body).replace('.del(', '.get(');

const adonis = (statement: string) => `import router from '@adonisjs/core/services/router';
router.delete('/users/:id', ({ response }) => {
${statement}
});`;

const elysia = (returned: string) => `import { Elysia } from 'elysia';
new Elysia().delete('/users/:id', ({ status }) => ${returned});`;

const express4 = { 'http-status': { frameworkVersions: { express: 4 } } };
const DROPS = 'drops this, and the client never sees it';
const SENDS = 'sends this all the same, and clients need not read it';

type Suggestions = NonNullable<Invalid['errors'][number]['suggestions']>;

const content = (status: number, framework = 'Express', consequence = DROPS) => ({
  messageId: 'content' as const,
  data: { status: String(status), framework, consequence },
});

/** The two remedies: `code` makes the source from a status and the rest of the call. */
const remedies = (code: (status: number, call: string) => string, status: number, call: string): Suggestions => [
  { messageId: 'withStatus', output: code(200, call) },
  { messageId: 'without', data: { status: String(status) }, output: code(status, 'end()') },
];

/** Content with a status, both written in one place. */
const both = (
  code: (status: number, call: string) => string,
  status: number,
  call: string,
  framework?: string,
  consequence?: string,
) => ({
  code: code(status, call),
  errors: [{ ...content(status, framework, consequence), suggestions: remedies(code, status, call) }],
});

const valid = (name: string, code: string) => ({ name, code });

testRule(rule, {
  valid: [
    valid('204 and end', del('res.status(204).end();')),
    valid('204 and send without an argument', del('res.status(204).send();')),
    valid('204 and json without an argument', del('res.status(204).json();')),
    valid('204 and undefined', del('res.status(204).json(undefined);')),
    valid('204 and an empty text', del("res.status(204).send('');")),
    valid('204 and null', del('res.status(204).json(null);')),
    valid('sendStatus(204)', del('res.sendStatus(204);')),
    valid('205 and end', del('res.status(205).end();')),
    valid('304 and end', del('res.status(304).end();')),
    valid('304 and end with null', del('res.status(304).end(null);')),
    valid('200 and content', del("res.status(200).json({ message: 'Deleted' });")),
    valid('content without a status', del("res.json({ message: 'Deleted' });")),
    valid('203 and content', del('res.status(203).json({ a: 1 });')),
    valid('206 and content', del("res.status(206).send('part');")),
    valid('303 and content', del("res.status(303).location('/').send('See /');")),
    valid(
      'content that may be undefined',
      del('const result = await app.locals.remove(req.params.id);\nres.status(204).json(result);'),
    ),
    valid(
      'content that is undefined on one side',
      del('res.status(204).send(req.query.verbose ? undefined : undefined);'),
    ),
    valid('a status that cannot be read', del('res.status(app.locals.status).json({ a: 1 });')),
    valid('a status that was replaced', del('res.status(204);\nres.status(200).json({ a: 1 });')),
    valid(
      'a status and content on different ways',
      del(`if (req.query.quiet) return res.status(204).end();
res.json({ message: 'Deleted' });`),
    ),
    valid(
      'a status that goes with the content',
      del(`const count = await app.locals.count();
res.status(count ? 200 : 204);
if (count) return res.json({ count: 1 });
res.end();`),
    ),
    valid('a view', del("res.status(200).render('deleted');")),
    valid('Node: 204 and end', server('res.statusCode = 204;\nres.end();')),
    valid('Node: writeHead(204) and end', server("res.writeHead(204, { 'x-a': '1' });\nres.end();")),
    valid('Node: 304 and end', server('res.writeHead(304).end();')),
    valid('Node: 200 and content', server("res.writeHead(200);\nres.end('ok');")),
    valid('a client', "const res = await fetch('/');\nif (res.status === 204) console.log('none');"),
  ],
  invalid: [
    {
      name: '204 and an object',
      code: del("res.status(204).json({ message: 'Deleted' });"),
      errors: [
        {
          ...content(204),
          line: 4,
          column: 22,
          endLine: 4,
          endColumn: 44,
          suggestions: [
            { messageId: 'withStatus', output: del("res.status(200).json({ message: 'Deleted' });") },
            { messageId: 'without', data: { status: '204' }, output: del('res.status(204).end();') },
          ],
        },
      ],
    },
    {
      name: '204 and a text',
      ...both((status, call) => del(`res.status(${status}).${call};`), 204, "send('Deleted')"),
    },
    { name: '204 and a number', ...both((status, call) => del(`res.status(${status}).${call};`), 204, 'json(0)') },
    { name: '204 and false', ...both((status, call) => del(`res.status(${status}).${call};`), 204, 'json(false)') },
    {
      name: '204 and an empty object',
      ...both((status, call) => del(`res.status(${status}).${call};`), 204, 'json({})'),
    },
    {
      name: '204 and an empty list',
      ...both((status, call) => del(`res.status(${status}).${call};`), 204, 'json([])'),
    },
    {
      name: '204 and end with a text',
      ...both((status, call) => del(`res.status(${status}).${call};`), 204, "end('Deleted')"),
    },
    {
      name: '204 and a template',
      ...both((status, call) => del(`res.status(${status}).${call};`), 204, 'send(`Deleted ${req.params.id}`)'),
    },
    {
      name: '204 and one of two objects',
      code: del('res.status(204).json(req.query.a ? { a: 1 } : { b: 1 });'),
      errors: [
        {
          ...content(204),
          suggestions: [
            { messageId: 'withStatus', output: del('res.status(200).json(req.query.a ? { a: 1 } : { b: 1 });') },
            { messageId: 'without', data: { status: '204' }, output: del('res.status(204).end();') },
          ],
        },
        {
          ...content(204),
          suggestions: [
            { messageId: 'withStatus', output: del('res.status(200).json(req.query.a ? { a: 1 } : { b: 1 });') },
            { messageId: 'without', data: { status: '204' }, output: del('res.status(204).end();') },
          ],
        },
      ],
    },
    {
      name: 'Express 4',
      ...both((status, call) => del(`res.status(${status}).${call};`), 204, 'json({})'),
      settings: express4,
    },
    {
      name: '205 and json, which Express drops',
      ...both((status, call) => del(`res.status(${status}).${call};`), 205, 'json({})'),
    },
    {
      name: '205 and end, which Express sends',
      ...both((status, call) => del(`res.status(${status}).${call};`), 205, "end('again')", 'Express', SENDS),
    },
    {
      name: 'Express: writeHead(205) and end, which Express sends',
      ...both((status, call) => del(`res.writeHead(${status});\nres.${call};`), 205, "end('again')", 'Express', SENDS),
    },
    {
      name: '304 and content',
      ...both((status, call) => get(`res.status(${status}).${call};`), 304, 'json({ a: 1 })'),
    },
    {
      name: 'a status in an earlier statement',
      ...both((status, call) => del(`res.status(${status});\nres.set('X-A', '1');\nres.${call};`), 204, 'json({})'),
    },
    {
      name: 'a status in a variable',
      ...both((status, call) => del(`const status = ${status};\nres.status(status).${call};`), 204, 'json({})'),
    },
    {
      name: 'a status property',
      ...both((status, call) => del(`res.statusCode = ${status};\nres.${call};`), 204, 'json({})'),
    },
    {
      name: 'content in a variable',
      ...both(
        (status, call) => del(`const body = { message: 'Deleted' };\nres.status(${status}).${call};`),
        204,
        'json(body)',
      ),
    },
    {
      name: 'a constant',
      code: app(
        "import { StatusCodes } from 'http-status-codes';\napp.delete('/', (req, res) => { res.status(StatusCodes.NO_CONTENT).json({}); });",
      ),
      errors: [
        {
          ...content(204),
          suggestions: [
            {
              messageId: 'without',
              data: { status: '204' },
              output: app(
                "import { StatusCodes } from 'http-status-codes';\napp.delete('/', (req, res) => { res.status(StatusCodes.NO_CONTENT).end(); });",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'in a callback',
      ...both((status, call) => del(`app.locals.remove(() => res.status(${status}).${call});`), 204, 'json({})'),
    },
    {
      name: 'in a catch',
      ...both(
        (status, call) =>
          del(`try { await app.locals.remove(); res.send('gone'); } catch { res.status(${status}).${call}; }`),
        204,
        'json({})',
      ),
    },
    {
      name: 'an argument that does something: it is not left out',
      code: del('res.status(204).json({ count: await app.locals.remove(req.params.id) });'),
      errors: [
        {
          ...content(204),
          suggestions: [
            {
              messageId: 'withStatus',
              output: del('res.status(200).json({ count: await app.locals.remove(req.params.id) });'),
            },
          ],
        },
      ],
    },
    {
      name: 'one of two statuses: neither remedy fits both',
      code: del('res.status(req.query.a ? 200 : 204).json({ a: 1 });'),
      errors: [{ ...content(204), suggestions: [] }],
    },
    {
      name: 'a status that one branch sets',
      code: del('let status = 200;\nif (req.query.quiet) status = 204;\nres.status(status).json({ a: 1 });'),
      errors: [{ ...content(204), suggestions: [] }],
    },

    // Helpers.
    {
      name: 'a helper that holds both: reported there, once',
      ...both(
        (status, call) =>
          app(`const gone = (res) => res.status(${status}).${call};
app.delete('/a', (req, res) => gone(res));
app.delete('/b', (req, res) => gone(res));`),
        204,
        "json({ message: 'Deleted' })",
      ),
    },
    {
      name: 'a helper that gets both: reported at the content',
      code: app(`const send = (res, code, body) => res.status(code).json(body);
app.delete('/a', (req, res) => send(res, 204, { message: 'Deleted' }));
app.get('/b', (req, res) => send(res, 200, { b: 1 }));`),
      errors: [
        {
          ...content(204),
          line: 4,
          column: 47,
          suggestions: [
            {
              messageId: 'withStatus',
              output: app(`const send = (res, code, body) => res.status(code).json(body);
app.delete('/a', (req, res) => send(res, 200, { message: 'Deleted' }));
app.get('/b', (req, res) => send(res, 200, { b: 1 }));`),
            },
          ],
        },
      ],
    },
    {
      name: 'a helper that gets the status: reported at the status',
      code: app(`const ok = (res, code) => res.status(code).json({ ok: true });
app.delete('/a', (req, res) => ok(res, 204));`),
      errors: [
        {
          ...content(204),
          line: 4,
          column: 40,
          suggestions: [
            {
              messageId: 'withStatus',
              output: app(`const ok = (res, code) => res.status(code).json({ ok: true });
app.delete('/a', (req, res) => ok(res, 200));`),
            },
          ],
        },
      ],
    },

    // Node.
    {
      name: 'Node: a status property',
      ...both((status, call) => server(`res.statusCode = ${status};\nres.${call};`), 204, "end('Deleted')", 'Node'),
    },
    {
      name: 'Node: writeHead',
      ...both((status, call) => server(`res.writeHead(${status});\nres.${call};`), 204, "end('Deleted')", 'Node'),
    },
    {
      name: 'Node: a chain',
      ...both((status, call) => server(`res.writeHead(${status}).${call};`), 304, "end('same')", 'Node'),
    },
    {
      name: 'Node: 205',
      ...both((status, call) => server(`res.writeHead(${status});\nres.${call};`), 205, "end('again')", 'Node', SENDS),
    },
    {
      name: 'Node: written before the end',
      code: server("res.writeHead(204);\nres.write('Deleted');\nres.end();"),
      errors: [
        {
          ...content(204, 'Node'),
          suggestions: [
            { messageId: 'withStatus', output: server("res.writeHead(200);\nres.write('Deleted');\nres.end();") },
          ],
        },
      ],
    },

    // Restify.
    {
      name: 'Restify: a status and content in one call',
      code: restify('res.send(204, { deleted: true });'),
      errors: [
        {
          ...content(204, 'Restify'),
          suggestions: [
            { messageId: 'withStatus', output: restify('res.send(200, { deleted: true });') },
            { messageId: 'without', data: { status: '204' }, output: restify('res.send(204);') },
          ],
        },
      ],
    },
    {
      name: 'Restify: content that goes out as it is',
      code: same("res.status(304);\nres.end('same');"),
      errors: [
        {
          ...content(304, 'Restify'),
          suggestions: [
            { messageId: 'withStatus', output: same("res.status(200);\nres.end('same');") },
            { messageId: 'without', data: { status: '304' }, output: same('res.status(304);\nres.end();') },
          ],
        },
      ],
    },

    // AdonisJS and Elysia.
    {
      name: 'Adonis: a status and content',
      code: adonis('response.status(204).send({ deleted: true });'),
      errors: [
        {
          ...content(204, 'Adonis'),
          suggestions: [
            { messageId: 'withStatus', output: adonis('response.status(200).send({ deleted: true });') },
            { messageId: 'without', data: { status: '204' }, output: adonis('response.status(204).send(null);') },
          ],
        },
      ],
    },
    {
      name: 'Elysia: a returned status',
      code: elysia("status(204, 'Deleted')"),
      errors: [
        {
          ...content(204, 'Elysia'),
          suggestions: [
            { messageId: 'withStatus', output: elysia("status(200, 'Deleted')") },
            {
              messageId: 'without',
              data: { status: '204' },
              output: elysia('status(204)'),
            },
          ],
        },
      ],
    },
  ],
});
