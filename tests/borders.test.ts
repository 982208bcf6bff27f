import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isLinted, lintFence } from './lint-fence.js';
import { sectionsOf } from './markdown.js';

const folder = new URL('../docs/rules/', import.meta.url);

/** Defects that two rules see, each from its side, and that are mended in two places: `page: other rule`. */
const BOTH: readonly string[] = [];

it.each(readdirSync(folder))('one defect, one report: %s', (file) => {
  const name = file.replace(/\.md$/, '');
  const doubled = sectionsOf(readFileSync(new URL(file, folder), 'utf8'))
    .filter(({ title }) => title === 'Incorrect' || title === 'Correct')
    .flatMap(({ fences }) => fences.filter(isLinted))
    .flatMap((fence) =>
      lintFence(fence, name, 'with the others').map((finding) => {
        const [line, rule] = finding.split(' ');
        return { rule, place: `block at line ${fence.line}, line ${line ?? ''}: ${rule ?? ''}` };
      }),
    )
    .filter(({ rule }) => rule !== name && !BOTH.includes(`${name}: ${rule ?? ''}`));
  expect(doubled.map(({ place }) => place)).toEqual([]);
});
