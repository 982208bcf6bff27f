import type { Exchange } from '../exchange/model.js';
import type { Property, Value } from '../exchange/value.js';
import { codeOfPhrase, isAssigned, isErrorCode, phraseOf } from '../http/statuses.js';
import { isBodyless } from './bodyless.js';
import { isSettled } from './reading.js';

type Literal = Extract<Value, { readonly is: 'literal' }>;

/** A status that a body names, and that is not the one it goes out with. */
export interface ToldStatus {
  readonly code: number;
  readonly value: Literal;
  /** The same place in the body, in other words: what would name that code there. */
  readonly naming: (code: number) => string | null;
}

/** Keys under which a body repeats its status as a number. */
const NUMBERS = new Set(['status', 'statusCode', 'status_code', 'httpStatus', 'httpCode']);
/** Keys whose text may be the phrase of a status. */
const PHRASES = new Set(['error', 'message', 'msg']);
/** Keys whose text may be one as well, where it is a title of something else under a success. */
const TITLES = new Set(['title', 'detail']);
/** Keys of an object that describes another response, or a call in a protocol that has statuses of its own. */
const FOREIGN = new Set(['headers', 'jsonrpc', 'url']);

/** The status that the content of an exchange names, where the client gets another one. */
export function toldOtherwise({ status, content }: Exchange): ToldStatus | null {
  if (content.is !== 'some' || content.format === 'page' || content.format === 'stream') return null;
  const sent = status.codes.map(({ value }) => value);
  // A 207 holds a status for each of its parts.
  if (!isSettled(status) || sent.some((code) => isBodyless(code) || code === 207)) return null;
  const [first, ...others] = namedIn(content.value, sent).filter(({ code }) => !sent.includes(code));
  // Where several places tell of it, to spell one of them otherwise mends nothing.
  return first ? { ...first, ...(others.length > 0 && { naming: () => null }) } : null;
}

function namedIn(value: Value, sent: readonly number[]): readonly ToldStatus[] {
  if (value.is === 'literal') return byPhrase(value, sent, 'text');
  if (value.is !== 'object' || value.properties.some(({ key }) => FOREIGN.has(key))) return [];
  return value.properties.flatMap((property) => inProperty(property, sent));
}

function inProperty({ key, value }: Property, sent: readonly number[]): readonly ToldStatus[] {
  if (key === 'error' && value.is === 'object') return namedIn(value, sent);
  if (value.is !== 'literal') return [];
  if (NUMBERS.has(key)) return byNumber(value);
  if (PHRASES.has(key)) return byPhrase(value, sent, 'text');
  return TITLES.has(key) ? byPhrase(value, sent, 'title') : [];
}

function byNumber(value: Literal): readonly ToldStatus[] {
  const code = value.value;
  if (typeof code !== 'number' || code < 200 || !isAssigned(code)) return [];
  return [{ code, value, naming: String }];
}

/** Only the phrases of errors count: `OK`, `Found` and `Accepted` are words of every day. */
function byPhrase(value: Literal, sent: readonly number[], as: 'text' | 'title'): readonly ToldStatus[] {
  const code = typeof value.value === 'string' ? codeOfPhrase(value.value) : null;
  if (typeof value.value !== 'string' || code === null || !isErrorCode(code)) return [];
  const isSaid = sent.every(isErrorCode) || (as === 'text' && sent.every(isSuccess) && !isWordOfEveryDay(value.value));
  return isSaid ? [{ code, value, naming: (other) => quoted(phraseOf(other)) }] : [];
}

function isSuccess(code: number): boolean {
  return code >= 200 && code <= 299;
}

function isWordOfEveryDay(phrase: string): boolean {
  return /^(?:conflict|gone|locked)$/i.test(phrase.trim());
}

function quoted(phrase: string | null): string | null {
  return phrase === null || phrase.includes("'") ? null : `'${phrase}'`;
}
