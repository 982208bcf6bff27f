import { readFileSync } from 'node:fs';
import type { JSONSchema } from '@typescript-eslint/utils';
import { ESLint } from 'eslint';
import { defineConfig } from 'eslint/config';
import { describe, expect, it } from 'vitest';
import plugin from '../src/index.js';
import * as namespace from '../src/index.js';
import { rules } from '../src/rules/index.js';

const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const presets = ['recommended', 'strict', 'all'] as const;

describe('the plugin', () => {
  it('is the default export, and what `require` gives', () => {
    expect(Object.keys(namespace).sort()).toEqual(['default', 'module.exports']);
    expect(namespace['module.exports']).toBe(plugin);
  });

  it('says who it is', () => {
    const { name, version, namespace: prefix } = plugin.meta;
    expect(manifest).toMatchObject({ name, version });
    expect(prefix).toBe('http-status');
  });

  it('is the same object in every flat config', () => {
    for (const preset of presets) expect(plugin.configs[`flat/${preset}`].plugins['http-status']).toBe(plugin);
  });

  it('is found by defineConfig under its namespace', async () => {
    const config = defineConfig({
      files: ['**/*.js'],
      plugins: { 'http-status': plugin },
      extends: ['http-status/recommended'],
    });
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: config });
    const resolved: unknown = await eslint.calculateConfigForFile('app.js');
    expect(resolved).toHaveProperty(['plugins', 'http-status'], plugin);
    expect(resolved).toHaveProperty(
      'rules',
      expect.toSatisfy((enabled: object) => sameKeys(enabled, plugin.configs.recommended.rules)),
    );
  });
});

describe('the presets', () => {
  it.each(presets)('%s has the same rules for eslintrc and flat config', (preset) => {
    expect(plugin.configs[preset].plugins).toEqual(['http-status']);
    expect(plugin.configs[`flat/${preset}`].name).toBe(`http-status/${preset}`);
    expect(plugin.configs[`flat/${preset}`].rules).toEqual(plugin.configs[preset].rules);
  });

  it('are nested, and the largest has every rule', () => {
    const [recommended, strict, all] = presets.map((preset) => Object.keys(plugin.configs[preset].rules));
    expect(strict).toEqual(expect.arrayContaining(recommended ?? []));
    expect(all).toEqual(expect.arrayContaining(strict ?? []));
    expect(all).toEqual(Object.keys(rules).map((name) => `http-status/${name}`));
  });

  it('warn only in recommended, and only where the rule says so', () => {
    for (const [name, { meta }] of Object.entries(rules)) {
      const { preset, severity } = meta.docs ?? {};
      const expected = preset === 'recommended' ? severity : undefined;
      expect(plugin.configs.recommended.rules[`http-status/${name}`]).toBe(expected);
    }
    for (const preset of ['strict', 'all'] as const) {
      expect(new Set(Object.values(plugin.configs[preset].rules))).toEqual(new Set(['error']));
    }
  });
});

describe.each(Object.values(rules))('$name', ({ name, meta }) => {
  it('says what it is about, and where that comes from', () => {
    expect(meta.docs?.description).toMatch(/^(disallow|enforce|require) \S.*[^.]$/);
    expect(meta.docs?.url).toMatch(new RegExp(`^https://\\S+/docs/rules/${name}\\.md$`));
    expect(meta.docs?.sources).not.toEqual([]);
    for (const source of meta.docs?.sources ?? []) expect(new URL(source).protocol).toBe('https:');
  });

  it('has something to say in every message', () => {
    expect(Object.keys(meta.messages)).not.toEqual([]);
    for (const message of Object.values(meta.messages)) expect(message).toMatch(/\S.*\S/);
  });

  it('describes every option and gives it a default', () => {
    const [schema, ...more] = [meta.schema].flat();
    expect(more).toEqual([]);
    if (!schema) {
      expect(meta.defaultOptions).toEqual([]);
      return;
    }
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    const properties = Object.entries(propertiesOf(schema));
    for (const [option, { description }] of properties) expect(description, option).toMatch(/\S.*\S/);
    // The defaults stand there alone: a second copy in the schema would have to be kept in step.
    const [defaults] = meta.defaultOptions ?? [];
    expect(sameKeys(defaults, Object.fromEntries(properties))).toBe(true);
  });
});

function propertiesOf(schema: JSONSchema.JSONSchema4): Record<string, JSONSchema.JSONSchema4> {
  return schema.type === 'object' ? (schema.properties ?? {}) : {};
}

function sameKeys(one: unknown, other: object): boolean {
  return (
    Object.keys(one ?? {})
      .sort()
      .join() === Object.keys(other).sort().join()
  );
}
