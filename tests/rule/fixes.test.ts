import { describe, expect, it } from 'vitest';
import { carryOut, hasActiveArguments, hasUnsafeArguments, removeProperty, replaceWith } from '../../src/rule/fixes.js';
import { changed, nodeAt } from './changed.js';

const inFunction = (body: string) => `async function handle() {\n${body}\n}`;

/** The body after these edits, each the text of a node and what takes its place; null where they are not carried out. */
function edited(body: string, ...edits: readonly (readonly [old: string, text: string])[]): string | null {
  const output = changed(inFunction(body), (sourceCode) => {
    const parts = edits.map(([old, text]) => ({ node: nodeAt(old, sourceCode), text }));
    const [first] = parts;
    return first ? carryOut(first.node, sourceCode, ...parts) : null;
  });
  return output && output.slice(inFunction('').indexOf('\n') + 1, -'\n}'.length);
}

describe('a node that is replaced', () => {
  it.each([
    ['in parentheses', 'res.send((err.stack));', "res.send(('x'));"],
    ['in a template', 'res.send(`a ${err.stack} b`);', "res.send(`a ${'x'} b`);"],
    ['after a comment', 'res.send(/* a */ err.stack);', "res.send(/* a */ 'x');"],
  ])('%s', (_, before, after) => {
    const output = changed(before, (sourceCode) => replaceWith(nodeAt('err.stack', sourceCode), "'x'", sourceCode));
    expect(output).toBe(after);
  });

  it('is left alone where a comment would be lost', () => {
    const code = 'res.send(err /* which? */.stack);';
    const output = changed(code, (sourceCode) =>
      replaceWith(nodeAt('err /* which? */.stack', sourceCode), "'x'", sourceCode),
    );
    expect(output).toBeNull();
  });
});

describe('an edit that is carried out', () => {
  it.each([
    ['in a chain', 'res.json({}, 404);', 'res.json({}, 404)', 'res.status(404).json({})', 'res.status(404).json({});'],
    [
      'behind an await',
      'await res.json({}, 404)',
      'res.json({}, 404)',
      'res.sendStatus(404)',
      'await res.sendStatus(404)',
    ],
    ['behind void', 'void res.json({}, 404)', 'res.json({}, 404)', 'res.sendStatus(404)', 'void res.sendStatus(404)'],
    ['in parentheses', '(res).json({})', 'res', 'res.status(404)', '(res.status(404)).json({})'],
    ['with a cast', '(res as any).json({})', '(res as any).json({})', '(res as any).end()', '(res as any).end()'],
    [
      'beside comments that stay',
      '/* a */ res /* b */.json(/* c */ {}, 404 /* d */); // e',
      '{}',
      '[]',
      '/* a */ res /* b */.json(/* c */ [], 404 /* d */); // e',
    ],
    [
      'round a comment that comes along',
      'res.json(load(/* a */), 404);',
      'res.json(load(/* a */), 404)',
      'res.status(404).json(load(/* a */))',
      'res.status(404).json(load(/* a */));',
    ],
  ])('%s', (_, before, old, text, after) => {
    expect(edited(before, [old, text])).toBe(after);
  });

  it.each([
    ['a line of its own', 'a();\n  res.status(404);\nb();', 'res.status(404);', 'a();\nb();'],
    ['part of a line', 'a(); res.status(404); b();', 'res.status(404);', 'a();  b();'],
    ['a line with a comment', 'a();\nres.status(404); // b\nc();', 'res.status(404);', 'a();\n // b\nc();'],
    ['no semicolon', 'a()\nres.status(404)\nb()', 'res.status(404)', 'a()\nb()'],
    [
      'no semicolon, and the next line is one of its own',
      'a();\nres.status(404);\n(b)();',
      'res.status(404);',
      'a();\n(b)();',
    ],
    [
      'in a case',
      'switch (a) { case 1:\nres.status(404);\n(b)(); }',
      'res.status(404);',
      'switch (a) { case 1:\n(b)(); }',
    ],
  ])('takes out a statement: %s', (_, before, old, after) => {
    expect(edited(before, [old, ''])).toBe(after);
  });

  it('makes several at once, in the order of the file', () => {
    const edits = [
      ["res.redirect('/a')", "res.redirect(301, '/a')"],
      ['res.status(301);', ''],
    ] as const;
    expect(edited("res.status(301);\nres.redirect('/a');", ...edits)).toBe("res.redirect(301, '/a');");
  });

  it.each([
    ['a comment would be lost', 'res.json({}, /* a */ 404);', 'res.json({}, /* a */ 404)', 'res.status(404).json({})'],
    [
      'a comment at the end of a line would be lost',
      'res.json({}, // a\n404);',
      'res.json({}, // a\n404)',
      'res.sendStatus(404)',
    ],
    [
      'one of two equal comments would be lost',
      'res.json(/* a */ {}, /* a */ 404);',
      'res.json(/* a */ {}, /* a */ 404)',
      'res.json(/* a */ {})',
    ],
    ['a statement has a comment inside', 'res.status(/* a */ 404);', 'res.status(/* a */ 404);', ''],
    ['the chain is optional', 'res?.json({}, 404);', 'res?.json({}, 404)', 'res.status(404).json({})'],
    ['a chain further out is optional', 'res.status(404)?.json({});', 'res.status(404)', 'res'],
    ['the statement is all that an if has', 'if (a) res.status(404);', 'res.status(404);', ''],
    ['the statement is all that a loop has', 'while (a) res.status(404);', 'res.status(404);', ''],
    ['the lines before and after would become one call', 'a()\nres.status(404);\n(b)();', 'res.status(404);', ''],
    ['the lines before and after would become one index', 'a()\nres.status(404);\n[b].c();', 'res.status(404);', ''],
    ['the lines before and after would become one sum', 'a()\nres.status(404);\n+b;', 'res.status(404);', ''],
    ['the lines before and after would become one tag', 'a()\nres.status(404);\n`b`;', 'res.status(404);', ''],
  ])('is not carried out where %s', (_, before, old, text) => {
    expect(edited(before, [old, text])).toBeNull();
  });

  it('is not carried out where two overlap, one is missing, or one is in another function', () => {
    expect(edited('res.status(404).end();', ['res.status(404).end()', 'res.end()'], ['404', '500'])).toBeNull();
    expect(
      changed('res.end();', (sourceCode) => carryOut(nodeAt('res.end()', sourceCode), sourceCode, null)),
    ).toBeNull();
    const twoFunctions = 'const f = (res) => res.end(); const g = (res) => res.status(404);';
    const output = changed(twoFunctions, (sourceCode) => {
      const edit = { node: nodeAt('res.status(404)', sourceCode), text: 'res' };
      return carryOut(nodeAt('res.end()', sourceCode), sourceCode, edit);
    });
    expect(output).toBeNull();
  });
});

