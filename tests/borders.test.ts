import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isLinted, lintFence } from './lint-fence.js';
import { sectionsOf } from './markdown.js';
import { lintCase, reportedCases } from './rule-cases.js';

const folder = new URL('../docs/rules/', import.meta.url);

/** Two defects, mended in two ways: what the first rule reports in its tests or on its page, and the second reports as well. */
const BOTH: Readonly<Record<string, string>> = {
  'no-multiple-responses, no-error-body-with-success-status':
    'a caught error needs a status, and a `return` after it: either alone leaves the other',
  'no-error-body-with-success-status, no-ineffective-status':
    'one way loses its status, and another sends an error with 200',
  'no-stack-in-response, no-error-body-with-success-status':
    'a stack must not be sent with any status, and an error not with a 200',
  'no-stack-in-response, no-fault-class-mismatch':
    'a message must not be sent with any status, and a 400 not for what failed without the request',
};

const both = (one: string, other: string) => Object.hasOwn(BOTH, `${one}, ${other}`);

it.each(readdirSync(folder))('one defect, one report: %s', (file) => {
  const name = file.replace(/\.md$/, '');
  const doubled = sectionsOf(readFileSync(new URL(file, folder), 'utf8'))
    .filter(({ title }) => title === 'Incorrect' || title === 'Correct')
    .flatMap(({ fences }) => fences.filter(isLinted))
    .flatMap((fence) =>
      lintFence(fence, name, 'with the others').map((finding) => {
        const [line, rule] = finding.split(' ');
        return { rule: rule ?? '', place: `block at line ${fence.line}, line ${line ?? ''}: ${rule ?? ''}` };
      }),
    )
    .filter(({ rule }) => rule !== name && !both(name, rule));
  expect(doubled.map(({ place }) => place)).toEqual([]);
});

it('one defect, one report: whatever the rules are tested with', { timeout: 120_000 }, async () => {
  const cases = await reportedCases();
  expect(cases.length).toBeGreaterThan(200);
  const doubled = cases.flatMap((one) =>
    lintCase(one, one.code, 'with the others')
      .map(({ ruleId, line }) => ({ line, rule: ruleId?.replace('http-status/', '') ?? '' }))
      .filter(({ rule }) => rule !== one.rule && !both(one.rule, rule))
      .map(({ line, rule }) => `${one.rule}, ${one.name}: line ${line} ${rule}`),
  );
  expect(doubled).toEqual([]);
});

describe('of the rules that could speak, one does:', () => {
  const on = (method: string, body: string) => `app.${method}('/a', async (req, res, next) => { ${body} });`;
  it.each([
    // 6 and 7 before all others: what cannot go out is not judged further.
    ['an impossible status that nobody sends', on('post', 'res.status(99);'), 'valid-status-code'],
    [
      'an impossible status that takes the place of another',
      on('post', 'res.status(200); res.status(99).end();'),
      'valid-status-code',
    ],
    [
      'an impossible status and a status as the content',
      on('post', 'res.status(99); res.send(200);'),
      'valid-status-code',
    ],
    [
      'a status above 599 with a body that tells of success',
      on('post', 'res.status(600).json({ success: true });'),
      'valid-status-code',
    ],
    // 14 before 9: a status that comes after the answer is the status of a second answer.
    [
      'a second answer with a status',
      on('post', "res.json({}); res.status(404).json({ error: 'x' });"),
      'no-multiple-responses',
    ],
    ['an answer, and a redirect', on('get', "res.json({}); res.status(301).redirect('/b');"), 'no-multiple-responses'],
    // 14 before 36: where the one answer is to go decides what the other paths lack.
    [
      'a loop whose every turn answers',
      on('get', 'for (const a of req.query.a) res.json(a);'),
      'no-multiple-responses',
    ],
    [
      'a callback that answers each time',
      on('get', 'req.query.a.forEach((a) => res.json(a));'),
      'no-multiple-responses',
    ],
    // 15 before 9: nothing is sent.
    ['two statuses, and nothing sends them', on('post', 'res.status(200); res.status(404);'), 'no-unsent-status'],
    // 9 before all that judge the status which goes out instead.
    [
      'a permanent redirect that goes out as 302 after a POST',
      on('post', "res.status(301); res.redirect('/b');"),
      'no-ineffective-status',
    ],
    [
      'a success that a redirect after a POST loses',
      on('post', "res.status(200).redirect('/b');"),
      'no-ineffective-status',
    ],
    [
      'an error status that is lost, and the error goes out with 200',
      on('get', "res.json({ error: 'x' }); res.status(404);"),
      'no-ineffective-status',
    ],
    [
      'an error status that another one loses',
      on('get', "res.status(404); res.status(200).json({ error: 'x' });"),
      'no-ineffective-status',
    ],
    [
      'a status that a 204 with content loses',
      on('get', 'res.status(200); res.status(204).json({ a: 1 });'),
      'no-ineffective-status',
    ],
    [
      'a status that is sent as the content of a 204',
      on('get', 'res.status(204); res.send(200);'),
      'no-ineffective-status',
    ],
    ['a status that a 201 loses', on('post', 'res.status(200); res.status(201).json({});'), 'no-ineffective-status'],
    ['a status that a 429 loses', on('post', 'res.status(200); res.status(429).end();'), 'no-ineffective-status'],
    // 8 before 1 and 5: what is dropped tells nobody anything.
    ['an error under a 204', on('get', "res.status(204).json({ error: 'x' });"), 'no-body-on-bodyless-status'],
    [
      'a stack under a 204',
      on('get', 'try { await req.load(); res.end(); } catch (err) { res.status(204).json({ stack: err.stack }); }'),
      'no-body-on-bodyless-status',
    ],
    // 1 before 2 and 3: which of the two is right comes first.
    ['an error under a 201', on('post', "res.status(201).json({ error: 'x' });"), 'no-error-body-with-success-status'],
    [
      'a success under a 429',
      on('post', 'res.status(429).json({ success: true });'),
      'no-error-body-with-success-status',
    ],
    // 15 before 36.
    [
      'a status that one path sets and does not send',
      on('get', 'if (req.query.a) return res.json({}); res.status(404);'),
      'no-unsent-status',
    ],
    // 20 before all that judge a status which is not meant for the method.
    ['a 201 for a GET', on('get', 'res.status(201).json({});'), 'no-method-status-mismatch'],
    ['a part for a POST', on('post', 'res.status(206).json([]);'), 'no-method-status-mismatch'],
    ['a 304 for a DELETE, with content', on('delete', 'res.status(304).json({});'), 'no-method-status-mismatch'],
    // 10 before all that judge a status which does not redirect: the redirect is meant.
    ['a redirect with a 405', on('get', "res.redirect(405, '/b');"), 'valid-redirect'],
    ['a redirect after a POST with a 201', on('post', "res.redirect(201, '/b');"), 'valid-redirect'],
    // One report for one leak.
    [
      'an error that is spread beside its stack',
      'app.use((err, req, res, next) => { res.status(500).json({ ...err, stack: err.stack }); });',
      'no-stack-in-response',
    ],
  ])('%s', (_, code, owner) => {
    const source = `import express from 'express';\nconst app = express();\n${code}\n`;
    const findings = lintFence({ language: 'js', info: '', code: source, line: 1 }, owner, 'with the others');
    expect(findings).toEqual([`3 ${owner}`]);
  });
});
