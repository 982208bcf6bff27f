import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Case, Framework, Running } from './framework.js';
import { runFile } from './run-file.js';
import { Notes, serve } from './serve.js';

export type Payload = 1 | 2;
export type Callback = (error: Error | null, result?: unknown) => void;
export type Handler = (event: object, context: object, callback: Callback) => unknown;

/** What a proxy integration makes of a result. */
interface Answer {
  readonly status: number;
  readonly fields: readonly (readonly [string, string | readonly string[]])[];
  readonly body: string;
}

/** What of a result a proxy integration reads. */
interface Result {
  readonly statusCode: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
}

const JSON_TYPE = ['content-type', 'application/json'] as const;

/** The status of the answer to what cannot be read, and to errors: behind REST APIs, and behind HTTP APIs. */
const MALFORMED = { 1: 502, 2: 500 } as const;

const malformed = (payload: Payload): Answer => ({
  status: MALFORMED[payload],
  fields: [JSON_TYPE],
  body: '{"message":"Internal Server Error"}',
});

/**
 * Serves a Lambda function behind a proxy integration as the developer guide of API Gateway describes it, as no gateway can be
 * run: what is compared is what a function gives back on each way, and not what the service does with it.
 */
function start(file: string, payload: Payload): Promise<Running> {
  const { handler } = runFile(`const { exports } = module;\n${file}`) as { readonly handler: Handler };
  const notes = new Notes();
  return serve(
    (request, response) => void respond(request, response, handler, payload, notes),
    notes,
    ({ flags }) => `/x?${new URLSearchParams(flags).toString()}`,
  );
}

/** Answers a request with what a function gives back. */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  handler: Handler,
  payload: Payload,
  notes: Pick<Notes, 'handOn'>,
): Promise<void> {
  try {
    const { status, fields, body } = answerTo(await resultOf(handler, eventOf(request)), payload);
    for (const [name, value] of fields) response.setHeader(name, value);
    response.writeHead(status).end(body);
  } catch (error) {
    notes.handOn('error', error, response);
    response.writeHead(MALFORMED[payload]).end();
  }
}

function eventOf({ method, url = '/', headers }: IncomingMessage): object {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  return {
    queryStringParameters: Object.fromEntries(searchParams),
    headers,
    httpMethod: method,
    path: pathname,
    rawPath: pathname,
    rawQueryString: searchParams.toString(),
    requestContext: { httpMethod: method, http: { method, path: pathname } },
  };
}

/** What the function gives back, by a promise or by its callback. */
function resultOf(handler: Handler, event: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const returned = handler(event, {}, (error, result) => {
      if (error) reject(error);
      else resolve(result);
    });
    // A callback that is called before the promise is settled comes first.
    if (returned instanceof Promise) returned.then(resolve, reject);
    else if (handler.length < 3) resolve(returned);
  });
}

function answerTo(result: unknown, payload: Payload): Answer {
  if (isResult(result)) return resultAnswer(result, payload);
  if (payload === 1) return malformed(payload);
  if (result === undefined || result === null) return { status: 200, fields: [], body: '' };
  return { status: 200, fields: [JSON_TYPE], body: typeof result === 'string' ? result : JSON.stringify(result) };
}

function isResult(result: unknown): result is Result {
  return typeof result === 'object' && result !== null && 'statusCode' in result && result.statusCode !== undefined;
}

function resultAnswer(result: Result, payload: Payload): Answer {
  const { statusCode, headers = {}, multiValueHeaders = {}, cookies = [], body } = result;
  const status = typeof statusCode === 'string' && statusCode.trim() !== '' ? Number(statusCode) : statusCode;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 999)
    return malformed(payload);
  const fields = [
    ...Object.entries(headers),
    ...(payload === 1 ? Object.entries(multiValueHeaders) : []),
    ...(payload === 2 && cookies.length > 0 ? [['set-cookie', cookies] as const] : []),
  ];
  return { status, fields, body: typeof body === 'string' ? body : '' };
}

