import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../src/plugin.js';

// Far more than any of them takes: what these find is time that grows faster than the file.
const BOUND = 4_000;

const linter = new Linter({ configType: 'flat' });
const file = (body: string) => `import express from 'express';\nconst app = express();\n${body}\n`;
const handler = (body: string) => file(`app.post('/', (req, res) => {\n${body}\n});`);
const times = (count: number, one: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => one(i)).join('\n');
const nested = (depth: number, open: string, inner: string, close: string) =>
  open.repeat(depth) + inner + close.repeat(depth);

const slow: Record<string, string> = {
  '2,000 ifs in a row that answer': handler(times(2000, (i) => `if (req.a${i}) { res.json(1) }`)),
  '2,000 ifs in a row that answer and leave': handler(times(2000, (i) => `if (req.a${i}) { return res.json(1) }`)),
  '2,000 ifs in a row that set a status': handler(
    times(2000, (i) => `if (req.a${i}) { res.status(${200 + (i % 400)}) }`),
  ),
  '2,000 ifs in a row that set a field': handler(times(2000, (i) => `if (req.a${i}) { res.set('x-${i}', '1') }`)),
  '2,000 ifs in a row that assign what is sent': handler(
    `let status = 200;\n${times(2000, (i) => `if (req.a${i}) { status = ${200 + (i % 400)} }`)}\nres.status(status).end();`,
  ),
  '2,000 pairs of tests that exclude each other': handler(
    times(2000, (i) => `if (!req.a${i}) { res.status(404).end(); return } if (req.a${i}) { req.b++ }`),
  ),
  '2,000 ifs in a row that blame a gateway': handler(
    times(2000, (i) => `if (req.app.locals.a${i}) { return res.status(502).end() }`),
  ),
  '2,000 conditional expressions in one': handler(
    `res.status(${times(2000, (i) => `req.a${i} ? ${200 + (i % 400)} :`)} 200).end();`,
  ),
  '2,000 operands of one &&': handler(`${times(2000, (i) => `req.a${i} &&`)} res.status(404).end();`),
  '2,000 tries in a row': handler(times(2000, (i) => `try { a${i}(); res.status(201) } catch { res.status(500) }`)),
  '2,000 loops in a row': handler(times(2000, (i) => `for (const x of req.a${i}) { if (x) { res.status(400) } }`)),
  '10,000 cases of a switch': handler(
    `switch (req.body.kind) {\n${times(10_000, (i) => `case ${i}: res.status(${200 + (i % 400)}).end(); break;`)}\n}`,
  ),
  '2,000 cases that fall through': handler(
    `switch (req.body.kind) {\n${times(2000, (i) => `case ${i}: res.status(${200 + (i % 400)});`)}\n}`,
  ),
  '5,000 handlers': file(
    times(
      5000,
      (i) => `app.post('/${i}', (req, res) => { if (!req.x) return res.status(404); res.status(201).json({}); });`,
    ),
  ),
  '5,000 handlers that share a helper': file(
    `function fail(res, status) { if (status > 500) { res.set('x', '1') } res.status(status).json({ error: 'x' }) }\n${times(5000, (i) => `app.get('/${i}', (req, res) => { if (!req.x) return fail(res, ${400 + (i % 200)}); res.json({}); });`)}`,
  ),
  'helpers that call helpers, each twice, 40 deep': file(
    `${times(40, (i) => `function h${i}(req, res) { if (req.a${i}) { h${i + 1}(req, res) } else { h${i + 1}(req, res) } }`)}
function h40(req, res) { res.status(201).json({}) }\napp.post('/', h0);`,
  ),
  '60 constants, each the one before it or its like': handler(
    `const a0 = req.a;\n${times(60, (i) => `const a${i + 1} = a${i} ? a${i} : a${i};`)}\nres.json(a60);`,
  ),
  '60 constants that stand for tests of the one before': handler(
    `const a0 = req.a;\n${times(60, (i) => `const a${i + 1} = !a${i} || !a${i} || req.b;`)}\nif (a60) res.json(1); else res.end();`,
  ),
  '60 constants outside, each the one before it or its like': file(
    `const a0 = load();\n${times(60, (i) => `const a${i + 1} = a${i} || a${i};`)}\napp.get('/', (req, res) => { res.json(a60); });`,
  ),
  'a class that gives its property a part of itself in many places': file(
    `class Rooms {\n${times(30, (i) => `  leave${i}(req, res) { this.rooms = this.rooms.filter((one) => one.id !== ${i}); this.rooms.post('/', (req, res) => res.json({})); }`)}\n}`,
  ),
  'ifs 300 deep': handler(
    nested(300, 'if (req.a) { res.status(201); ', 'res.json({});', ' } else { res.status(400) }'),
  ),
  'switches 200 deep in a function that gives a status': file(
    `function pick(a) {\n${nested(200, 'switch (a) { default: ', 'return 404;', ' }')}\n}\napp.get('/', (req, res) => { res.sendStatus(pick(req.a)); });`,
  ),
  'tries 300 deep': handler(
    nested(300, 'try { a(); ', 'res.json({});', ' } catch { res.status(500) } finally { b() }'),
  ),
  'loops 300 deep': handler(nested(300, 'for (const x of y) { if (x) { res.status(404) } ', 'res.json({});', ' }')),
  'functions 300 deep': handler(nested(300, 'a((b) => { ', 'res.json({});', ' });')),
  'calls 1,000 long': handler(`res${`.set('x', '1')`.repeat(1000)}.status(201).end();`),
  'objects 300 deep': handler(`res.json(${nested(300, '{ error: ', '1', ' }')});`),
  'a text of 3,000 parts': handler(`res.send(${times(3000, (i) => `req.a${i} +`)} 'x');`),
  '50,000 lines of handlers': file(
    times(
      10_000,
      (i) =>
        `app.get('/${i}', (req, res) => {\n  const x = find(req.params.id);\n  if (!x) return res.status(404).end();\n  res.json(x);\n});`,
    ),
  ),
  '50,000 lines without any': times(50_000, (i) => `table[${i}] = { status: ${i} };`),
};

describe('the time for', () => {
  // The first file pays for loading and compiling.
  linter.verify(handler('res.json({})'), config('flat/all'));

  it.each(Object.entries(slow))('%s', { timeout: 10 * BOUND }, (_title, code) => {
    const [without] = timed(code, []);
    const [elapsed, messages] = timed(code, config('flat/all'));
    expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
    // What ESLint needs for the largest files varies by seconds itself.
    expect(elapsed - without).toBeLessThan(BOUND + without);
  });
});

function config(preset: 'flat/all'): Linter.Config[] {
  return [plugin.configs[preset]];
}

/** The processor time that ESLint takes, parsing included, and what it found. Other programs on the machine do not count. */
function timed(code: string, rules: Linter.Config[]): [number, Linter.LintMessage[]] {
  const before = process.cpuUsage();
  const messages = verify(code, rules);
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, messages];
}

function verify(code: string, rules: Linter.Config[]): Linter.LintMessage[] {
  try {
    return linter.verify(code, rules);
  } catch (error) {
    // ESLint hangs the syntax tree on its errors, and a tree this deep is more than a test runner can carry.
    throw new Error(String(error));
  }
}
