import * as fc from 'fast-check';
import { createRequire } from 'node:module';
import type { RequestListener } from 'node:http';
import fastify5 from '../../frameworks/fastify5.js';
import type { Send } from '../grammar.js';
import type { Call, Stage } from '../stage.js';
import type { Answer, Target } from '../target.js';

/** What of an instance is used here. */
interface Instance {
  readonly routing: RequestListener;
  ready(): PromiseLike<unknown>;
  readonly get: Call;
}

export interface Reply {
  readonly sent: boolean;
}

const fastifyPackage = createRequire(import.meta.url)('fastify') as () => Instance;

const SETTERS = ['code', 'status', 'header', 'headers', 'removeHeader'];
const SENDERS = ['send', 'redirect'];

/** Lets notes be taken of what a program does with a reply. */
export function instrument(reply: Reply, { taking }: Stage, begins: 'blank' | 'with status' = 'blank'): void {
  const members = reply as unknown as Record<string, Call>;
  const notes = taking();
  let hasStatus = begins === 'with status';
  for (const name of [...SETTERS, ...SENDERS]) {
    const own = members[name] as Call;
    members[name] = (...args) => {
      const line = notes.line();
      if (line === 0) return Reflect.apply(own, reply, args);
      notes.called();
      notes.isLate ||= notes.hasBegun();
      if (SENDERS.includes(name)) {
        const [first, code] = [notes.hasBegun() ? notes.first : null, name === 'redirect' ? args[1] : undefined];
        notes.events.push({
          is: 'send',
          line,
          code: code === undefined ? null : Number(code),
          redirects: name === 'redirect' && code === undefined && !hasStatus,
          first,
        });
        notes.first ??= line;
      } else if (name === 'code' || name === 'status') {
        notes.status(Number(args[0]), line);
        hasStatus = true;
      }
      return notes.inside(() => Reflect.apply(own, reply, args));
    };
  }
}

/** An instance whose handlers have notes taken of them. */
function notingInstance(stage: Stage): Instance {
  const instance = fastifyPackage();
  const get = instance.get.bind(instance);
  const noting: Call = (path, handler) =>
    get(path, (request: unknown, reply: Reply) => {
      instrument(reply, stage);
      const notes = stage.taking();
      const fail = (error: unknown): never => {
        notes.handOn('error', error);
        throw error;
      };
      // What it returns goes out where nothing else has.
      const end = (value: unknown): unknown => {
        if (!reply.sent && value !== reply && !notes.isAnsweredByFramework()) notes.ended();
        return value;
      };
      try {
        const given = (handler as Call)(request, reply);
        if (given instanceof Promise) return given.then(end, fail);
        return given === undefined ? given : end(given);
      } catch (error) {
        return fail(error);
      }
    });
  return Object.assign(instance, { get: noting });
}

export function spelled({ call, code, content }: Answer): string {
  const reply = code === null || call === 'redirectWith' ? 'reply' : `reply.code(${code})`;
  switch (call) {
    case 'json':
      return `${reply}.send({ n: ${content} })`;
    case 'empty':
      return `${reply}.send()`;
    case 'redirect':
      return `${reply}.redirect('/${content}')`;
    case 'redirectWith':
      return `reply.redirect('/${content}', ${String(code)})`;
    default:
      return `${reply}.send('n${content}')`;
  }
}

const fastify: Target = {
  name: 'fastify',
  framework: fastify5,
  usual: 'async',
  kinds: {
    sentBy: 'calls',
    send: fc.record({
      call: fc.constantFrom<Send['call'][]>('json', 'send', 'empty', 'redirect', 'redirectWith'),
      status: fc.constantFrom('none' as const, 'one' as const, 'one' as const, 'either' as const),
      flag: fc.nat({ max: 4 }),
    }),
    withStatus: ['redirectWith'],
    sendsReturned: true,
    has: ['status', 'field', 'later', 'load', 'forEach'],
  },
  spelling: {
    requires: ["const app = require('fastify')();"],
    app: [],
    head: (kind) => `app.get('/x', ${kind}(request, reply) => {`,
    close: ['});', 'module.exports = app;'],
    flags: 'request.query',
    response: 'reply',
    answered: 'reply.sent',
    send: (answer) => [spelled(answer)],
    status: (code, by) => (by === 'property' ? `reply.statusCode = ${code}` : `reply.code(${code})`),
    field(name, does) {
      if (does === 'remove') return `reply.removeHeader('${name}')`;
      return does === 'object' ? `reply.headers({ '${name}': '1' })` : `reply.header('${name}', '1')`;
    },
  },
  runner: {
    modules: (stage) => ({ fastify: () => notingInstance(stage) }),
    listener(exported, { taking }) {
      // A program's last line exports its instance.
      const instance = exported as Instance;
      const ready = instance.ready();
      return (request, response) => {
        const notes = taking();
        notes.waiting++;
        void ready.then(() => {
          notes.waiting--;
          instance.routing(request, response);
        });
      };
    },
    turns: 4,
  },
  tested: { programs: 50, open: 8 },
};

export default fastify;
