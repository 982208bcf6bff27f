import type { Late } from '../../src/exchange/dialect.js';
import type { Received } from './wire.js';

/** What one request to a running handler came to. */
export interface Observation extends Received {
  /** Whether the server ended its response. */
  readonly ended: boolean;
  /** The first time the handler handed the request on: to the next handler, or with an error to the framework. */
  readonly handedOn: HandedOn | null;
  /** Whether the framework said that it leaves a second answer out. */
  readonly refused?: boolean;
  /** Whether the stream was reset under the answer. */
  readonly reset?: boolean;
  /** What was thrown where nobody catches it: it would end the process. */
  readonly uncaught: readonly unknown[];
}

export interface HandedOn {
  readonly to: 'next' | 'error';
  readonly error: unknown;
  /** Whether the head of a response had gone out before. */
  readonly late: boolean;
}

/** What the client makes of it. */
export type Outcome =
  /** The handler answered. */
  | 'answered'
  /** The handler began an answer and did not end it. */
  | 'begun'
  /** The framework answered for the handler, because it passed the request on or failed. */
  | 'handed on'
  /** Only an interim response came. */
  | 'interim'
  /** Nothing came, and nothing will. */
  | 'hang';

export function outcomeOf({ status, interim, ended, handedOn }: Observation): Outcome {
  if (handedOn && !handedOn.late) return 'handed on';
  if (status !== null) return ended ? 'answered' : 'begun';
  return interim.length > 0 ? 'interim' : 'hang';
}

/** What a second answer did, where Node objected to one: it threw, or it was reported where nobody listens. */
export function errorOfRepeat({ handedOn, uncaught, reset }: Observation): Exclude<Late, 'ignored'> | null {
  if (reset === true) return 'resets';
  const codes = [handedOn?.error, ...uncaught].map(codeOf);
  if (codes.includes('ERR_HTTP_HEADERS_SENT') || codes.includes('ERR_HTTP2_HEADERS_SENT')) return 'throws';
  return codes.includes('ERR_STREAM_WRITE_AFTER_END') ? 'crashes' : null;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
