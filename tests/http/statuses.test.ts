import { expect, test } from 'vitest';
import { REGISTRY } from '../../src/http/registry.js';
import {
  classOf,
  codeOfPhrase,
  describe,
  isAssigned,
  isBodyless,
  isErrorCode,
  isHeuristicallyCacheable,
  phraseOf,
  registrationOf,
  standingOf,
} from '../../src/http/statuses.js';

test('a code that is not assigned has no registration', () => {
  expect([429, 104].map((code) => registrationOf(code)?.state)).toEqual([undefined, 'temporary']);
  expect([99, 299, 420, 509, 404.5].map(registrationOf)).toEqual([null, null, null, null, null]);
  expect([418, 420].map(isAssigned)).toEqual([true, false]);
});

test('a message names a status with its phrase, and an unregistered one by its number alone', () => {
  expect(describe(429)).toBe('429 Too Many Requests');
  expect(describe(422)).toBe('422 Unprocessable Content');
  expect(describe(418)).toBe("418 I'm a teapot");
  expect(describe(499)).toBe('499');
  expect(phraseOf(499)).toBeNull();
});

test('the standing of a code tells why it should not be used', () => {
  expect([200, 104, 305, 306, 418, 510, 420].map(standingOf)).toEqual([
    'registered',
    'temporary',
    'deprecated',
    'reserved',
    'reserved',
    'obsoleted',
    null,
  ]);
});

test('the class is the first digit, of whole numbers only', () => {
  expect([100, 299, 302, 404, 599].map(classOf)).toEqual([
    'informational',
    'successful',
    'redirection',
    'client-error',
    'server-error',
  ]);
  expect([0, 99, 600, 1000, -404, 404.5, Number.NaN].map(classOf)).toEqual(Array.from({ length: 7 }, () => null));
  expect([399, 400, 599, 600].map(isErrorCode)).toEqual([false, true, true, false]);
});

test('204, 205 and 304 are the final responses without content', () => {
  expect(REGISTRY.map(({ code }) => code).filter(isBodyless)).toEqual([204, 205, 304]);
});

test('what a cache may keep unasked is what RFC 9110 §15.1 lists, and what later specifications add', () => {
  const listed = [200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501];
  const cacheable = REGISTRY.map(({ code }) => code).filter(isHeuristicallyCacheable);
  // RFC 7725 §3 adds 451.
  expect(cacheable).toEqual([...listed, 451].sort((a, b) => a - b));
});

test('a phrase is known by its old names and in any spelling, and only as a whole', () => {
  expect(codeOfPhrase('not found')).toBe(404);
  expect(codeOfPhrase('NOT_FOUND')).toBe(404);
  expect(codeOfPhrase('Unprocessable Entity')).toBe(422);
  expect(codeOfPhrase('Multi Status')).toBe(207);
  expect(codeOfPhrase('I’m a teapot')).toBe(418);
  expect(codeOfPhrase('User not found')).toBeNull();
  expect(codeOfPhrase('(Unused)')).toBeNull();
});
