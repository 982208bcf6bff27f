import type { ServerResponse } from 'node:http';
import type { Call, Stage } from './stage.js';
import type { Taking } from './taking.js';

/** The calls that set something, and those that send. */
const SETTERS = ['status', 'set', 'setHeader', 'header', 'removeHeader', 'append'];
const SENDERS = ['json', 'send', 'sendRaw', 'end', 'sendStatus', 'redirect', 'writeHead', 'write'];

/** Those that do not give the response back. */
const GIVES_NOTHING = ['removeHeader', 'redirect'];

/** The status that a sending call is given; null where it has none of its own. */
type StatusOf = (name: string, args: readonly unknown[]) => number | null;

/** Lets notes be taken of each call of a program on a response of Node's own, or one that inherits from it. */
export function instrumentCalls(response: ServerResponse, { taking }: Stage, statusOf: StatusOf = statusBefore): void {
  const notes = taking();
  for (const name of [...SETTERS, ...SENDERS]) {
    const call = (...args: readonly unknown[]): unknown => {
      const prototype = Object.getPrototypeOf(response) as Record<string, Call>;
      const method = prototype[name] as Call;
      const line = notes.line();
      if (line === 0) return Reflect.apply(method, response, args);
      notes.called();
      notes.isLate ||= notes.hasBegun();
      const isDone = SETTERS.includes(name)
        ? isSet(name, args, line, notes)
        : isSent({ name, args, line, code: statusOf(name, args) }, notes);
      if (isDone) return GIVES_NOTHING.includes(name) ? undefined : response;
      return notes.inside(() => Reflect.apply(method, response, args));
    };
    Object.defineProperty(response, name, { value: call, configurable: true, writable: true });
  }
  let status = 200;
  Object.defineProperty(response, 'statusCode', {
    get: () => status,
    set: (code: number) => {
      const line = notes.line();
      if (line > 0) {
        notes.called();
        notes.status(code, line);
      }
      status = code;
    },
  });
}

/** Notes what is set; whether nothing more is to be done. */
function isSet(name: string, [value]: readonly unknown[], line: number, notes: Taking): boolean {
  if (name === 'status') notes.status(Number(value), line);
  return notes.conditions.lenient && notes.hasBegun();
}

/** A status that comes first, before what is sent with it. */
function statusBefore(name: string, args: readonly unknown[]): number | null {
  const hasStatus = name === 'sendStatus' || name === 'writeHead' || (name === 'redirect' && args.length > 1);
  return hasStatus ? Number(args[0]) : null;
}

interface Sending {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly line: number;
  readonly code: number | null;
}

/** Notes an answer; whether nothing more is to be done. */
function isSent({ name, args, line, code }: Sending, notes: Taking): boolean {
  const { response, first } = notes;
  const hasBegun = notes.hasBegun();
  // `end()` without content after the answer is harmless, and goes on with what has begun.
  if (response.writableEnded && name === 'end' && args[0] === undefined) return true;
  const continues =
    (name === 'end' || name === 'write') && hasBegun && !response.writableEnded && !notes.isAnsweredByFramework();
  if (!continues) {
    notes.events.push({ is: 'send', line, code, redirects: name === 'redirect', first: hasBegun ? first : null });
    if (!hasBegun) notes.first = line;
  }
  return notes.conditions.lenient && hasBegun && !continues;
}
