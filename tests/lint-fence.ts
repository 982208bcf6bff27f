import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../src/plugin.js';
import { attributesOf, isRecord, type Fence } from './markdown.js';
import { rulesBeside } from './rules-beside.js';

const linter = new Linter({ configType: 'flat' });

export function isLinted({ language }: Fence): boolean {
  return ['js', 'ts', 'jsx', 'tsx', 'mjs', 'cjs', 'mts', 'cts'].includes(language);
}

/**
 * What the rules say about a block of a page, as `line rule`: one rule with the options of the block, or all of them.
 * A block that does not parse is a mistake in the page.
 */
export function lintFence(
  { language, info, code }: Fence,
  name: string,
  others: 'with the others' | 'alone' = 'alone',
) {
  const { options, settings, file, ...unknown } = attributesOf(info);
  if (Object.keys(unknown).length > 0) throw new Error(`a block takes options, settings and file, not ${info}`);
  const messages = linter.verify(
    code,
    {
      files: ['**'],
      plugins: { 'http-status': plugin },
      languageOptions: {
        ...(language.includes('ts') && { parser: typescriptParser }),
        ...(language === 'cjs' && { sourceType: 'commonjs' }),
        parserOptions: { ecmaFeatures: { jsx: language.endsWith('x') } },
      },
      ...(isRecord(settings) && { settings: { 'http-status': settings } }),
      rules: {
        ...(others === 'with the others' && rulesBeside(name)),
        [`http-status/${name}`]: options === undefined ? 'error' : ['error', options],
      },
    },
    { filename: typeof file === 'string' ? file : `example.${language}` },
  );
  return messages.map(({ ruleId, line, message }) => {
    if (!ruleId) throw new Error(`line ${line}: ${message}`);
    return `${line} ${ruleId.replace('http-status/', '')}`;
  });
}
