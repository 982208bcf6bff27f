import * as fc from 'fast-check';
import { createRequire } from 'node:module';
import koa3 from '../../frameworks/koa3.js';
import { WITH_CONTENT } from '../codes.js';
import type { Call, Listener, Stage } from '../stage.js';
import type { Answer, Target } from '../target.js';

type Middleware = (context: object, next: () => Promise<unknown>) => unknown;

/** What of a Koa app is used here. */
interface App {
  silent: boolean;
  readonly middleware: readonly Middleware[];
  readonly response: object;
  use(middleware: Middleware): unknown;
  callback(): Listener;
}

const Koa = createRequire(import.meta.url)('koa') as new () => App;

const CALLS = ['redirect', 'set', 'append', 'remove'];

/** Lets notes be taken of what programs do to the responses of an app. */
function instrument(response: object, { taking }: Stage): void {
  const prototype = Object.getPrototypeOf(response) as object;
  for (const name of ['status', 'body']) {
    const property = Object.getOwnPropertyDescriptor(prototype, name);
    Object.defineProperty(response, name, {
      ...property,
      set(this: unknown, value: unknown) {
        const notes = taking();
        const line = notes.line();
        if (line > 0) {
          notes.called();
          if (name === 'status') notes.status(Number(value), line);
        } else if (name === 'status' && notes.isInside) notes.events.push({ is: 'replaced' });
        notes.inside(() => property?.set?.call(this, value));
      },
    });
  }
  for (const name of CALLS) {
    const method = Reflect.get(prototype, name) as Call;
    Object.defineProperty(response, name, {
      value(this: unknown, ...args: readonly unknown[]) {
        const notes = taking();
        if (notes.line() > 0) notes.called();
        return notes.inside(() => Reflect.apply(method, this, args));
      },
    });
  }
}

function listener(app: App, stage: Stage): Listener {
  const outer = new Koa();
  outer.silent = true;
  instrument(outer.response, stage);
  outer.use(async (_context, next) => {
    try {
      await next();
      stage.taking().ended();
    } catch (error) {
      stage.taking().handOn('error', error);
      throw error;
    }
  });
  for (const each of app.middleware) outer.use(each);
  return outer.callback();
}

function spelled({ call, code, content }: Answer): readonly string[] {
  const status = code === null ? [] : [`ctx.status = ${code}`];
  switch (call) {
    case 'json':
      return [...status, `ctx.body = { n: ${content} }`];
    case 'empty':
      return [...status, 'ctx.body = null'];
    case 'redirect':
      return [...status, `ctx.redirect('/${content}')`];
    case 'sendStatus':
      return status;
    default:
      return [...status, `ctx.body = 'n${content}'`];
  }
}

const koa: Target = {
  name: 'koa',
  framework: koa3,
  usual: 'async',
  kinds: {
    sentBy: 'end',
    send: fc.record({
      call: fc.constantFrom('json', 'send', 'empty', 'redirect', 'sendStatus'),
      status: fc.constantFrom('none' as const, 'one' as const, 'one' as const, 'either' as const),
      flag: fc.nat({ max: 4 }),
    }),
    withStatus: ['sendStatus'],
    has: ['status', 'field', 'forEach'],
  },
  spelling: {
    requires: ["const Koa = require('koa');"],
    app: ['const app = new Koa();'],
    head: (kind) => `app.use(${kind}(ctx) => {`,
    close: ['});', 'module.exports = app;'],
    flags: 'ctx.query',
    response: 'ctx',
    answered: 'ctx.headerSent',
    codes: { any: WITH_CONTENT },
    send: spelled,
    status: (code, by) => (by === 'property' ? `ctx.response.status = ${code}` : `ctx.status = ${code}`),
    field(name, does) {
      if (does === 'remove') return `ctx.remove('${name}')`;
      if (does === 'object') return `ctx.set({ '${name}': '1' })`;
      return does === 'append' ? `ctx.append('${name}', '1')` : `ctx.set('${name}', '1')`;
    },
  },
  runner: {
    // A program's last line exports its app.
    listener: (app, stage) => listener(app as App, stage),
    turns: 4,
  },
  tested: { programs: 50, open: 5 },
};

export default koa;
