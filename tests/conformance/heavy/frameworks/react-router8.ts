import { MADE_RESPONSE } from '../../../../src/frameworks/fetch-response.js';
import { ROUTER_FUNCTIONS } from '../../../../src/frameworks/react-router/functions.js';
import type { Case, Framework, Running } from '../../framework.js';
import { answer } from '../../frameworks/fetch.js';
import { runFile } from '../../run-file.js';
import { Notes, serve } from '../../serve.js';

/** What of React Router the harness uses. */
interface ReactRouter {
  createRequestHandler(build: object, mode: 'production'): (request: Request) => Promise<Response>;
}

/** Packages that are only installed for this comparison, and so have no types here. */
const imported = (name: string): Promise<unknown> => import(name);
const router = (await imported('react-router')) as ReactRouter;

/** What a route says that returned nothing, for which the router answers itself. */
const NOTHING = /^TypeError: Value is not JSON serializable$/;

/** Serves the route that a file exports as a built app would, with no page round it. */
function start(file: string): Promise<Running> {
  const notes = new Notes();
  const modules = { 'react-router': router, '@react-router/node': {} };
  const module = runFile(`const { exports } = module;\n${file}`, modules);
  const handleError = (error: unknown): void => {
    if (!NOTHING.test(String(error))) notes.handOn('error', error, { headersSent: false });
  };
  const noPage = (): never => {
    throw new Error('A page is asked for.');
  };
  const handle = router.createRequestHandler(
    {
      entry: { module: { default: noPage, handleError } },
      routes: {
        root: { id: 'root', path: '', module: { default: noPage } },
        x: { id: 'x', parentId: 'root', path: 'x', module },
      },
      assets: { routes: {}, entry: { imports: [], module: '' }, url: '', version: '1' },
      publicPath: '/',
      assetsBuildDirectory: '',
      basename: '/',
      future: {},
      ssr: true,
      isSpaMode: false,
      prerender: [],
      routeDiscovery: { mode: 'initial', manifestPath: '/__manifest' },
    },
    'production',
  );
  return serve(
    (request, response) => {
      void answer(request, response, notes, (one) => handle(one), null);
    },
    notes,
    ({ flags }) => `/x?${new URLSearchParams(flags).toString()}`,
  );
}

function fileOf({ handler, before, as }: Case): string {
  return [
    "require('@react-router/node');",
    "const { data, redirect, redirectDocument, replace } = require('react-router');",
    before ?? '',
    as ? as(handler) : `exports.loader = ${handler};`,
  ].join('\n');
}

const action = (handler: string): string => `exports.action = ${handler};`;
/** A loader whose flags are the parameters of its URL. */
const loader = (body: string): string =>
  `async ({ request }) => { const on = new URL(request.url).searchParams; ${body} }`;
const VALUES = ['200', '404', '599', '600', '199', '99', '0', "'404'", "'abc'", '404.7', 'NaN', 'null', 'undefined'];

