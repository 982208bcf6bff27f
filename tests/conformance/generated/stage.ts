import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Taking } from './taking.js';

export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;
export type Call = (...args: readonly unknown[]) => unknown;

/** Where a program runs. */
export interface Stage {
  /** The notes of the run that is under way. */
  readonly taking: () => Taking;
}
