import * as fc from 'fast-check';
import type { RequestListener } from 'node:http';
import { REDIRECTS, WITH_CONTENT } from '../../../generated/codes.js';
import type { Send } from '../../../generated/grammar.js';
import { MadeAnswers } from '../../../generated/made.js';
import type { Call, Stage } from '../../../generated/stage.js';
import type { Answer, Target } from '../../../generated/target.js';
import framework from '../../frameworks/elysia.js';

/** What of Elysia and its server is used here. */
interface App {
  get(path: string, handler: Call): unknown;
  onError(handler: (context: { readonly error: unknown }) => void): unknown;
  fetch(request: unknown): unknown;
}
interface Context {
  readonly set: { status?: unknown };
  status: Call;
  redirect: Call;
}

/** Packages that are only installed for this comparison, and so have no types here. */
const imported = (name: string): Promise<unknown> => import(name);
const elysiaPackage = (await imported('elysia')) as { readonly Elysia: new (options: object) => App };
const node = await imported('@elysiajs/node');
const { toNodeHandler } = (await imported('srvx/node')) as {
  readonly toNodeHandler: (handler: (request: unknown) => unknown) => RequestListener;
};

const made = new MadeAnswers();

/** Lets notes be taken of what a program does with its context. */
function instrument(context: Context, { taking }: Stage): void {
  const notes = taking();
  const { set, status, redirect } = context;
  let current = set.status;
  Object.defineProperty(set, 'status', {
    enumerable: true,
    get: () => current,
    set(code: unknown) {
      const line = notes.line();
      if (line > 0) {
        notes.called();
        notes.status(Number(code), line);
      }
      current = code;
    },
  });
  // Both give an object.
  context.status = (code, ...content) =>
    made.make(notes, { code: Number(code), begins: 'end' }, () => status(code, ...content) as object);
  context.redirect = (url, code) =>
    made.make(
      notes,
      { code: code === undefined ? null : Number(code), redirects: true, begins: 'end' },
      () => redirect(url, code) as object,
    );
}

/** A handler with notes taken of it. Elysia reads the text of a handler, and goes by what it uses of its context. */
function noted(handler: Call, stage: Stage): Call {
  const give = (given: unknown): unknown => {
    if (made.has(given)) made.give(stage.taking(), given);
    else stage.taking().ended();
    return given;
  };
  const run = (context: unknown): unknown => {
    // The only argument of a handler.
    instrument(context as Context, stage);
    return handler(context);
  };
  const isAsync = handler.constructor.name === 'AsyncFunction';
  const same = isAsync
    ? async (context: unknown) => give(await run(context))
    : (context: unknown) => {
        const given = run(context);
        return given instanceof Promise ? given.then(give) : give(given);
      };
  return Object.assign(same, { toString: () => String(handler) });
}

function notingResponse({ taking }: Stage): typeof Response {
  return new Proxy(Response, {
    construct: (target, args: ConstructorParameters<typeof Response>) =>
      made.make(taking(), { code: args[1]?.status ?? null, begins: 'end' }, () => new target(...args)),
  });
}

function notingElysia(stage: Stage): new (options: object) => App {
  return class extends elysiaPackage.Elysia {
    constructor(options: object) {
      super(options);
      this.onError(({ error }) => {
        stage.taking().handOn('error', error);
      });
      const get = this.get.bind(this);
      this.get = (path, handler) => get(path, noted(handler, stage));
    }
  };
}

function spelled({ call, code, content }: Answer): readonly string[] {
  switch (call) {
    case 'json':
      return [...(code === null ? [] : [`context.set.status = ${code}`]), `({ n: ${content} })`];
    case 'empty':
      return [`context.status(${String(code)})`];
    case 'redirect':
      return [`context.redirect('http://localhost/${content}'${code === null ? '' : `, ${code}`})`];
    case 'end':
      return [`new Response('n${content}'${code === null ? '' : `, { status: ${code} }`})`];
    default:
      return [code === null ? `'n${content}'` : `context.status(${code}, 'n${content}')`];
  }
}

const elysia: Target = {
  name: 'elysia',
  framework,
  usual: 'sync',
  kinds: {
    sentBy: 'return',
    send: fc.record({
      call: fc.constantFrom<Send['call'][]>('json', 'json', 'send', 'send', 'end', 'empty', 'redirect'),
      status: fc.constantFrom('none' as const, 'one' as const, 'one' as const, 'either' as const),
      flag: fc.nat({ max: 4 }),
    }),
    withStatus: ['empty'],
    has: ['status', 'field'],
  },
  spelling: {
    requires: ["const { Elysia } = require('elysia');", "const { node } = require('@elysiajs/node');"],
    app: ['const app = new Elysia({ adapter: node() });'],
    head: (kind) => `app.get('/x', ${kind}(context) => {`,
    close: ['});', 'module.exports = app;'],
    flags: 'context.query',
    response: 'context',
    answered: null,
    codes: { any: WITH_CONTENT, empty: [204, 304, 404], redirect: REDIRECTS },
    send: spelled,
    answers: /^\s*(?:new Response|context\.(?:status|redirect))\(/,
    status: (code) => `context.set.status = ${code}`,
    field(name, does) {
      if (does === 'remove') return `delete context.set.headers['${name}']`;
      return does === 'object' ? `context.set.headers = { '${name}': '1' }` : `context.set.headers['${name}'] = '1'`;
    },
  },
  runner: {
    globals: (stage) => ({ Response: notingResponse(stage) }),
    modules: (stage) => ({ elysia: { ...elysiaPackage, Elysia: notingElysia(stage) }, '@elysiajs/node': node }),
    listener(exported) {
      // A program's last line exports its app.
      const app = exported as App;
      return toNodeHandler((request) => app.fetch(request));
    },
    turns: 20,
  },
  tested: { programs: 50, open: 5 },
};

export default elysia;
