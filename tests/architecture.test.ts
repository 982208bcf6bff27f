import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../src/rules/index.js';
import layers from './layers.json' with { type: 'json' };
import { filesBelow, importsOf, moduleStateOf, root } from './source.js';

const src = join(root, 'src');
const sources = filesBelow(src);

type Layer = keyof typeof layers;
const isLayer = (name: string | undefined): name is Layer => name !== undefined && name in layers;
const layerOf = (file: string) => file.split('/')[0];

describe('the layers', () => {
  it('are all the folders there are', () => {
    const folders = new Set(sources.filter((file) => file.includes('/')).map(layerOf));
    expect([...folders].filter((folder) => !isLayer(folder))).toEqual([]);
  });

  it('import only downwards', () => {
    const wrong = sources.flatMap((file) => {
      const layer = layerOf(file);
      if (!isLayer(layer)) return [];
      return importsOf(join(src, file))
        .filter(({ from }) => from.startsWith('.'))
        .map(({ from, typeOnly }) => ({ to: relative(src, join(src, dirname(file), from)), typeOnly }))
        .filter(({ to, typeOnly }) => {
          const { values, types }: { values: string[]; types: string[] } = layers[layer];
          const target = layerOf(to) ?? '';
          return target !== layer && !values.includes(target) && !(typeOnly && types.includes(target));
        })
        .map(({ to, typeOnly }) => `${file} imports ${typeOnly ? 'types' : 'values'} from ${to}`);
    });
    expect(wrong).toEqual([]);
  });

  it('stand in an order in which none imports from a later one', () => {
    const order = Object.keys(layers);
    for (const [index, { values, types }] of Object.values(layers).entries()) {
      expect(order.slice(0, index)).toEqual(expect.arrayContaining([...values, ...types]));
    }
  });
});

describe('src/', () => {
  it('has no drawer for things without a subject', () => {
    const names = sources.flatMap((file) => file.replace(/\.ts$/, '').split('/'));
    expect(names.filter((name) => /^(utils?|helpers?|common|misc|shared|lib)$/.test(name))).toEqual([]);
  });

  it('keeps no state from one linted file to the next but what was read of other files', () => {
    const stateful = sources.flatMap((file) => moduleStateOf(join(src, file)).map(() => file));
    expect(stateful).toEqual(['project/package-json.ts']);
  });

  it('has files that can be read in one sitting', () => {
    const long = sources.filter((file) => readFileSync(join(src, file), 'utf8').split('\n').length > 450);
    expect(long).toEqual([]);
  });
});

describe('the rules', () => {
  const names = sources
    .filter((file) => file.startsWith('rules/') && file !== 'rules/index.ts')
    .map((file) => file.slice('rules/'.length, -'.ts'.length));

  it('are all in the registry, under their own names', () => {
    expect(Object.keys(rules).sort()).toEqual(names);
    expect(Object.entries(rules).filter(([name, rule]) => rule.name !== name)).toEqual([]);
  });

  it.each(names)('%s has a page and a test', (name) => {
    expect(existsSync(join(root, 'docs/rules', `${name}.md`))).toBe(true);
    expect(existsSync(join(root, 'tests/rules', `${name}.test.ts`))).toBe(true);
  });

  it('have no pages or tests left over', () => {
    const pages = filesBelow(join(root, 'docs/rules')).map((file) => file.replace(/\.md$/, ''));
    const tests = filesBelow(join(root, 'tests/rules')).map((file) => file.replace(/\.test\.ts$/, ''));
    expect([...pages, ...tests].filter((name) => !names.includes(name))).toEqual([]);
  });
});
