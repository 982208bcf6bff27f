import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Case, Framework, Request as Asked, Running } from '../framework.js';
import { runFile } from '../run-file.js';
import { Notes, serve } from '../serve.js';

type Handler = (request: Request) => unknown;

/** Runs a file that gives its handler to a server, to an event, or exports it. */
function start(file: string): Promise<Running> {
  let handler: Handler | null = null;
  let onError: ((error: unknown) => unknown) | null = null;
  const listen = (one: Handler): void => void (handler = one);
  const runtime = {
    Deno: {
      serve(first: Handler | { readonly onError?: typeof onError; readonly handler?: Handler }, second?: Handler) {
        const own = typeof first === 'function' ? first : (second ?? first.handler);
        if (typeof first !== 'function') onError = first.onError ?? null;
        if (own) listen(own);
      },
    },
    addEventListener: (_name: 'fetch', listener: (event: object) => void) =>
      listen(
        (request) =>
          new Promise((answer) => {
            listener({ request, respondWith: answer });
          }),
      ),
  };
  const exported = runFile(file, {}, runtime) as { readonly fetch?: Handler };
  if (exported.fetch) listen(exported.fetch);
  const notes = new Notes();
  return serve(
    (request, response) => {
      void answer(request, response, notes, (one) => handler?.(one), onError);
    },
    notes,
    urlOf,
  );
}

function urlOf({ flags }: Asked): string {
  return `/x?${new URLSearchParams(flags).toString()}`;
}

/** Answers as Deno does: what is thrown, and what is no response, is answered with 500. */
export async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  notes: Pick<Notes, 'handOn'>,
  handler: Handler,
  onError: ((error: unknown) => unknown) | null,
): Promise<void> {
  const { method = 'GET', url = '/' } = incoming;
  const request = new Request(`http://localhost${url}`, { method });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  try {
    const given = await result(() => handler(Object.assign(request, { query })), onError);
    if (!(given instanceof Response)) {
      outgoing.writeHead(500).end();
      return;
    }
    outgoing.writeHead(given.status, [...given.headers].flat());
    outgoing.end(Buffer.from(await given.arrayBuffer()));
  } catch (error) {
    notes.handOn('error', error, outgoing);
    outgoing.writeHead(500).end();
  }
}

async function result(run: () => unknown, onError: ((error: unknown) => unknown) | null): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    if (!onError) throw error;
    return onError(error);
  }
}

const VALUES = [
  '200',
  '404',
  '599',
  '600',
  '199',
  '101',
  '99',
  '0',
  '-1',
  "'404'",
  "'abc'",
  "''",
  '404.7',
  '65940',
  'NaN',
  'null',
  'undefined',
  'true',
];

const REDIRECTS = ['301', '302', '303', '307', '308', '304', '200', '404', '99', "'301'", 'undefined'];

const BODIES: Readonly<Record<string, string>> = {
  'a text': "new Response('a', { status: $ })",
  'an empty text': "new Response('', { status: $ })",
  null: 'new Response(null, { status: $ })',
  undefined: 'new Response(undefined, { status: $ })',
  json: 'Response.json({ a: 1 }, { status: $ })',
  'json null': 'Response.json(null, { status: $ })',
};

const event = (handler: string): string => `addEventListener('fetch', ${handler});`;
const method = (handler: string): string => `module.exports = { fetch: ${handler} };`;
const errorHandler = (handler: string): string =>
  `Deno.serve({ onError: ${handler} }, () => { throw new Error('a'); });`;

