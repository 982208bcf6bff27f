import * as fc from 'fast-check';
import type { RequestListener } from 'node:http';
import { STATUS_CALLS } from '../../../../../src/frameworks/adonisjs/status-calls.js';
import { REDIRECTS } from '../../../generated/codes.js';
import type { Call, Stage } from '../../../generated/stage.js';
import type { Answer, Target } from '../../../generated/target.js';
import framework from '../../frameworks/adonisjs6.js';

/** What of Adonis is used here. */
interface Router {
  get(path: string, handler: (context: Context) => unknown): unknown;
}
interface Server {
  getRouter(): Router;
  use(middleware: readonly unknown[]): unknown;
  errorHandler(load: () => Promise<{ readonly default: unknown }>): unknown;
  boot(): Promise<void>;
  handle: RequestListener;
}
interface Context {
  readonly response: { readonly content?: readonly unknown[] };
}
interface Factory<T> {
  merge(parts: object): Factory<T>;
  create(url?: URL): T;
}

/** Packages that are only installed for this comparison, and so have no types here. */
const imported = (name: string): Promise<unknown> => import(name);
const { ServerFactory } = (await imported('@adonisjs/http-server/factories')) as {
  readonly ServerFactory: new () => Factory<Server>;
};
const { AppFactory } = (await imported('@adonisjs/application/factories')) as {
  readonly AppFactory: new () => Factory<{ init(): Promise<void> }>;
};
const application = new AppFactory().create(new URL('./', import.meta.url));
await application.init();

const CALLS = ['send', 'json', 'header', 'safeHeader', 'append', 'removeHeader'];

/** Lets notes be taken of what a program does to its response, and gives what there is to note when it has ended. */
function instrument(response: Context['response'], { taking }: Stage): () => void {
  const notes = taking();
  /** Whether the program itself has set a status, which a redirect then leaves as it is. */
  let isSet = false;
  const wrap = (name: string, note: (line: number, args: readonly unknown[]) => void): void => {
    const method = Reflect.get(response, name) as Call;
    const value = (...args: readonly unknown[]): unknown => {
      const line = notes.line();
      if (line > 0) {
        notes.called();
        note(line, args);
      }
      return notes.inside(() => Reflect.apply(method, response, args));
    };
    Object.defineProperty(response, name, { value });
  };
  const status = (code: number, line: number): void => {
    notes.status(code, line);
    isSet = true;
  };
  wrap('status', (line, [code]) => status(Number(code), line));
  for (const [name, { status: code }] of Object.entries(STATUS_CALLS)) wrap(name, (line) => status(code, line));
  for (const name of CALLS) wrap(name, () => undefined);
  wrap('redirect', (line, [, , code]) => {
    if (isSet) return;
    if (code === undefined) notes.events.push({ is: 'replaced' });
    else notes.status(Number(code), line);
  });
  return () => {
    const [content] = response.content ?? ['none'];
    if (!isSet && (content === null || content === undefined)) notes.events.push({ is: 'replaced' });
    notes.ended();
  };
}

/** A router whose handlers have notes taken of them. */
function notingRouter(router: Router, stage: Stage): Router {
  const get = router.get.bind(router);
  router.get = (path, handler) =>
    get(path, async (context) => {
      const notes = stage.taking();
      const end = instrument(context.response, stage);
      try {
        const given = await handler(context);
        end();
        return given;
      } catch (error) {
        notes.handOn('error', error);
        throw error;
      }
    });
  return router;
}

/** What Adonis does where an app has no error handler. */
class ErrorHandler {
  report(): void {
    return undefined;
  }
  handle(error: { readonly status?: number; readonly message?: string }, { response }: Context): void {
    const calls = response as unknown as { status(code: number): { send(body: unknown): void } };
    calls.status(error.status ?? 500).send(error.message ?? '');
  }
}

const HELPERS = ['created', 'badRequest', 'ok', 'unprocessableEntity'] as const;

