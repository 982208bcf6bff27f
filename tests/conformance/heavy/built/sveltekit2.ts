import { MADE_RESPONSE } from '../../../../src/frameworks/fetch-response.js';
import type { Case, Framework } from '../../framework.js';
import { built, NOTE } from './project.js';

const VALUES = ['200', '404', '599', '600', '199', '99', '0', "'404'", "'abc'", '404.7', 'NaN', 'null', 'undefined'];

/** An endpoint whose flags are the parameters of its URL. */
const get = (body: string): string =>
  `async ({ url, setHeaders, cookies }) => { const on = url.searchParams; ${body} }`;
const post = (handler: string): string => `export const POST = ${handler};`;

const cases: Readonly<Record<string, Case>> = {
  json: { handler: "() => json({ a: 1 }, { status: 201, headers: { 'x-a': '1' } })" },
  'json without options': { handler: '() => json({ a: 1 })' },
  'json with a number': { handler: '() => json({ a: 1 }, 404)' },
  text: { handler: get("return text('a', { status: on.get('a') ? 202 : 404 });") },
  'a Response': { handler: "() => new Response('a', { status: 202, headers: { 'x-a': '1' } })" },
  'json of Response': { handler: '() => Response.json({ a: 1 }, { status: 201 })' },
  'redirect of Response': { handler: "() => Response.redirect('http://localhost/a', 303)" },
  'an error': { handler: get("if (on.get('a')) error(404, 'a'); return json({ b: 1 });") },
  'an error with an object': { handler: "() => { error(409, { message: 'a' }); }" },
  'an error that is thrown': { handler: get("if (on.get('a')) throw error(404); return json({ b: 1 });") },
  'an error that is caught': {
    handler: get(
      "try { error(404, 'a'); } catch (thrown) { if (isHttpError(thrown)) return json({ a: 1 }, { status: 410 }); throw thrown; }",
    ),
  },
  'an error below a catch of everything': {
    handler: get(
      "try { if (on.get('a')) error(404, 'a'); return json({ b: 1 }); } catch { return json({ a: 1 }, { status: 503 }); }",
    ),
  },
  'a redirect': { handler: "() => redirect(303, '/a')" },
  'a redirect to a URL': { handler: get("redirect(on.get('a') ? 301 : 308, new URL('/a', url));") },
  'a redirect that is caught': {
    handler: "() => { try { redirect(302, '/a'); } catch { return new Response('b'); } }",
  },
  'a redirect with its arguments swapped': { handler: "() => redirect('/a', 301)" },
  'a redirect without a status': { handler: "() => redirect('/a')" },
  'what an error is': {
    handler: get(
      "try { redirect(302, '/a'); } catch (thrown) { if (isRedirect(thrown) || isActionFailure(thrown)) return text('b'); throw thrown; }",
    ),
  },
  fields: {
    handler: get(
      "setHeaders({ 'x-a': '1', 'cache-control': 'no-store' }); return text('a', { headers: { 'x-b': '2' } });",
    ),
  },
  'fields on one side': { handler: get("if (on.get('a')) setHeaders({ 'x-a': '1' }); return text('a');") },
  'fields before an error': {
    handler: get("setHeaders({ 'x-a': '1' }); if (on.get('a')) error(404, 'a'); return text('b');"),
  },
  'fields before a redirect': { handler: get("setHeaders({ 'x-a': '1' }); redirect(303, '/a');") },
  'fields twice': { handler: get("setHeaders({ 'x-a': '1' }); setHeaders({ 'x-a': '2' }); return text('a');") },
  cookies: {
    handler: get(
      "cookies.set('a', '1', { path: '/' }); return text(cookies.get('a') ?? String(cookies.getAll().length) + cookies.serialize('b', '2', { path: '/' }));",
    ),
  },
  'a cookie that goes': { handler: get("cookies.delete('a', { path: '/' }); return text('a');") },
  'who asks': { handler: 'async ({ getClientAddress }) => text(getClientAddress())' },
  'another route': { handler: "async ({ fetch }) => { await fetch('/c1'); return text('a'); }" },
  nothing: { handler: '() => {}' },
  'nothing on one side': { handler: get("if (on.get('a')) return text('a');") },
  'a value that is no response': { handler: '() => ({ a: 1 })' },
  'an error of the language': { handler: get("if (on.get('a')) throw new Error('a'); return text('b');") },
  'an error with a status': { handler: "() => { throw Object.assign(new Error('a'), { status: 404 }); }" },
  'a response that is thrown': {
    handler: get("if (on.get('a')) throw new Response('a', { status: 409 }); return text('b');"),
  },
  POST: { handler: '() => json({ a: 1 }, { status: 201 })', as: post, methods: ['POST'] },
  HEAD: { handler: '() => json({ a: 1 })', methods: ['GET', 'HEAD'] },
  fallback: {
    handler: "({ request }) => text('a', { status: request.method === 'GET' ? 200 : 405 })",
    as: (handler) => `export const fallback = ${handler};`,
    methods: ['GET', 'PUT', 'DELETE'],
  },
  'a response that is put together': {
    handler: "() => { const made = new Response('a', { status: 202 }); made.headers.set('x-a', '1'); return made; }",
  },
  ...Object.fromEntries(
    VALUES.flatMap((value): readonly [string, Case][] => [
      [`json with a status of ${value}`, { handler: `() => json({ a: 1 }, { status: ${value} })` }],
      [`an error with a status of ${value}`, { handler: `() => error(${value}, 'a')` }],
      [`a redirect with a status of ${value}`, { handler: `() => redirect(${value}, '/a')` }],
    ]),
  ),
  ...Object.fromEntries(
    [204, 205, 304].flatMap((status): readonly [string, Case][] => [
      [`${status} with content`, { handler: `() => new Response('a', { status: ${status} })` }],
      [`${status} with JSON`, { handler: `() => json({ a: 1 }, { status: ${status} })` }],
      [`${status} without content`, { handler: `() => new Response(null, { status: ${status} })` }],
    ]),
  ),
};

