import { describe, expect, test } from 'vitest';
import { keyOf, staticValueOf } from '../../src/syntax/static-value.js';
import { atMark, type Language } from './reading.js';

const OPEN = Symbol('open');
const value = (code: string, language: Language = 'ts'): unknown =>
  atMark(
    code,
    (node, sourceCode) => {
      const found = staticValueOf(node, sourceCode);
      return { value: found ? found.value : OPEN };
    },
    language,
  ).value;

describe('literals and operators', () => {
  test.each<[string, unknown]>([
    ['404', 404],
    ["'404'", '404'],
    ['null', null],
    ['true', true],
    ['10n', 10n],
    ['-1', -1],
    ["+'404'", 404],
    ['!0', true],
    ['`a${1 + 1}b`', 'a2b'],
    ["'a' + 'b' + 1", 'ab1'],
    ['400 + 4', 404],
    ['void 0', undefined],
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ["Number('404')", 404],
    ["parseInt('404', 10)", 404],
    ['String(404)', '404'],
    ['404 as number', 404],
    ['200 satisfies number', 200],
    ['/a/', OPEN],
    ['ok ? 200 : 404', OPEN],
    ['ok ? 200 : 200', OPEN],
    ['a || 500', OPEN],
    ['f()', OPEN],
    ['new Number(3)', OPEN],
    ['tag`404`', OPEN],
    ['`a${b}`', OPEN],
    ['b + 1', OPEN],
    ['1n + 1', OPEN],
  ])('%s', (expression, expected) => {
    expect(value(`$(${expression})`)).toEqual(expected);
  });

  test('a name of the language that a declaration shadows is not what it seems', () => {
    expect(value('function f(undefined, Number) { $(undefined) }')).toBe(OPEN);
    expect(value("function f(Number) { $(Number('1')) }")).toBe(OPEN);
  });
});

describe('constants', () => {
  test.each<[string, unknown]>([
    ['const a = 404; $(a)', 404],
    ['let a = 404; $(a)', 404],
    ['let a = 404; a = 500; $(a)', OPEN],
    ['const a = 400, b = a + 4; $(b)', 404],
    ['const { a } = { a: 404 }; $(a)', 404],
    ['function f(a = 404) { $(a) }', OPEN],
    ['for (const a of [404]) $(a)', OPEN],
    ['const a = b, b = a; $(a)', OPEN],
  ])('%s', (code, expected) => {
    expect(value(code)).toEqual(expected);
  });

  test('that double at every step do not stall the linter', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `const a${index + 1} = a${index} + a${index};`).join('\n');
    expect(value(`const a0 = 'x';\n${lines}\n$(a60)`)).toBe(OPEN);
    expect(value(`const a0 = 'x';\n${lines}\n$(a3)`)).toBe('xxxxxxxx');
  });

  test('sums of hundreds do not overflow the stack', () => {
    expect(value(`$(${Array.from({ length: 500 }, () => "'a'").join(' + ')})`)).toBe(OPEN);
  });
});

describe('objects of constants', () => {
  test.each<[string, unknown]>([
    ['const S = { OK: 200 }; $(S.OK)', 200],
    ["const S = { OK: 200 }; $(S['OK'])", 200],
    ["const S = { OK: 200 }; const k = 'OK'; $(S[k])", 200],
    ['const S = { OK: 200 } as const; $(S.OK)', 200],
    ['const S = Object.freeze({ OK: 200 }); $(S.OK)', 200],
    ['const S = { HTTP: { OK: 200 } }; $(S.HTTP.OK)', 200],
    ['const S = { HTTP: { OK: 200 } }; const { HTTP } = S; $(HTTP.OK)', 200],
    ['const BASE = { OK: 200 }; const S = { NO: 500, ...BASE }; $(S.OK)', 200],
    ['const S = { ...rest, OK: 200 }; $(S.OK)', 200],
    ['const S = { OK: 200, ...rest }; $(S.OK)', OPEN],
    ['const BASE = Object.freeze({ NO: 500 }); const S = { OK: 200, ...BASE }; $(S.OK)', OPEN],
    ['const S = { OK: 200, [k]: 1 }; $(S.OK)', OPEN],
    ["const k = 'NO'; const S = { OK: 200, [k]: 1 }; $(S.OK)", 200],
    ['const S = { get OK() { return 200 } }; $(S.OK)', OPEN],
    ['const S = { OK: 200 }; $(S.NO)', OPEN],
    ['const S = { OK: 200 } as const; $(S.NO)', undefined],
    ['const S = Object.freeze({ OK: 200 }); $(S.NO)', undefined],
    ['const S = Object.freeze({ OK: 200 }); $(S.toString)', OPEN],
    ['const S = { OK: 200 }; $(S)', OPEN],
    ['class S { static readonly OK = 200; static NO = S.OK + 300 } $(S.NO)', 500],
    ['class S { OK = 200 } $(S.OK)', OPEN],
  ])('%s', (code, expected) => {
    expect(value(code)).toEqual(expected);
  });

  test.each([
    'S.OK = 1',
    'S.OK++',
    'delete S.OK',
    "S['OK'] = 1",
    'S[key] = 1',
    '({ a: S.OK } = x)',
    '[S.OK] = x',
    'for (S.OK of x);',
    'Object.assign(S, x)',
    "Object.defineProperty(S, 'OK', x)",
    'change(S)',
    'S.change()',
    'const alias = S',
    'this.state = S',
  ])('are open once something may have changed them: %s', (change) => {
    expect(value(`const S = { OK: 200, change() { this.OK = 1 } }; ${change}; $(S.OK)`)).toBe(OPEN);
  });

  test.each([
    'S.NO = 1',
    'Object.keys(S)',
    'Object.freeze(S)',
    'JSON.stringify(S)',
    'const copy = { ...S }',
    'const { NO } = S',
    'use(S.NO)',
    'use(S.OK)',
    'module.exports = S',
    'module.exports = { S }',
    'exports.S = S',
    'type T = (typeof S)[keyof typeof S]',
    'Object.assign(target, S)',
    'if (code in S) f(S[code])',
  ])('stay known where they are only read or exported: %s', (use) => {
    expect(value(`const S = { OK: 200, NO: 500 }; ${use}; $(S.OK)`)).toBe(200);
  });

  test('that are frozen may be handed to anyone', () => {
    expect(value('const S = Object.freeze({ OK: 200 }); use(S); $(S.OK)')).toBe(200);
  });

  test('are open where a part of them is handed out', () => {
    expect(value('const S = { HTTP: { OK: 200 }, X: {} }; use(S.HTTP); $(S.HTTP.OK)')).toBe(OPEN);
    expect(value('const S = { HTTP: { OK: 200 }, X: {} }; use(S.X); $(S.HTTP.OK)')).toBe(200);
  });
});