function spelled({ call, code, content }: Answer): readonly string[] {
  const status = code === null ? [] : [`ctx.response.status(${code})`];
  switch (call) {
    case 'json':
      return [`ctx.response${code === null ? '' : `.status(${code})`}.json({ n: ${content} })`];
    case 'end':
      return [`ctx.response.${HELPERS[content % HELPERS.length] ?? 'ok'}('n${content}')`];
    case 'empty':
      return [...status, content % 2 === 0 ? 'ctx.response.send(null)' : 'ctx.response.noContent()'];
    case 'redirect':
      return [...status, `ctx.response.redirect('/${content}')`];
    case 'redirectWith':
      return [`ctx.response.redirect('/${content}', false, ${String(code)})`];
    case 'sendStatus':
      return status;
    default:
      return [...status, `ctx.response.send('n${content}')`];
  }
}

const adonis: Target = {
  name: 'adonis',
  framework,
  usual: 'async',
  kinds: {
    sentBy: 'end',
    send: fc.record({
      call: fc.constantFrom('json', 'send', 'end', 'empty', 'redirect', 'redirectWith', 'sendStatus'),
      status: fc.constantFrom('none' as const, 'one' as const, 'one' as const, 'either' as const),
      flag: fc.nat({ max: 4 }),
    }),
    withStatus: ['redirectWith', 'sendStatus'],
    has: ['status', 'field', 'forEach'],
  },
  spelling: {
    requires: ["const router = require('@adonisjs/core/services/router');"],
    app: [],
    head: (kind) => `router.get('/x', ${kind}(ctx) => {`,
    close: ['});', 'module.exports = router;'],
    flags: 'ctx.request.qs()',
    response: 'ctx',
    answered: null,
    codes: { redirectWith: REDIRECTS },
    send: spelled,
    status: (code) => `ctx.response.status(${code})`,
    field(name, does) {
      if (does === 'remove') return `ctx.response.removeHeader('${name}')`;
      return `ctx.response.${does === 'append' ? 'append' : does === 'object' ? 'safeHeader' : 'header'}('${name}', '1')`;
    },
  },
  runner: {
    modules(stage) {
      const server = new ServerFactory().merge({ app: application }).create();
      const router = notingRouter(server.getRouter(), stage);
      servers.set(router, server);
      return { '@adonisjs/core/services/router': router };
    },
    listener(exported, { taking }) {
      // A program's last line exports its router.
      const server = servers.get(exported as Router);
      if (!server) throw new Error('The program has no router');
      server.use([]);
      server.errorHandler(() => Promise.resolve({ default: ErrorHandler }));
      const ready = server.boot();
      return (request, response) => {
        const notes = taking();
        notes.waiting++;
        void ready.then(() => {
          notes.waiting--;
          return server.handle(request, response);
        });
      };
    },
    turns: 20,
  },
  tested: { programs: 50, open: 8 },
};

const servers = new WeakMap<Router, Server>();

export default adonis;

/** What a handler returns is its content, where no call has set any. */
function spelledToReturn({ call, code, content }: Answer): readonly string[] {
  const status = code === null ? [] : [`ctx.response.status(${code})`];
  switch (call) {
    case 'json':
      return [...status, `({ n: ${content} })`];
    case 'send':
      return [...status, `'n${content}'`];
    case 'empty':
      return [...status, content % 2 === 0 ? 'null' : "''"];
    default:
      return spelled({ call, code, content });
  }
}

/** The same for handlers that return what they answer. Of what the other calls give back, handlers do not ask whether it is there. */
export const returning: Target = {
  ...adonis,
  name: 'adonisReturning',
  kinds: {
    sentBy: 'return',
    send: fc.record({
      call: fc.constantFrom('json', 'send', 'end', 'empty'),
      status: fc.constantFrom('none' as const, 'one' as const, 'one' as const, 'either' as const),
      flag: fc.nat({ max: 4 }),
    }),
    withStatus: [],
    has: ['status', 'field'],
  },
  spelling: { ...adonis.spelling, send: spelledToReturn },
};
