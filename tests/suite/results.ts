import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../../src/plugin.js';
import { rulesBeside } from '../rules-beside.js';
import { CORE_CASES, type CoreCase } from './cases.js';
import { Cannot, spelled, type Speller } from './program.js';

/** What became of a core case in a framework. */
export type Result =
  | { readonly is: 'as everywhere' }
  | { readonly is: 'different' | 'impossible'; readonly because: string }
  | { readonly is: 'wrong'; readonly found: string };

const linter = new Linter({ configType: 'flat', cwd: '/' });

/** What a rule and all that judge defects report in a source. */
function reportsIn(source: string, rule: string, { filename, settings }: Speller): readonly string[] {
  const messages = linter.verify(
    source,
    {
      files: ['**'],
      plugins: { 'http-status': plugin },
      languageOptions: { parser: typescriptParser },
      settings: { 'http-status': settings ?? {} },
      rules: rulesBeside(rule),
    },
    { filename: filename ?? '/app/file.ts' },
  );
  return messages.map(({ ruleId, line, message }) => `${String(ruleId)} L${line}: ${message}`);
}

const known = new WeakMap<Speller, Map<CoreCase, Result>>();

/** Holds a framework, once, against a core case: the rule reports what it should, and no other rule reports anything. */
export function resultOf(one: CoreCase, speller: Speller): Result {
  const results = known.get(speller) ?? new Map<CoreCase, Result>();
  known.set(speller, results);
  const result = results.get(one) ?? judged(one, speller);
  results.set(one, result);
  return result;
}

function judged({ rule, title, program, isReported }: CoreCase, speller: Speller): Result {
  const source = spelled(program, speller);
  if (source instanceof Cannot) return { is: 'impossible', because: source.because };
  const found = reportsIn(source, rule, speller);
  const isAsEverywhere = isReported
    ? found.length > 0 && found.every((each) => each.startsWith(`http-status/${rule} `))
    : found.length === 0;
  const because = Object.hasOwn(speller.differs, title) ? speller.differs[title] : undefined;
  if (because !== undefined && !isAsEverywhere) return { is: 'different', because };
  if (because === undefined && isAsEverywhere) return { is: 'as everywhere' };
  return { is: 'wrong', found: `${source}\n${found.join('\n') || 'nothing is reported'}` };
}

export const RULES = [...new Set(CORE_CASES.map(({ rule }) => rule))];
