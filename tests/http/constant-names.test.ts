import http2 from 'node:http2';
import httpStatus from 'http-status';
import { StatusCodes } from 'http-status-codes';
import { describe, expect, test } from 'vitest';
import { isNameOf, LIBRARIES, NAMES_IN } from '../../src/http/constant-names.js';
import { HTTP_STATUS } from '../../src/http/constants/nest.js';

const installed: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'http-status-codes': StatusCodes,
  'http-status': httpStatus,
  '@nestjs/common': HTTP_STATUS,
  'node:http2': http2.constants,
};

test.each(LIBRARIES)('%s has each constant that is written', (library) => {
  for (const [code, name] of NAMES_IN[library]) expect(installed[library]?.[name], name).toBe(code);
  expect(NAMES_IN[library].size).toBeGreaterThan(40);
});

test('what only some versions have is not written', () => {
  expect(NAMES_IN['http-status-codes'].get(451)).toBeUndefined();
  expect(NAMES_IN['http-status'].get(425)).toBeUndefined();
  expect(NAMES_IN['@nestjs/common'].get(423)).toBeUndefined();
});

describe('a name', () => {
  test.each([
    ['NOT_FOUND', 404],
    ['NotFound', 404],
    ['notFound', 404],
    ['HTTP_STATUS_NOT_FOUND', 404],
    ['HTTP_404_NOT_FOUND', 404],
    ['NOT_FOUND_404', 404],
    ['NotFoundStatusCode', 404],
    ['MOVED_TEMPORARILY', 302],
    ['HTTP_VERSION_NOT_SUPPORTED', 505],
    ['PAYLOAD_TOO_LARGE', 413],
    ['EARLYHINTS', 103],
  ])('%s says nothing but %i', (name, code) => {
    expect(isNameOf(name, code)).toBe(true);
  });

  test.each([
    ['SESSION_EXPIRED', 401],
    ['USER_NOT_FOUND', 404],
    ['NOT_FOUND', 410],
    ['HTTP_400_NOT_FOUND', 404],
    ['status', 200],
    ['', 404],
    ['NOT_FOUND', 999],
  ])('%s says something else than %i', (name, code) => {
    expect(isNameOf(name, code)).toBe(false);
  });
});
