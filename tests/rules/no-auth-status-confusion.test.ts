import rule from '../../src/rules/no-auth-status-confusion.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const guard = (body: string) => app(`app.get('/reports', async (req, res, next) => {\n${body}\nnext();\n});`);

/** A finding, whose suggestion sends the other of the two in the same place. */
const confused = (code: (status: number) => string, status: 401 | 403) => ({
  code: code(status),
  errors: [
    {
      messageId: status === 401 ? ('permission' as const) : ('credentials' as const),
      suggestions: [
        {
          messageId: 'send' as const,
          data: { status: status === 401 ? 403 : 401 },
          output: code(status === 401 ? 403 : 401),
        },
      ],
    },
  ],
});

testRule(rule, {
  valid: [
    {
      name: 'the right way round',
      code: guard('if (!req.user) return res.status(401).end(); if (!req.user.isAdmin) return res.status(403).end();'),
    },
    { name: 'both at once', code: guard("if (!req.user || req.user.role !== 'admin') return res.status(401).end();") },
    {
      name: 'both at once, the other way round',
      code: guard("if (!req.user || req.user.role !== 'admin') return res.status(403).end();"),
    },
    {
      name: 'hiding',
      code: guard('if (!req.user.isAdmin) return res.status(404).end(); if (!req.user) return res.status(404).end();'),
    },
    {
      name: 'a sign-in that knows only its own people',
      code: app(
        "app.post('/login', (req, res) => { const user = load(req.body); if (!user.isAdmin) return res.status(401).end(); res.end(); });",
      ),
    },
    {
      name: 'a wrong password',
      code: app(
        "app.post('/a', async (req, res) => { if (!(await bcrypt.compare(req.body.a, b))) return res.status(401).end(); res.end(); });",
      ),
    },
    {
      name: 'a token against forged requests',
      code: guard(
        "if (!req.cookies.token) return res.status(403).send('csrf'); const token = req.body.csrf; if (!token) return res.status(403).end();",
      ),
    },
    {
      name: 'an address, an origin, a feature',
      code: guard(
        'if (!allowed.has(req.ip)) return res.status(403).end(); if (!req.headers.origin) return res.status(403).end();',
      ),
    },
    {
      name: 'a property that a known user lacks',
      code: guard(
        'if (!req.user.verified) return res.status(403).end(); if (!req.user.email_confirmed) return res.status(403).end();',
      ),
    },
    {
      name: 'a property that a known user lacks, taken out of the user',
      code: guard('const { verified } = req.user; if (!verified) return res.status(403).end();'),
    },
    {
      name: 'an error by which a known user may be refused, too',
      code: guard(
        "try { await canAccess(req); } catch (err) { if (err instanceof UnauthorizedError) return res.status(403).json({ error: 'Forbidden' }); throw err; }",
      ),
    },
    { name: 'a session that is there', code: guard('if (req.session.locked) return res.status(403).end();') },
    {
      name: 'a token by name alone, with nothing said about it',
      code: guard('const token = make(); if (!token) return res.status(403).end();'),
    },
    {
      name: 'a role of something else',
      code: guard(
        "if (plugin.role !== 'main') return res.status(401).end(); if (!canvas) return res.status(401).end();",
      ),
    },
    {
      name: 'a catch in which more than a token is checked',
      code: guard(
        "try { const user = jwt.verify(req.headers.authorization, key); if (!user.admin) throw new Error('no'); } catch { return res.status(403).end(); }",
      ),
    },
  ],
  invalid: [
    {
      ...confused((status) => guard(`if (!req.user.isAdmin) return res.status(${status}).end();`), 401),
      name: 'no permission, answered with 401',
      errors: [
        {
          messageId: 'permission',
          line: 4,
          column: 42,
          endLine: 4,
          endColumn: 45,
          suggestions: [
            {
              messageId: 'send',
              data: { status: 403 },
              output: guard('if (!req.user.isAdmin) return res.status(403).end();'),
            },
          ],
        },
      ],
    },
    {
      ...confused((status) => guard(`if (!req.user) return res.status(${status}).end();`), 403),
      name: 'nobody known, answered with 403',
      errors: [
        {
          messageId: 'credentials',
          line: 4,
          column: 34,
          endLine: 4,
          endColumn: 37,
          suggestions: [
            { messageId: 'send', data: { status: 401 }, output: guard('if (!req.user) return res.status(401).end();') },
          ],
        },
      ],
    },
    {
      ...confused(
        (status) => guard(`const { user } = req; if (!user.isAdmin) return res.status(${status}).end();`),
        401,
      ),
      name: 'no permission, of a user who is taken out of the request',
    },
    {
      ...confused((status) => guard(`const { user } = req; if (!user) return res.status(${status}).end();`), 403),
      name: 'nobody known, and taken out of the request',
    },
    {
      ...confused((status) => guard(`if (req.user.role !== 'admin') return res.status(${status}).end();`), 401),
      name: 'a role',
    },
    {
      ...confused(
        (status) => guard(`if (!['admin', 'editor'].includes(req.user.role)) return res.status(${status}).end();`),
        401,
      ),
      name: 'one of several roles',
    },
    {
      ...confused((status) => guard(`if (req.user && !req.user.can('read')) return res.status(${status}).end();`), 401),
      name: 'a method that says what a known user can do',
    },
    {
      ...confused(
        (status) =>
          guard(
            `const post = await load(req.params.id); if (post.author.toString() !== req.user.id) return res.status(${status}).end();`,
          ),
        401,
      ),
      name: 'a thing of somebody else',
    },
    {
      ...confused(
        (status) => guard(`if (!isAdmin) return res.status(${status}).json({ message: 'Admins only' });`),
        401,
      ),
      name: 'a flag by its name, and what the answer says',
    },
    {
      ...confused(
        (status) =>
          guard(
            `const token = req.headers.authorization?.split(' ')[1]; if (!token) return res.status(${status}).end();`,
          ),
        403,
      ),
      name: 'a missing field',
    },
    {
      ...confused((status) => guard(`if (!req.isAuthenticated()) return res.status(${status}).end();`), 403),
      name: 'a method that says whether somebody is known',
    },
    {
      ...confused(
        (status) =>
          guard(`const token = make(); if (token == null) return res.status(${status}).json({ message: 'No token' });`),
        403,
      ),
      name: 'a token by its name, and what the answer says',
    },
    {
      ...confused(
        (status) =>
          guard(
            `try { req.user = jwt.verify(req.headers.authorization, key); } catch { return res.status(${status}).end(); }`,
          ),
        403,
      ),
      name: 'a token that does not hold',
    },
    {
      ...confused(
        (status) =>
          guard(
            `jwt.verify(req.cookies.token, key, (err, user) => { if (err) return res.status(${status}).end(); req.user = user; next(); }); return;`,
          ),
        403,
      ),
      name: 'a token that does not hold, in a callback',
    },
    {
      ...confused(
        (status) => `import { auth } from './auth';
export async function GET() {
  const session = await auth();
  if (!session?.user) return Response.json({ error: 'no' }, { status: ${status} });
  return Response.json({ user: session.user });
}`,
        403,
      ),
      filename: 'app/api/me/route.ts',
      name: 'Next: a session that a function of the project gives',
    },
  ],
});