const cases: Readonly<Record<string, Case>> = {
  'a value': { handler: '() => ({ a: 1 })' },
  'a text': { handler: "() => 'a'" },
  'nothing on one side': { handler: loader("if (on.get('a')) return { a: 1 };") },
  data: { handler: loader("return data({ a: 1 }, on.get('a') ? 404 : 201);") },
  'data with options': { handler: "() => data({ a: 1 }, { status: 404, headers: { 'x-a': '1' } })" },
  'data without a status': { handler: "() => data('a')" },
  'data that is thrown': { handler: loader("if (on.get('a')) throw data('a', 404); return { a: 1 };") },
  'data that is not returned': { handler: "() => { data('a', 404); return 'b'; }" },
  'a response': { handler: "() => new Response('a', { status: 202, headers: { 'x-a': '1' } })" },
  'a response that is thrown': {
    handler: loader("if (on.get('a')) throw new Response('a', { status: 409 }); return { a: 1 };"),
  },
  'json of a response': { handler: '() => Response.json({ a: 1 }, { status: 201 })' },
  'a redirect': { handler: "() => redirect('/a')" },
  'a redirect with a status': { handler: loader("return redirect('/a', on.get('a') ? 301 : 307);") },
  'a redirect with options': { handler: "() => redirect('/a', { status: 303, headers: { 'x-a': '1' } })" },
  'a redirect with a status that is none of one': { handler: "() => redirect('/a', 404)" },
  'a redirect that is thrown': { handler: loader("if (on.get('a')) throw redirect('/a'); return { a: 1 };") },
  'a redirect with its arguments swapped': { handler: "() => redirect(301, '/a')" },
  'other redirects': { handler: loader("return on.get('a') ? redirectDocument('/a') : replace('/a', 301);") },
  'a redirect of Response': { handler: "() => Response.redirect('http://localhost/a', 303)" },
  'an error': { handler: loader("if (on.get('a')) throw new Error('a'); return { a: 1 };") },
  'an error with a status': { handler: "() => { throw Object.assign(new Error('a'), { status: 404 }); }" },
  'an error with a statusCode': { handler: "() => { throw Object.assign(new Error('a'), { statusCode: 404 }); }" },
  'an action': { handler: '() => data({ a: 1 }, 201)', as: action, methods: ['POST', 'PUT', 'PATCH', 'DELETE'] },
  'an action that redirects': { handler: "() => redirect('/a')", as: action, methods: ['POST'] },
  'an action that goes by the method': {
    handler: "({ request }) => request.method === 'POST' ? data({ a: 1 }, 201) : data({ b: 1 }, 405)",
    as: action,
    methods: ['POST', 'PUT'],
  },
  'a HEAD request': { handler: '() => ({ a: 1 })', methods: ['GET', 'HEAD'] },
  'two branches': {
    handler: loader(
      "if (!on.get('a')) { return data({ error: 'a' }, 400); } return data({ b: 1 }, on.get('b') ? 201 : 202);",
    ),
  },
  'try and catch': {
    handler: loader(
      "try { if (on.get('a')) throw new Error('a'); return data({ a: 1 }); } catch (error) { return data({ error: 'b' }, 502); }",
    ),
  },
  'a response that is put together': {
    handler: "() => { const made = new Response('a', { status: 202 }); made.headers.set('x-a', '1'); return made; }",
  },
  ...Object.fromEntries(
    VALUES.flatMap((value): readonly [string, Case][] => [
      [`data with ${value}`, { handler: `() => data({ a: 1 }, ${value})` }],
      [`data with a status of ${value}`, { handler: `() => data({ a: 1 }, { status: ${value} })` }],
      [`redirect with a status of ${value}`, { handler: `() => redirect('/a', ${value})` }],
    ]),
  ),
  ...Object.fromEntries(
    [204, 205, 304].flatMap((status): readonly [string, Case][] => [
      [`${status} with data`, { handler: `() => data({ a: 1 }, ${status})` }],
      [`${status} with a response`, { handler: `() => new Response('a', { status: ${status} })` }],
      [`${status} without content`, { handler: `() => new Response(null, { status: ${status} })` }],
    ]),
  ),
};

const framework: Framework = {
  name: 'React Router 8',
  id: 'react-router',
  major: null,
  emptyHandler: '() => ({ a: 1 })',
  fileOf,
  flag: /\.get\('(\w+)'\)/,
  start,
  ownContent: /^$/,
  ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type|x-remix-response)$/,
  callFields: { redirectDocument: /^x-remix-reload-document$/, replace: /^x-remix-replace$/ },
  errorStatus: 500,
  cases,
  without: {
    ...Object.fromEntries(
      Object.keys(ROUTER_FUNCTIONS)
        .filter((row) => /#(?:json|defer)$/.test(row))
        .map((row) => [row, 'It is gone since Remix became React Router.']),
    ),
    ...Object.fromEntries(Object.keys(MADE_RESPONSE.calls).map((row) => [row, 'held against what it is from'])),
  },
};

export default framework;
