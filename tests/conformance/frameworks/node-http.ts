import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Case, Framework } from '../framework.js';
import { runFile } from '../run-file.js';
import { Notes, serve } from '../serve.js';

/** The listener of a server, noting what it throws: Node has nobody who would catch it. */
export function listenerOf(server: Pick<Server, 'listeners'>, notes: Notes): RequestListener {
  // `createServer` takes its argument for the only listener of this event.
  const [listener] = server.listeners('request') as ((req: IncomingMessage, res: ServerResponse) => unknown)[];
  return (request, response) => {
    const fail = (error: unknown): void => notes.handOn('error', error, response);
    try {
      Promise.resolve(listener?.(request, response)).catch(fail);
    } catch (error) {
      fail(error);
    }
  };
}

function fileOf({ handler, before, as }: Case): string {
  const server = as ? as(handler) : `module.exports = http.createServer(${handler});`;
  return [`const http = require('http');`, before ?? '', server].join('\n');
}

/** Each status value through each way of setting one. */
function statusCases(): Readonly<Record<string, Case>> {
  const values = [
    '200',
    '404',
    '599',
    '600',
    '999',
    '100',
    '103',
    '99',
    '1000',
    '0',
    "'404'",
    "'404 Not Found'",
    "''",
    '404.7',
    'NaN',
    'undefined',
    'null',
    'true',
  ];
  const sinks: Readonly<Record<string, (value: string) => string>> = {
    statusCode: (value) => `res.statusCode = ${value}; res.end();`,
    writeHead: (value) => `res.writeHead(${value}); res.end();`,
  };
  return Object.fromEntries(
    Object.entries(sinks).flatMap(([sink, statement]) =>
      values.map((value) => [`${sink} with ${value}`, { handler: `(req, res) => { ${statement(value)} }` }]),
    ),
  );
}

function contentCases(): Readonly<Record<string, Case>> {
  const calls = [
    "res.end('a');",
    'res.end();',
    "res.write('a'); res.end();",
    "res.write('a'); res.end('b');",
    "res.end('');",
  ];
  return Object.fromEntries(
    [200, 204, 205, 304].flatMap((status) =>
      calls.map((call) => [
        `${status} with ${call}`,
        { handler: `(req, res) => { res.statusCode = ${status}; ${call} }` },
      ]),
    ),
  );
}

function repeatCases(): Readonly<Record<string, Case>> {
  const calls = ["end('b')", 'end()', "write('b')", 'writeHead(202)', 'flushHeaders()'];
  const firsts = ["end('a')", 'end()', "writeHead(201).end('a')"];
  return Object.fromEntries(
    firsts.flatMap((first) =>
      calls.map((call) => [
        `${first}, then ${call}`,
        { handler: `(req, res) => { res.${first}; if (req.headers.again) res.${call}; }` },
      ]),
    ),
  );
}

