import { once } from 'node:events';
import {
  connect,
  constants,
  createServer,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { Framework, Request, Running } from '../framework.js';
import type { Observation } from '../observation.js';
import { catching, quiet } from '../quiet.js';
import { runFile } from '../run-file.js';
import { Notes } from '../serve.js';
import { nodeCases, nodeStatusCases } from './node-http.js';

type Listener = (request: Http2ServerRequest, response: Http2ServerResponse) => unknown;

/** Serves the listener of a server of the compatibility API; Node's own client tells what comes over the wire. */
async function start(file: string): Promise<Running> {
  // The file's last line exports its server, and `createServer` takes its argument for the only listener of this event.
  const [listener] = (runFile(file) as Http2Server).listeners('request') as Listener[];
  const notes = new Notes();
  const arrivals: Http2ServerResponse[] = [];
  const server = createServer((request, response) => {
    arrivals.push(response);
    const fail = (error: unknown): void => notes.handOn('error', error, response);
    try {
      Promise.resolve(listener?.(request, response)).catch(fail);
    } catch (error) {
      fail(error);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address with that port.
  const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(client, 'connect');

  const exchange = async ({ method, flags, headers }: Request): Promise<Omit<Observation, 'uncaught'>> => {
    notes.handedOn = null;
    arrivals.length = 0;
    const arrived = once(server, 'request');
    const stream = client.request({ ':method': method, ':path': '/x', ...headers, ...flags });
    const heads: (IncomingHttpHeaders & IncomingHttpStatusHeader)[] = [];
    const interim: number[] = [];
    let bytes = 0;
    const closed = new Promise((resolve) => stream.on('close', resolve));
    stream.on('response', (head) => void heads.push(head)).on('error', () => undefined);
    stream.on('headers', (head: IncomingHttpStatusHeader) => void interim.push(head[':status'] ?? 0));
    stream.on('data', (chunk: Buffer) => void (bytes += chunk.length));
    stream.end();
    await arrived;
    await quiet();
    const ended = arrivals[0]?.writableEnded === true;
    if (!ended) stream.close();
    await closed;
    const [head] = heads;
    const fields = Object.entries(head ?? {}).filter(([name]) => !name.startsWith(':'));
    return {
      status: head?.[':status'] ?? null,
      interim,
      fields: new Map(fields.map(([name, value]) => [name, String(value)])),
      bytes,
      ended,
      reset: ended && stream.rstCode !== constants.NGHTTP2_NO_ERROR,
      handedOn: notes.handedOn,
    };
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
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const framework: Framework = {
  name: 'node:http2',
  id: 'node',
  major: null,
  fileOf: ({ handler, before }) =>
    [`const http2 = require('http2');`, before ?? '', `module.exports = http2.createServer(${handler});`].join('\n'),
  flag: /req\.headers\.(\w+)/,
  start,
  ownContent: /^$/,
  ownFields: /^(?:date|content-length)$/,
  callFields: {},
  errorStatus: null,
  without: {
    getRawHeaderNames: 'not in the compatibility API',
    setHeaders: 'not in the compatibility API',
    assignSocket: 'not in the compatibility API',
    strictContentLength: 'not in the compatibility API',
    writeInformation: 'not in the compatibility API',
    writeProcessing: 'not in the compatibility API',
  },
  cases: {
    ...Object.fromEntries(Object.entries(nodeCases).filter(([name]) => name !== 'setHeaders')),
    'interim responses': {
      handler:
        "(req, res) => { res.writeContinue(); res.writeEarlyHints({ link: '</a>; rel=preload' }); res.statusCode = 202; res.end(); }",
    },
    'calls that do nothing': {
      handler: `(req, res) => {
        const none = () => {};
        res.getHeader('a'); res.getHeaders(); res.getHeaderNames(); res.hasHeader('a'); res.setTimeout(0); res.cork?.(); res.uncork?.();
        res.on('a', none); res.once('a', none); res.off('a', none); res.addListener('a', none); res.removeListener('a', none); res.removeAllListeners('a');
        res.prependListener('a', none); res.prependOnceListener('a', none); res.listeners('a'); res.listenerCount('a'); res.setMaxListeners(9); res.eventNames();
        res.addTrailers({}); res.setDefaultEncoding?.('utf8'); res.setEncoding?.('utf8');
        res.statusCode = 201; res.end();
      }`,
    },
    ...nodeStatusCases(),
  },
};

export default framework;
