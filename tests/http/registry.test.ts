import { STATUS_CODES } from 'node:http';
import httpStatus from 'http-status';
import { ReasonPhrases, StatusCodes } from 'http-status-codes';
import { describe, expect, test } from 'vitest';
import { REGISTRY, REGISTRY_DATE } from '../../src/http/registry.js';
import { classOf, codeOfPhrase, phraseOf } from '../../src/http/statuses.js';

const codes = REGISTRY.map(({ code }) => code);

test('the registry has each code once, in order', () => {
  expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
  expect(codes).toHaveLength(64);
  expect(REGISTRY_DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test.each(REGISTRY)('$code says where it is defined, what it means and when to use it', (status) => {
  expect(status.source).toMatch(
    /^https:\/\/(?:www\.rfc-editor\.org\/rfc\/rfc\d+\.html#section-\d+(?:\.\d+)*$|datatracker\.)/,
  );
  for (const text of [status.meaning, status.use, ...(status.also ?? [])]) expect(text).toMatch(/^[A-Z`][^\n]*\.$/);
  for (const { name, why } of status.fields ?? []) {
    expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(why).toMatch(/^[A-Z][^\n]*\.$/);
  }
});

test('no two codes mean the same', () => {
  const meanings = REGISTRY.map(({ meaning }) => meaning);
  expect(meanings).toEqual([...new Set(meanings)]);
});

test('interim responses, 204, 205 and 304 have no content', () => {
  const without = REGISTRY.filter(({ content }) => content === 'none').map(({ code }) => code);
  expect(without).toEqual([...codes.filter((code) => classOf(code) === 'informational'), 204, 205, 304]);
});

test('RFC 6585 forbids caches to keep four statuses', () => {
  expect(REGISTRY.filter(({ caching }) => caching === 'forbidden').map(({ code }) => code)).toEqual([
    428, 429, 431, 511,
  ]);
});

test('the fields that a status must have are those of the RFCs', () => {
  const needed = REGISTRY.flatMap(({ code, fields = [] }) =>
    fields.filter(({ level }) => level === 'must').map(({ name }) => [code, name]),
  );
  expect(needed).toEqual([
    [101, 'upgrade'],
    [101, 'connection'],
    [206, 'content-range'],
    [206, 'etag'],
    [226, 'etag'],
    [226, 'im'],
    [304, 'etag'],
    [401, 'www-authenticate'],
    [405, 'allow'],
    [407, 'proxy-authenticate'],
    [426, 'upgrade'],
    [426, 'connection'],
  ]);
});

describe('compared with', () => {
  interface Differences {
    /** Codes that the package has and IANA does not, and why. */
    readonly unassigned: Readonly<Record<number, string>>;
    /** Codes of the registry that the package leaves out. */
    readonly lacks: readonly number[];
  }

  const compared: [name: string, phrases: Readonly<Record<string, string | undefined>>, differences: Differences][] = [
    [
      'Node, whose table is that of `statuses`',
      STATUS_CODES,
      {
        unassigned: { 509: 'from a module of Apache and the panels of web hosts' },
        // The draft of 104 is not an RFC yet, and 306 has no phrase.
        lacks: [104, 306],
      },
    ],
    [
      'http-status-codes',
      Object.fromEntries(
        Object.entries(StatusCodes).map(([name, code]) => [
          String(code),
          Object.entries(ReasonPhrases).find(([key]) => key === name)?.[1],
        ]),
      ),
      {
        unassigned: { 419: 'from a draft of WebDAV', 420: 'from a draft of WebDAV' },
        // It has what RFC 2616 and WebDAV had, and some that were asked for.
        lacks: [104, 208, 226, 306, 425, 506, 508, 510],
      },
    ],
    [
      'http-status',
      Object.fromEntries(Object.entries(httpStatus).filter(([key]) => /^\d{3}$/.test(key))) as Record<string, string>,
      { unassigned: {}, lacks: [104] },
    ],
  ];

  test.each(compared)('%s, it differs only where that is known', (_name, phrases, { unassigned, lacks }) => {
    const named = Object.keys(phrases)
      .filter((key) => /^\d{3}$/.test(key))
      .map(Number);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((code) => !codes.includes(code))).toEqual(Object.keys(unassigned).map(Number));
    expect(codes.filter((code) => !named.includes(code))).toEqual(lacks);
    const assigned = named.filter((code) => !(code in unassigned));
    // Where it has another phrase, that is one of an older specification.
    for (const code of assigned) expect(codeOfPhrase(phrases[code] ?? ''), phrases[code]).toBe(code);
  });

  test('each of them, the phrase is the newest', () => {
    expect([302, 413, 414, 416, 422].map(phraseOf)).toEqual([
      'Found',
      'Content Too Large',
      'URI Too Long',
      'Range Not Satisfiable',
      'Unprocessable Content',
    ]);
  });
});
