import * as fc from 'fast-check';
import { createRequire } from 'node:module';
import type { RequestListener } from 'node:http';
import express5 from '../../frameworks/express5.js';
import express4 from '../../frameworks/express4.js';
import { instrumentCalls } from '../calls.js';
import type { Send } from '../grammar.js';
import type { Call, Stage } from '../stage.js';
import type { Answer, Target } from '../target.js';

interface App extends RequestListener {
  readonly get: Call;
  use(...handlers: readonly unknown[]): unknown;
}
type Express = () => App;

const load = createRequire(import.meta.url);

/** An Express app whose handlers get a `next` that notes its calls. */
function notingApp(express: Express, { taking }: Stage): App {
  const app = express();
  const get = app.get.bind(app);
  const noted =
    (next: Call): Call =>
    (...args) => {
      if (taking().next()) next(...args);
    };
  const wrapped = (path: unknown, handler?: unknown): unknown =>
    handler === undefined
      ? get(path)
      : get(path, (req: unknown, res: unknown, next: Call) => (handler as Call)(req, res, noted(next)));
  return Object.assign(app, { get: wrapped });
}

function listener(express: Express, app: App, { taking }: Stage): RequestListener {
  const outer = express();
  outer.use(app);
  outer.use((_req: unknown, _res: unknown, next: Call) => {
    taking().handOn('next', undefined);
    next();
  });
  outer.use((error: unknown, _req: unknown, _res: unknown, next: Call) => {
    taking().handOn('error', error);
    next(error);
  });
  return outer;
}

export function spelled({ call, code, content }: Answer): string {
  const isOwn = call === 'sendStatus' || call === 'redirectWith' || call === 'writeHead';
  const res = code === null || isOwn ? 'res' : `res.status(${code})`;
  switch (call) {
    case 'json':
      return `${res}.json({ n: ${content} })`;
    case 'empty':
      return `${res}.end()`;
    case 'sendStatus':
      return `res.sendStatus(${String(code)})`;
    case 'redirect':
      return `${res}.redirect('/${content}')`;
    case 'redirectWith':
      return `res.redirect(${String(code)}, '/${content}')`;
    case 'writeHead':
      return `res.writeHead(${String(code)}, { 'x-${content % 2}': '1' }).end('n${content}')`;
    default:
      return `${res}.${call}('n${content}')`;
  }
}

const USUAL: readonly Send['call'][] = ['json', 'send', 'end', 'empty', 'sendStatus', 'redirect', 'redirectWith'];

const express: Target = {
  name: 'express',
  framework: express5,
  usual: 'async',
  kinds: {
    sentBy: 'calls',
    send: fc.record({
      call: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...USUAL) },
        { weight: 1, arbitrary: fc.constant<Send['call']>('writeHead') },
      ),
      status: fc.constantFrom('none' as const, 'one' as const, 'one' as const, 'either' as const),
      flag: fc.nat({ max: 4 }),
    }),
    withStatus: ['sendStatus', 'redirectWith', 'writeHead'],
    has: ['status', 'field', 'next', 'later', 'load', 'forEach'],
  },
  spelling: {
    requires: ["const express = require('express');"],
    app: ['const app = express();'],
    head: (kind) => `app.get('/x', ${kind}(req, res, next) => {`,
    close: ['});', 'module.exports = app;'],
    flags: 'req.query',
    response: 'res',
    answered: 'res.headersSent',
    send: (answer) => [spelled(answer)],
    status: (code, by) => (by === 'property' ? `res.statusCode = ${code}` : `res.status(${code})`),
    field(name, does) {
      if (does === 'remove') return `res.removeHeader('${name}')`;
      return does === 'object' ? `res.set({ '${name}': '1' })` : `res.${does}('${name}', '1')`;
    },
  },
  runner: runnerOf(load('express') as Express),
  tested: { programs: 100, open: 12 },
};

function runnerOf(framework: Express): Target['runner'] {
  return {
    modules: (stage) => ({ express: () => notingApp(framework, stage) }),
    // A program's last line exports its app.
    listener: (app, stage) => listener(framework, app as App, stage),
    instrument: instrumentCalls,
    turns: 1,
  };
}

export default express;

/** The same programs on the major before. */
export const onExpress4: Target = {
  ...express,
  framework: express4,
  runner: runnerOf(load('express4') as Express),
};
