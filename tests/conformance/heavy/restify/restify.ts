import type { RequestListener, Server } from 'node:http';
import { createRequire } from 'node:module';
import { nodeCases } from '../../frameworks/node-http.js';
import type { Case, Framework, Running } from '../../framework.js';
import { runFile } from '../../run-file.js';
import { Notes, serve } from '../../serve.js';
import { CASES, FIRST } from './cases.js';

type Response = Parameters<RequestListener>[1];
type Next = (error?: unknown) => void;
type Handler = (request: unknown, response: Response, next: Next) => unknown;

/** What of Restify the harness uses. */
interface RestifyServer {
  readonly server: Server;
  readonly preChain: Chain;
  readonly useChain: Chain;
  readonly router: { getRoutes(): Readonly<Record<string, { readonly chain: Chain }>> };
  listenerCount(event: 'restifyError'): number;
  on(event: 'restifyError', listener: (req: unknown, res: Response, error: unknown, done: () => void) => void): void;
}
interface Chain {
  getHandlers(): Handler[];
}
interface Tested extends RestifyServer {
  begin(): void;
}
type Restify = Readonly<Record<'createServer', (options: object) => RestifyServer>>;

const SILENT = { trace: () => false, debug: () => false, info: () => false, warn: () => false, error: () => false };

function start(file: string, restify: Restify, errors: unknown): Promise<Running> {
  const notes = new Notes();
  let before: readonly Handler[] = [];
  const createServer = (options: object): Tested => {
    const server = restify.createServer({ ...options, log: { ...SILENT, child: () => SILENT } });
    // Before the file's own listeners, which answer an error that another handler has made for them.
    server.on('restifyError', (_req, res, error, done) => {
      if (String(error) !== FIRST) notes.handOn('error', error, res);
      if (server.listenerCount('restifyError') === 1) done();
    });
    const begin = (): void => {
      before = chainsOf(server).flatMap((chain) => chain.getHandlers());
    };
    return Object.assign(server, { begin });
  };
  const modules = { restify: { ...restify, createServer }, 'restify-errors': errors };
  // The file exports its server.
  const server = runFile(file, modules) as Tested;
  for (const chain of chainsOf(server)) noteNext(chain.getHandlers(), before, notes);
  const [listener] = server.server.listeners('request');
  // Node types listeners by nothing but that they are functions.
  return serve(listener as RequestListener, notes, ({ flags }) => `/x?${new URLSearchParams(flags).toString()}`);
}

function chainsOf({ preChain, useChain, router }: RestifyServer): readonly Chain[] {
  return [preChain, useChain, ...Object.values(router.getRoutes()).map(({ chain }) => chain)];
}

/** Notes it when a handler hands on: by a call, or by its end where it is `async` and not the last one. */
function noteNext(handlers: Handler[], before: readonly Handler[], notes: Notes): void {
  handlers.forEach((handler, index) => {
    // Restify goes by how many parameters there are.
    if (handler.length > 3 || before.includes(handler)) return;
    if (handler.length === 3)
      handlers[index] = (req, res, next) =>
        handler(req, res, (error) => {
          if (!error) notes.handOn('next', undefined, res);
          next(error);
        });
    else if (index < handlers.length - 1)
      handlers[index] = async (...[req, res]) => {
        await handler(req, res, () => undefined);
        notes.handOn('next', undefined, res);
      };
  });
}

function fileOf({ handler, before, after, as }: Case): string {
  return [
    "const restify = require('restify');",
    "const errors = require('restify-errors');",
    'const server = restify.createServer({ ignoreTrailingSlash: true });',
    'server.use(restify.plugins.queryParser());',
    before ?? '',
    // What follows is under test; the harness puts the method there.
    'server.begin();',
    as ? as(handler) : `server.get('/x', ${handler});`,
    after ?? '',
    'module.exports = server;',
  ].join('\n');
}

/** Node's own handlers, with the parameter without which Restify takes only `async` ones. */
const ofNode: Readonly<Record<string, Case>> = Object.fromEntries(
  Object.entries(nodeCases).flatMap(([name, one]) => {
    // Restify's `writeHead` gives nothing back.
    if (one.as || one.methods || /writeHead\(\d+\)\.end/.test(one.handler)) return [];
    const handler = one.handler
      .replace(/^\(req, res\) =>/, '(req, res, next) =>')
      .replaceAll('req.headers', 'req.query');
    return [[name, { ...one, handler }]];
  }),
);

/** A framework of the harness: one major of Restify. Each stands in a file of its own, for it changes Node's response. */
export function restifyOf(major: 11 | 12): Framework {
  const load = createRequire(import.meta.url);
  // The package has no types of its own; only what is used here is named.
  const restify = load(major === 12 ? 'restify' : 'restify11') as Restify;
  return {
    name: `Restify ${major}`,
    id: 'restify',
    major,
    emptyHandler: '(req, res, next) => {}',
    fileOf,
    flag: /req\.query\.(\w+)/,
    start: (file) => start(file, restify, load('restify-errors')),
    ownContent: /^redirect$/,
    ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type|server)$/,
    callFields: { redirect: /^location$/ },
    errorStatus: 500,
    cases: { ...ofNode, ...CASES },
    without: {},
  };
}
