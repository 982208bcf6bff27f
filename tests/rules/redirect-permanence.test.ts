import rule from '../../src/rules/redirect-permanence.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const get = (body: string) => app(`app.get('/home', (req, res) => { ${body} res.end('home'); });`);

const user = (code: (status: number) => string, status: 301 | 308) => {
  const temporary = status === 301 ? 302 : 307;
  return {
    code: code(status),
    errors: [
      {
        messageId: 'user' as const,
        data: { status, temporary },
        suggestions: [{ messageId: 'send' as const, data: { temporary }, output: code(temporary) }],
      },
    ],
  };
};

testRule(rule, {
  valid: [
    { name: 'a temporary redirect', code: get("if (!req.user) return res.redirect(302, '/login');") },
    { name: 'an address that has moved', code: app("app.get('/old', (req, res) => res.redirect(301, '/new'));") },
    {
      name: 'a login page that has moved',
      code: app("app.get('/signin', (req, res) => res.redirect(301, '/login'));"),
    },
    {
      name: 'a test of something else',
      code: get("if (!req.secure) return res.redirect(301, 'https://example.com/home');"),
    },
    { name: 'a name alone', code: get("if (!session) return res.redirect(301, '/new');") },
    { name: 'a page about logins', code: get("if (a) return res.redirect(301, '/login/help');") },
  ],
  invalid: [
    {
      ...user((status) => get(`if (!req.user) return res.redirect(${status}, '/welcome');`), 301),
      name: 'nobody known',
      errors: [
        {
          messageId: 'user',
          data: { status: 301, temporary: 302 },
          line: 3,
          column: 69,
          endLine: 3,
          endColumn: 72,
          suggestions: [
            {
              messageId: 'send',
              data: { temporary: 302 },
              output: get("if (!req.user) return res.redirect(302, '/welcome');"),
            },
          ],
        },
      ],
    },
    {
      ...user((status) => get(`if (!req.user.isAdmin) return res.redirect(${status}, '/');`), 308),
      name: 'no permission',
    },
    {
      name: 'a login page, under a test that cannot be read',
      code: get("if (!known(req)) return res.redirect(301, '/account/login?next=a');"),
      errors: [
        {
          messageId: 'login',
          data: { status: 301, temporary: 302 },
          line: 3,
          column: 71,
          endLine: 3,
          endColumn: 74,
          suggestions: [
            {
              messageId: 'send',
              data: { temporary: 302 },
              output: get("if (!known(req)) return res.redirect(302, '/account/login?next=a');"),
            },
          ],
        },
      ],
    },
    {
      ...user(
        (status) => `import { Hono } from 'hono';
const app = new Hono();
app.get('/home', (c) => {
  if (!c.get('user')) return c.redirect('/welcome', ${status});
  return c.text('home');
});`,
        301,
      ),
      name: 'Hono: a user that middleware has left',
    },
  ],
});
