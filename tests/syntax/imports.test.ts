import { describe, expect, test } from 'vitest';
import { importedSources, importOf } from '../../src/syntax/imports.js';
import { atMark, ofFile, type Language } from './reading.js';

/** `express` for a module, `express#Router` for a member of it, `null` for everything else. */
const imported = (code: string, language: Language = 'ts'): string =>
  atMark(
    code,
    (node, sourceCode) => {
      const found = importOf(node, sourceCode);
      return found ? [found.source, ...found.path].join('#') : 'null';
    },
    language,
  );

describe('importOf, ES modules', () => {
  test.each([
    ["import a from 'express'; $(a)", 'express'],
    ["import a from 'express'; $(a.Router)", 'express#Router'],
    ["import { default as a } from 'express'; $(a)", 'express'],
    ["import { Router as a } from 'express'; $(a)", 'express#Router'],
    ["import { 'a-b' as a } from 'm'; $(a)", 'm#a-b'],
    ["import * as ns from 'express'; $(ns)", 'express'],
    ["import * as ns from 'express'; $(ns.default.Router)", 'express#Router'],
    ["import * as ns from 'express'; $(ns['Router'])", 'express#Router'],
    ["import type { Response } from 'express'; $(null as unknown as Response, Response)", 'null'],
    ["import { createServer } from 'node:http'; $(createServer)", 'http#createServer'],
    ["import express from 'express'; const R = express.Router; $(R)", 'express#Router'],
    ["import express from 'express'; const { Router: R } = express; const Q = R; $(Q)", 'express#Router'],
    ["import express from 'express'; $((express as any)!.Router)", 'express#Router'],
    ["import express from 'express'; $(express?.Router)", 'express#Router'],
    ["import x = require('express'); $(x.Router)", 'express#Router'],
    ["import e from 'express'; import R = e.Router; $(R)", 'express#Router'],
    ["const m = await import('express'); $(m.default.Router)", 'express#Router'],
    ["const { Router } = await import('express'); $(Router)", 'express#Router'],
    ["$((await import('express')).default)", 'express'],
    [
      "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); $(require('a').b)",
      'a#b',
    ],
  ])('%s', (code, expected) => {
    expect(imported(code)).toBe(expected);
  });
});

describe('importOf, CommonJS', () => {
  test.each([
    ["$(require('express'))", 'express'],
    ["const e = require('express'); $(e.Router)", 'express#Router'],
    ["var Router = require('express').Router; $(Router)", 'express#Router'],
    ["const { Router: R } = require('express'); $(R)", 'express#Router'],
    [
      "const { constants: { HTTP_STATUS_OK } } = require('node:http2'); $(HTTP_STATUS_OK)",
      'http2#constants#HTTP_STATUS_OK',
    ],
    ['$(require(`express`))', 'express'],
  ])('%s', (code, expected) => {
    expect(imported(code, 'cjs')).toBe(expected);
  });
});

describe('importOf, compiled code', () => {
  test.each([
    // TypeScript
    ['const express_1 = __importDefault(require("express")); $(express_1.default)', 'express'],
    ['const express_1 = __importDefault(require("express")); $((0, express_1.default).Router)', 'express#Router'],
    ['const http = __importStar(require("node:http")); $(http.createServer)', 'http#createServer'],
    [
      'const tslib_1 = require("tslib"); const e = tslib_1.__importDefault(require("express")); $(e.default.Router)',
      'express#Router',
    ],
    // Babel
    ['var _express = _interopRequireDefault(require("express")); $(_express.default.Router)', 'express#Router'],
    ['var h = _interopRequireWildcard(require("http")); $(h.STATUS_CODES)', 'http#STATUS_CODES'],
    // SWC
    ['const _express = _interop_require_default._(require("express")); $(_express.default)', 'express'],
    // esbuild
    ['var import_express = __toESM(require("express")); $((0, import_express.Router))', 'express#Router'],
  ])('%s', (code, expected) => {
    expect(imported(code, 'cjs')).toBe(expected);
  });
});

describe('importOf is silent about', () => {
  test.each([
    ['what is declared here', 'function express() {} $(express)'],
    ['parameters', "import express from 'express'; (express) => { $(express) }"],
    ['what is assigned again', "let e = require('express'); e = other; $(e)"],
    ['what a call gives', "import express from 'express'; const app = express(); $(app)"],
    ['a require of its own', "function require() {} $(require('express'))"],
    ['computed modules', 'const m = require(name); $(m)'],
    ['computed members', "import e from 'express'; $(e[name])"],
    ['promises of modules', "const m = import('express'); $(m)"],
    ['variables that lead in a circle', 'const a = b.x, b = a.y; $(a)'],
  ])('%s', (_, code) => {
    expect(imported(code)).toBe('null');
  });

  test('chains that are longer than any real one', () => {
    const links = Array.from({ length: 40 }, (_, index) => `const a${index + 1} = a${index};`).join('');
    expect(imported(`import a0 from 'express'; ${links} $(a40)`)).toBe('null');
    expect(imported(`import a0 from 'express'; ${links} $(a10)`)).toBe('express');
  });
});

describe('importedSources', () => {
  const sources = (code: string, language: Language = 'ts') =>
    ofFile(code, (file) => [...importedSources(file)].sort(), language);

  test('has every kind of import', () => {
    const code = `
      import 'a'; import b from 'node:b'; import type { C } from 'c'; export * from 'd'; export { e } from 'e';
      const f = require('f'); const g = () => import('g'); import h = require('h');
      type I = import('i').I; if (x) { require(\`j\`) }
    `;
    expect(sources(code)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']);
  });

  test('has nothing that only looks like one', () => {
    const code =
      "// require('a')\nconst s = 'require(\"b\")'; jest.require('c'); require(name); require(`${x}`); export const y = 1;";
    expect(sources(code)).toEqual([]);
  });
});
