import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, importsOf, root } from './source.js';

const dist = join(root, 'dist');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object };

describe('dist/', () => {
  it('imports nothing but itself, Node, and the packages it depends on', () => {
    const scripts = filesBelow(dist).filter((file) => file.endsWith('.js'));
    expect(scripts).toContain('index.js');
    const foreign = scripts.flatMap((file) =>
      importsOf(join(dist, file))
        .map(({ from }) => from)
        .filter((from) => !from.startsWith('.') && !isBuiltin(from) && !Object.hasOwn(dependencies, from))
        .map((from) => `${file}: ${from}`),
    );
    expect(foreign).toEqual([]);
  });

  it.each(['index.d.ts', 'plugin.d.ts'])('%s needs the types of no other package', (entry) => {
    const foreign: string[] = [];
    const seen = new Set<string>();
    const follow = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const { from } of importsOf(file)) {
        if (from.startsWith('.')) follow(join(dirname(file), from.replace(/\.js$/, '.d.ts')));
        else foreign.push(`${file}: ${from}`);
      }
    };
    follow(join(dist, entry));
    expect(foreign).toEqual([]);
  });
});
