import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { filesBelow, root } from './source.js';

const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const named = [...page.matchAll(/`([\w./-]+)`/g)].map(([, name]) => name ?? '');

it('docs/architecture.md names files and folders that exist', () => {
  const files = new Set(filesBelow(join(root, 'src')).map((file) => basename(file)));
  const missing = named.filter((name) => {
    if (name.includes('/')) return !existsSync(join(root, name));
    return name.endsWith('.ts') && !files.has(name);
  });
  expect(missing).toEqual([]);
});
