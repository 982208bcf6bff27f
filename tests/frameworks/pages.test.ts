import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FRAMEWORKS } from '../../src/frameworks/index.js';
import { expectBlock } from '../markdown.js';

const docs = new URL('../../docs/', import.meta.url);
const pageOf = (id: string) => new URL(`frameworks/${id}.md`, docs);
const ids = FRAMEWORKS.map(({ id }) => id).sort();

describe.each(ids)('the adapter for %s', (id) => {
  it('has a page for its users', () => {
    expect(existsSync(pageOf(id))).toBe(true);
  });

  it('has a page of sources, with what is read in them', () => {
    expect(existsSync(new URL(`pictures/${id}.md`, import.meta.url))).toBe(true);
  });
});

it('docs/frameworks.md lists every adapter', async () => {
  const rows = ids.map((id) => {
    const [title = '', text = ''] = readFileSync(pageOf(id), 'utf8').split('\n\n');
    return `| [${title.replace('# ', '')}](./frameworks/${id}.md) | \`${id}\` | ${text.replaceAll('\n', ' ')} |`;
  });
  const table = ['| framework | id | versions |', '| --- | --- | --- |', ...rows].join('\n');
  await expectBlock(fileURLToPath(new URL('frameworks.md', docs)), 'list', table);
});
