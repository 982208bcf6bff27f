import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { isAssigned } from '../src/http/statuses.js';
import { rules } from '../src/rules/index.js';

const file = fileURLToPath(new URL('../docs/choosing-a-status.md', import.meta.url));
const page = readFileSync(file, 'utf8');

/** A rule's name, as text or as a link to its page. */
const NAMED = /\[`([a-z]+(?:-[a-z]+)+)`\]\([^)]*\)|`((?:no|require|prefer|valid|consistent|redirect)(?:-[a-z]+)+)`/g;

it('every rule that docs/choosing-a-status.md names is linked where it has a page', async () => {
  const linked = page.replaceAll(NAMED, (_match, one?: string, other?: string) => {
    const name = one ?? other ?? '';
    return name in rules ? `[\`${name}\`](./rules/${name}.md)` : `\`${name}\``;
  });
  const formatted = await format(linked, { ...(await resolveConfig(file)), parser: 'markdown' });
  await expect(formatted).toMatchFileSnapshot(file);
});

it('every rule that it names exists', () => {
  const names = new Set([...page.matchAll(NAMED)].map(([, one, other]) => one ?? other ?? ''));
  expect([...names].filter((name) => !(name in rules))).toEqual([]);
  expect(names.size).toBeGreaterThan(15);
});

it('every branch ends at a code of the list', () => {
  const linked = [...page.matchAll(/\[(\d+)\]\(\.\/status-codes\.md#(\d+)\)/g)];
  expect(linked.length).toBeGreaterThan(20);
  for (const [, text, anchor] of linked) {
    expect(anchor).toBe(text);
    expect(isAssigned(Number(anchor))).toBe(true);
  }
  const [, tree = ''] = page.split('```');
  const inTree = [...tree.matchAll(/\b[1-5]\d\d\b/g)].map(([code]) => code);
  expect(inTree.filter((code) => !linked.some(([, text]) => text === code))).toEqual([]);
});
