import { createRequire } from 'node:module';
import { MADE_RESPONSE } from '../../../../src/frameworks/fetch-response.js';
import type { Case, Framework, Running } from '../../framework.js';
import { answer } from '../../frameworks/fetch.js';
import { runFile } from '../../run-file.js';
import { Notes, serve } from '../../serve.js';

/** What of Next.js the harness uses: what a built app runs a route with. */
interface RouteModule {
  readonly AppRouteRouteModule: new (options: object) => {
    handle(request: Request, context: object): Promise<Response>;
  };
}
interface Navigation {
  readonly redirect: (...args: readonly unknown[]) => unknown;
  readonly notFound: (...args: readonly unknown[]) => unknown;
}
interface NextServer {
  readonly NextRequest: new (request: Request) => Request;
  readonly NextResponse: typeof Response;
}

const load = createRequire(import.meta.url);
// Next.js runs on this alone; the file changes globals, so that the comparison has a process of its own.
load('next/dist/server/node-environment');
const { AppRouteRouteModule } = load('next/dist/server/route-modules/app-route/module') as RouteModule;
export const server = load('next/server') as NextServer;
export const navigation = load('next/navigation') as Navigation;

/** What Next.js says of a route that returned no response, for which it answers itself. */
const NOTHING = /No response is returned from route handler/;

const CONTEXT = {
  params: Promise.resolve({}),
  prerenderManifest: { preview: {}, routes: {}, dynamicRoutes: {} },
  sharedContext: { buildId: 'x' },
  renderOpts: { experimental: {}, supportsDynamicResponse: true, cacheLifeProfiles: {}, onClose: () => undefined },
};

/** Answers requests with the methods that a file exports; with null where they return no response. */
export function routeOf(userland: unknown): (request: Request) => Promise<Response | null> {
  const route = new AppRouteRouteModule({
    definition: { kind: 'APP_ROUTE', page: '/x/route', pathname: '/x', filename: 'route', bundlePath: 'app/x/route' },
    distDir: '.next',
    relativeProjectDir: '',
    resolvedPagePath: '',
    nextConfigOutput: '',
    userland: () => userland,
  });
  return async (request) => {
    try {
      return await route.handle(new server.NextRequest(request), CONTEXT);
    } catch (error) {
      if (NOTHING.test(String(error))) return null;
      throw error;
    }
  };
}

function start(file: string): Promise<Running> {
  const notes = new Notes();
  const modules = { 'next/server': server, 'next/navigation': navigation };
  const handle = routeOf(runFile(`const { exports } = module;\n${file}`, modules));
  return serve(
    (request, response) => {
      void answer(request, response, notes, handle, null);
    },
    notes,
    ({ flags }) => `/x?${new URLSearchParams(flags).toString()}`,
  );
}

function fileOf({ handler, before, as }: Case): string {
  return [
    "const { NextResponse } = require('next/server');",
    "const { redirect, permanentRedirect, notFound, forbidden, unauthorized, unstable_rethrow } = require('next/navigation');",
    before ?? '',
    as ? as(handler) : `exports.GET = ${handler};`,
  ].join('\n');
}

/** A handler whose flags are the parameters of its URL. */
const get = (body: string): string => `async (request) => { const on = request.nextUrl.searchParams; ${body} }`;
const post = (handler: string): string => `exports.POST = ${handler};`;
const VALUES = ['200', '404', '599', '600', '199', '99', '0', "'404'", "'abc'", '404.7', 'NaN', 'null', 'undefined'];

