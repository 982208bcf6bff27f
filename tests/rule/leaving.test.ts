import * as parser from '@typescript-eslint/parser';
import { Linter, type Rule } from 'eslint';
import { describe, expect, it } from 'vitest';
import { breakAfter, returnAfter } from '../../src/rule/leaving.js';
import { isApart } from '../../src/rule/place.js';
import type { Node, SourceCode } from '../../src/syntax/ast.js';

type Remedy = typeof returnAfter;

/** The source after the remedy for `first()` being followed by `second()` (by itself, if there is none), or null for no remedy. */
function remedied(code: string, remedy: Remedy): string | null {
  const offered: boolean[] = [];
  const rule: Rule.RuleModule = {
    meta: { fixable: 'code' },
    create: (context) => ({
      Program() {
        // ESLint's own types and typescript-eslint's describe the same objects.
        const sourceCode = context.sourceCode as unknown as SourceCode;
        const [first, second] = endpointsOf(sourceCode);
        if (offered.length > 0) return;
        const fix = remedy(first, second, sourceCode);
        offered.push(fix !== null);
        // The fixer is the same object under two types, too.
        if (fix) context.report({ loc: { line: 1, column: 0 }, message: 'goes on', fix: fix as never });
      },
    }),
  };
  const { output, messages } = new Linter().verifyAndFix(code, {
    languageOptions: { parser },
    plugins: { test: { rules: { remedy: rule } } },
    rules: { 'test/remedy': 'error' },
  });
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return offered[0] ? output : null;
}

function endpointsOf({ ast }: SourceCode): [Node, Node] {
  const found = new Map<string, Node>();
  const pending: unknown[] = [ast.body];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (Array.isArray(node)) pending.push(...(node as unknown[]));
    else if (isNode(node)) {
      const name = node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name;
      if (name === 'first' || name === 'second') found.set(name, node);
      for (const [key, child] of Object.entries(node)) if (key !== 'parent' && child) pending.push(child);
    }
  }
  const first = found.get('first');
  if (!first) throw new Error('no call of first()');
  return [first, found.get('second') ?? first];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}

const inFunction = (body: string) => `function handle(a) {\n${body}\n}`;

describe('a return after the first answer', () => {
  it.each([
    [
      'goes in front of the last statement of a block',
      'if (a) { first(); }\nsecond();',
      'if (a) { return first(); }\nsecond();',
    ],
    ['goes in front of a lone statement', 'if (a) first();\nsecond();', 'if (a) return first();\nsecond();'],
    ['goes in front of an await', 'if (a) await first();\nsecond();', 'if (a) return await first();\nsecond();'],
    [
      'goes in front of what is called on the answer',
      'if (a) first().end();\nsecond();',
      'if (a) return first().end();\nsecond();',
    ],
    [
      'keeps what follows in the block',
      'if (a) {\n  first();\n  log();\n}\nsecond();',
      'if (a) {\n  first();\n  log();\n  return;\n}\nsecond();',
    ],
    [
      'keeps what follows on the same line',
      'if (a) { first(); log() }\nsecond();',
      'if (a) { first(); log(); return; }\nsecond();',
    ],
    [
      'keeps a block that follows',
      'if (a) { first(); if (b) { log() } }\nsecond();',
      'if (a) { first(); if (b) { log() } return; }\nsecond();',
    ],
    [
      'ignores the break that follows',
      'switch (a) { case 1: first(); break; }\nsecond();',
      'switch (a) { case 1: return first(); break; }\nsecond();',
    ],
    [
      'leaves a loop with the function',
      'for (const b of a) { if (b) first(); }',
      'for (const b of a) { if (b) return first(); }',
    ],
    [
      'ends a catch',
      'try { go(); } catch { first(); }\nsecond();',
      'try { go(); } catch { return first(); }\nsecond();',
    ],
  ])('%s', (_, before, after) => {
    const wrap = (body: string) => `async ${inFunction(body)}`;
    expect(remedied(wrap(before), returnAfter)).toBe(wrap(after));
  });

  it.each([
    ['a block', ': void', 'if (a) {\n  first();\n}\nsecond();', 'if (a) {\n  first();\n  return;\n}\nsecond();'],
    ['one line', ': void', 'if (a) { first() }\nsecond();', 'if (a) { first(); return; }\nsecond();'],
    ['a lone statement', ': Promise<void>', 'if (a) first()\nsecond();', 'if (a) { first(); return; }\nsecond();'],
  ])('comes by itself in a function that returns nothing: %s', (_, type, before, after) => {
    const wrap = (body: string) => `async function handle(a)${type} {\n${body}\n}`;
    expect(remedied(wrap(before), returnAfter)).toBe(wrap(after));
  });

  it.each([
    ['both stand in a row', 'first();\nsecond();'],
    ['the answer is part of an expression', 'a && first();\nsecond();'],
    ['it would leave a callback alone', 'a.forEach((b) => { if (b) first(); });\nsecond();'],
    ['it would leave one turn of a forEach() alone', 'a.forEach((b) => { if (b) first(); });'],
    ['each turn of the loop answers', 'for (const b of a) first();'],
    ['the branch ends in a throw', 'if (a) { first(); throw new Error(); }\nsecond();'],
  ])('is not offered where %s', (_, body) => {
    expect(remedied(inFunction(body), returnAfter)).toBeNull();
  });
});

