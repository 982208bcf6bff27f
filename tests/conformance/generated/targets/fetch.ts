import * as fc from 'fast-check';
import fetchStandard, { answer as answerWith } from '../../frameworks/fetch.js';
import { REDIRECTS, WITH_CONTENT } from '../codes.js';
import { MadeAnswers } from '../made.js';
import type { Send } from '../grammar.js';
import type { Stage } from '../stage.js';
import type { Answer, Target } from '../target.js';

type Handler = (request: Request) => unknown;

type RedirectStatus = Parameters<typeof Response.redirect>[1];

/** The answers that programs make with these classes. */
export const made = new MadeAnswers();

/** A class that programs make their responses with, which have a status of their own whatever was set before. */
export function notingResponse({ taking }: Stage, own: typeof Response): unknown {
  return new Proxy(own, {
    construct: (target, args: ConstructorParameters<typeof Response>) =>
      made.make(taking(), { code: args[1]?.status ?? null, redirects: true }, () => new target(...args)),
    get(target, name) {
      if (name === 'json')
        return (...args: Parameters<typeof Response.json>) =>
          made.make(taking(), { code: args[1]?.status ?? null, redirects: true }, () => target.json(...args));
      if (name === 'redirect')
        return (url: string, status?: RedirectStatus) =>
          // Its type asks for a status, which the standard does not.
          made.make(taking(), { code: status ?? null, redirects: true }, () =>
            target.redirect(url, status as RedirectStatus),
          );
      return Reflect.get(target, name) as unknown;
    },
  });
}

function spelled({ call, code, content }: Answer): string {
  const init = code === null ? '' : `, { status: ${code} }`;
  switch (call) {
    case 'json':
      return `Response.json({ n: ${content} }${init})`;
    case 'empty':
      return `new Response(null${init})`;
    case 'redirect':
      return `Response.redirect('http://localhost/${content}'${code === null ? '' : `, ${code}`})`;
    default:
      return `new Response('n${content}'${init})`;
  }
}

const fetch: Target = {
  name: 'fetch',
  framework: fetchStandard,
  usual: 'async',
  kinds: {
    sentBy: 'return',
    send: fc.record({
      call: fc.constantFrom<Send['call'][]>('json', 'send', 'empty', 'redirect'),
      status: fc.constantFrom('none' as const, 'one' as const, 'one' as const, 'either' as const),
      flag: fc.nat({ max: 4 }),
    }),
    withStatus: [],
    has: ['made'],
  },
  spelling: {
    // A file that does not so much as mention a response has no handlers.
    requires: ['// Answers with a Response of the Fetch standard.'],
    app: [],
    head: (kind) => `module.exports = Deno.serve(${kind}(req) => {`,
    close: ['});'],
    flags: 'req.query',
    response: null,
    answered: null,
    codes: { any: WITH_CONTENT, empty: [204, 304, ...WITH_CONTENT], redirect: REDIRECTS },
    send: (answer) => [spelled(answer)],
    answers: /^\s*(?:new Response|Response\.)/,
    made: { change: (name, field) => `${name}.headers.set('${field}', '1')` },
  },
  runner: {
    globals: (stage) => ({ Response: notingResponse(stage, Response), Deno: { serve: (handler: Handler) => handler } }),
    listener(exported, { taking }) {
      // What the runtime serves is what the program gave it.
      const handler = exported as Handler;
      return (request, response) => {
        const notes = taking();
        const noted: Handler = async (one) => {
          const given = await handler(one);
          made.give(notes, given);
          return given;
        };
        return answerWith(request, response, notes, noted, null);
      };
    },
    turns: 20,
  },
  tested: { programs: 50, open: 5 },
};

export default fetch;
