import * as fc from 'fast-check';
import { createRequire } from 'node:module';
import type { ServerResponse } from 'node:http';
import h3v1Framework from '../../frameworks/h3v1.js';
import { REDIRECTS, WITH_CONTENT } from '../codes.js';
import type { Send } from '../grammar.js';
import type { Call, Listener, Stage } from '../stage.js';
import type { Taking } from '../taking.js';
import type { Answer, Target } from '../target.js';
import { made, notingResponse } from './fetch.js';
import h3v2 from './h3.js';

interface Event {
  readonly node: { readonly res: ServerResponse };
}
type Handler = (event: Event) => unknown;

/** What of the package is used here. */
interface H3 {
  readonly createApp: (options: { readonly onError: (error: { unhandled: boolean }) => void }) => unknown;
  readonly eventHandler: (handler: Handler) => Handler;
  readonly toNodeListener: (app: unknown) => Listener;
}

const h3Package = createRequire(import.meta.url)('h3v1') as H3;
const functions = h3Package as unknown as Readonly<Record<string, Call>>;

/** Functions that set a status or a field. */
const SETTERS = ['setResponseStatus', 'setHeader', 'setHeaders', 'appendHeader', 'removeResponseHeader'];
/** Functions that send: at once, or in the next turn of the event loop. */
const SENDERS = ['sendNoContent', 'send', 'sendRedirect'];

/** What is to be sent in the next turn, unless the request is answered before. */
const put = new WeakMap<ServerResponse, { readonly line: number; readonly text: string }[]>();

/** Notes what a call sends, now or in the next turn. */
function isSent(name: string, [, first, second]: readonly unknown[], line: number, notes: Taking): void {
  const { response, events } = notes;
  switch (name) {
    case 'sendNoContent':
      events.push({
        is: 'send',
        line,
        code: first === undefined ? null : Number(first),
        redirects: false,
        first: null,
      });
      notes.first = line;
      break;
    case 'sendRedirect':
      if (second === undefined) events.push({ is: 'replaced' });
      else notes.status(Number(second), line);
      put.get(response)?.push({ line, text: `url=${String(first)}"` });
      break;
    case 'send':
      put.get(response)?.push({ line, text: String(first) });
      break;
  }
}

/** A call of a program, with notes taken of it. */
function noted(name: string, own: Call, args: readonly unknown[], notes: Taking): unknown {
  const line = notes.line();
  if (line === 0) return own(...args);
  notes.called();
  const hasBegun = notes.hasBegun();
  if (name === 'setResponseStatus') notes.status(Number(args[1]), line);
  else if (!hasBegun) isSent(name, args, line, notes);
  else if (/Header|Redirect/.test(name)) {
    // To set a field throws by then.
    notes.isLate = true;
    if (notes.conditions.lenient) return name === 'sendRedirect' ? Promise.resolve() : undefined;
  }
  return notes.inside(() => own(...args));
}

/** The exports that programs use, with notes taken of what is done with them. */
function notingPackage({ taking }: Stage): object {
  const noting = (name: string): readonly [string, Call] => [
    name,
    (...args) => noted(name, functions[name] as Call, args, taking()),
  ];
  return {
    ...h3Package,
    ...Object.fromEntries([...SETTERS, ...SENDERS].map(noting)),
    // Errors of its own making are not printed.
    createApp: () => h3Package.createApp({ onError: (error) => void (error.unhandled = false) }),
    eventHandler: (handler: Handler) =>
      h3Package.eventHandler(async (event) => {
        const notes = taking();
        try {
          const given = await handler(event);
          if (notes.hasBegun()) return given;
          if (made.has(given)) made.give(notes, given);
          else if (given !== undefined) notes.ended();
          return given;
        } catch (error) {
          notes.handOn('error', error);
          throw error;
        }
      }),
  };
}

/** Notes what of that which was put off is sent. */
function instrument(response: ServerResponse, { taking }: Stage): void {
  const notes = taking();
  put.set(response, []);
  const end = response.end.bind(response) as Call;
  const noting: Call = (...args) => {
    const [data] = args;
    const sent = put.get(response)?.find(({ text }) => typeof data === 'string' && data.includes(text));
    if (sent && !response.headersSent) {
      notes.events.push({ is: 'send', line: sent.line, code: null, redirects: false, first: null });
      notes.first = sent.line;
    }
    return end(...args);
  };
  Object.assign(response, { end: noting });
}

function spelled({ call, code, content }: Answer): readonly string[] {
  const status = code === null ? [] : [`setResponseStatus(event, ${code})`];
  const own = code === null ? '' : `, ${code}`;
  switch (call) {
    case 'json':
      return [...status, `({ n: ${content} })`];
    case 'sendStatus':
      return [...status, 'null'];
    case 'empty':
      return [`sendNoContent(event${own})`];
    case 'redirect':
      return [`sendRedirect(event, '/${content}'${own})`];
    case 'write':
      return [...status, `send(event, 'n${content}')`];
    case 'end':
      return [`new Response('n${content}'${code === null ? '' : `, { status: ${code} }`})`];
    default:
      return [...status, `'n${content}'`];
  }
}

const h3v1: Target = {
  ...h3v2,
  name: 'h3v1',
  framework: h3v1Framework,
  kinds: {
    ...h3v2.kinds,
    returned: ['redirect', 'write'],
    send: fc.record({
      call: fc.constantFrom<Send['call'][]>('json', 'send', 'end', 'empty', 'redirect', 'write', 'sendStatus'),
      status: fc.constantFrom('none' as const, 'one' as const, 'one' as const, 'either' as const),
      flag: fc.nat({ max: 4 }),
    }),
  },
  spelling: {
    ...h3v2.spelling,
    requires: [
      "const { appendHeader, createApp, createRouter, eventHandler, getQuery, removeResponseHeader } = require('h3');",
      "const { send, sendNoContent, sendRedirect, setHeader, setHeaders, setResponseStatus } = require('h3');",
    ],
    app: ['const app = createApp();', 'const router = createRouter();', 'app.use(router);'],
    head: (kind) => `router.get('/x', eventHandler(${kind}(event) => {`,
    close: ['}));', 'module.exports = app;'],
    codes: { any: WITH_CONTENT, empty: [204, 304, ...WITH_CONTENT], redirect: REDIRECTS },
    send: spelled,
    answers: /^\s*new Response\(/,
    status: (code) => `setResponseStatus(event, ${code})`,
    field(name, does) {
      if (does === 'remove') return `removeResponseHeader(event, '${name}')`;
      if (does === 'object') return `setHeaders(event, { '${name}': '1' })`;
      return `${does === 'append' ? 'appendHeader' : 'setHeader'}(event, '${name}', '1')`;
    },
  },
  runner: {
    globals: (stage) => ({ Response: notingResponse(stage, Response) }),
    modules: (stage) => ({ h3: notingPackage(stage) }),
    listener: (exported) => h3Package.toNodeListener(exported),
    instrument,
    turns: 20,
  },
  tested: { programs: 50, open: 8 },
};

export default h3v1;