const VALUES = ['200', '404', '599', '99', '0', "'404'", "'abc'", '404.7', 'NaN', 'null'];

/** A handler whose flags are the parameters of its URL. */
const get = (body: string): string => `async (event) => { const on = event.queryStringParameters; ${body} }`;
const calling = (body: string): string =>
  `(event, context, callback) => { const on = event.queryStringParameters; ${body} }`;

const CASES: Readonly<Record<string, Case>> = {
  'a result': { handler: get("return { statusCode: 202, headers: { 'x-a': '1' }, body: 'a' };") },
  'a result on each side': {
    handler: get("if (on.a) return { statusCode: 404, body: 'a' }; return { statusCode: 200, body: 'b' };"),
  },
  'a status by condition': { handler: get("return { statusCode: on.a ? 201 : 202, body: 'a' };") },
  'JSON as text': { handler: get('return { statusCode: 200, body: JSON.stringify({ a: 1 }) };') },
  'no content': { handler: get('return { statusCode: 204 };') },
  'an empty body': { handler: get("return { statusCode: 200, body: '' };") },
  'a redirect': { handler: get("return { statusCode: 302, headers: { Location: '/a' } };") },
  'a field on one side': {
    handler: get("return { statusCode: 200, headers: { 'x-a': '1', ...(on.a && { 'x-b': '2' }) }, body: 'a' };"),
  },
  'a result that is built up': {
    handler: get(
      "const result = { statusCode: 200, headers: {} }; if (on.a) { result.statusCode = 404; result.headers['x-a'] = '1'; } result.body = 'a'; return result;",
    ),
  },
  'a result that grows': {
    handler: get("const result = { statusCode: 200, body: 'a' }; return { ...result, statusCode: on.a ? 201 : 202 };"),
  },
  'a result in a variable': {
    handler: get(
      "let result; if (on.a) result = { statusCode: 404, body: 'a' }; else result = { statusCode: 200, body: 'b' }; return result;",
    ),
  },
  'a helper': {
    before:
      "const reply = (statusCode, body) => ({ statusCode, headers: { 'x-a': '1' }, body: JSON.stringify(body) });",
    handler: get("if (on.a) return reply(404, { error: 'a' }); return reply(200, { b: 1 });"),
  },
  'a helper with defaults': {
    before:
      "const reply = (body, { statusCode = 200, headers = {} } = {}) => ({ statusCode, headers: { 'x-a': '1', ...headers }, body });",
    handler: get("return on.a ? reply('a', { statusCode: 404, headers: { 'x-b': '2' } }) : reply('b');"),
  },
  'a promise': {
    handler:
      '(event) => { const on = event.queryStringParameters; return Promise.resolve({ statusCode: on.a ? 404 : 200 }); }',
  },
  'a promise that goes on': {
    handler:
      "(event) => { const on = event.queryStringParameters; return Promise.resolve(on.a).then((a) => ({ statusCode: a ? 404 : 200, body: 'a' })); }",
  },
  nothing: { handler: get("if (on.a) return { statusCode: 200, body: 'a' };") },
  'an error': { handler: get("if (on.a) throw new Error('a'); return { statusCode: 200, body: 'b' };") },
  'an error that carries a status': {
    handler: get(
      "if (on.a) throw Object.assign(new Error('a'), { statusCode: 404 }); return { statusCode: 200, body: 'b' };",
    ),
  },
  'an error that is caught': {
    handler: get(
      "try { if (on.a) throw new Error('a'); return { statusCode: 200, body: 'b' }; } catch { return { statusCode: 502, body: 'c' }; }",
    ),
  },
  'a last word': {
    handler: get(
      "let statusCode = 200; try { if (on.a) throw new Error('a'); } catch { statusCode = 500; } return { statusCode, body: 'a' };",
    ),
  },
  'a switch': {
    handler: get(
      "switch (event.requestContext.http.method) { case 'GET': return { statusCode: 200, body: 'a' }; case 'POST': return { statusCode: 201, headers: { Location: '/a' } }; default: return { statusCode: 405, headers: { Allow: 'GET, POST' } }; }",
    ),
    methods: ['GET', 'POST', 'PUT'],
  },
  'a callback': { handler: calling("callback(null, { statusCode: on.a ? 404 : 200, body: 'a' });") },
  'a callback that leaves': {
    handler: calling(
      "if (on.a) return callback(null, { statusCode: 404, body: 'a' }); callback(null, { statusCode: 200, body: 'b' });",
    ),
  },
  'a callback with an error': {
    handler: calling("if (on.a) return callback(new Error('a')); callback(null, { statusCode: 200, body: 'b' });"),
  },
  'a callback with an error after a result': {
    handler: calling("callback(null, { statusCode: 200, body: 'a' }); if (on.a) callback(new Error('b'));"),
  },
  'a callback of a promise': {
    handler: calling(
      "return Promise.resolve().then(() => { callback(null, { statusCode: on.a ? 404 : 200, body: 'a' }); });",
    ),
  },
  'a callback of a callback': {
    before: 'const load = (done) => setTimeout(done, 1);',
    handler: calling("load(() => callback(null, { statusCode: on.a ? 404 : 200, body: 'a' }));"),
    open: 'what calls back is not the framework',
  },
  ...Object.fromEntries(
    VALUES.map((value): readonly [string, Case] => [
      `a status of ${value}`,
      { handler: get(`return { statusCode: ${value}, body: 'a' };`) },
    ]),
  ),
};

