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

const moved = (status: 302 | 307, output: string) => {
  const permanent = status === 302 ? 301 : 308;
  const suggestions = [{ messageId: 'keep' as const, data: { permanent }, output }];
  return { messageId: 'moved' as const, data: { status, permanent }, suggestions };
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
    {
      name: 'an address that may have moved, where nobody asks for moves',
      code: app("app.get('/old', (req, res) => res.redirect('/new'));"),
    },
    {
      name: 'the root, a login, an address with a parameter, a POST and a choice, where moves are asked for',
      options: [{ moves: true }],
      code: app(`app.get('/', (req, res) => res.redirect('/home'));
app.get('/account', (req, res) => res.redirect('/login'));
app.get('/old/:id', (req, res) => res.redirect('/new'));
app.post('/old', (req, res) => res.redirect(302, '/new'));
app.get('/today', (req, res) => { if (req.query.a) return res.redirect('/a'); res.end('b'); });
app.get('/next', (req, res) => res.redirect(req.query.next));
app.use((req, res, next) => { if (!req.secure) return res.redirect('/insecure'); next(); });`),
    },
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
    {
      name: 'a page that always leads to another, where moves are asked for',
      options: [{ moves: true }],
      code: app("app.get('/old', (req, res) => res.redirect('/new'));"),
      errors: [
        {
          ...moved(302, app("app.get('/old', (req, res) => res.redirect(301, '/new'));")),
          line: 3,
          column: 31,
          endLine: 3,
          endColumn: 51,
        },
      ],
    },
    {
      name: 'the protocol, where moves are asked for',
      options: [{ moves: true }],
      code: app(
        'app.use((req, res, next) => { if (!req.secure) return res.redirect(307, `https://${req.hostname}${req.url}`); next(); });',
      ),
      errors: [
        moved(
          307,
          app(
            'app.use((req, res, next) => { if (!req.secure) return res.redirect(308, `https://${req.hostname}${req.url}`); next(); });',
          ),
        ),
      ],
    },
    {
      name: 'the name of the server, where moves are asked for',
      options: [{ moves: true }],
      code: `import { Hono } from 'hono';
const app = new Hono();
app.get('/a', (c) => {
  if (c.req.header('x-forwarded-host') === 'old.example') return c.redirect('https://new.example/a', 302);
  return c.text('a');
});`,
      errors: [
        moved(
          302,
          `import { Hono } from 'hono';
const app = new Hono();
app.get('/a', (c) => {
  if (c.req.header('x-forwarded-host') === 'old.example') return c.redirect('https://new.example/a', 301);
  return c.text('a');
});`,
        ),
      ],
    },
  ],
});