describe('a property that is removed', () => {
  const without = (code: string) =>
    changed(code, (sourceCode) => removeProperty(nodeAt('stack: err.stack', sourceCode), sourceCode));

  it.each([
    ['the last', 'f({ a: 1, stack: err.stack });', 'f({ a: 1 });'],
    ['the last, with a comma behind it', 'f({ a: 1, stack: err.stack, });', 'f({ a: 1, });'],
    ['the first', 'f({ stack: err.stack, a: 1 });', 'f({ a: 1 });'],
    ['one in between', 'f({ a: (1), stack: err.stack, ...b });', 'f({ a: (1), ...b });'],
    ['one on a line of its own', 'f({\n  a: 1,\n  stack: err.stack,\n});', 'f({\n  a: 1,\n});'],
    ['one behind a comment on another property', 'f({ a: /* b */ 1, stack: err.stack });', 'f({ a: /* b */ 1 });'],
  ])('%s', (_, before, after) => {
    expect(without(before)).toBe(after);
  });

  it.each([
    ['it is the only one', 'f({ stack: err.stack });'],
    ['a comment stands before it', 'f({ a: 1, /* b */ stack: err.stack });'],
    ['a comment stands behind it', 'f({ stack: err.stack, /* b */ a: 1 });'],
  ])('is left alone where %s', (_, code) => {
    expect(without(code)).toBeNull();
  });
});

describe('arguments', () => {
  const asked = (args: string, has: typeof hasActiveArguments) => {
    let answer: boolean | null = null;
    changed(`async function* f() { g(${args}); }`, (sourceCode) => {
      answer = has(nodeAt(`g(${args})`, sourceCode), sourceCode);
      return null;
    });
    return answer;
  };

  it.each([
    ['', false, false],
    ["'a'", false, false],
    ['a', false, false],
    ['{ a, b: [1, c] }', false, false],
    ['() => h()', false, false],
    ['(a as B)!', false, false],
    ['a.b', false, true],
    ['a?.b', false, true],
    ['`a ${b}`', false, false],
    ['h()', true, true],
    ['h?.()', true, true],
    ['new A()', true, true],
    ['await a', true, true],
    ['yield a', true, true],
    ['a = 1', true, true],
    ['a++', true, true],
    ['{ a: [h()] }', true, true],
    ['...h()', true, true],
    ['a, (h() as B)', true, true],
    ['(delete a.b)', true, true],
    ["import('a')", true, true],
  ])('g(%s) does something: %s; may do something or throw: %s', (args, isActive, isUnsafe) => {
    expect(asked(args, hasActiveArguments)).toBe(isActive);
    expect(asked(args, hasUnsafeArguments)).toBe(isUnsafe);
  });
});
