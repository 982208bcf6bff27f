import { HTTP_STATUS_CODE } from './constants/axios.js';
import { NOT_TOP_LEVEL, STATUS_CODES } from './constants/http-status-codes.js';
import { NOT_IN_EVERY_1, STATUS } from './constants/http-status.js';
import { HTTP_STATUS, SINCE_11 } from './constants/nest.js';
import { HTTP2_STATUS } from './constants/node.js';
import { REGISTRY } from './registry.js';

/** Modules that have a constant for each status. */
export type Library = 'http-status-codes' | 'http-status' | '@nestjs/common' | 'node:http2';

export const LIBRARIES: readonly Library[] = ['http-status-codes', 'http-status', '@nestjs/common', 'node:http2'];

/** The constants that every version of a library has, so that none is written which is not there: names by code. */
export const NAMES_IN: Readonly<Record<Library, ReadonlyMap<number, string>>> = {
  'http-status-codes': byCode(STATUS_CODES, { without: NOT_TOP_LEVEL }),
  'http-status': byCode(STATUS, { without: NOT_IN_EVERY_1 }),
  '@nestjs/common': byCode(HTTP_STATUS, { without: SINCE_11 }),
  'node:http2': byCode(HTTP2_STATUS, { prefix: 'HTTP_STATUS_' }),
};

function byCode(
  table: Readonly<Record<string, number>>,
  { prefix = '', without = [] }: { readonly prefix?: string; readonly without?: readonly string[] },
): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const [name, code] of Object.entries(table)) {
    if (!names.has(code) && !without.includes(name)) names.set(code, prefix + name);
  }
  return names;
}

/**
 * Whether a name says nothing but the status: `NOT_FOUND`, `notFound` and `HTTP_404_NOT_FOUND` for 404. `SESSION_EXPIRED`
 * for 401 says more.
 */
export function isNameOf(name: string, code: number): boolean {
  const digits = name.replaceAll(/\D/g, '');
  return (digits === '' || digits === String(code)) && NAMES.get(code)?.has(plain(name)) === true;
}

const NAMES: ReadonlyMap<number, ReadonlySet<string>> = namesByCode();

function namesByCode(): ReadonlyMap<number, ReadonlySet<string>> {
  const names = new Map<number, Set<string>>();
  const add = (code: number, name: string): void =>
    void names.set(code, (names.get(code) ?? new Set()).add(plain(name)));
  for (const table of [STATUS_CODES, STATUS, HTTP_STATUS, HTTP2_STATUS, HTTP_STATUS_CODE]) {
    for (const [name, code] of Object.entries(table)) add(code, name);
  }
  for (const { code, name, formerly = [] } of REGISTRY) for (const each of [name, ...formerly]) add(code, each);
  return names;
}

/** A name without what others put before and after it, and without its spelling. */
function plain(name: string): string {
  return name
    .replaceAll(/[^a-z]/gi, '')
    .toLowerCase()
    .replace(/^(?:http)?(?:status)?(?:code)?(?=.)/, '')
    .replace(/(?<=.)(?:status)?(?:code)?$/, '');
}
