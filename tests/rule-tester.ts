import { RuleTester, type InvalidTestCase, type ValidTestCase } from '@typescript-eslint/rule-tester';
import { afterAll, describe, expect, it } from 'vitest';
import type { HttpRule } from '../src/rule/create-rule.js';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.describeSkip = describe.skip;
RuleTester.it = it;
RuleTester.itOnly = it.only;
RuleTester.itSkip = it.skip;

type Options = readonly unknown[];

/** A case says in its name which behaviour it is about. */
export type Valid = ValidTestCase<Options> & { readonly name: string };
export type Invalid = InvalidTestCase<string, Options> & { readonly name: string };

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaVersion: 'latest', sourceType: 'module' } } });

/**
 * Tests a rule with ESLint's tester, which already wants every fix and every suggestion written out, and asks for more:
 * names that differ, every message of the rule asserted, and for each reported one a case with all four positions.
 */
export function testRule(
  rule: HttpRule,
  cases: { readonly valid: readonly Valid[]; readonly invalid: readonly Invalid[] },
) {
  tester.run(rule.name, rule, {
    valid: [{ name: 'an empty file', code: '' }, ...cases.valid],
    invalid: cases.invalid,
  });

  describe(`${rule.name}: the tests themselves`, () => {
    const errors = cases.invalid.flatMap((invalid) => invalid.errors);

    it('have a name each', () => {
      const names = [...cases.valid, ...cases.invalid].map(({ name }) => name);
      expect(names.filter((name) => name.trim() === '')).toEqual([]);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    });

    it('assert every message', () => {
      const asserted = errors.flatMap(({ messageId, suggestions }) => [
        messageId,
        ...(suggestions ?? []).map((suggestion) => suggestion.messageId),
      ]);
      expect([...new Set(asserted)].sort()).toEqual(Object.keys(rule.meta.messages).sort());
    });

    it('assert line, column, endLine and endColumn once for every reported message', () => {
      const located = errors.filter(
        (error) =>
          error.line !== undefined &&
          error.column !== undefined &&
          error.endLine !== undefined &&
          error.endColumn !== undefined,
      );
      const unlocated = new Set(errors.map(({ messageId }) => messageId));
      for (const { messageId } of located) unlocated.delete(messageId);
      expect([...unlocated]).toEqual([]);
    });
  });
}
