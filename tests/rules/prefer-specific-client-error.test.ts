import rule from '../../src/rules/prefer-specific-client-error.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
import { User } from './user.js';
const app = express();
${code}`;

const get = (body: string) => app(`app.get('/users/:id', async (req, res) => {\n${body}\nres.json({});\n});`);

const SPECIFIC = {
  404: { why: 'What was asked for is not there', specific: '404 Not Found' },
  409: { why: 'It is there already', specific: '409 Conflict' },
  415: { why: 'The type of the content is refused', specific: '415 Unsupported Media Type' },
  429: { why: 'The client asks too often', specific: '429 Too Many Requests' },
} as const;

/** A finding, whose suggestion sends the specific status in the same place. */
const vague = (code: (status: number) => string, status: number, specific: keyof typeof SPECIFIC) => ({
  code: code(status),
  errors: [
    {
      messageId: 'vague' as const,
      data: { status, ...SPECIFIC[specific] },
      suggestions: [{ messageId: 'send' as const, data: { specific }, output: code(specific) }],
    },
  ],
});

testRule(rule, {
  valid: [
    {
      name: 'the specific statuses',
      code: get(
        "const user = await User.findById(req.params.id); if (!user) return res.status(404).json({ message: 'not found' });",
      ),
    },
    {
      name: 'what the body names',
      code: get(
        "const user = await User.findById(req.body.user); if (!user) return res.status(400).json({ message: 'User not found' });",
      ),
    },
    {
      name: 'what the body names, which is taken out of the request',
      code: get(
        "const { body } = req; const user = await User.findById(body.user); if (!user) return res.status(400).json({ message: 'User not found' });",
      ),
    },
    {
      name: 'a type that the body names',
      code: get('if (!TYPES.includes(req.body.contentType)) return res.status(400).end();'),
    },
    {
      name: 'who asks, who is taken out of the request',
      code: get(
        "const { user: me } = req; const user = await User.findById(me.id); if (!user) return res.status(400).json({ message: 'User not found' });",
      ),
    },
    {
      name: 'who asks',
      code: get(
        "const user = await User.findById(req.user.id); if (!user) return res.status(400).json({ message: 'User not found' });",
      ),
    },
    {
      name: 'a sign-in, where all wrong guesses look the same',
      code: app(`app.post('/login', async (req, res) => { const user = await User.findOne({ name: req.query.name }); if (!user) return res.status(400).json({ message: 'User not found' }); res.json({}); });