describe('a break after the first answer', () => {
  it.each([
    [
      'ends the case',
      'switch (a) {\n  case 1:\n    first();\n  default:\n    second();\n}',
      'switch (a) {\n  case 1:\n    first();\n    break;\n  default:\n    second();\n}',
    ],
    [
      'comes last in the case',
      'switch (a) {\n  case 1:\n    first();\n    log();\n  case 2: second();\n}',
      'switch (a) {\n  case 1:\n    first();\n    log();\n    break;\n  case 2: second();\n}',
    ],
    [
      'stays inside the braces of a case',
      'switch (a) { case 1: { first(); } case 2: second(); }',
      'switch (a) { case 1: { first(); break; } case 2: second(); }',
    ],
  ])('%s', (_, before, after) => {
    expect(remedied(inFunction(before), breakAfter)).toBe(inFunction(after));
  });

  it.each([
    ['the other answer comes after the switch', 'switch (a) { case 1: first(); }\nsecond();'],
    ['both answers are in one case', 'switch (a) { case 1: if (b) first(); second(); }'],
    ['it would leave a loop instead', 'switch (a) { case 1: for (;;) { first(); } case 2: second(); }'],
    ['the answer stands under a test of its own', 'switch (a) { case 1: if (b) { first(); } case 2: second(); }'],
    ['there is no switch', 'if (a) { first(); }\nsecond();'],
  ])('is not offered where %s', (_, body) => {
    expect(remedied(inFunction(body), breakAfter)).toBeNull();
  });
});

it.each([
  ['an if', 'if (a) first(); second();', true],
  ['an else', 'if (a) log(); else first(); second();', true],
  ['a conditional expression', 'a ? first() : log(); second();', true],
  ['a logical expression', 'a && first(); second();', true],
  ['the test of an if', 'if (first()) log(); second();', false],
  ['a row', 'first(); second();', false],
  ['a branch of the second only', 'first(); if (a) second();', false],
  ['a branch that both are in', 'if (a) { first(); second(); }', false],
  ['a try', 'try { first(); } catch { second(); }', false],
  ['a catch', 'try { go(); } catch { first(); } second();', true],
  ['a loop', 'while (a) first(); second();', true],
  ['a branch of a callback', 'a.then(() => { if (a) first(); }); second();', false],
  ['the branch of a callback that both are in', 'a.then(() => { if (a) first(); second(); });', true],
  ['a branch, and one in a callback after it,', 'if (a) first(); a.then(() => { second(); });', true],
])('an answer in %s is apart from another: %s', (_, body, expected) => {
  let apart: boolean | null = null;
  remedied(inFunction(body), (first, second) => {
    apart = isApart(first, second);
    return null;
  });
  expect(apart).toBe(expected);
});
