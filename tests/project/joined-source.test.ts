import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import plugin from '../../src/plugin.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'http-status-files-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Files = Readonly<Record<string, string>>;

function write(files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** What is reported in a file that stands among others, as rule and text. */
function reported(name: string, text: string, settings: object = {}): readonly string[] {
  const isTyped = name.endsWith('.ts');
  const messages = new Linter({ configType: 'flat', cwd: folder }).verify(
    text,
    {
      files: ['**'],
      plugins: { 'http-status': plugin },
      languageOptions: {
        sourceType: name.endsWith('.cjs') ? 'commonjs' : 'module',
        ...(isTyped && { parser: typescriptParser }),
      },
      settings: { 'http-status': settings },
      rules: plugin.configs.recommended.rules,
    },
    { filename: join(folder, name) },
  );
  return messages.map(({ ruleId, line, column, endColumn }) => {
    const underlined = text.split('\n')[line - 1]?.slice(column - 1, (endColumn ?? 0) - 1);
    return `${(ruleId ?? 'syntax').replace('http-status/', '')}: ${underlined}`;
  });
}

const app = (imports: string, handler: string): string =>
  `import express from 'express';\n${imports}\nexpress().get('/a', (req, res) => { ${handler} });\n`;

describe('a function of another file is read', () => {
  it.each<[string, Files, string, string]>([
    [
      'by its name',
      { 'a/send.js': 'export function fail(res, status) { res.status(status).json({ error: "none" }); }' },
      "import { fail } from './send.js';",
      'if (!req.query.a) fail(res, 400); res.json({});',
    ],
    [
      'as the default',
      { 'a/send.js': 'export default (res, status) => res.sendStatus(status);' },
      "import fail from './send.js';",
      'if (!req.query.a) fail(res, 400); res.json({});',
    ],
    [
      'as a part of everything',
      { 'a/send.js': 'export const fail = (res, status) => res.sendStatus(status);' },
      "import * as sends from './send.js';",
      'if (!req.query.a) sends.fail(res, 400); res.json({});',
    ],
    [
      'under another name, passed on twice',
      {
        'a/send.js': 'function fail(res, status) { res.sendStatus(status); }\nexport { fail as refuse };',
        'a/all.js': "export * from './send.js';",
        'a/index.js': "export { refuse as fail } from './all.js';",
      },
      "import { fail } from './index.js';",
      'if (!req.query.a) fail(res, 400); res.json({});',
    ],
    [
      'as a static method',
      { 'a/send.js': 'export class Answer { static fail(res, status) { res.sendStatus(status); } }' },
      "import { Answer } from './send.js';",
      'if (!req.query.a) Answer.fail(res, 400); res.json({});',
    ],
    [
      'that CommonJS gives',
      { 'a/send.cjs': 'function fail(res, status) { res.sendStatus(status); }\nmodule.exports = { fail };' },
      "import sends from './send.cjs';",
      'if (!req.query.a) sends.fail(res, 400); res.json({});',
    ],
    [
      'that calls one of a third file',
      {
        'a/third.js': 'export const send = (res, body) => res.json(body);',
        'a/send.js': "import { send } from './third.js';\nexport const fail = (res) => send(res, {});",
      },
      "import { fail } from './send.js';",
      'if (!req.query.a) fail(res, 400); res.json({});',
    ],
  ])('%s', (_title, files, imports, handler) => {
    write(files);
    const found = reported('a/app.js', app(imports, handler));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^no-multiple-responses: (?:sends\.|Answer\.)?fail\(res, 400\)$/);
  });

  it('required from CommonJS, by name and as a whole', () => {
    write({ 'b/send.js': 'exports.fail = (res, status) => { res.sendStatus(status); };' });
    const file = `const express = require('express');
const { fail } = require('./send');
const sends = require('./send');
express().get('/a', (req, res) => { if (!req.query.a) fail(res, 400); res.json({}); });
express().get('/b', (req, res) => { if (!req.query.a) sends.fail(res, 404); res.json({}); });`;
    expect(reported('b/app.cjs', file)).toEqual([
      'no-multiple-responses: fail(res, 400)',
      'no-multiple-responses: sends.fail(res, 404)',
    ]);
  });

  it('and answered once, it answers', () => {
    write({ 'a/send.js': 'export function fail(res, status) { res.status(status).json({ error: "none" }); }' });
    const handler = 'if (!req.query.a) return fail(res, 400); res.json({});';
    expect(reported('a/app.js', app("import { fail } from './send.js';", handler))).toEqual([]);
  });

  it('what is wrong in it alone is shown at the call, without a fix there', () => {
    write({ 'a/send.js': 'export const fail = (res, error) => res.status(500).json({ error: error.stack });' });
    const handler = 'try { work(); res.json({}); } catch (error) { fail(res, error); }';
    expect(reported('a/app.js', app("import { fail } from './send.js';", handler))).toEqual([
      'no-stack-in-response: fail(res, error)',
    ]);
  });
});

