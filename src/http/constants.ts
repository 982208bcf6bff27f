import * as axios from './constants/axios.js';
import * as codes from './constants/http-status-codes.js';
import * as httpStatus from './constants/http-status.js';
import * as nest from './constants/nest.js';
import * as node from './constants/node.js';

/** What a member of a library is: a status code, a text, or, where the library has no such member, `undefined`. */
export interface Constant {
  readonly value: string | number | undefined;
}

type Table<T> = Readonly<Record<string, T>>;

/** The value of a module's member, such as `['StatusCodes', 'OK']` of `http-status-codes`; null where no table tells. */
export function constantOf(source: string, path: readonly string[]): Constant | null {
  const [first = '', second] = path;
  switch (source) {
    case 'http-status-codes':
      return inStatusCodes(path);
    case 'http-status':
      return inHttpStatus(first === 'status' ? path.slice(1) : path);
    case '@nestjs/common':
      return first === 'HttpStatus' && path.length === 2 ? inEnum(nest.HTTP_STATUS, second) : null;
    case 'axios':
      return first === 'HttpStatusCode' && path.length === 2 ? inEnum(axios.HTTP_STATUS_CODE, second) : null;
    case 'http2':
      return first === 'constants' && path.length === 2 ? inHttp2(second) : null;
    case 'http':
      return first === 'STATUS_CODES' && path.length === 2 ? inPhrases(second) : null;
    default:
      return null;
  }
}

/** What a module's function makes of one argument, such as `getReasonPhrase(404)`; null where no table tells. */
export function resultOf(source: string, path: readonly string[], argument: unknown): Constant | null {
  if (source !== 'http-status-codes' || path.length !== 1) return null;
  switch (path[0]) {
    case 'getReasonPhrase':
    case 'getStatusText': {
      const name = nameOf(codes.STATUS_CODES, String(argument));
      // The functions throw for what they do not know, so there is no value then.
      return name === null ? null : inTable(codes.REASON_PHRASES, name, MEMBER);
    }
    case 'getStatusCode': {
      const name = nameOf(codes.REASON_PHRASES, String(argument));
      return name === null ? null : inTable(codes.STATUS_CODES, name, MEMBER);
    }
    default:
      return null;
  }
}

function inStatusCodes(path: readonly string[]): Constant | null {
  const [first, second] = path;
  if (path.length === 2) {
    if (first === 'StatusCodes') return inEnum(codes.STATUS_CODES, second);
    return first === 'ReasonPhrases' ? inTable(codes.REASON_PHRASES, second, MEMBER) : null;
  }
  if (path.length !== 1 || first === undefined || codes.NOT_IN_DEFAULT.includes(first)) return null;
  return codes.NOT_TOP_LEVEL.includes(first) ? { value: undefined } : inTable(codes.STATUS_CODES, first, CONSTANT);
}

function inHttpStatus(path: readonly string[]): Constant | null {
  const [key] = path;
  if (path.length !== 1 || key === undefined) return null;
  if (CODE.test(key)) return { value: httpStatus.PHRASES[key] };
  if (!key.endsWith('_NAME')) return inTable(httpStatus.STATUS, key, CONSTANT);
  const name = nameOf(httpStatus.STATUS, key.slice(0, -'_NAME'.length));
  return name === null ? null : { value: name };
}

function inHttp2(key: string | undefined): Constant | null {
  return key?.startsWith('HTTP_STATUS_') ? inTable(node.HTTP2_STATUS, key.slice('HTTP_STATUS_'.length), MEMBER) : null;
}

function inPhrases(key: string | undefined): Constant | null {
  return key !== undefined && CODE.test(key) ? { value: node.PHRASES[key] } : null;
}

/** A member of an enum of numbers, which at run time also leads from each number to its name. */
function inEnum(table: Table<number>, key: string | undefined): Constant | null {
  return key !== undefined && CODE.test(key) ? { value: nameOf(table, key) ?? undefined } : inTable(table, key, MEMBER);
}

/** Whatever is spelled so and is not in the table does not exist; methods and the like are in no table. */
const MEMBER = /^[A-Z]\w*$/;
/** The same for a module, whose other exports may begin with a capital letter as well. */
const CONSTANT = /^[A-Z][A-Z\d_]*$/;
const CODE = /^\d{3}$/;

function inTable<T extends string | number>(table: Table<T>, key: string | undefined, all: RegExp): Constant | null {
  if (key === undefined) return null;
  if (Object.hasOwn(table, key)) return { value: table[key] };
  return all.test(key) ? { value: undefined } : null;
}

function nameOf(table: Table<string | number>, value: string): string | null {
  return Object.keys(table).find((name) => String(table[name]) === value) ?? null;
}
