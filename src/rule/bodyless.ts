import type { Dialect, ForbiddenContent } from '../exchange/dialect.js';
import type { Exchange } from '../exchange/model.js';
import { calledName } from './place.js';
import { isSettled } from './reading.js';

/** The statuses that have no content (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
type Bodyless = 204 | 205 | 304;

export function isBodyless(status: number): status is Bodyless {
  return status === 204 || status === 205 || status === 304;
}

/** What becomes of the content of an exchange under a status that has none. */
export function fateOfContent(exchange: Exchange, status: Bodyless, dialect: Dialect): ForbiddenContent {
  // A head may have gone out before; it is the call that gives the content which counts.
  return dialect.contentOn(status, calledName(exchange.withoutContent()?.node ?? exchange.send.origin));
}

/** Whether the content of an exchange never goes out, whichever of its statuses does. */
export function isDropped(exchange: Exchange, dialect: Dialect): boolean {
  const { status } = exchange;
  const drops = (code: number) => isBodyless(code) && fateOfContent(exchange, code, dialect) === 'dropped';
  return isSettled(status) && status.codes.every(({ value }) => drops(value));
}