describe('values of another file are read', () => {
  it('constants, enums, and what is made of them', () => {
    write({
      'c/codes.ts':
        'export const Codes = { NoContent: 204 } as const;\nexport enum Status { Created = 201, Broken = 999 }',
      'c/more.ts':
        "import { Codes } from './codes';\nexport const gone = Codes.NoContent;\nexport * as all from './codes';",
    });
    const file = `import express from 'express';
import { Codes, Status } from './codes';
import { all, gone } from './more.js';
express().post('/a', (req, res) => { res.status(Codes.NoContent).json({ a: 1 }); });
express().post('/b', (req, res) => { res.status(Status.Created).json({}); });
express().post('/c', (req, res) => { res.status(gone).json({ c: 1 }); });
express().post('/d', (req, res) => { res.status(all.Codes.NoContent).json({ d: 1 }); });`;
    expect(reported('c/app.ts', file)).toEqual([
      'no-body-on-bodyless-status: { a: 1 }',
      'require-created-location: Status.Created',
      'no-body-on-bodyless-status: { c: 1 }',
      'no-body-on-bodyless-status: { d: 1 }',
    ]);
  });

  it('the status that an error carries', () => {
    write({ 'c/errors.js': 'export class Busy extends Error { constructor() { super("busy"); this.status = 503; } }' });
    const lint = (handling: string): readonly string[] =>
      reported('c/app.js', app("import { Busy } from './errors.js';", handling));
    const send = 'const error = new Busy(); res.status(error.status).json({ error: "busy" });';
    expect(lint(send)).toEqual(['require-retry-after: new Busy()']);
    expect(lint(`res.set("Retry-After", "5"); ${send}`)).toEqual([]);
  });

  it('the status that an error carries whose class is reached through its module', () => {
    write({
      'c/errors.js': 'export class Busy extends Error { constructor() { super("busy"); this.status = 503; } }',
      'c/compiled.js': 'class Busy extends Error { status = 503; }\nexports.Busy = Busy;\nexports.kinds = { Busy };',
    });
    const lint = (imported: string, made: string): readonly string[] =>
      reported('c/app.js', app(imported, `const error = ${made}; res.status(error.status).json({ error: "busy" });`));
    const found = (made: string): readonly string[] => [`require-retry-after: ${made}`];
    expect(lint("import * as errors from './errors.js';", 'new errors.Busy()')).toEqual(found('new errors.Busy()'));
    expect(lint("const errors_1 = require('./compiled.js');", 'new errors_1.Busy()')).toEqual(
      found('new errors_1.Busy()'),
    );
    expect(lint("import { kinds } from './compiled.js';", 'new kinds.Busy()')).toEqual(found('new kinds.Busy()'));
    expect(lint("import * as errors from './errors.js';", 'new errors.Idle()')).toEqual([]);
  });

  it('but not what is assigned again', () => {
    write({ 'c/codes.js': 'export let status = 99;\nexport function later() { status = 200; }' });
    const handler = 'res.status(status).json({});';
    expect(reported('c/app.js', app("import { status } from './codes.js';", handler))).toEqual([]);
  });
});

describe('nothing is said', () => {
  const two = 'if (!req.query.a) fail(res, 400); res.json({});';

  it.each<[string, Files, string]>([
    ['where there is no file', {}, "import { fail } from './none.js';"],
    [
      'where the file cannot be parsed',
      { 'd/send.js': 'export function fail(res { }' },
      "import { fail } from './send.js';",
    ],
    [
      'where the file gives no such name',
      { 'd/send.js': 'export const other = (res) => res.end();' },
      "import { fail } from './send.js';",
    ],
    ['of packages', {}, "import { fail } from 'sends';"],
    [
      'where files pass a name round in a circle',
      { 'd/one.js': "export * from './two.js';", 'd/two.js': "export * from './one.js';" },
      "import { fail } from './one.js';",
    ],
    [
      'where the file imports the one that is linted',
      { 'd/send.js': "export { fail } from './app.js';" },
      "import { fail } from './send.js';",
    ],
  ])('%s', (_title, files, imports) => {
    write(files);
    expect(reported('d/app.js', app(imports, two))).toEqual([]);
  });

  it('where the setting forbids to look', () => {
    write({ 'd/send.js': 'export const fail = (res, status) => res.sendStatus(status);' });
    const file = app("import { fail } from './send.js';", two);
    expect(reported('d/app.js', file)).toHaveLength(1);
    expect(reported('d/app.js', file, { crossFile: false })).toEqual([]);
  });
});

it('a file that has changed is read again', () => {
  const file = app("import { fail } from './send.js';", 'if (!req.query.a) fail(res); res.json({});');
  write({ 'e/send.js': 'export const fail = (res) => { res.locals.status = 400; };' });
  expect(reported('e/app.js', file)).toEqual([]);
  write({ 'e/send.js': 'export const fail = (res) => { res.sendStatus(400); };' });
  utimesSync(join(folder, 'e/send.js'), 1, 1);
  expect(reported('e/app.js', file)).toEqual(['no-multiple-responses: fail(res)']);
});
