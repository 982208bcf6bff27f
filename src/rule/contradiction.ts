import type { Exchange, Fields, Handler, Path } from '../exchange/model.js';
import type { Value } from '../exchange/value.js';
import type { Node } from '../syntax/ast.js';
import { errorBodyIn, successFlagIn } from './error-body.js';
import { isSettled, pathsSentBy } from './reading.js';

/** How a body and the status that it goes out with tell opposite stories, and the value that tells the body's. */
export interface Contradiction {
  readonly is: 'error-with-success' | 'success-with-error';
  readonly value: Value;
}

/** How the content of an exchange contradicts its status; null where it does not, or may not. */
export function contradictionIn(
  { status, fields, content, send }: Exchange,
  { handler, path: { conditions } }: { readonly handler: Handler; readonly path: Path },
): Contradiction | null {
  if ((content.is !== 'some' && content.is !== 'open') || content.format === 'page' || !isSettled(status)) return null;
  if (isEventStream(fields)) return null;
  if (status.codes.every(({ value }) => mayHoldResult(value))) {
    const body = errorBodyIn(content.value, { conditions, failed: hasFailed(send.origin, handler) });
    return body && { is: 'error-with-success', value: body };
  }
  const flag = status.codes.every(({ value }) => value >= 400) ? successFlagIn(content.value) : null;
  return flag && { is: 'success-with-error', value: flag };
}

/** Whether the content is a stream of events, which began before anybody knew of an error. */
export function isEventStream(fields: Fields): boolean {
  const type = fields.get('content-type');
  return type.is === 'present' && type.value.is === 'literal' && /^text\/event-stream\b/.test(String(type.value.value));
}

/** A 2xx that goes with one result: 204 and 205 have no content to judge, and 207 holds several results. */
function mayHoldResult(status: number): boolean {
  return status >= 200 && status <= 299 && ![204, 205, 207].includes(status);
}

/** Whether a call sends nothing but error bodies, on whichever path. */
export function sendsOnlyErrors(send: Node, handler: Handler): boolean {
  const failed = hasFailed(send, handler);
  return pathsSentBy(send, handler).every(({ exchange, conditions }) => {
    const content = exchange?.content;
    const value = content?.is === 'some' || content?.is === 'open' ? content.value : null;
    return value !== null && errorBodyIn(value, { conditions, failed }) === value;
  });
}

/** Whether something has certainly gone wrong by the time of that call: it is in a handler for errors, or only a `catch` leads to it. */
export function hasFailed(send: Node, handler: Handler): boolean {
  if (handler.role === 'error-handler') return true;
  return pathsSentBy(send, handler).every(({ conditions }) => conditions.some(({ kind }) => kind === 'catch'));
}
