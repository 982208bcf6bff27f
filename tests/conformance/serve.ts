import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import type { Request, Running } from './framework.js';
import type { HandedOn, Observation } from './observation.js';
import { catching, quiet } from './quiet.js';
import { received } from './wire.js';

/** Where a framework's set-up notes that a request was handed on; only the first time counts. */
export class Notes {
  handedOn: HandedOn | null = null;
  /** Whether the framework said that it leaves a second answer out. */
  refused = false;
  /** What a framework that waits for timers says is done when the response is. */
  done: Promise<unknown> = Promise.resolve();

  handOn(to: 'next' | 'error', error: unknown, response: { readonly headersSent: boolean }): void {
    this.handedOn ??= { to, error, late: response.headersSent };
  }
}

/** Serves a listener on a port of this machine, one request at a time, and looks at what leaves the socket. */
export async function serve(
  listener: RequestListener,
  notes: Notes,
  url: (request: Request) => string,
): Promise<Running> {
  const arrivals: ServerResponse[] = [];
  const server = createServer((request, response) => {
    arrivals.push(response);
    try {
      listener(request, response);
    } catch (error) {
      // It is nobody's business, and the others that listen to the server hear of the request all the same.
      queueMicrotask(() => {
        throw error;
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address with that port.
  const { port } = server.address() as AddressInfo;

  const exchange = async (request: Request): Promise<Omit<Observation, 'uncaught'>> => {
    notes.handedOn = null;
    notes.refused = false;
    notes.done = Promise.resolve();
    arrivals.length = 0;
    const client = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    const closed = new Promise((resolve) => client.on('close', resolve));
    client.on('data', (chunk) => void chunks.push(chunk)).on('error', () => undefined);
    const arrived = once(server, 'request');
    client.write(textOf(request, url(request)));
    await arrived;
    await notes.done;
    await quiet();
    const [response] = arrivals;
    const ended = response?.writableEnded === true;
    // What waits for ever is hung up on, and a connection that is kept for more; what was written before still arrives.
    if (ended) client.end();
    else response?.socket?.end();
    await closed;
    return { ...received(Buffer.concat(chunks)), ended, handedOn: notes.handedOn, refused: notes.refused };
  };

  return {
    async send(request) {
      const uncaught: unknown[] = [];
      const value = await catching(
        (error) => uncaught.push(error),
        () => exchange(request),
      );
      return { ...value, uncaught };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function textOf({ method, flags, headers }: Request, url: string): string {
  // Flags are in the header fields as well as in the query, for servers that do not read a query.
  const fields = { host: 'localhost', connection: 'close', ...headers, ...flags };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${url} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