app.post('/a', async (req, res) => { const user = await User.findOne({ name: req.query.name }); if (!user) return res.status(400).json({ message: 'User not found' }); if (!(await bcrypt.compare(req.body.a, user.a))) return res.status(400).end(); res.json({}); });`),
    },
    {
      name: 'a lookup that finds nothing, and the answer says something else',
      code: get(
        "const user = await User.findById(req.params.id); if (!user) return res.status(400).json({ message: 'Link expired' });",
      ),
    },
    {
      name: 'a lookup that finds nothing, and the answer says that what was sent is wrong',
      code: get(
        "const user = await User.findById(req.params.id); if (!user) return res.status(400).json({ message: 'Invalid id' });",
      ),
    },
    {
      name: 'a lookup joined with another test',
      code: get(
        "const user = await User.findById(req.params.id); if (!user || user.locked) return res.status(400).json({ message: 'not found' });",
      ),
    },
    {
      name: 'what is found and should be there',
      code: get(
        "const user = await User.findById(req.params.id); if (user) return res.status(400).json({ message: 'locked' });",
      ),
    },
    {
      name: 'missing input, and a variable of unknown make',
      code: get(
        "if (!req.query.a) return res.status(400).json({ message: 'not found' }); const a = make(); if (!a) return res.status(400).json({ message: 'not found' });",
      ),
    },
    {
      name: 'a limit that is none of requests',
      code: get("if (isLimited) return res.status(400).json({ message: 'limited edition' });"),
    },
  ],
  invalid: [
    {
      ...vague(
        (status) =>
          get(
            `const user = await User.findById(req.params.id); if (!user) return res.status(${status}).json({ message: 'User not found' });`,
          ),
        400,
        404,
      ),
      name: 'what the URL names is not there',
      errors: [
        {
          messageId: 'vague',
          data: { status: 400, ...SPECIFIC[404] },
          line: 5,
          column: 79,
          endLine: 5,
          endColumn: 82,
          suggestions: [
            {
              messageId: 'send',
              data: { specific: 404 },
              output: get(
                "const user = await User.findById(req.params.id); if (!user) return res.status(404).json({ message: 'User not found' });",
              ),
            },
          ],
        },
      ],
    },
    {
      ...vague(
        (status) =>
          get(
            `const { id } = req.params; const user = await db.user.findUnique({ where: { id } }); if (user === null) return res.status(${status}).end();`,
          ),
        500,
        404,
      ),
      name: 'by a part of the URL, with no word about it',
    },
    {
      ...vague(
        (status) =>
          get(
            `let user; user = await User.findOne({ id: key }).lean(); if (!user) { console.error('x'); return res.status(${status}).json({ error: ERRORS.USER_NOT_FOUND }); }`,
          ),
        400,
        404,
      ),
      name: 'by something else, and a constant says so',
    },
    {
      ...vague(
        (status) =>
          get(
            `User.findById(req.params.id, (err, user) => { if (!user) return res.status(${status}).send('No such user'); res.json(user); }); return;`,
          ),
        400,
        404,
      ),
      name: 'in a callback',
    },
    {
      ...vague(
        (status) =>
          get(
            `User.findById(req.params.id).then((user) => { if (!user) return res.status(${status}).send('No such user'); res.json(user); }); return;`,
          ),
        400,
        404,
      ),
      name: 'in a promise',
    },
    {
      ...vague(
        (status) =>
          get(
            `const result = await User.deleteOne({ id: req.params.id }); if (result.deletedCount === 0) return res.status(${status}).send('User not found');`,
          ),
        400,
        404,
      ),
      name: 'a write that has met nothing',
    },
    {
      ...vague(
        (status) =>
          get(
            `try { await User.create(req.body); } catch (err) { if (err.code === 11000) return res.status(${status}).end(); throw err; }`,
          ),
        400,
        409,
      ),
      name: 'a key that is taken, by the code of a database',
    },
    {
      ...vague(
        (status) =>
          get(
            `const user = await User.findOne({ email: req.body.email }); if (user) return res.status(${status}).json({ message: 'Email already in use' });`,
          ),
        400,
        409,
      ),
      name: 'something that is there already',
    },
    {
      ...vague(
        (status) =>
          get(`if (rateLimited(req.ip)) return res.set('Retry-After', '9').status(${status}).send('Slow down');`),
        503,
        429,
      ),
      name: 'a limiter',
    },
    {
      ...vague(
        (status) => get(`if (req.headers['content-type'] !== 'application/json') return res.status(${status}).end();`),
        400,
        415,
      ),
      name: 'a type of content',
    },
    {
      ...vague((status) => get(`if (!req.is('application/json')) return res.status(${status}).end();`), 400, 415),
      name: 'a type of content, asked of the request itself',
    },
    {
      ...vague(
        (status) =>
          get(
            `const { params: { id } } = req; const user = await User.findById(id); if (!user) return res.status(${status}).end();`,
          ),
        400,
        404,
      ),
      name: 'by a part of the URL that is taken out of the request',
    },
    {
      ...vague(
        (status) => `import { NextResponse } from 'next/server';
export async function GET(request, { params }) {
  const user = await prisma.user.findUnique({ where: { id } });
  if (!user) return NextResponse.json({ error: 'User not found' }, { status: ${status} });
  return NextResponse.json(user);
}`,
        400,
        404,
      ),
      filename: 'app/users/[id]/route.js',
      name: 'Next: the answer says so',
    },
  ],
});
