import * as fc from 'fast-check';
import { setImmediate as turn } from 'node:timers/promises';
import { lambda, respond, type Callback, type Handler } from '../../lambda.js';
import { Outside, type Taking } from '../taking.js';
import type { Answer, Target } from '../target.js';
import { FLAGS, lambda1, result, sending, spelled, TYPES, type Exports } from './lambda.js';

/** The callback, with notes taken of what it is given. The first call counts. */
function noting(callback: Callback, notes: Taking): Callback {
  return (error, given) => {
    const line = notes.line();
    notes.called();
    const { first, events } = notes;
    const code = statusOf(given);
    if (first !== null) {
      if (code !== null) events.push({ is: 'status', line, code, late: true });
      return;
    }
    notes.first = line;
    if (error) {
      events.push({ is: 'next', line, first });
      notes.handOn('error', error);
    } else events.push({ is: 'send', line, code: code ?? MALFORMED, redirects: false, first });
    callback(error, given);
    // What comes now is late, though the service answers when the function has been left.
    Object.defineProperty(notes.response, 'headersSent', { value: true });
  };
}

/** The status of a result; null for what is none. */
function statusOf(given: unknown): number | null {
  // Programs write nothing else with a status.
  return typeof given === 'object' && given !== null
    ? ((given as { readonly statusCode?: number }).statusCode ?? null)
    : null;
}

const MALFORMED = 502;

/** Turns of the event loop without anything under way after which nobody calls any more. */
const IDLE = 3;

/** The service waits until nothing is under way, and takes it for no result where nobody has called by then. */
async function ended(callback: Callback, notes: Taking): Promise<void> {
  for (let idle = 0; idle < IDLE; idle = notes.waiting > 0 ? 0 : idle + 1) await turn();
  callback(null, null);
}

function called(answer: Answer): string {
  if (answer.call === 'empty' && answer.content % 3 === 0) return "callback(new Error('failed'))";
  return `callback(null, ${spelled(answer)})`;
}

const lambdaCallback: Target = {
  name: 'lambdaCallback',
  // What is malformed is answered with words of the service.
  framework: { ...lambda(1), ownContent: /^callback$/ },
  usual: 'sync',
  kinds: {
    sentBy: 'calls',
    send: fc.oneof({ weight: 7, arbitrary: result }, { weight: 1, arbitrary: sending('end', 'write') }),
    // What the callback gives back, nobody says.
    never: ['async', 'guard'],
    withStatus: [],
    has: ['later', 'load', 'forEach'],
  },
  spelling: {
    ...lambda1.spelling,
    head: (kind) => `exports.handler = /** @type {${TYPES[1]}} */ (${kind}(event, context, callback) => {`,
    flags: FLAGS[1],
    response: 'callback',
    send: (answer) => [called(answer)],
  },
  runner: {
    listener(exported, { taking }) {
      // A program exports its function.
      const { handler } = exported as Exports;
      return (request, response) => {
        const notes = taking();
        const noted: Handler = (event, context, callback) => {
          try {
            const given = handler(event, context, noting(callback, notes));
            if (!(given instanceof Promise)) void ended(callback, notes);
            return given;
          } catch (error) {
            // After the callback nobody minds, but that it is thrown is only assumed.
            if (notes.first !== null && error instanceof Outside) notes.uncaught.push(error);
            throw error;
          }
        };
        return respond(request, response, noted, 1, notes);
      };
    },
    turns: 8,
  },
  tested: { programs: 50, open: 8 },
};

export default lambdaCallback;
