import http from 'node:http';
import http2 from 'node:http2';
import * as httpStatus from 'http-status';
import * as codes from 'http-status-codes';
import { describe, expect, test } from 'vitest';
import { HTTP_STATUS_CODE } from '../../src/http/constants/axios.js';
import { HTTP_STATUS } from '../../src/http/constants/nest.js';
import { constantOf, resultOf } from '../../src/http/constants.js';

const valueOf = (source: string, ...path: string[]) => constantOf(source, path)?.value;
const unknown = (source: string, ...path: string[]) => constantOf(source, path) === null;

describe('http-status-codes', () => {
  test.each(['StatusCodes', 'ReasonPhrases'] as const)('has every member of %s', (name) => {
    const members = Object.entries<string | number>(codes[name]);
    for (const [key, value] of members) expect(valueOf('http-status-codes', name, key), key).toBe(value);
    expect(members.length).toBeGreaterThan(50);
  });

  test('has the constants of version 1, of the module and of its default export', () => {
    const names = Object.entries(codes).filter(([, value]) => typeof value === 'number');
    // A default import and the module itself are told apart by nothing that is read here.
    const differ = names.filter(([key]) => !(key in codes.default)).map(([key]) => key);
    for (const [key, value] of names) {
      if (differ.includes(key)) expect(unknown('http-status-codes', key), key).toBe(true);
      else expect(valueOf('http-status-codes', key), key).toBe(value);
    }
    expect(names.length).toBeGreaterThan(50);
  });

  test('lacks what it lacks', () => {
    for (const key of Object.keys(codes.StatusCodes)) {
      if (key in codes || key in codes.default || /^\d/.test(key)) continue;
      expect(constantOf('http-status-codes', [key]), key).toEqual({ value: undefined });
    }
    for (const key of ['UNPROCESSABLE_CONTENT', 'NotFound', 'FOUND']) {
      expect(constantOf('http-status-codes', ['StatusCodes', key]), key).toEqual({ value: undefined });
      expect(key in codes.StatusCodes).toBe(false);
    }
  });

  test('gives the phrases that its functions give', () => {
    for (const code of Object.values(codes.StatusCodes)) {
      if (typeof code !== 'number') continue;
      const phrase = codes.getReasonPhrase(code);
      expect(resultOf('http-status-codes', ['getReasonPhrase'], code)).toEqual({ value: phrase });
      expect(resultOf('http-status-codes', ['getStatusCode'], phrase)).toEqual({ value: code });
    }
    expect(resultOf('http-status-codes', ['getReasonPhrase'], 299)).toBeNull();
    expect(() => codes.getReasonPhrase(299)).toThrow();
  });
});

describe('http-status', () => {
  test('has every constant, phrase and name, under its named and its default export', () => {
    const members = Object.entries<unknown>(httpStatus.default).filter(
      ([key]) => !/_(?:MESSAGE|CLASS)$/.test(key) && !['classes', 'extra'].includes(key),
    );
    for (const [key, value] of members) {
      expect(valueOf('http-status', key), key).toBe(value);
      expect(valueOf('http-status', 'status', key), key).toBe(value);
    }
    expect(members.length).toBeGreaterThan(180);
  });

  test('tells nothing of what is in no table', () => {
    for (const key of ['classes', 'extra', '404_MESSAGE', '404_CLASS']) expect(unknown('http-status', key)).toBe(true);
    expect(unknown('http-status', 'extra', 'nginx', 'NO_RESPONSE')).toBe(true);
    expect(constantOf('http-status', ['MOVED_TEMPORARILY'])).toEqual({ value: undefined });
    expect('MOVED_TEMPORARILY' in httpStatus.default).toBe(false);
  });
});

describe('Node', () => {
  test('has every status of http2.constants, and tells nothing of its other constants', () => {
    const members = Object.entries(http2.constants).filter(([key]) => key.startsWith('HTTP_STATUS_'));
    for (const [key, value] of members) expect(valueOf('http2', 'constants', key), key).toBe(value);
    expect(members.length).toBeGreaterThan(60);
    expect(unknown('http2', 'constants', 'NGHTTP2_NO_ERROR')).toBe(true);
    expect(constantOf('http2', ['constants', 'HTTP_STATUS_NOPE'])).toEqual({ value: undefined });
  });

  test('has every phrase of http.STATUS_CODES', () => {
    for (const [code, phrase] of Object.entries(http.STATUS_CODES)) {
      expect(valueOf('http', 'STATUS_CODES', code)).toBe(phrase);
    }
    expect(constantOf('http', ['STATUS_CODES', '299'])).toEqual({ value: undefined });
  });
});

describe('enums of packages that are not installed here', () => {
  test('name only codes, each spelled as its package spells names', () => {
    for (const [key, value] of Object.entries(HTTP_STATUS))
      expect([key, value]).toEqual([expect.stringMatching(/^[A-Z_]+$/), expect.any(Number)]);
    for (const [key, value] of Object.entries(HTTP_STATUS_CODE))
      expect([key, value]).toEqual([expect.stringMatching(/^[A-Z][A-Za-z]+$/), expect.any(Number)]);
  });

  test('lead from a number back to the name', () => {
    expect(valueOf('@nestjs/common', 'HttpStatus', '404')).toBe('NOT_FOUND');
    expect(valueOf('axios', 'HttpStatusCode', '413')).toBe('PayloadTooLarge');
  });

  test('lack a name that another package has', () => {
    expect(constantOf('axios', ['HttpStatusCode', 'NOT_FOUND'])).toEqual({ value: undefined });
    expect(constantOf('@nestjs/common', ['HttpStatus', 'MULTIPLE_CHOICES'])).toEqual({ value: undefined });
    expect(unknown('axios', 'HttpStatusCode', 'toString')).toBe(true);
  });
});

test('other modules are in no table', () => {
  expect(unknown('./status', 'OK')).toBe(true);
  expect(unknown('http-status-codes')).toBe(true);
  expect(unknown('http-status-codes', 'StatusCodes')).toBe(true);
});