const CASES_OF: Readonly<Record<Payload, Readonly<Record<string, Case>>>> = {
  1: {
    'several values of a field': {
      handler: get("return { statusCode: 200, multiValueHeaders: { 'x-a': ['1', '2'] }, body: 'a' };"),
    },
    'a status under another name': {
      handler: get("if (on.a) return { statusCode: 200 }; return { status: 404, body: 'a' };"),
    },
  },
  2: {
    cookies: { handler: get("return { statusCode: 200, cookies: ['a=1', 'b=2'], body: 'a' };") },
    'an object': { handler: get('if (on.a) return { statusCode: 404 }; return { a: 1 };') },
    'a text': { handler: get("if (on.a) return { statusCode: 404 }; return 'a';") },
    'a status under another name': {
      handler: get("if (on.a) return { statusCode: 200 }; return { status: 404, body: 'a' };"),
    },
  },
};

/** What handlers read of the event, which tells the format of its payload. */
const TOLD: Readonly<Record<Payload, string>> = { 1: 'event.httpMethod;', 2: 'event.rawPath;' };

/** Rows of the adapter's table that one format does not have. */
const NOT_READ: Readonly<Record<Payload, Readonly<Record<string, string>>>> = {
  1: { cookies: 'Only HTTP APIs read it.' },
  2: Object.fromEntries(['multiValueHeaders', 'multiValueHeaders.*'].map((row) => [row, 'Only REST APIs read it.'])),
};

/** Lambda functions that get and give one format of payload. */
export function lambda(payload: Payload): Framework {
  const tell = ({ handler, ...rest }: Case): Case => ({
    ...rest,
    handler: handler.replace('{ ', `{ ${TOLD[payload]} `),
  });
  const cases = { ...CASES, ...CASES_OF[payload] };
  return {
    name: `AWS Lambda, payload ${payload}.0`,
    id: 'aws-lambda',
    major: null,
    emptyHandler: `async (event) => { ${TOLD[payload]} return { statusCode: 200 }; }`,
    fileOf: ({ handler, before }) => [before ?? '', `exports.handler = ${handler};`].join('\n'),
    flag: /\bon\.(\w+)/,
    start: (file) => start(file, payload),
    ownContent: /^$/,
    ownFields: /^(?:date|connection|keep-alive|content-length|transfer-encoding|content-type)$/,
    callFields: {},
    errorStatus: MALFORMED[payload],
    cases: Object.fromEntries(Object.entries(cases).map(([name, one]) => [name, tell(one)])),
    without: NOT_READ[payload],
  };
}
