import * as fc from 'fast-check';
import * as h3Package from 'h3';
import { toNodeHandler } from 'h3/node';
import h3v2 from '../../frameworks/h3v2.js';
import { REDIRECTS, WITH_CONTENT } from '../codes.js';
import { MadeAnswers } from '../made.js';
import type { Send } from '../grammar.js';
import type { Stage } from '../stage.js';
import type { Answer, Target } from '../target.js';

type Handler = (event: h3Package.H3Event) => unknown;

const made = new MadeAnswers();

/** The exports that programs use, with notes taken of what they make. */
function notingPackage(stage: Stage): object {
  const { taking } = stage;
  return {
    ...h3Package,
    H3: class extends h3Package.H3 {
      constructor() {
        super({ silent: true });
        const get = this.get.bind(this) as (path: string, handler: Handler) => unknown;
        Object.assign(this, { get: (path: string, handler: Handler) => get(path, noted(handler, stage)) });
      }
    },
    HTTPResponse: new Proxy(h3Package.HTTPResponse, {
      construct: (target, args: ConstructorParameters<typeof h3Package.HTTPResponse>) =>
        made.make(taking(), { code: args[1]?.status ?? null }, () => new target(...args)),
    }),
    redirect: (url: string, code?: number) =>
      made.make(taking(), { code: code ?? null, redirects: true }, () => h3Package.redirect(url, code)),
    noContent: (code?: number) => made.make(taking(), { code: code ?? 204 }, () => h3Package.noContent(code)),
  };
}

/** A handler with notes taken of what it sets, and of what it gives back. */
function noted(handler: Handler, { taking }: Stage): Handler {
  return async (event) => {
    const notes = taking();
    const response = event.res;
    let status = response.status;
    Object.defineProperty(response, 'status', {
      get: () => status,
      set(code: number) {
        const line = notes.line();
        if (line > 0) {
          notes.called();
          notes.status(code, line);
        }
        status = code;
      },
    });
    try {
      const given = await handler(event);
      if (made.has(given)) made.give(notes, given);
      else notes.ended();
      return given;
    } catch (error) {
      notes.handOn('error', error);
      throw error;
    }
  };
}

function spelled({ call, code, content }: Answer): readonly string[] {
  const init = code === null ? '' : `, { status: ${code} }`;
  switch (call) {
    case 'json':
      return [...(code === null ? [] : [`event.res.status = ${code}`]), `({ n: ${content} })`];
    case 'empty':
      return [`noContent(${code ?? ''})`];
    case 'redirect':
      return [`redirect('/${content}'${code === null ? '' : `, ${code}`})`];
    case 'end':
      return [`new HTTPResponse('n${content}'${init})`];
    default:
      return [...(code === null ? [] : [`event.res.status = ${code}`]), `'n${content}'`];
  }
}

const h3: Target = {
  name: 'h3',
  framework: h3v2,
  usual: 'sync',
  kinds: {
    sentBy: 'return',
    send: fc.record({
      call: fc.constantFrom<Send['call'][]>('json', 'send', 'end', 'empty', 'redirect'),
      status: fc.constantFrom('none' as const, 'one' as const, 'one' as const, 'either' as const),
      flag: fc.nat({ max: 4 }),
    }),
    withStatus: [],
    has: ['status', 'field'],
  },
  spelling: {
    requires: ["const { H3, HTTPResponse, getQuery, noContent, redirect } = require('h3');"],
    app: ['const app = new H3();'],
    head: (kind) => `app.get('/x', ${kind}(event) => {`,
    close: ['});', 'module.exports = app;'],
    flags: 'getQuery(event)',
    response: 'event',
    answered: null,
    codes: { any: WITH_CONTENT, empty: [204, 304], redirect: REDIRECTS },
    send: spelled,
    answers: /^\s*(?:new HTTPResponse|redirect|noContent)\(/,
    status: (code) => `event.res.status = ${code}`,
    field(name, does) {
      if (does === 'remove') return `event.res.headers.delete('${name}')`;
      return `event.res.headers.${does === 'append' ? 'append' : 'set'}('${name}', '1')`;
    },
  },
  runner: {
    modules: (stage) => ({ h3: notingPackage(stage) }),
    listener(exported) {
      // A program's last line exports its app, and the handler is made for Node's own server.
      return toNodeHandler(exported as h3Package.H3);
    },
    turns: 20,
  },
  tested: { programs: 50, open: 5 },
};

export default h3;
