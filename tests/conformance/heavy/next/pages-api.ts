import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { NODE_CALLS } from '../../../../src/frameworks/node.js';
import type { Case, Framework, Running } from '../../framework.js';
import node, { nodeCases } from '../../frameworks/node-http.js';
import { runFile } from '../../run-file.js';
import { Notes, serve } from '../../serve.js';

/** What of Next.js the harness uses: what runs a function below `pages/api`. */
interface ApiResolver {
  apiResolver(
    request: IncomingMessage,
    response: ServerResponse,
    query: object,
    module: unknown,
    context: object,
    propagates: boolean,
    isDeveloping: boolean,
    page: string,
    onError: (error: unknown) => void,
  ): Promise<void>;
}

const load = createRequire(import.meta.url);
const resolver = load('next/dist/server/api-utils/node/api-resolver') as ApiResolver;

function start(file: string): Promise<Running> {
  const notes = new Notes();
  const handler = runFile(file);
  return serve(
    (request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const onError = (error: unknown): void => notes.handOn('error', error, response);
      void resolver.apiResolver(
        request,
        response,
        Object.fromEntries(searchParams),
        handler,
        {},
        false,
        false,
        '/x',
        onError,
      );
    },
    notes,
    ({ flags }) => `/x?${new URLSearchParams(flags).toString()}`,
  );
}

const VALUES = ['200', '404', '600', '999', '99', '1000', '0', "'404'", "'abc'", '404.7', 'NaN', 'null', 'undefined'];
const CONTENT = [
  'json({ a: 1 })',
  'json(null)',
  "send('a')",
  'send({ a: 1 })',
  'send(null)',
  "send('')",
  'end()',
  "end('a')",
];

const cases: Readonly<Record<string, Case>> = {
  // The response is Node's own, whatever finds the handler; but the content of the request has been read.
  ...Object.fromEntries(Object.entries(nodeCases).filter(([, each]) => !each.as && !each.handler.includes('req.on('))),
  'json with a status': { handler: '(req, res) => { res.status(req.query.a ? 404 : 201).json({ a: 1 }); }' },
  'json without a status': { handler: '(req, res) => { res.json({ a: 1 }); }' },
  'an answer on one of two sides': { handler: '(req, res) => { if (req.query.a) res.json({}); }' },
  'a returned value': { handler: '(req, res) => { return { a: 1 }; }' },
  'a forgotten return, with json': {
    handler: "(req, res) => { if (req.query.a) res.status(404).json({ error: 'a' }); res.json({}); }",
  },
  'an async handler': { handler: 'async (req, res) => { await null; res.status(202).send({ a: 1 }); }' },
  'an answer by the method': {
    handler:
      "(req, res) => { if (req.method === 'POST') return res.status(201).json({}); res.setHeader('Allow', 'POST'); res.status(405).end(); }",
    methods: ['GET', 'POST'],
  },
  'a redirect': { handler: "(req, res) => { res.redirect('/a'); }" },
  'a redirect with a status': { handler: "(req, res) => { res.redirect(req.query.a ? 301 : 303, '/a'); }" },
  'a redirect with the status second': { handler: "(req, res) => { res.redirect('/a', 301); }" },
  'a status before a redirect, of Next': { handler: "(req, res) => { res.status(301).redirect('/a'); }" },
  'an error': { handler: "(req, res) => { if (req.query.a) throw new Error('a'); res.json({}); }" },
  'an error, async': { handler: "async (req, res) => { if (req.query.a) throw new Error('a'); res.json({}); }" },
  'an error with a status': { handler: "(req, res) => { throw Object.assign(new Error('a'), { statusCode: 404 }); }" },
  ...Object.fromEntries(
    VALUES.map((value): [string, Case] => [
      `status with ${value}`,
      { handler: `(req, res) => { res.status(${value}).json({}); }` },
    ]),
  ),
  ...Object.fromEntries(
    [200, 204, 205, 304, 404].flatMap((status) =>
      CONTENT.map((call): [string, Case] => [
        `${status} with ${call}`,
        { handler: `(req, res) => { res.status(${status}).${call}; }` },
      ]),
    ),
  ),
};

export const pagesApi: Framework = {
  ...node,
  name: 'Next.js 16, pages/api',
  id: 'next',
  major: null,
  filename: '/pages/api/x.js',
  fileOf: ({ handler, before }) => [before ?? '', `module.exports = ${handler};`].join('\n'),
  flag: /req\.(?:headers|query)\.(\w+)/,
  start,
  ownContent: /^redirect$/,
  ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type|etag)$/,
  errorStatus: 500,
  cases,
  without: {
    ...Object.fromEntries(
      ['setPreviewData', 'clearPreviewData', 'setDraftMode', 'revalidate'].map((name) => [name, 'It asks for an app.']),
    ),
    ...Object.fromEntries(Object.keys(NODE_CALLS).map((name) => [name, 'held against Node'])),
  },
};
