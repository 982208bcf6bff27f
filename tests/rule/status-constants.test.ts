import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { format } from 'prettier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import plugin from '../../src/plugin.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'http-status-style-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the rule makes of a file of that folder, and what it still says then. */
function fixed(code: string, style: unknown, filename = 'src/app.ts') {
  const { output, messages } = new Linter({ cwd: folder }).verifyAndFix(
    code,
    {
      files: ['**'],
      plugins: { 'http-status': plugin },
      languageOptions: { parser },
      rules: { 'http-status/status-code-style': ['error', { style }] },
    },
    { filename: join(folder, filename) },
  );
  return { output, left: messages.map(({ messageId }) => messageId) };
}

function write(name: string, text: string) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const esm = `import express from 'express';

const app = express();
app.get('/', (req, res) => res.sendStatus(404));
`;
const commonJs = `const express = require('express');

const app = express();
app.get('/', (req, res) => res.sendStatus(404));
`;

describe('own constants are read from', () => {
  it.each([
    ['an enum', 'export enum Status { Ok = 200, NotFound = 404, Missing = 404 }', {}, "{ Status } from './s.js'"],
    ['a frozen object', 'export const Status = Object.freeze({ NotFound: 404 });', {}, "{ Status } from './s.js'"],
    [
      'an object that is exported below',
      'const Status = { NotFound: 400 + 4 } as const;\nexport { Status };',
      {},
      "{ Status } from './s.js'",
    ],
    [
      'a default export',
      'const codes = { NotFound: 404 } as const;\nexport default codes;',
      { export: 'default' },
      "Status from './s.js'",
    ],
  ])('%s', (_, text, more, imported) => {
    write('src/s.ts', text);
    const { output, left } = fixed(esm, { module: './src/s.js', name: 'Status', ...more });
    expect(left).toEqual([]);
    expect(output).toBe(
      esm
        .replace("from 'express';\n", `from 'express';\nimport ${imported};\n`)
        .replace('sendStatus(404)', 'sendStatus(Status.NotFound)'),
    );
  });

  it.each([
    ['module.exports', 'module.exports = { NotFound: 404 };', { export: 'default' }, 'Status'],
    ['a property of it', 'const Status = { NotFound: 404 };\nmodule.exports = { Status };', {}, '{ Status }'],
  ])('%s', (_, text, more, required) => {
    write('src/status.js', text);
    const { output } = fixed(commonJs, { module: './src/status', name: 'Status', ...more }, 'src/routes/app.js');
    expect(output).toBe(
      commonJs
        .replace("('express');\n", `('express');\nconst ${required} = require('../status');\n`)
        .replace('sendStatus(404)', 'sendStatus(Status.NotFound)'),
    );
  });

  it('nothing else', () => {
    write('src/s.ts', "export { Status } from './t.js';");
    expect(fixed(esm, { module: './src/s.js', name: 'Status' })).toEqual({ output: esm, left: ['unread'] });
    write('src/s.ts', 'export class Status { static readonly NotFound = 404; }');
    expect(fixed(esm, { module: './src/s.js', name: 'Status' })).toEqual({ output: esm, left: ['unread'] });
  });
});

it('in the file that declares them, own constants need no import', () => {
  const code = (status: string) => `${esm.replace('404', status)}export enum Status {\n  NotFound = 404,\n}\n`;
  write('src/app.ts', code('404'));
  const { output, left } = fixed(code('404'), { module: './src/app.js', name: 'Status' });
  expect({ output, left }).toEqual({ output: code('Status.NotFound'), left: [] });
});

it('version 1 of http-status-codes has no constants to write', () => {
  write('old/node_modules/http-status-codes/package.json', '{ "version": "1.4.0" }');
  expect(fixed(esm, 'http-status-codes', 'old/app.ts')).toEqual({ output: esm, left: ['unread'] });
});

it('version 1 of http-status is required as a whole', () => {
  write('old/node_modules/http-status/package.json', '{ "version": "1.8.1" }');
  const { output } = fixed(commonJs, 'http-status', 'old/app.js');
  expect(output).toContain("const httpStatus = require('http-status');\n");
  expect(output).toContain('sendStatus(httpStatus.NOT_FOUND)');
});

describe('what a formatter has formatted, it would leave as it is', () => {
  const body = `
const app = express();

app.get("/users", (req, res) => {
  if (!req.query.name) return res.status(400).end();
  res.status(202).json({});
});
`;
  const long = 'import { getReasonPhrase, getStatusCode, ReasonPhrases } from "http-status-codes";';
  it.each([
    ['imports', `import express from "express";\n${body}`],
    ['requires', `"use strict";\n\nconst express = require("express"); // web\n${body}`],
    ['a long import', `${long}\nimport express from "express";\n${body}`],
    [
      'an import in lines',
      `${long.replace('Reason', 'Reason, getStatusText, Reason')}\nimport express from "express";\n${body}`,
    ],
    ['exports alone', '/** Gone. */\nexport const GET = () => new Response("Gone", { status: 410 });\n'],
    ['a function alone', 'exports.handler = async () => ({ statusCode: 410, body: "" });\n'],
  ])('%s', async (_, code) => {
    for (const options of [
      {},
      { semi: false, singleQuote: true },
      { useTabs: true },
      { bracketSpacing: true, trailingComma: 'none' as const },
    ]) {
      const formatted = await format(code, { ...options, parser: 'typescript' });
      const { output } = fixed(formatted, 'http-status-codes', 'app/users/route.ts');
      expect(output).toContain('StatusCodes.');
      expect(await format(output, { ...options, parser: 'typescript' })).toBe(output);
    }
  });
});

describe('options that make no sense are refused', () => {
  it.each([
    ['another word', 'constants'],
    ['a module without a name', { module: './src/s.js' }],
    ['a path from the parent of the folder', { module: '../s.js', name: 'Status' }],
    ['a package whose members are not listed', { module: '@/status', name: 'Status' }],
    ['no members', { module: '@/status', name: 'Status', members: {} }],
    ['a member that is no status', { module: '@/status', name: 'Status', members: { Huge: 4040 } }],
    ['a member that is no name', { module: '@/status', name: 'Status', members: { 'not-found': 404 } }],
    ['an unknown key', { module: './src/s.js', name: 'Status', from: 'here' }],
  ])('%s', (_, style) => {
    expect(() => fixed(esm, style)).toThrow(/status-code-style/);
  });
});