function fileOf({ handler, before, as }: Case): string {
  return [
    "import { error, fail, isActionFailure, isHttpError, isRedirect, json, redirect, text } from '@sveltejs/kit';",
    before ?? '',
    as ? as(handler) : `export const GET = ${handler};`,
  ].join('\n');
}

const start = await built(
  {
    files: {
      'vite.config.js': "import { sveltekit } from '@sveltejs/kit/vite';\nexport default { plugins: [sveltekit()] };",
      'svelte.config.js':
        "import adapter from '@sveltejs/adapter-node';\nexport default { kit: { adapter: adapter() } };",
      'src/app.html':
        '<!doctype html><html><head>%sveltekit.head%</head><body><div>%sveltekit.body%</div></body></html>',
      'src/hooks.server.js': `export function handleError({ error }) { globalThis.${NOTE}(error); }`,
    },
    route: (name, file) => ({ [`src/routes/${name}/+server.js`]: file }),
    program: ['vite/bin/vite.js', 'build'],
    handler: 'build/handler.js',
    nothing: /handler should return a Response object/,
  },
  Object.values(cases).map(fileOf),
);

export const sveltekit: Framework = {
  name: 'SvelteKit 2',
  id: 'sveltekit',
  major: null,
  filename: '/src/routes/x/+server.js',
  emptyHandler: '() => json({ a: 1 })',
  fileOf,
  flag: /\.get\('(\w+)'\)/,
  start,
  ownContent: /^$/,
  ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type|vary)$/,
  callFields: {},
  errorStatus: 500,
  cases,
  without: Object.fromEntries(Object.keys(MADE_RESPONSE.calls).map((row) => [row, 'held against what it is from'])),
};
