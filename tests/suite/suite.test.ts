import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FRAMEWORKS } from '../../src/frameworks/index.js';
import plugin from '../../src/plugin.js';
import { expectBlock } from '../markdown.js';
import { CORE_CASES } from './cases.js';
import type { Speller } from './program.js';
import { resultOf, RULES } from './results.js';

const folder = new URL('frameworks/', import.meta.url);
const spellers = await Promise.all(
  readdirSync(folder).map(async (file) => {
    // Each file of the folder spells one framework.
    const module = (await import(new URL(file, folder).href)) as { readonly default: Speller };
    return module.default;
  }),
);

describe.each(spellers)('$name', (speller) => {
  it.each(CORE_CASES)('$rule: $title', (one) => {
    const result = resultOf(one, speller);
    expect(result.is === 'wrong' ? result.found : null).toBeNull();
  });

  it('differs only in cases that there are', () => {
    const titles = CORE_CASES.map(({ title }) => title);
    expect(Object.keys(speller.differs).filter((each) => !titles.includes(each))).toEqual([]);
  });
});

it('every adapter is spelled', () => {
  expect([...new Set(spellers.map(({ id }) => id))].sort()).toEqual(FRAMEWORKS.map(({ id }) => id).sort());
});

it('every rule has a core', () => {
  expect([...RULES].sort()).toEqual(Object.keys(plugin.rules).sort());
});

it('docs/frameworks.md shows what was found', async () => {
  const notes: string[] = [];
  const noteFor = (because: string): string => {
    if (!notes.includes(because)) notes.push(because);
    return `[^${notes.indexOf(because) + 1}]`;
  };
  const columns = spellers.toSorted((one, other) => one.name.localeCompare(other.name));
  const rows = RULES.toSorted().map((rule) => {
    const cells = columns.map((speller) => {
      const results = CORE_CASES.filter((one) => one.rule === rule).map((one) => resultOf(one, speller));
      const others = results.flatMap((each) => ('because' in each ? [noteFor(each.because)] : []));
      const isTested = results.some(({ is }) => is !== 'impossible');
      return `${isTested ? '✓' : '–'}${[...new Set(others)].join('')}`;
    });
    return `| [${rule}](./rules/${rule}.md) | ${cells.join(' | ')} |`;
  });
  const head = `| | ${columns.map(({ name }) => name).join(' | ')} |`;
  const line = `| --- | ${columns.map(() => ':-:').join(' | ')} |`;
  const table = [head, line, ...rows].join('\n');
  const text = notes.map((note, index) => `[^${index + 1}]: ${note}`).join('\n');
  await expectBlock(
    fileURLToPath(new URL('../../docs/frameworks.md', import.meta.url)),
    'rules',
    `${table}\n\n${text}`,
  );
});
