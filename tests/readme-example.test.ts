import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { ESLint, type Linter } from 'eslint';
import { expect, it } from 'vitest';
import plugin from '../src/plugin.js';
import { expectBlock, sectionsOf } from './markdown.js';

const README = fileURLToPath(new URL('../README.md', import.meta.url));
const GUIDE = fileURLToPath(new URL('../docs/writing-a-rule.md', import.meta.url));

const example = sectionsOf(readFileSync(README, 'utf8')).find(({ title }) => title === 'What it finds');
const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [plugin.configs['flat/recommended'] as Linter.Config],
});

/** What ESLint prints about the router that the README shows before or after. */
async function printed(state: 'before' | 'after'): Promise<string> {
  const code = example?.fences.find(({ info }) => info === state)?.code;
  if (code === undefined) throw new Error(`the README shows no router ${state}`);
  const results = await eslint.lintText(code, { filePath: 'users.js' });
  const formatter = await eslint.loadFormatter('stylish');
  const text = await formatter.format(results.map((result) => ({ ...result, filePath: 'users.js' })));
  return stripVTControlCharacters(text).trim();
}

it('the README shows what ESLint prints about the router before', async () => {
  await expectBlock(README, 'findings', `\`\`\`text\n${await printed('before')}\n\`\`\``);
});

it('nothing is wrong with the router after', async () => {
  expect(await printed('after')).toBe('');
});

it('the guide for writing a rule shows a rule as it is', async () => {
  const rule = readFileSync(new URL('../src/rules/require-created-location.ts', import.meta.url), 'utf8');
  await expectBlock(GUIDE, 'rule', `\`\`\`ts\n${rule}\`\`\``);
});
