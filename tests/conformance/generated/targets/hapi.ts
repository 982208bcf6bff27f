import * as fc from 'fast-check';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import hapiFramework from '../../frameworks/hapi.js';
import { WITH_CONTENT } from '../codes.js';
import { MadeAnswers } from '../made.js';
import type { Send } from '../grammar.js';
import type { Call, Stage } from '../stage.js';
import type { Answer, Target } from '../target.js';

interface Route {
  readonly handler: Call;
}

/** What of a hapi server is used here. */
interface Server {
  readonly listener: ReturnType<typeof createServer>;
  initialize(): Promise<void>;
  route(route: Route): void;
}

interface Toolkit {
  response(value?: unknown): Response;
  redirect(url: string): Response;
}

interface Response {
  code(status: number): Response;
}

const Hapi = createRequire(import.meta.url)('@hapi/hapi') as { readonly server: (options: object) => Server };

const made = new MadeAnswers();

/** The toolkit, with notes taken of the responses that it makes. */
function noting(toolkit: Toolkit, { taking }: Stage): Toolkit {
  const notes = taking();
  const answer = (make: () => Response): Response => {
    const response = made.make(notes, { code: null }, make);
    const code = response.code.bind(response);
    response.code = (status) => {
      const line = notes.line();
      if (line > 0) {
        notes.called();
        made.setStatus(response, status);
      }
      return notes.inside(() => code(status));
    };
    return response;
  };
  return Object.assign(Object.create(toolkit) as Toolkit, {
    response: (value?: unknown) => answer(() => toolkit.response(value)),
    redirect: (url: string) => answer(() => toolkit.redirect(url)),
  });
}

/** A server whose handlers have notes taken of them. */
function notingServer(stage: Stage): Server {
  const server = Hapi.server({ listener: createServer(), autoListen: false, debug: false });
  const route = server.route.bind(server);
  server.route = (one) =>
    route({
      ...one,
      handler: async (request, toolkit) => {
        const notes = stage.taking();
        try {
          // Its second argument is the toolkit.
          const given = await one.handler(request, noting(toolkit as Toolkit, stage));
          made.give(notes, given);
          return given;
        } catch (error) {
          notes.handOn('error', error);
          throw error;
        }
      },
    });
  return server;
}

function spelled({ call, code, content }: Answer): string {
  const status = code === null ? '' : `.code(${code})`;
  switch (call) {
    case 'json':
      return code === null ? `({ n: ${content} })` : `h.response({ n: ${content} })${status}`;
    case 'empty':
      return `h.response()${status}`;
    case 'redirect':
      return `h.redirect('/${content}')${status}`;
    default:
      return `h.response('n${content}')${status}`;
  }
}

const hapi: Target = {
  name: 'hapi',
  framework: hapiFramework,
  usual: 'async',
  kinds: {
    sentBy: 'return',
    send: fc.record({
      call: fc.constantFrom<Send['call'][]>('json', 'send', 'send', 'empty', 'redirect'),
      status: fc.constantFrom('none' as const, 'one' as const, 'one' as const, 'either' as const),
      flag: fc.nat({ max: 4 }),
    }),
    withStatus: [],
    has: [],
  },
  spelling: {
    requires: ["const Hapi = require('@hapi/hapi');"],
    app: ['const server = Hapi.server();'],
    head: (kind) => `server.route({ method: 'GET', path: '/x', handler: ${kind}(request, h) => {`,
    close: ['} });', 'module.exports = server;'],
    flags: 'request.query',
    response: 'h',
    answered: null,
    codes: { any: WITH_CONTENT, empty: [204, 304, ...WITH_CONTENT] },
    send: (answer) => [spelled(answer)],
    answers: /^\s*h\.(?:response|redirect)\(/,
  },
  runner: {
    modules: (stage) => ({ '@hapi/hapi': { server: () => notingServer(stage) } }),
    listener(exported, { taking }) {
      // A program's last line exports its server.
      const server = exported as Server;
      const ready = server.initialize();
      return (request, response) => {
        const notes = taking();
        notes.waiting++;
        void ready.then(() => {
          notes.waiting--;
          server.listener.emit('request', request, response);
        });
      };
    },
    turns: 20,
  },
  tested: { programs: 50, open: 8 },
};

export default hapi;
