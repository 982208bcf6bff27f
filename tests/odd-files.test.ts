import { createRequire } from 'node:module';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../src/plugin.js';
import { ODD_FILES } from './odd-files.js';

// The older ESLints bring no types of their own; their `Linter` takes the same calls.
const older = createRequire(import.meta.url) as (name: string) => { Linter: typeof Linter };
const linters = [
  ['8', new (older('eslint8').Linter)({ configType: 'flat' })],
  ['9', new (older('eslint9').Linter)({ configType: 'flat' })],
  ['10', new Linter({ configType: 'flat' })],
] as const;

describe.each(linters)('in ESLint %s', (_version, linter) => {
  it.each(Object.entries(ODD_FILES))('%s', (_title, { name, code, speaks }) => {
    const spoken = lint(linter, name, code);
    expect(spoken).toEqual(expect.arrayContaining((speaks ?? []).map((rule) => `http-status/${rule}`)));
  });
});

/** The rules that spoke. A crash throws, and so does code that does not parse. */
function lint(linter: Linter, name: string, code: string): string[] {
  const messages = linter.verify(
    code,
    [
      plugin.configs['flat/all'],
      { files: ['**'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
      { files: ['**/*.{ts,tsx}'], languageOptions: { parser: typescriptParser } },
    ],
    { filename: name },
  );
  return messages.map(({ ruleId, message }) => {
    if (!ruleId) throw new Error(message);
    return ruleId;
  });
}
