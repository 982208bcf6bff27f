import { MADE_RESPONSE } from '../../../../src/frameworks/fetch-response.js';
import type { Case, Framework } from '../../framework.js';
import { built, NOTE } from './project.js';

const VALUES = ['200', '404', '599', '600', '199', '99', '0', "'404'", "'abc'", '404.7', 'NaN', 'null', 'undefined'];

/** An endpoint whose flags are the parameters of its URL. */
const get = (body: string): string => `async (context) => { const on = context.url.searchParams; ${body} }`;

const cases: Readonly<Record<string, Case>> = {
  'a Response': { handler: "() => new Response('a', { status: 202, headers: { 'x-a': '1' } })" },
  'a Response without options': { handler: "() => new Response('a')" },
  'json of Response': { handler: get("return Response.json({ a: 1 }, { status: on.get('a') ? 201 : 404 });") },
  'redirect of Response': { handler: "() => Response.redirect('http://localhost/a', 303)" },
  'a redirect': { handler: "({ redirect }) => redirect('/a')" },
  'a redirect with a status': { handler: get("return context.redirect('/a', on.get('a') ? 301 : 307);") },
  'a redirect with a status that is none of one': { handler: "({ redirect }) => redirect('/a', 200)" },
  'a redirect with its arguments swapped': { handler: "({ redirect }) => redirect(301, '/a')" },
  'a redirect that is not returned': { handler: "({ redirect }) => { redirect('/a'); return new Response('b'); }" },
  cookies: {
    handler: get(
      "context.cookies.set('a', '1'); return new Response(String(context.cookies.has('a')) + context.cookies.get('a')?.value);",
    ),
  },
  'a cookie on one side': {
    handler: get("if (on.get('a')) context.cookies.set('a', '1'); return new Response('b', { status: 201 });"),
  },
  'a cookie that goes': { handler: get("context.cookies.delete('a'); return new Response('a');") },
  'a cookie with a redirect': { handler: get("context.cookies.set('a', '1'); return context.redirect('/a', 303);") },
  nothing: { handler: '() => {}' },
  'nothing on one side': { handler: get("if (on.get('a')) return new Response('a');") },
  'a value that is no response': { handler: '() => ({ a: 1 })' },
  'an error': { handler: get("if (on.get('a')) throw new Error('a'); return new Response('b');") },
  'an error with a status': { handler: "() => { throw Object.assign(new Error('a'), { status: 404 }); }" },
  'a response that is thrown': {
    handler: get("if (on.get('a')) throw new Response('a', { status: 409 }); return new Response('b');"),
  },
  'an error that is caught': {
    handler: get(
      "try { if (on.get('a')) throw new Error('a'); return new Response('b'); } catch { return new Response('c', { status: 502 }); }",
    ),
  },
  POST: {
    handler: '() => Response.json({ a: 1 }, { status: 201 })',
    as: (handler) => `export const POST = ${handler};`,
    methods: ['POST'],
  },
  HEAD: { handler: "() => new Response('a')", methods: ['GET', 'HEAD'] },
  ALL: {
    handler: "({ request }) => new Response('a', { status: request.method === 'GET' ? 200 : 405 })",
    as: (handler) => `export const ALL = ${handler};`,
    methods: ['GET', 'PUT', 'DELETE'],
  },
  'a response that is put together': {
    handler: "() => { const made = new Response('a', { status: 202 }); made.headers.set('x-a', '1'); return made; }",
  },
  'two branches': {
    handler: get(
      "if (!on.get('a')) { return Response.json({ error: 'a' }, { status: 400 }); } return new Response(null, { status: on.get('b') ? 204 : 202 });",
    ),
  },
  ...Object.fromEntries(
    VALUES.flatMap((value): readonly [string, Case][] => [
      [`a status of ${value}`, { handler: `() => new Response('a', { status: ${value} })` }],
      [`a redirect with a status of ${value}`, { handler: `({ redirect }) => redirect('/a', ${value})` }],
    ]),
  ),
  ...Object.fromEntries(
    [204, 205, 304].flatMap((status): readonly [string, Case][] => [
      [`${status} with content`, { handler: `() => new Response('a', { status: ${status} })` }],
      [`${status} without content`, { handler: `() => new Response(null, { status: ${status} })` }],
    ]),
  ),
};

function fileOf({ handler, before, as }: Case): string {
  return ['export const prerender = false;', before ?? '', as ? as(handler) : `export const GET = ${handler};`].join(
    '\n',
  );
}

const start = await built(
  {
    files: {
      'astro.config.mjs':
        "import node from '@astrojs/node';\nexport default { output: 'server', adapter: node({ mode: 'middleware' }), security: { checkOrigin: false } };",
      'src/middleware.js': `export const onRequest = async (context, next) => { try { return await next(); } catch (error) { globalThis.${NOTE}(error); throw error; } };`,
    },
    route: (name, file) => ({ [`src/pages/${name}.js`]: file }),
    program: ['astro/astro.js', 'build'],
    handler: 'dist/server/entry.mjs',
    nothing: /EndpointDidNotReturnAResponse|did not return a/i,
  },
  Object.values(cases).map(fileOf),
);

export const astro: Framework = {
  name: 'Astro 5',
  id: 'astro',
  major: null,
  filename: '/src/pages/x.js',
  emptyHandler: "() => new Response('a')",
  fileOf,
  flag: /\.get\('(\w+)'\)/,
  start,
  ownContent: /^$/,
  ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type|vary|x-astro-reroute)$/,
  callFields: {},
  errorStatus: 500,
  cases,
  without: {
    ...Object.fromEntries(
      ['rewrite', 'session.get', 'getActionResult', 'callAction'].map((row) => [
        row,
        'an app of its own would be needed',
      ]),
    ),
    ...Object.fromEntries(Object.keys(MADE_RESPONSE.calls).map((row) => [row, 'held against what it is from'])),
  },
};
