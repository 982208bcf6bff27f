import { afterAll, describe, expect, it } from 'vitest';
import { findings, pack, project, type Major } from './packed.js';

const plugin = pack();
afterAll(() => {
  plugin.remove();
});

const app = `import express from 'express';

const app = express();

app.post('/users', (req, res) => {
  if (!req.body.email) {
    res.status(400).json({ error: 'email is missing' });
  }
  res.status(201).json({ id: 1 });
});

app.get('/users/:id', (req, res) => {
  if (!req.params.id) return res.status(404);
  res.status(200).json({ id: req.params.id });
});
`;

const expected = [
  'app.js:7 http-status/no-multiple-responses',
  'app.js:9 http-status/require-created-location',
  'app.js:13 http-status/no-unsent-status',
];

const esm = `import httpStatus from 'eslint-plugin-http-status';
export default [httpStatus.configs['flat/recommended']];
`;
const cjs = `const httpStatus = require('eslint-plugin-http-status');
module.exports = [httpStatus.configs['flat/recommended']];
`;
const extended = `import { defineConfig } from 'eslint/config';
import httpStatus from 'eslint-plugin-http-status';
export default defineConfig({ plugins: { 'http-status': httpStatus }, extends: ['http-status/recommended'] });
`;
const eslintrc = JSON.stringify({
  root: true,
  extends: ['plugin:http-status/recommended'],
  parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
});

const setups: readonly [eslint: Major, config: string, text: string, flat: boolean][] = [
  [8, '.eslintrc.json', eslintrc, false],
  [8, 'eslint.config.mjs', esm, true],
  [8, 'eslint.config.cjs', cjs, true],
  [9, '.eslintrc.json', eslintrc, false],
  [9, 'eslint.config.mjs', esm, true],
  [9, 'eslint.config.cjs', cjs, true],
  [9, 'eslint.config.mjs', extended, true],
  [10, 'eslint.config.mjs', esm, true],
  [10, 'eslint.config.cjs', cjs, true],
  [10, 'eslint.config.mjs', extended, true],
];

describe('the packed plugin', () => {
  it.each(setups)('works in ESLint %i with %s', { timeout: 60_000 }, (eslint, config, text, flat) => {
    const { eslint: run } = project(plugin.folder, eslint, { [config]: text, 'app.js': app });
    const result = run(['--format', 'json', 'app.js'], { ESLINT_USE_FLAT_CONFIG: String(flat) });
    expect(findings(result)).toEqual(expected);
  });

  it('is the same object for import and for require', () => {
    const { node } = project(plugin.folder, 10, {
      'same.cjs': `import('eslint-plugin-http-status').then((esm) => {
        console.log(esm.default === require('eslint-plugin-http-status'));
      });`,
    });
    expect(node(['same.cjs']).stdout).toBe('true\n');
  });

  it.each([9, 10] as const)('leaves JSON and Markdown alone in ESLint %i', { timeout: 60_000 }, (eslint) => {
    const { eslint: run } = project(plugin.folder, eslint, {
      'eslint.config.mjs': `import json from '@eslint/json';
import markdown from '@eslint/markdown';
import httpStatus from 'eslint-plugin-http-status';
export default [
  { files: ['**/*.json'], plugins: { json }, language: 'json/json' },
  { files: ['**/*.md'], plugins: { markdown }, language: 'markdown/gfm' },
  httpStatus.configs['flat/recommended'],
];
`,
      'app.js': app,
      'data.json': '{ "res": "res.status(201).json({})" }\n',
      'README.md': `# Users\n\n\`\`\`js\n${app}\`\`\`\n`,
    });
    expect(findings(run(['--format', 'json', 'app.js', 'data.json', 'README.md']))).toEqual(expected);
  });
});

describe('a mistake in the config', () => {
  const configured = (eslint: Major, config: string) =>
    project(plugin.folder, eslint, {
      'eslint.config.mjs': `import httpStatus from 'eslint-plugin-http-status';
export default [httpStatus.configs['flat/recommended'], ${config}];
`,
      'app.js': app,
    }).eslint(['app.js']);

  it.each([8, 9, 10] as const)('in an option is refused by ESLint %i', { timeout: 60_000 }, (eslint) => {
    const { code, stderr } = configured(
      eslint,
      `{ rules: { 'http-status/require-retry-after': ['error', { statuses: 'all' }] } }`,
    );
    expect(code).toBe(2);
    expect(stderr).toContain('http-status/require-retry-after');
    expect(stderr).toContain('Value "all" should be array');
  });

  it.each([8, 9, 10] as const)('in an unknown option is refused by ESLint %i', { timeout: 60_000 }, (eslint) => {
    const { code, stderr } = configured(
      eslint,
      `{ rules: { 'http-status/require-created-location': ['error', { nope: true }] } }`,
    );
    expect(code).toBe(2);
    expect(stderr).toContain('http-status/require-created-location');
  });

  it('in the name of a setting is answered with the names there are', { timeout: 60_000 }, () => {
    const { code, stderr } = configured(10, `{ settings: { 'http-status': { framework: ['express'] } } }`);
    expect(code).toBe(2);
    expect(stderr).toContain('framework');
    for (const key of ['frameworks', 'frameworkVersions', 'providedFields', 'responders', 'errors', 'testFiles']) {
      expect(stderr).toContain(key);
    }
  });

  it('in the name of a framework is answered with the names there are', { timeout: 60_000 }, () => {
    const { code, stderr } = configured(10, `{ settings: { 'http-status': { frameworks: ['expres'] } } }`);
    expect(code).toBe(2);
    expect(stderr).toMatch(/expres\b/);
    expect(stderr).toMatch(/express\b/);
  });
});
