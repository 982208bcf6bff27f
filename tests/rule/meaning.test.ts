import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { expect, it } from 'vitest';
import { meaningOf } from '../../src/rule/meaning/meaning.js';
import type { Node, SourceCode } from '../../src/syntax/ast.js';

/** What it means that the last test of the code is true: the meaning, with a `?` where it was only read from a name. */
function meaning(code: string): string | null {
  const linter = new Linter({ configType: 'flat' });
  let found: string | null = 'no test';
  linter.verify(code, {
    languageOptions: { parser, parserOptions: { lib: ['es2024'] } },
    plugins: {
      a: {
        rules: {
          b: {
            create: ({ sourceCode }) => ({
              IfStatement({ test }: { readonly test: Node }) {
                // ESLint's type of it has ESTree's nodes; the parser gives those of TypeScript.
                const meant = meaningOf(test, true, sourceCode as unknown as SourceCode);
                found = meant && `${meant.is}${meant.by === 'name' ? '?' : ''}`;
              },
            }),
          },
        },
      },
    },
    rules: { 'a/b': 'error' },
  });
  return found;
}

it.each([
  // Input, through variables, patterns, conversions and the ways of several frameworks.
  ['if (!req.body.name) {}', 'invalid'],
  ['if (req.body == null) {}', 'invalid'],
  ["const { name = '' } = req.body; if (name === '') {}", 'invalid'],
  ['const { user: { email } } = req.body; if (!email) {}', 'invalid'],
  ['const [first] = req.body; if (!first) {}', 'invalid'],
  ['let id; id = Number(req.params.id); if (Number.isNaN(id)) {}', 'invalid'],
  ['const name = req.body.name.trim().toLowerCase(); if (!name) {}', 'invalid'],
  ['const name = req.body.name || other; if (!name) {}', 'invalid'],
  ['const name = (req.body as Body).name!; if (!name) {}', 'invalid'],
  ["const id = c.req.param('id'); if (!id) {}", 'invalid'],
  ["const q = request.nextUrl.searchParams.get('q'); if (!q) {}", 'invalid'],
  ['const body = await readBody(event); if (!body.name) {}', 'invalid'],
  ['class A { a(@Body() dto: Dto) { if (!dto.name) {} } }', 'invalid'],
  ["if (!Array.isArray(req.body.ids) || typeof req.body.name !== 'string') {}", 'invalid'],
  ['if (req.body.name.length === 0) {}', 'invalid'],
  ['if (req.body.name.length > MAX_LENGTH) {}', 'invalid'],
  ['if (!allowedKinds.includes(req.query.kind)) {}', 'invalid'],
  ['if (!isValidObjectId(req.params.id)) {}', 'invalid'],
  ['const errors = validationResult(req.body); if (!errors.isEmpty()) {}', 'invalid'],
  ['const { errors } = validate(req.body); if (errors) {}', 'invalid'],
  ['const result = schema.safeParse(req.body); if (result.success === false) {}', 'invalid'],
  ["if (err.name === 'CastError') {}", 'invalid'],
  ['if (err instanceof Joi.ValidationError) {}', 'invalid'],
  ['if (Boolean(req.body.name) === false) {}', 'invalid'],
  ['if (!Boolean(req.body.name)) {}', 'invalid'],
  // Who asks.
  ['if (!req.user) {}', 'unauthenticated'],
  ['if (!ctx.state.user) {}', 'unauthenticated'],
  ["if (!c.get('user')) {}", 'unauthenticated'],
  ['if (!req.session.userId) {}', 'unauthenticated'],
  ['const session = await getServerSession(options); if (!session?.user?.id) {}', 'unauthenticated'],
  ["const header = req.get('authorization'); if (!header) {}", 'unauthenticated'],
  ['const token = req.cookies.token; if (!token) {}', 'unauthenticated'],
  ['if (!req.isAuthenticated()) {}', 'unauthenticated'],
  ['if (!isLoggedIn) {}', 'unauthenticated?'],
  ['if (!accessToken) {}', 'unauthenticated?'],
  ["if (err.name === 'TokenExpiredError') {}", 'unauthenticated'],
  ["if (err.name === 'UnauthorizedError') {}", 'unauthenticated?'],
  ['if (!req.user.nickname) {}', null],
  // What somebody may do.
  ['if (!req.user.isAdmin) {}', 'forbidden'],
  ['if (req.user.is_admin === false) {}', 'forbidden'],
  ['if (user && !user.isStaff) {}', 'forbidden'],
  ['if (!isAdmin) {}', 'forbidden?'],
  ["if (req.user.role !== 'admin' && req.user.role !== 'editor') {}", 'forbidden'],
  ["if (ability.cannot('read', post)) {}", 'forbidden'],
  ["if (!user.roles.includes('admin')) {}", 'forbidden'],
  ['if (!roles.includes(user.role)) {}', 'forbidden'],
  ['if (!canEdit(req.user, post)) {}', 'forbidden'],
  ['if (!canEdit(shape)) {}', null],
  ['if (String(post.author) !== req.user.id) {}', 'forbidden'],
  ['if (post.title !== req.user.name) {}', null],
  ['if (!plugin.parts.isOwner) {}', null],
  ["if (plugin.role !== 'main') {}", null],
  // What is taken out of the request, or of what goes with it, means what the property means.
  ['const { user } = req; if (!user) {}', 'unauthenticated'],
  ['const { user: me = null } = req; if (!me) {}', 'unauthenticated'],
  ['const { user, body } = ctx.state; if (!user) {}', 'unauthenticated'],
  ['const { user: { id } } = req; if (!id) {}', 'unauthenticated'],
  ['const { headers: { authorization } } = req; if (!authorization) {}', 'unauthenticated'],
  ['const { verified } = req.user; if (!verified) {}', null],
  ['const plan = req.user.plan; if (!plan) {}', null],
  ['const { user: { plan } } = req; if (!plan) {}', null],
  ['const { isAdmin: can } = req.user; if (!can) {}', 'forbidden'],
  ["const { role: mine } = req.user; if (mine !== 'admin') {}", 'forbidden'],
  ['const { user } = req; if (post.author !== user.id) {}', 'forbidden'],
  ['const { body } = req; if (!body.name) {}', 'invalid'],
  ['const { body: { name } } = req; if (!name) {}', 'invalid'],
  ['const { request } = ctx; const { query: q } = request; if (!q.page) {}', 'invalid'],
  ['const { user } = req.body; if (!user) {}', 'invalid'],
  ['const f = ({ body, user }, res) => { if (!body.name) {} };', 'invalid'],
  ['const f = ({ body, user }, res) => { if (!user) {} };', 'unauthenticated'],
  ['const f = ({ body, user }) => { if (!user) {} };', null],
  ['let { user } = req; user = make(); if (!user) {}', null],
  ['const { user } = make(); if (!user) {}', null],
  ["const { method } = req; if (method !== 'POST') {}", 'method'],
  ["const { method } = payment; if (method !== 'card') {}", null],
  ["const { 'content-type': type } = req.headers; if (type !== 'text/plain') {}", 'media-type'],
  ["const type = req.headers['content-type']; if (type !== 'text/plain') {}", 'media-type'],
  ["const type = req.headers['x-type']; if (type !== 'a') {}", null],
  ["if (!req.is('json')) {}", 'media-type'],
  ["if (!ctx.request.is('json')) {}", 'media-type'],
  ["if (!shape.is('json')) {}", null],
  ["if (!/json/.test(req.get('Content-Type'))) {}", 'media-type'],
  ["if (!request.headers.get('content-type')?.startsWith('text/')) {}", 'media-type'],
  ["const { headers } = req; if (!TYPES.includes(headers['content-type'])) {}", 'media-type'],
  // What somebody says of a file is not the type of the content that they send.
  ['if (!TYPES.includes(req.body.contentType)) {}', 'invalid'],
  // What was looked for.
  ['const user = await User.findById(id).lean(); if (!user) {}', 'missed'],
  ['const [user] = await db.findOne(id); if (!user) {}', 'missed'],
  ['const item = items.find((each) => each.id === id); if (!item) {}', 'missed'],
  ['const done = await User.updateOne(a); if (done.matchedCount === 0) {}', 'missed'],
  ['const done = await User.deleteOne(a); if (!done.deletedCount) {}', 'missed'],
  ["if (err.code === 'P2025') {}", 'missed'],
  ['const user = await User.findOne(a); if (user) {}', 'found'],
  ['const user = await User.findOne(a); if (user !== null) {}', 'found'],
  ['const user = await User.findOne(a); if (user === true) {}', 'found'],
  ['const existing = await User.findOne(a); if (existing) {}', 'duplicate'],
  ['if (err.code === 11000) {}', 'duplicate'],
  ['let user = await User.findOne(a); user = null; if (!user) {}', 'missed'],
  ['let user = await User.findOne(a); user = make(); if (!user) {}', null],
  ['const { name } = await User.findOne(a); if (!name) {}', null],
  // The method, the type of the content, the rate.
  ["if (req.method !== 'POST') {}", 'method'],
  ["if (!['GET', 'HEAD'].includes(req.method.toUpperCase())) {}", 'method'],
  ["if (payment.method !== 'card') {}", null],
  ["if (req.headers['content-type'] !== 'application/json') {}", 'media-type'],
  ['if (isRateLimited(req.ip)) {}', 'limited?'],
  ['if (limiter.limitExceeded) {}', 'limited?'],
  // What says several things, or nothing.
  ['if (!req.user || !req.user.isAdmin) {}', null],
  ['if (!req.body.name && app.locals.a) {}', null],
  ['if (!(a ?? req.body.name)) {}', null],
  ['if (!this.user.a) {}', null],
  ['if (-req.body.a) {}', null],
  ['if (req.body.count === 3) {}', null],
  ["if (req.body.kind !== 'a') {}", null],
  ['if (app.locals.count === 0) {}', null],
  ['if (a !== b) {}', null],
  ['if (a in b) {}', null],
  ['if (err.status === 404) {}', null],
])('%s: %s', (code, expected) => {
  expect(meaning(code)).toBe(expected);
});
