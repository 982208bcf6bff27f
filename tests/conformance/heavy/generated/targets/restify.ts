import * as fc from 'fast-check';
import type { RequestListener, Server } from 'node:http';
import { createRequire } from 'node:module';
import { instrumentCalls } from '../../../generated/calls.js';
import type { Send } from '../../../generated/grammar.js';
import type { Call, Stage } from '../../../generated/stage.js';
import type { Answer, Target } from '../../../generated/target.js';
import { restifyOf } from '../../restify/restify.js';

/** What of a Restify server is used here. */
interface RestifyServer {
  readonly server: Server;
  get(path: string, handler: Call): unknown;
  on(event: 'restifyError', listener: (req: unknown, res: unknown, error: unknown, done: () => void) => void): unknown;
}
interface Restify {
  createServer(options: object): RestifyServer;
}

const load = createRequire(import.meta.url);
const none = (): boolean => false;
const SILENT = { trace: none, debug: none, info: none, warn: none, error: none, child: () => SILENT };

/** A server whose handlers have notes taken of them. */
function notingServer(restify: Restify, options: object, stage: Stage): RestifyServer {
  const server = restify.createServer({ ...options, log: SILENT });
  server.on('restifyError', (_req, _res, error, done) => {
    stage.taking().handOn('error', error);
    done();
  });
  const get = server.get.bind(server);
  server.get = (path, handler) => get(path, noted(handler, stage));
  return server;
}

/** The handler with notes taken of what it hands on. Restify goes by how many parameters there are. */
function noted(handler: Call, { taking }: Stage): Call {
  if (handler.length < 3) return async (...[req, res]) => await handler(req, res);
  return (req, res, next) => {
    const notes = taking();
    try {
      // The third argument is a function.
      handler(req, res, notedNext(next as Call, { taking }));
    } catch (error) {
      // Nobody catches it.
      notes.handOn('error', error);
      notes.isOver = true;
    }
  };
}

function notedNext(next: Call, { taking }: Stage): Call {
  return (error) => {
    const notes = taking();
    // After an answer it ends the chain, as it should.
    if (notes.hasBegun()) notes.called();
    else notes.next();
    if (error === undefined) notes.handOn('next', undefined);
    return next(error);
  };
}

function spelled({ call, code, content }: Answer): readonly string[] {
  const status = code === null ? '' : `${code}, `;
  switch (call) {
    case 'json':
      return [`res.json(${status}{ n: ${content} })`];
    case 'send':
      return [content % 2 === 0 ? `res.send(${status}{ n: ${content} })` : `res.sendRaw(${status}'n${content}')`];
    case 'sendStatus':
      return [`res.send(${String(code)})`];
    case 'redirectWith':
      return [`res.redirect(${String(code)}, '/${content}', () => {})`];
    case 'writeHead':
      return [`res.writeHead(${String(code)}, { 'x-${content % 2}': '1' })`, `res.end('n${content}')`];
    default: {
      const set = code === null ? [] : [`res.status(${code})`];
      if (call === 'redirect') return [...set, `res.redirect('/${content}', () => {})`];
      return [...set, call === 'empty' ? 'res.end()' : `res.${call}('n${content}')`];
    }
  }
}

/** The status that a call is given: a number in the first place. */
function statusOf(name: string, [first]: readonly unknown[]): number | null {
  return name !== 'end' && name !== 'write' && typeof first === 'number' ? first : null;
}

const USUAL: readonly Send['call'][] = ['json', 'send', 'end', 'empty', 'sendStatus', 'redirect', 'redirectWith'];

/** One major of Restify. Each runs in a process of its own, for it changes Node's response. */
export function targetOf(major: 11 | 12): Target {
  // The package has no types of its own; only what is used here is named.
  const restify = load(major === 12 ? 'restify' : 'restify11') as Restify;
  return {
    name: 'restify',
    framework: restifyOf(major),
    usual: 'sync',
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
      has: ['status', 'field', 'later', 'load', 'forEach'],
      hasSync: ['next'],
    },
    spelling: {
      requires: ["const restify = require('restify');"],
      app: ['const server = restify.createServer();', 'server.use(restify.plugins.queryParser());'],
      head: (kind) => `server.get('/x', ${kind === '' ? '(req, res, next)' : 'async (req, res)'} => {`,
      close: ['});', 'module.exports = server;'],
      flags: 'req.query',
      response: 'res',
      answered: 'res.headersSent',
      send: spelled,
      status: (code, by) => (by === 'property' ? `res.statusCode = ${code}` : `res.status(${code})`),
      field(name, does) {
        if (does === 'remove') return `res.removeHeader('${name}')`;
        if (does === 'object') return `res.set({ '${name}': '1' })`;
        return `res.${does === 'append' ? 'header' : does}('${name}', '1')`;
      },
    },
    runner: {
      modules: (stage) => ({
        restify: { ...restify, createServer: (options: object) => notingServer(restify, options, stage) },
      }),
      listener(exported) {
        // A program's last line exports its server, whose first listener is Restify.
        const [listener] = (exported as RestifyServer).server.listeners('request') as RequestListener[];
        return (request, response) => listener?.(request, response);
      },
      instrument: (response, stage) => {
        instrumentCalls(response, stage, statusOf);
      },
      turns: 3,
    },
    tested: { programs: 100, open: 20 },
  };
}
