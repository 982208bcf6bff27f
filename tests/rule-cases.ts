import { readdirSync } from 'node:fs';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { vi } from 'vitest';
import plugin from '../src/plugin.js';
import type { HttpRule } from '../src/rule/create-rule.js';
import type { Invalid } from './rule-tester.js';
import { rulesBeside } from './rules-beside.js';

interface RuleCases {
  readonly rule: HttpRule;
  readonly invalid: readonly Invalid[];
}

/** Code that a rule reports, from the rule's own tests. */
export interface Reported extends Invalid {
  readonly rule: string;
}

let cases: Promise<readonly Reported[]> | null = null;

/** The invalid cases of all rule tests, read without running those tests. */
export function reportedCases(): Promise<readonly Reported[]> {
  return (cases ??= read());
}

async function read(): Promise<readonly Reported[]> {
  const found: RuleCases[] = [];
  // Test files share what they load, and neither they nor this one may get what the other has loaded.
  vi.resetModules();
  vi.doMock('./rule-tester.js', () => ({
    testRule: (rule: HttpRule, { invalid }: Omit<RuleCases, 'rule'>) => found.push({ rule, invalid }),
  }));
  const names = readdirSync(new URL('rules/', import.meta.url)).map((file) => file.replace(/\.test\.ts$/, ''));
  for (const name of names) await import(`./rules/${name}.test.ts`);
  vi.doUnmock('./rule-tester.js');
  vi.resetModules();
  return found.flatMap(({ rule, invalid }) => invalid.map((one) => ({ ...one, rule: rule.name })));
}

/** The second one has files of the whole machine in its reach. */
const [linter, linterAnywhere] = [new Linter({ configType: 'flat' }), new Linter({ configType: 'flat', cwd: '/' })];

/** What the rule says about a case, or about other code in its place: alone, or with all rules. */
export function lintCase(
  { rule, options, settings, languageOptions, filename }: Reported,
  code: string,
  others: 'alone' | 'with the others' = 'alone',
): readonly Linter.LintMessage[] {
  const messages = (filename?.startsWith('/') ? linterAnywhere : linter).verify(
    code,
    {
      files: ['**'],
      plugins: { 'http-status': plugin },
      languageOptions: { parser: typescriptParser, parserOptions: languageOptions?.parserOptions ?? {} },
      settings: settings ?? {},
      rules: {
        ...(others === 'with the others' && rulesBeside(rule)),
        [`http-status/${rule}`]: ['error', ...(options ?? [])],
      },
    },
    { filename: filename ?? 'file.ts' },
  );
  const broken = messages.find(({ fatal, ruleId }) => fatal === true || ruleId === null);
  if (broken) throw new Error(`${broken.message} in\n${code}`);
  return messages;
}
