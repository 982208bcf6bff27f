import rule from '../../src/rules/consistent-validation-status.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const post = (body: string) => app(`app.post('/users', (req, res) => {\n${body}\nres.json({});\n});`);

const other = (code: (status: number) => string, status: 400 | 422) => {
  const wanted = status === 400 ? 422 : 400;
  return {
    code: code(status),
    options: [{ status: wanted }],
    errors: [
      {
        messageId: 'other' as const,
        data: { status, wanted },
        suggestions: [{ messageId: 'send' as const, data: { wanted }, output: code(wanted) }],
      },
    ],
  };
};

testRule(rule, {
  valid: [
    { name: 'the convention', code: post('if (!req.body.name) return res.status(400).end();') },
    {
      name: 'the other convention',
      code: post('if (!req.body.name) return res.status(422).end();'),
      options: [{ status: 422 }],
    },
    {
      name: 'JSON that cannot be read',
      code: post('try { JSON.parse(req.body); } catch { return res.status(400).end(); }'),
      options: [{ status: 422 }],
    },
    {
      name: 'what has nothing to do with input',
      code: post('if (app.locals.closed) return res.status(422).end(); res.status(422).end(); return;'),
    },
    { name: 'other statuses', code: post('if (!req.body.name) return res.status(413).end();') },
  ],
  invalid: [
    {
      ...other((status) => post(`if (!req.body.name) return res.status(${status}).end();`), 422),
      name: 'a missing part, by default',
      options: [],
      errors: [
        {
          messageId: 'other',
          data: { status: 422, wanted: 400 },
          line: 4,
          column: 39,
          endLine: 4,
          endColumn: 42,
          suggestions: [
            {
              messageId: 'send',
              data: { wanted: 400 },
              output: post('if (!req.body.name) return res.status(400).end();'),
            },
          ],
        },
      ],
    },
    {
      ...other((status) => post(`if (!req.body.name) return res.status(${status}).end();`), 400),
      name: 'a missing part, by option',
    },
    {
      ...other(
        (status) => post(`const { error } = schema.validate(req.body); if (error) return res.status(${status}).end();`),
        422,
      ),
      name: 'a schema',
    },
    {
      ...other(
        (status) =>
          post(
            `try { schema.parse(req.body); } catch (err) { if (err instanceof ZodError) return res.status(${status}).end(); throw err; }`,
          ),
        400,
      ),
      name: 'the error of a schema',
    },
    {
      ...other(
        (status) => `import { Hono } from 'hono';
const app = new Hono();
app.post('/users', async (c) => {
  const body = await c.req.json();
  if (!body.name) return c.json({ error: 'name' }, ${status});
  return c.json({});
});`,
        422,
      ),
      name: 'Hono: a part of the body',
    },
  ],
});
