import { describe, expect, it } from 'vitest';
import { breakAfter, returnAfter } from '../../src/rule/leaving.js';
import { isApart } from '../../src/rule/place.js';
import { changed, nodeAt } from './changed.js';

type Remedy = typeof returnAfter;

/** The source after the remedy for `first()` being followed by `second()` (by itself, if there is none), or null for no remedy. */
function remedied(code: string, remedy: Remedy): string | null {
  return changed(code, (sourceCode) => {
    const first = nodeAt('first()', sourceCode, 'CallExpression');
    const second = code.includes('second()') ? nodeAt('second()', sourceCode, 'CallExpression') : first;
    return remedy(first, second, sourceCode);
  });
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
    ['goes in front of void', 'if (a) void first();\nsecond();', 'if (a) return void first();\nsecond();'],
    [
      'goes in front of parentheses',
      'if (a) (await first()).end();\nsecond();',
      'if (a) return (await first()).end();\nsecond();',
    ],
    [
      'goes in front of an optional chain',
      'if (a) first()?.end();\nsecond();',
      'if (a) return first()?.end();\nsecond();',
    ],
    ['goes in front of a cast', 'if (a) first() as B;\nsecond();', 'if (a) return first() as B;\nsecond();'],
    ['goes in front of an assertion', 'if (a) first()!.end();\nsecond();', 'if (a) return first()!.end();\nsecond();'],
    ['needs no semicolon', 'if (a) first()\nsecond()', 'if (a) return first()\nsecond()'],
    [
      'needs no semicolon in a chain',
      'if (a) first()\n  .end()\nsecond()',
      'if (a) return first()\n  .end()\nsecond()',
    ],
    [
      'keeps comments',
      'if (a) {\n  // b\n  first(); // d\n}\nsecond();',
      'if (a) {\n  // b\n  return first(); // d\n}\nsecond();',
    ],
    [
      'comes after a comment at the end of the line',
      'if (a) {\n  first();\n  log(); // b\n}\nsecond();',
      'if (a) {\n  first();\n  log(); // b\n  return;\n}\nsecond();',
    ],
    [
      'comes before a comment on a line of its own',
      'if (a) {\n  first();\n  log();\n  // b\n}\nsecond();',
      'if (a) {\n  first();\n  log();\n  return;\n  // b\n}\nsecond();',
    ],
    [
      'comes behind a statement without a semicolon',
      'if (a) {\n  first()\n  log()\n}\n(second());',
      'if (a) {\n  first()\n  log()\n  return;\n}\n(second());',
    ],
    [
      'keeps the line ends of the file',
      'if (a) {\r\n  first();\r\n  log();\r\n}\r\nsecond();',
      'if (a) {\r\n  first();\r\n  log();\r\n  return;\r\n}\r\nsecond();',
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
    [
      'a lone statement before an else',
      ': void',
      'if (a) first(); else log();\nsecond();',
      'if (a) { first(); return; } else log();\nsecond();',
    ],
    [
      'a comment at the end of the line',
      ': void',
      'if (a) {\n  first(); // b\n}\nsecond();',
      'if (a) {\n  first(); // b\n  return;\n}\nsecond();',
    ],
  ])('comes by itself in a function that returns nothing: %s', (_, type, before, after) => {
    const wrap = (body: string) => `async function handle(a)${type} {\n${body}\n}`;
    expect(remedied(wrap(before), returnAfter)).toBe(wrap(after));
  });

  it.each([
    ['both stand in a row', 'first();\nsecond();'],
    ['there is a return already', 'try { if (a) return first(); } finally { second(); }'],
    ['the answer is assigned', 'if (a) b = first();\nsecond();'],
    ['the answer is an argument', 'if (a) log(first());\nsecond();'],
    ['the answer is one of several', 'if (a) first(), log();\nsecond();'],
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
      'comes after a comment at the end of the line',
      'switch (a) {\n  case 1:\n    first(); // b\n  case 2:\n    second();\n}',
      'switch (a) {\n  case 1:\n    first(); // b\n    break;\n  case 2:\n    second();\n}',
    ],
    [
      'needs no semicolon',
      'switch (a) {\n  case 1: first()\n  case 2: second()\n}',
      'switch (a) {\n  case 1: first(); break;\n  case 2: second()\n}',
    ],
    [
      'goes behind void',
      'switch (a) { case 1: void first(); case 2: second(); }',
      'switch (a) { case 1: void first(); break; case 2: second(); }',
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
