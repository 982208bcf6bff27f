import { describe, expect, it } from 'vitest';
import type { Taken } from '../../src/exchange/dialect.js';
import type { Handler } from '../../src/exchange/model.js';
import { asNumber, renumber } from '../../src/rule/numbers.js';
import { changed, nodeAt } from './changed.js';

describe('another number', () => {
  const renumbered = (code: string, at = code) =>
    changed(code, (sourceCode) => {
      const site = { at: nodeAt(at, sourceCode), origin: nodeAt('301', sourceCode), depth: 0 };
      return renumber({ value: 301, site }, 308, sourceCode);
    });

  it.each([
    ['an argument', "res.redirect(301, '/');", "res.redirect(308, '/');"],
    ['parentheses', "res.redirect((301), '/');", "res.redirect((308), '/');"],
    ['comments round it', "res.redirect(/* a */ 301 /* b */, '/');", "res.redirect(/* a */ 308 /* b */, '/');"],
    ['a cast', "res.redirect(301 as const, '/');", "res.redirect(308 as const, '/');"],
    ['satisfies', "res.redirect(301 satisfies Code, '/');", "res.redirect(308 satisfies Code, '/');"],
    ['a choice', "res.redirect(a ? 301 : 302, '/');", "res.redirect(a ? 308 : 302, '/');"],
    ['a default', "res.redirect(a ?? 301, '/');", "res.redirect(a ?? 308, '/');"],
    ['a property', 'res.statusCode = 301', 'res.statusCode = 308'],
    ['an optional chain', 'res?.status(301)', 'res?.status(308)'],
  ])('in %s', (_, before, after) => {
    expect(renumbered(before)).toBe(after);
  });

  it.each([
    ['a variable', 'const moved = 301;', undefined],
    ['an object', 'const codes = { moved: 301 };', undefined],
    ['a calculation', 'res.status(301 + a)', undefined],
    ['a place away from the report', 'status(301); res.end();', 'res.end();'],
  ])('not in %s', (_, code, at) => {
    expect(renumbered(code, at)).toBeNull();
  });
});

describe('a text as a number', () => {
  const throws: Taken = { is: 'throws', error: 'TypeError', client: 'error-500' };
  const outcome = (code: string, value: string, taken: Taken, certain = true) => {
    let isSafe: boolean | undefined;
    const takes = (given: unknown): Taken => (typeof given === 'string' ? taken : { is: 'sent', code: Number(given) });
    const output = changed(code, (sourceCode) => {
      // Only what is looked at.
      const handler = { dialect: { takes, certain, errorStatus: {} } } as unknown as Handler;
      const write = { setter: nodeAt(code, sourceCode, 'CallExpression'), by: 'method' } as Parameters<
        typeof asNumber
      >[2];
      const number = asNumber(value, nodeAt(`'${value}'`, sourceCode), write, handler, sourceCode);
      isSafe = number?.isSafe;
      return number?.fix ?? null;
    });
    return { output, isSafe };
  };

  it.each([
    ['which throws', throws, true, true],
    ['which may throw', throws, false, true],
    ['which is coerced', { is: 'coerced', code: 404 }, true, true],
    ['which is ignored', { is: 'replaced', code: 500 }, true, false],
  ] as const)('%s', (_, taken, certain, isSafe) => {
    expect(outcome("res.status('404')", '404', taken, certain)).toEqual({ output: 'res.status(404)', isSafe });
  });

  it.each([
    ['throws', throws, true, true],
    ['throws, perhaps', throws, false, false],
    ['is coerced', { is: 'coerced', code: 204 }, true, false],
  ] as const)('without content, where it %s', (_, taken, certain, isSafe) => {
    expect(outcome("res.status('204')", '204', taken, certain)).toEqual({ output: 'res.status(204)', isSafe });
  });

  it.each([
    ["res.status(a ? '404' : 500)", 'res.status(a ? 404 : 500)', true],
    ["res.status(a || '404')", 'res.status(a || 404)', true],
    ["res.status(('404'))", 'res.status((404))', true],
    ["res.status(/* a */ '404' /* b */)", 'res.status(/* a */ 404 /* b */)', true],
    ["res.status('404' as any)", 'res.status(404 as any)', false],
    ["res.status(code('404'))", 'res.status(code(404))', false],
  ])('in %s', (code, output, isSafe) => {
    expect(outcome(code, '404', throws)).toEqual({ output, isSafe });
  });

  it.each(['4O4', '104', '600', '404 Not Found'])('not for %s', (value) => {
    expect(outcome(`res.status('${value}')`, value, throws).output).toBeNull();
  });
});
