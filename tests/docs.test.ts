import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../src/rules/index.js';
import { readHandlers } from '../src/rule/analysis.js';
import type { HttpRule } from '../src/rule/create-rule.js';
import { settingsOf } from '../src/rule/settings.js';
import { isLinted, lintFence } from './lint-fence.js';
import { attributesOf, expectBlock, isRecord, sectionsOf, type Fence } from './markdown.js';
import { ofFile } from './syntax/reading.js';

const folder = new URL('../docs/rules/', import.meta.url);
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

  it('shows the remedy in several frameworks, each recognised', () => {
    const shown = section('Correct')?.fences.filter(isLinted).map(frameworksIn) ?? [];
    expect(shown).not.toContainEqual([]);
    expect(new Set(shown.flat()).size).toBeGreaterThan(1);
  });

  it.each(section('Incorrect')?.fences.filter(isLinted) ?? [])('reports the incorrect code at line $line', (fence) => {
    expect(lintFence(fence, name)).not.toEqual([]);
  });

  it.each(section('Correct')?.fences.filter(isLinted) ?? [])('accepts the correct code at line $line', (fence) => {
    expect(lintFence(fence, name)).toEqual([]);
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

function frameworksIn({ language, info, code }: Fence): string[] {
  const { file } = attributesOf(info);
  const place = { filename: typeof file === 'string' ? file : `example.${language}`, cwd: '/' };
  const handlers = ofFile(
    code,
    (sourceCode) => readHandlers(sourceCode, place, settingsOf({})),
    language === 'cjs' ? 'cjs' : 'ts',
  );
  return handlers.map(({ framework }) => framework);
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
