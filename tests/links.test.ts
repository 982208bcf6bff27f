import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { filesBelow, root } from './source.js';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...filesBelow(join(root, 'docs')).map((file) => `docs/${file}`),
];

it.each(pages)('the links in %s lead to files that exist', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const targets = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target]) => target ?? '');
  const dead = targets.filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(page), target)));
  expect(dead).toEqual([]);
});