const cases: Readonly<Record<string, Case>> = {
  'a Response': { handler: "() => new Response('a', { status: 202, headers: { 'x-a': '1' } })" },
  'a Response without options': { handler: "() => new Response('a')" },
  'json of Response': { handler: '() => Response.json({ a: 1 }, { status: 201 })' },
  'json of NextResponse': { handler: get("return NextResponse.json({ a: 1 }, { status: on.get('a') ? 404 : 201 });") },
  'json with fields': { handler: "() => NextResponse.json({ a: 1 }, { status: 201, headers: { location: '/a' } })" },
  'json with a number for options': { handler: '() => NextResponse.json({ a: 1 }, 404)' },
  'a NextResponse': { handler: "() => new NextResponse('a', { status: 202 })" },
  'a NextResponse without content': { handler: '() => new NextResponse(null, { status: 204 })' },
  'a NextResponse that is put together': {
    handler:
      "() => { const made = NextResponse.json({ a: 1 }); made.headers.set('x-a', '1'); made.cookies.set('a', 'b'); made.cookies.getAll(); made.cookies.has('a'); made.cookies.delete('c'); return made; }",
  },
  'next in a route': { handler: '() => NextResponse.next()' },
  'rewrite in a route': { handler: "() => NextResponse.rewrite('http://localhost/a')" },
  'nothing on one side': { handler: get("if (on.get('a')) return NextResponse.json({});") },
  'an object': { handler: '() => ({ a: 1 })' },

  // Redirects
  'a redirect': { handler: "() => NextResponse.redirect('http://localhost/a')" },
  'a redirect with a status': {
    handler: get("return NextResponse.redirect('http://localhost/a', on.get('a') ? 301 : 303);"),
  },
  'a redirect with options': { handler: "() => NextResponse.redirect('http://localhost/a', { status: 308 })" },
  'a redirect to a path': { handler: "() => NextResponse.redirect('/a')" },
  'a redirect with a status that is none of one': { handler: "() => NextResponse.redirect('http://localhost/a', 200)" },
  'a redirect of Response': { handler: "() => Response.redirect('http://localhost/a', 301)" },
  'a redirect of Response without a status': { handler: "() => Response.redirect('http://localhost/a')" },
  'redirect()': { handler: get("if (on.get('a')) redirect('/a'); return NextResponse.json({});") },
  'redirect() on POST': { handler: "() => { redirect('/a'); }", as: post, methods: ['POST'] },
  'permanentRedirect()': { handler: "() => { permanentRedirect('/a'); }" },
  'redirect() in a try': {
    handler:
      "() => { try { redirect('/a'); } catch (error) { return NextResponse.json({ error: 'b' }, { status: 500 }); } }",
  },
  'redirect() in a try, thrown again': {
    handler:
      "() => { try { redirect('/a'); } catch (error) { unstable_rethrow(error); return NextResponse.json({}, { status: 500 }); } }",
  },
  'notFound()': { handler: get("if (on.get('a')) notFound(); return NextResponse.json({});") },

  // Errors
  'an error': { handler: get("if (on.get('a')) throw new Error('a'); return NextResponse.json({});") },
  'an error with a status': { handler: "() => { throw Object.assign(new Error('a'), { status: 404 }); }" },
  'a response that is thrown': { handler: "() => { throw new Response('a', { status: 404 }); }" },

  // Methods
  'a post': { handler: '() => NextResponse.json({ a: 1 }, { status: 201 })', as: post, methods: ['POST'] },
  'one function for two methods': {
    handler: "(request) => request.method === 'POST' ? NextResponse.json({}, { status: 201 }) : NextResponse.json({})",
    as: (handler) => `const both = ${handler};\nexports.GET = both;\nexports.POST = both;`,
    methods: ['GET', 'POST'],
  },
  'a HEAD request': { handler: '() => NextResponse.json({ a: 1 })', methods: ['GET', 'HEAD'] },
  'a helper': {
    before: 'function fail(status, message) { return NextResponse.json({ error: message }, { status }); }',
    handler: get(
      "if (on.get('a')) return fail(400, 'a'); if (on.get('b')) return fail(404, 'b'); return NextResponse.json({});",
    ),
  },
  ...Object.fromEntries(
    VALUES.flatMap((value): readonly [string, Case][] => [
      [`NextResponse.json with ${value}`, { handler: `() => NextResponse.json({ a: 1 }, { status: ${value} })` }],
      [`NextResponse with ${value}`, { handler: `() => new NextResponse('a', { status: ${value} })` }],
    ]),
  ),
  ...Object.fromEntries(
    [204, 205, 304].flatMap((status): readonly [string, Case][] => [
      [`${status} with json`, { handler: `() => NextResponse.json({ a: 1 }, { status: ${status} })` }],
      [`${status} with content`, { handler: `() => new NextResponse('a', { status: ${status} })` }],
      [`${status} without content`, { handler: `() => new Response(null, { status: ${status} })` }],
    ]),
  ),
};

export const next: Framework = {
  name: 'Next.js 16, route handlers',
  id: 'next',
  major: null,
  filename: '/app/x/route.js',
  emptyHandler: '() => NextResponse.json({})',
  fileOf,
  flag: /\.get\('(\w+)'\)/,
  start,
  ownContent: /^$/,
  ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type|x-middleware-set-cookie)$/,
  callFields: {},
  errorStatus: 500,
  cases,
  without: {
    'next/navigation#forbidden': 'It is experimental, and off.',
    'next/navigation#unauthorized': 'It is experimental, and off.',
    ...Object.fromEntries(
      ['next/og', 'next/server', '@vercel/og'].map((source) => [`${source}#ImageResponse`, 'It draws a picture.']),
    ),
    ...Object.fromEntries(Object.keys(MADE_RESPONSE.calls).map((row) => [row, 'held against what it is from'])),
  },
};
