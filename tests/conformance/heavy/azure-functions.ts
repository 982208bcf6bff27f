import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { runFile } from '../run-file.js';
import type { Running } from '../framework.js';
import { Notes, serve } from '../serve.js';

const load = createRequire(import.meta.url);

type Handler = (request: object, context: object) => unknown;
type Options = { readonly handler: Handler } | Handler;

/** What of the package the harness uses. */
interface Package {
  readonly HttpResponse: new (init?: unknown) => Response;
}

/**
 * Runs a file that registers a function, and makes a response of what it returns as the package does: with its own class
 * (`src/converters/toRpcHttp.ts` in 4.16.5). There is no host; that it answers 204 for nothing and 500 for an error is read.
 */
export function startAzure(file: string): Promise<Running> {
  const azure = load('@azure/functions') as Package;
  let handler: Handler | null = null;
  const register = (_name: string, options: Options): void => {
    handler = typeof options === 'function' ? options : options.handler;
  };
  const app = {
    http: register,
    get: register,
    post: register,
    put: register,
    patch: register,
    deleteRequest: register,
  };
  runFile(file, { '@azure/functions': { ...azure, app } });
  const notes = new Notes();
  return serve(
    (incoming, outgoing) => void answer(incoming, outgoing, notes, handler, azure),
    notes,
    ({ flags }) => `/x?${new URLSearchParams(flags).toString()}`,
  );
}

async function answer(
  { method, url = '/' }: IncomingMessage,
  outgoing: ServerResponse,
  notes: Notes,
  handler: Handler | null,
  { HttpResponse }: Package,
): Promise<void> {
  const query = new URL(url, 'http://localhost').searchParams;
  try {
    const given = await handler?.({ method, query, url, params: {} }, { log: () => undefined });
    if (given === null || given === undefined) {
      outgoing.writeHead(204).end();
      return;
    }
    if (typeof given !== 'object') {
      outgoing.writeHead(500).end();
      return;
    }
    const response = given instanceof HttpResponse ? given : new HttpResponse(given);
    const { cookies = [] } = response as { readonly cookies?: readonly unknown[] };
    outgoing.writeHead(response.status, [
      ...[...response.headers].flat(),
      ...cookies.flatMap(() => ['set-cookie', 'a=b']),
    ]);
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    notes.handOn('error', error, outgoing);
    outgoing.writeHead(500).end();
  }
}