/** Handlers that mean the same in HTTP/1 and HTTP/2. */
export const nodeCases: Readonly<Record<string, Case>> = {
  'the default status': { handler: "(req, res) => { res.end('a'); }" },
  'no answer': { handler: '(req, res) => {}' },
  'a status and no answer': { handler: '(req, res) => { res.statusCode = 404; }' },
  'an answer on one side': { handler: '(req, res) => { if (req.headers.a) res.end(); }' },
  'an early return': {
    handler: "(req, res) => { if (req.headers.a) { res.statusCode = 404; return res.end('no'); } res.end('yes'); }",
  },
  'a conditional status': { handler: '(req, res) => { res.statusCode = req.headers.a ? 404 : 201; res.end(); }' },
  'a status that is overwritten': {
    handler: '(req, res) => { res.statusCode = 404; if (req.headers.a) res.statusCode = 201; res.end(); }',
  },
  'writeHead after statusCode': { handler: '(req, res) => { res.statusCode = 404; res.writeHead(201); res.end(); }' },
  'writeHead with fields': {
    handler: "(req, res) => { res.writeHead(req.headers.a ? 201 : 202, { location: '/a' }); res.end('a'); }",
  },
  'writeHead with fields that are conditional': {
    handler: "(req, res) => { res.writeHead(200, req.headers.a ? { 'x-a': '1' } : { 'x-b': '1' }); res.end(); }",
    open: 'one of two objects',
  },
  'setHeader, appendHeader, removeHeader': {
    handler:
      "(req, res) => { res.setHeader('X-A', '1'); if (req.headers.a) res.removeHeader('x-a'); res.appendHeader('x-b', '2'); res.end(); }",
  },
  setHeaders: {
    handler: "(req, res) => { res.setHeaders(new Map([['x-a', '1']])); res.end(); }",
    open: 'a Map is not read',
  },
  'a head that is flushed': {
    handler:
      "(req, res) => { res.setHeader('x-a', '1'); res.flushHeaders(); if (req.headers.a) res.end('a'); else res.end(); }",
  },
  'content in pieces': { handler: "(req, res) => { res.write('a'); if (req.headers.a) res.write('b'); res.end(); }" },
  'content that is begun': {
    handler: "(req, res) => { res.writeHead(202); res.write('a'); }",
    open: 'something may end it',
  },
  'the method': {
    handler:
      "(req, res) => { if (req.method !== 'POST') { res.writeHead(405, { allow: 'POST' }).end(); return; } res.statusCode = 201; res.end(); }",
    methods: ['GET', 'POST', 'PUT'],
  },
  'a switch on the method': {
    handler:
      "(req, res) => { switch (req.method) { case 'GET': res.end('a'); break; case 'POST': res.statusCode = 201; res.end(); break; default: res.writeHead(405, { allow: 'GET, POST' }); res.end(); } }",
    methods: ['GET', 'POST', 'PUT'],
  },
  'a HEAD request': { handler: "(req, res) => { res.end('a'); }", methods: ['HEAD', 'GET'] },
  'headersSent and its kin': {
    handler:
      "(req, res) => { if (req.headers.a) res.end('a'); if (!res.headersSent && !res.writableEnded && !res.destroyed && !res.closed && res.writable) res.end('b'); if (!res.finished && !res.writableFinished) res.write('c'); }",
  },
  'a throw': { handler: "(req, res) => { if (req.headers.a) throw new Error('a'); res.end(); }" },
  'an async throw': { handler: "async (req, res) => { if (req.headers.a) throw new Error('a'); res.end(); }" },
  'try and catch': {
    handler:
      "(req, res) => { try { if (req.headers.a) throw new Error('a'); res.end('a'); } catch { res.statusCode = 500; res.end('b'); } }",
  },
  'a helper': {
    handler: '(req, res) => { if (req.headers.a) return json(res, 404, { a: 1 }); json(res, 200, {}); }',
    before:
      "function json(res, status, body) { res.writeHead(status, { 'content-type': 'application/json' }); res.end(JSON.stringify(body)); }",
  },
  'a callback': { handler: '(req, res) => { setTimeout(() => { res.statusCode = 202; res.end(); }, 10); }' },
  'content that is read first': {
    handler:
      "(req, res) => { req.on('data', () => {}); req.on('end', () => { res.statusCode = 202; res.end('a'); }); }",
  },
  'a promise': {
    handler:
      "(req, res) => { (req.headers.a ? Promise.reject(new Error('a')) : Promise.resolve(1)).then(() => res.end('a'), () => { res.statusCode = 502; res.end(); }); }",
  },
  'a stream': {
    handler:
      "(req, res) => { res.statusCode = 203; require('fs').createReadStream(`${__dirname}/page.txt`).pipe(res); }",
  },
  'end with a callback': { handler: '(req, res) => { res.statusCode = 202; res.end(() => {}); }' },
  'the request of the response': {
    handler: '(req, res) => { if (res.req.headers.a) res.statusCode = 404; res.end(); }',
  },
  'a forgotten return': {
    handler: "(req, res) => { if (req.headers.a) { res.statusCode = 404; res.end('no'); } res.end('yes'); }",
  },
  'a status after the answer': { handler: "(req, res) => { res.end('a'); res.statusCode = 500; }" },
  ...contentCases(),
  ...repeatCases(),
};

const framework: Framework = {
  name: 'node:http',
  id: 'node',
  major: null,
  fileOf,
  flag: /req\.headers\.(\w+)/,
  start(file) {
    // The file's last line exports its server.
    const server = runFile(file) as Server;
    const notes = new Notes();
    return serve(listenerOf(server, notes), notes, () => '/x');
  },
  ownContent: /^$/,
  ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length)$/,
  callFields: {},
  errorStatus: null,
  without: {},
  cases: {
    ...nodeCases,
    'writeHead with a message': {
      handler: "(req, res) => { res.setHeader('x-a', '1'); res.writeHead(201, 'Fine'); res.end(); }",
    },
    'writeHead with a message and fields': {
      handler: "(req, res) => { res.writeHead(201, 'Fine', { 'x-b': '1' }); res.end(); }",
    },
    'writeHead with a list': { handler: "(req, res) => { res.writeHead(201, ['x-a', '1', 'x-b', '2']); res.end(); }" },
    'writeHead with a list of pairs': {
      handler: "(req, res) => { res.writeHead(201, [['x-a', '1'], ['x-b', '2']]); res.end(); }",
    },
    'interim responses': {
      handler:
        "(req, res) => { res.writeContinue(); res.writeProcessing(); res.writeEarlyHints({ link: '</a>; rel=preload' }); res.statusCode = 202; res.end(); }",
    },
    'calls that do nothing': {
      handler: `(req, res) => {
        const none = () => {};
        res.getHeader('a'); res.getHeaders(); res.getHeaderNames(); res.hasHeader('a'); res.getRawHeaderNames(); res.setTimeout(0); res.cork(); res.uncork();
        res.on('a', none); res.once('a', none); res.off('a', none); res.addListener('a', none); res.removeListener('a', none); res.removeAllListeners('a');
        res.prependListener('a', none); res.prependOnceListener('a', none); res.listeners('a'); res.listenerCount('a'); res.setMaxListeners(9); res.eventNames();
        res.addTrailers({}); res.setDefaultEncoding?.('utf8'); res.setEncoding?.('utf8'); res.strictContentLength; res.writeInformation?.(103); res.assignSocket;
        res.statusCode = 201; res.end();
      }`,
    },
    ...statusCases(),
  },
};

export default framework;
export { statusCases as nodeStatusCases };