const cases: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(
    VALUES.map((value) => [`status ${value}`, { handler: `(req) => new Response('a', { status: ${value} })` }]),
  ),
  ...Object.fromEntries(
    REDIRECTS.map((value) => [
      `redirect with ${value}`,
      { handler: `(req) => Response.redirect('http://localhost/a', ${value})` },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(BODIES).flatMap(([name, made]) =>
      ['200', '204', '205', '304'].map((status) => [
        `${status} with ${name}`,
        { handler: `(req) => ${made.replace('$', status)}` },
      ]),
    ),
  ),
  'a redirect': { handler: "(req) => Response.redirect('http://localhost/a')" },
  'a redirect to a path': { handler: "(req) => Response.redirect('/a')" },
  'a redirect to a text with a path': { handler: '(req) => Response.redirect(`/${req.query.a}`)' },
  'a redirect to an URL': { handler: "(req) => Response.redirect(new URL('/a', req.url))" },
  'a redirect with options': { handler: "(req) => Response.redirect('http://localhost/a', { status: 301 })" },
  'a redirect with its arguments swapped': { handler: "(req) => Response.redirect(301, 'http://localhost/a')" },
  'a number as options': { handler: '(req) => Response.json({ a: 1 }, 201)' },
  'a number as options of new': { handler: "(req) => new Response('a', 404)" },
  'a statusCode': { handler: '(req) => Response.json({ a: 1 }, { statusCode: 404 })' },
  'fields as an object': { handler: "(req) => new Response('a', { headers: { 'X-A': '1', 'X-B': '2' } })" },
  'fields as pairs': { handler: "(req) => new Response('a', { headers: [['X-A', '1']] })" },
  'fields as Headers': {
    handler: "(req) => new Response('a', { headers: new Headers({ 'X-A': '1' }) })",
    open: 'what is in Headers is not read',
  },
  'fields on a made response': {
    handler: `(req) => {
      const response = new Response('a');
      response.headers.set('X-A', '1');
      response.headers.append('X-B', '2');
      if (req.query.a) response.headers.delete('X-A');
      if (response.headers.has('X-B') && response.headers.get('X-B')) return response;
      return response;
    }`,
  },
  'what is read from a made response': {
    handler: `async (req) => {
      const response = Response.json({ a: 1 }, { status: 201 });
      const copy = response.clone();
      await copy.json();
      await response.clone().text();
      await response.clone().arrayBuffer();
      await response.clone().blob();
      await response.clone().bytes?.();
      await new Response(new URLSearchParams()).formData();
      response.headers.forEach(() => undefined);
      [...response.headers.entries(), ...response.headers.keys(), ...response.headers.values()];
      response.headers.getSetCookie();
      return response;
    }`,
  },
  'a status that is assigned': {
    handler: "(req) => { 'use strict'; const r = new Response('a', { status: 202 }); return r; }",
  },
  'a status by a flag': { handler: "(req) => new Response('a', { status: req.query.a ? 404 : 201 })" },
  'options by a flag': { handler: "(req) => new Response('a', req.query.a ? { status: 404 } : { status: 201 })" },
  'content by a flag': { handler: "(req) => new Response(req.query.a ? 'a' : null, { status: 204 })" },
  'options in a constant': {
    handler: '(req) => { const init = { status: 202 }; return Response.json({}, init); }',
  },
  'options that are spread': {
    handler: "(req) => Response.json({}, { ...base, headers: { 'X-A': '1' } })",
    before: 'const base = { status: 202 };',
  },
  'one of two responses': { handler: "(req) => req.query.a ? new Response('a', { status: 404 }) : Response.json({})" },
  'a response or another': {
    handler: '(req) => cached(req) ?? Response.json({})',
    before: 'const cached = (req) => null;',
  },
  'a response in a variable': {
    handler: `(req) => {
      let response = new Response('a', { status: 404 });
      if (req.query.a) response = Response.json({ a: 1 });
      return response;
    }`,
  },
  'nothing on one side': { handler: "(req) => { if (req.query.a) return new Response('a'); }" },
  'a return of nothing': { handler: "(req) => { if (req.query.a) return; return new Response('a'); }" },
  'no response': {
    handler: `(req) => {
      if (req.query.a) return { status: 404 };
      if (req.query.b) return 'text';
      if (req.query.c) return null;
      return new Response('a');
    }`,
  },
  'an async handler': { handler: "async (req) => { await null; return new Response('a', { status: 202 }); }" },
  'a promise': { handler: "(req) => Promise.resolve(new Response('a', { status: 202 }))" },
  'a promise and its reactions': {
    handler: `(req) => load(req)
      .then((data) => Response.json(data))
      .catch(() => new Response('none', { status: 404 }))`,
    before: "const load = async (req) => { if (req.query.fails) throw new Error('a'); return {}; };",
  },
  'a promise and its reactions, which a function gives back': {
    handler: '(req) => answer(req)',
    before: `const load = async (req) => { if (req.query.fails) throw new Error('a'); return {}; };
    function answer(req) {
      return load(req)
        .then((data) => Response.json(data, { status: 202 }))
        .catch(() => new Response('none', { status: 404 }));
    }`,
  },
  'a throw': { handler: "(req) => { if (req.query.a) throw new Error('a'); return new Response('b'); }" },
  'an error with a status': {
    handler:
      "(req) => { if (req.query.a) throw Object.assign(new Error('a'), { status: 404 }); return new Response('b'); }",
  },
  'a thrown response': {
    handler: "(req) => { if (req.query.a) throw new Response('a', { status: 404 }); return new Response('b'); }",
  },
  'a caught throw': {
    handler: `(req) => {
      try { if (req.query.a) throw new Error('a'); return new Response('b'); }
      catch { return new Response('c', { status: 500 }); }
    }`,
  },
  'a caught throw of a response': {
    handler: `(req) => {
      try { if (req.query.a) throw new Response('a', { status: 404 }); return new Response('b'); }
      catch (error) { return error; }
    }`,
    open: 'other errors may be caught as well',
  },
  'a helper': {
    handler: '(req) => req.query.a ? fail(404) : Response.json({})',
    before: "const fail = (status, message = 'a') => Response.json({ message }, { status });",
  },
  'a helper that adds a field': {
    handler: '(req) => cors(Response.json({}))',
    before: "const cors = (response) => { response.headers.set('X-A', '1'); return response; };",
  },
  'a helper that copies': {
    handler: "(req) => copy(new Response('a', { status: 202 }))",
    before: 'const copy = (response) => new Response(response.body, response);',
    open: 'options that are a response are not read',
  },
  'the answer of another function': {
    handler: '(req) => route(req)',
    before: `const route = async (req) => { if (req.query.a) return new Response('a', { status: 404 }); return show(req); };
      const show = (req) => Response.json({});`,
  },
  'by method': {
    handler: `(req) => {
      if (req.method === 'POST') return new Response(null, { status: 201, headers: { Location: '/a' } });
      switch (req.method) {
        case 'DELETE': return new Response(null, { status: 204 });
        case 'GET': return Response.json({});
        default: return new Response(null, { status: 405, headers: { Allow: 'GET, POST, DELETE' } });
      }
    }`,
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
  },
  'an event': { handler: "(event) => event.respondWith(new Response('a', { status: 202 }))", as: event },
  'an event with a function': {
    handler: '(event) => { event.respondWith(handle(event.request)); }',
    before:
      "async function handle(req) { return req.query.a ? Response.json({}) : new Response('a', { status: 404 }); }",
    as: event,
  },
  'an exported method': { handler: "(req) => new Response('a', { status: 202 })", as: method },
  'an error handler': { handler: '(err) => Response.json({ error: err.message }, { status: 503 })', as: errorHandler },
};

const fetch: Framework = {
  name: 'Fetch',
  id: 'fetch',
  major: null,
  emptyHandler: "(req) => new Response('a')",
  fileOf: ({ handler, before, as }) => [before ?? '', as ? as(handler) : `Deno.serve(${handler});`].join('\n'),
  flag: /req\.query\.(\w+)/,
  start,
  ownContent: /^$/,
  ownFields: /^(?:date|connection|keep-alive|content-length|transfer-encoding|content-type)$/,
  callFields: {},
  errorStatus: 500,
  cases,
  without: {},
};

export default fetch;
