import * as fc from 'fast-check';
import type { Context, Handler, Hono } from 'hono';
import { Hono as HonoApp } from 'hono';
import { answer as answerWith } from '../../frameworks/fetch.js';
import honoFramework from '../../frameworks/hono.js';
import { REDIRECTS, WITH_CONTENT } from '../codes.js';
import { MadeAnswers } from '../made.js';
import type { Send } from '../grammar.js';
import type { Call, Stage } from '../stage.js';
import type { Answer, Target } from '../target.js';

const made = new MadeAnswers();
/** Calls that make an answer. */
const MAKERS = ['json', 'text', 'body', 'redirect'] as const;
const SETTERS = ['status', 'header'] as const;

/** Lets notes be taken of what a program does with its context. */
function instrument(context: Context, { taking }: Stage): void {
  const members = context as unknown as Record<string, Call>;
  const notes = taking();
  for (const name of MAKERS) {
    const own = members[name] as Call;
    members[name] = (...args) => {
      const code = typeof args[1] === 'number' ? args[1] : null;
      // Each of them gives a response.
      return made.make(notes, { code, redirects: name === 'redirect' }, () => own(...args) as Response);
    };
  }
  for (const name of SETTERS) {
    const own = members[name] as Call;
    members[name] = (...args) => {
      const line = notes.line();
      if (line > 0) {
        notes.called();
        if (name === 'status') notes.status(Number(args[0]), line);
      }
      return notes.inside(() => own(...args));
    };
  }
}

/** An app whose handlers have notes taken of them. */
function notingApp(stage: Stage): Hono {
  const app = new HonoApp();
  const get = app.get.bind(app) as (path: string, handler: Handler) => unknown;
  const noting = (path: string, handler: Handler): unknown =>
    get(path, async (context, next) => {
      instrument(context, stage);
      const given: unknown = await handler(context, next);
      made.give(stage.taking(), given);
      return given as Response;
    });
  app.onError((error, context) => {
    stage.taking().handOn('error', error);
    return context.text('Internal Server Error', 500);
  });
  return Object.assign(app, { get: noting });
}

function spelled({ call, code, content }: Answer): string {
  const status = code === null ? '' : `, ${code}`;
  switch (call) {
    case 'json':
      return `c.json({ n: ${content} }${status})`;
    case 'empty':
      return `c.body(null${status})`;
    case 'redirect':
      return `c.redirect('/${content}'${status})`;
    default:
      return `c.text('n${content}'${status})`;
  }
}

const hono: Target = {
  name: 'hono',
  framework: honoFramework,
  usual: 'async',
  kinds: {
    sentBy: 'return',
    send: fc.record({
      call: fc.constantFrom<Send['call'][]>('json', 'send', 'empty', 'redirect'),
      status: fc.constantFrom('none' as const, 'none' as const, 'one' as const, 'either' as const),
      flag: fc.nat({ max: 4 }),
    }),
    withStatus: [],
    has: ['status', 'field', 'made'],
  },
  spelling: {
    requires: ["const { Hono } = require('hono');"],
    app: ['const app = new Hono();'],
    head: (kind) => `app.get('/x', ${kind}(c) => {`,
    close: ['});', 'module.exports = app;'],
    flags: 'c.req.query()',
    response: 'c',
    answered: null,
    codes: { any: WITH_CONTENT, empty: [204, 304, ...WITH_CONTENT], redirect: REDIRECTS },
    send: (answer) => [spelled(answer)],
    answers: /^\s*c\.(?:json|text|body|redirect)\(/,
    status: (code) => `c.status(${code})`,
    field(name, does) {
      if (does === 'remove') return `c.header('${name}', undefined)`;
      return `c.header('${name}', '1'${does === 'append' ? ', { append: true }' : ''})`;
    },
    made: { change: (name, field) => `${name}.headers.set('${field}', '1')` },
  },
  runner: {
    modules: (stage) => ({
      hono: {
        Hono: new Proxy(HonoApp, { construct: () => notingApp(stage) }),
      },
    }),
    listener(exported, { taking }) {
      // A program's last line exports its app.
      const app = exported as Hono;
      return (request, response) => answerWith(request, response, taking(), (one) => app.fetch(one), null);
    },
    turns: 20,
  },
  tested: { programs: 50, open: 8 },
};

export default hono;
