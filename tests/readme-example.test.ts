import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { expect, it } from 'vitest';
import plugin from '../src/plugin.js';
import { expectBlock, sectionsOf } from './markdown.js';

const README = fileURLToPath(new URL('../README.md', import.meta.url));
const GUIDE = fileURLToPath(new URL('../docs/writing-a-rule.md', import.meta.url));
const ADAPTER_GUIDE = fileURLToPath(new URL('../docs/writing-an-adapter.md', import.meta.url));

const example = sectionsOf(readFileSync(README, 'utf8')).find(({ title }) => title === 'What it finds');
const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [plugin.configs['flat/recommended']],
});

/** What ESLint says about the router that the README shows before or after: the place, the severity and the rule, and below the message. */
async function reported(state: 'before' | 'after'): Promise<readonly string[]> {
  const code = example?.fences.find(({ info }) => info === state)?.code;
  if (code === undefined) throw new Error(`the README shows no router ${state}`);
  const results = await eslint.lintText(code, { filePath: 'users.js' });
  return results.flatMap(({ messages }) =>
    messages.map(({ line, column, severity, ruleId, message }) => {
      const place = `${line}:${column}`.padStart(5);
      return `${place}  ${severity === 2 ? 'error' : 'warning'}  ${ruleId}\n${wrapped(message, '       ')}`;
    }),
  );
}

/** The text in lines that can be read without scrolling sideways. */
function wrapped(text: string, indent: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length < 88) lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => indent + line).join('\n');
}

it('the README shows what ESLint says about the router before', async () => {
  await expectBlock(README, 'findings', `\`\`\`text\n${(await reported('before')).join('\n')}\n\`\`\``);
});

it('nothing is wrong with the router after', async () => {
  expect(await reported('after')).toEqual([]);
});

it('the guide for writing a rule shows a rule as it is', async () => {
  const rule = readFileSync(new URL('../src/rules/require-created-location.ts', import.meta.url), 'utf8');
  await expectBlock(GUIDE, 'rule', `\`\`\`ts\n${rule}\`\`\``);
});

it('the guide for writing an adapter shows an adapter as it is', async () => {
  const adapter = readFileSync(new URL('../src/frameworks/polka.ts', import.meta.url), 'utf8');
  await expectBlock(ADAPTER_GUIDE, 'adapter', `\`\`\`ts\n${adapter}\`\`\``);
});
