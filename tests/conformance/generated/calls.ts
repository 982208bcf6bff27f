import type { ServerResponse } from 'node:http';
import type { Call, Stage } from './stage.js';
import type { Taking } from './taking.js';

/** The calls that set something, and those that send. */
const SETTERS = ['status', 'set', 'setHeader', 'removeHeader', 'append'];
const SENDERS = ['json', 'send', 'end', 'sendStatus', 'redirect', 'writeHead', 'write'];

/** Those that do not give the response back. */
const GIVES_NOTHING = ['removeHeader', 'redirect'];

/** Lets notes be taken of each call of a program on a response of Node's own, or one that inherits from it. */
export function instrumentCalls(response: ServerResponse, { taking }: Stage): void {
  const notes = taking();
  for (const name of [...SETTERS, ...SENDERS]) {
    const call = (...args: readonly unknown[]): unknown => {
      const prototype = Object.getPrototypeOf(response) as Record<string, Call>;
      const method = prototype[name] as Call;
      const line = notes.line();
      if (line === 0) return Reflect.apply(method, response, args);
      notes.called();
      notes.isLate ||= notes.hasBegun();
      const isDone = SETTERS.includes(name) ? isSet(name, args, line, notes) : isSent(name, args, line, notes);
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

/** Notes an answer; whether nothing more is to be done. */
function isSent(name: string, args: readonly unknown[], line: number, notes: Taking): boolean {
  const { response, first } = notes;
  const [argument] = args;
  const hasBegun = notes.hasBegun();
  // `end()` without content after the answer is harmless, and goes on with what has begun.
  if (response.writableEnded && name === 'end' && argument === undefined) return true;
  const continues =
    (name === 'end' || name === 'write') && hasBegun && !response.writableEnded && !notes.isAnsweredByFramework();
  const code =
    name === 'sendStatus' || name === 'writeHead' || (name === 'redirect' && args.length > 1) ? Number(argument) : null;
  if (!continues) {
    notes.events.push({ is: 'send', line, code, redirects: name === 'redirect', first: hasBegun ? first : null });
    if (!hasBegun) notes.first = line;
  }
  return notes.conditions.lenient && hasBegun && !continues;
}