describe('enums', () => {
  test.each<[string, unknown]>([
    ['enum E { OK = 200 } $(E.OK)', 200],
    ['const enum E { OK = 200 } $(E.OK)', 200],
    ['enum E { A, B } $(E.B)', 1],
    ['enum E { A = 400, B, C } $(E.C)', 402],
    ['enum E { A = 400, B = A + 4 } $(E.B)', 404],
    ['enum E { A = 400, B = E.A + 4 } $(E.B)', 404],
    ["enum E { 'not-found' = 404 } $(E['not-found'])", 404],
    ["enum E { A = 'a' } $(E.A)", 'a'],
    ['enum E { A = 404 } $(E[404])', 'A'],
    ['enum E { A = 404, B = 404 } $(E[404])', 'B'],
    ['enum E { A = 404 } $(E[405])', undefined],
    ['enum E { A = 404 } enum E { B = 405 } $(E.B)', 405],
    ['enum E { A = f() } $(E.A)', OPEN],
    ['enum E { A = f(), B = 2 } $(E[2])', 'B'],
    ['enum E { A = f(), B = 2 } $(E[3])', OPEN],
    ['enum E { A } namespace E { export const B = 1 } $(E.A)', OPEN],
    ['enum E { A } $(E)', OPEN],
    ['enum E { A = B, B = A } $(E.A)', OPEN],
  ])('%s', (code, expected) => {
    expect(value(code)).toEqual(expected);
  });
});

describe('constants of libraries', () => {
  test.each<[string, unknown]>([
    ["import { StatusCodes } from 'http-status-codes'; $(StatusCodes.NOT_FOUND)", 404],
    ["import { StatusCodes as S } from 'http-status-codes'; $(S['NOT_FOUND'])", 404],
    ["import { StatusCodes } from 'http-status-codes'; $(StatusCodes[404])", 'NOT_FOUND'],
    ["import { StatusCodes } from 'http-status-codes'; $(StatusCodes.UNPROCESSABLE_CONTENT)", undefined],
    ["import { ReasonPhrases } from 'http-status-codes'; $(ReasonPhrases.NOT_FOUND)", 'Not Found'],
    ["import { getReasonPhrase } from 'http-status-codes'; $(getReasonPhrase(404))", 'Not Found'],
    ["import HttpStatus from 'http-status-codes'; $(HttpStatus.OK)", 200],
    ["import status from 'http-status'; $(status.CREATED)", 201],
    ["import { status } from 'http-status'; $(status.CREATED)", 201],
    ["import status from 'http-status'; $(status[404])", 'Not Found'],
    ["import status from 'http-status'; $(status['404_NAME'])", 'NOT_FOUND'],
    ["import { HttpStatus } from '@nestjs/common'; $(HttpStatus.NOT_FOUND)", 404],
    ["import { HttpStatusCode } from 'axios'; $(HttpStatusCode.NotFound)", 404],
    ["import axios from 'axios'; $(axios.HttpStatusCode.Ok)", 200],
    ["import { constants } from 'node:http2'; $(constants.HTTP_STATUS_NOT_FOUND)", 404],
    ["import { constants } from 'node:http2'; $(constants.NGHTTP2_NO_ERROR)", OPEN],
    ["import http from 'http'; $(http.STATUS_CODES[404])", 'Not Found'],
    ["import { STATUS_CODES } from 'node:http'; const code = 503; $(STATUS_CODES[code])", 'Service Unavailable'],
    ["import { StatusCodes } from './status'; $(StatusCodes.NOT_FOUND)", OPEN],
  ])('%s', (code, expected) => {
    expect(value(code)).toEqual(expected);
  });

  test('in CommonJS and in compiled code', () => {
    expect(value("const { StatusCodes } = require('http-status-codes'); $(StatusCodes.OK)", 'cjs')).toBe(200);
    expect(value("const { HTTP_STATUS_OK } = require('http2').constants; $(HTTP_STATUS_OK)", 'cjs')).toBe(200);
    const compiled = 'const http_status_1 = __importDefault(require("http-status")); $(http_status_1.default.OK)';
    expect(value(compiled, 'cjs')).toBe(200);
  });
});

test.each<[string, string | null]>([
  ['$(a.b)', 'b'],
  ["$(a['b'])", 'b'],
  ['$(a[404])', '404'],
  ["const k = 'b'; $(a[k])", 'b'],
  ['$(a[`b${1}`])', 'b1'],
  ['$(a[b])', null],
  ['class A { #b; f() { $(this.#b) } }', null],
])('keyOf: %s', (code, expected) => {
  const key = atMark(code, (node, sourceCode) => [node.type === 'MemberExpression' && keyOf(node, sourceCode)]);
  expect(key).toEqual([expected]);
});
