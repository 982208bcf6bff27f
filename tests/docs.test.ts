import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../src/plugin.js';
import { rules } from '../src/rules/index.js';
import type { HttpRule } from '../src/rule/create-rule.js';
import { attributesOf, expectBlock, sectionsOf, type Fence } from './markdown.js';

const folder = new URL('../docs/rules/', import.meta.url);
const linter = new Linter({ configType: 'flat' });
const registry = new Map<string, HttpRule>(Object.entries(rules));

it('every rule has its page', () => {
  expect(readdirSync(folder).sort()).toEqual([...registry.keys()].map((name) => `${name}.md`).sort());
});

describe.each(readdirSync(folder).filter((file) => file.endsWith('.md')))('docs/rules/%s', (file) => {
  const name = file.slice(0, -'.md'.length);
  const path = fileURLToPath(new URL(file, folder));
  const sections = sectionsOf(readFileSync(path, 'utf8'));
  const section = (title: string) => sections.find((one) => one.title === title);
  const rule = registry.get(name);

  if (!rule) return;

  it('begins with the header that its rule gives', async () => {
    await expectBlock(path, 'header', headerOf(rule));
  });

  it('has the sections of a rule page, in order', () => {
    const { fixable, hasSuggestions } = rule.meta;
    expect(sections.map(({ title }) => title)).toEqual([
      'What it reports',
      'Why',
      'Incorrect',
      'Correct',
      'Options',
      'When not to use it',
      ...(fixable || hasSuggestions ? ['Fix safety'] : []),
      'Sources',
    ]);
  });

  it('shows both sides', () => {
    expect(section('Incorrect')?.fences.filter(isLinted)).not.toEqual([]);
    expect(section('Correct')?.fences.filter(isLinted)).not.toEqual([]);
  });

  it.each(section('Incorrect')?.fences.filter(isLinted) ?? [])('reports the incorrect code at line $line', (fence) => {
    expect(lint(fence, name)).not.toEqual([]);
  });

  it.each(section('Correct')?.fences.filter(isLinted) ?? [])('accepts the correct code at line $line', (fence) => {
    expect(lint(fence, name)).toEqual([]);
  });

  it('mentions every option', () => {
    const text = section('Options')?.text ?? '';
    expect(
      optionsOf(rule).filter((option) => !text.includes(`\`${option}\``) && !text.includes(`"${option}"`)),
    ).toEqual([]);
  });

  it('names every source', () => {
    const text = section('Sources')?.text ?? '';
    expect(rule.meta.docs?.sources.filter((source) => !text.includes(source))).toEqual([]);
  });
});

function isLinted({ language }: Fence): boolean {
  return ['js', 'ts', 'jsx', 'tsx', 'mjs', 'cjs', 'mts', 'cts'].includes(language);
}

/** The rule's reports on one block, as text; anything else that ESLint has to say about the block is a mistake in it. */
function lint({ language, info, code }: Fence, name: string): string[] {
  const { options, settings, file, ...unknown } = attributesOf(info);
  if (Object.keys(unknown).length > 0) throw new Error(`a block takes options, settings and file, not ${info}`);
  const typed = language.includes('ts');
  const messages = linter.verify(
    code,
    {
      files: ['**'],
      plugins: { 'http-status': plugin },
      languageOptions: {
        ...(typed && { parser: typescriptParser }),
        ...(language === 'cjs' && { sourceType: 'commonjs' }),
        parserOptions: { ecmaFeatures: { jsx: language.endsWith('x') } },
      },
      ...(isRecord(settings) && { settings: { 'http-status': settings } }),
      rules: { [`http-status/${name}`]: options === undefined ? 'error' : ['error', options] },
    },
    { filename: typeof file === 'string' ? file : `example.${language}` },
  );
  return messages.map(({ fatal, ruleId, line, message }) => {
    if (fatal || ruleId !== `http-status/${name}`) throw new Error(`line ${line}: ${message}`);
    return `${line}: ${message}`;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function optionsOf({ meta }: HttpRule): string[] {
  const [first] = [meta.schema].flat();
  return isRecord(first) && isRecord(first['properties']) ? Object.keys(first['properties']) : [];
}

function headerOf({ name, meta }: HttpRule): string {
  const { docs, fixable, hasSuggestions } = meta;
  const lines = [`# http-status/${name}`, `> ${docs?.description ?? ''}`];
  if (docs?.preset === 'recommended') {
    lines.push(
      docs.severity === 'error'
        ? 'In `recommended`, `strict` and `all`, as an error.'
        : 'In `recommended` as a warning; in `strict` and `all` as an error.',
    );
  } else if (docs?.preset === 'strict') {
    lines.push('In `strict` and `all`, as an error; not in `recommended`.');
  } else {
    lines.push('In `all` only, as an error.');
  }
  if (fixable) lines.push('🔧 `eslint --fix` can repair some of what it reports.');
  if (hasSuggestions) lines.push('💡 An editor offers remedies to choose from.');
  return lines.join('\n\n');
}
