import type { Dialect } from '../exchange/dialect.js';
import type { HandlerSite, ResponseTable } from '../exchange/effects.js';
import { isMethod, type Method } from '../http/methods.js';
import type { FunctionNode, SourceCode } from '../syntax/ast.js';
import { answersOf, FETCH_FUNCTIONS, MADE_RESPONSE, redirects, responseTakes } from './fetch-response.js';
import { editInit, fieldInInit, withNullBody } from './fetch-edits.js';
import { hasType, importKey } from './finding/apps.js';
import { exportNames, exportsOf, isWrapped } from './finding/exports.js';
import { placesOf } from './finding/places.js';
import { functionsOf, nameOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { named, reads, stops } from './spelling.js';

/** The context of an endpoint (https://docs.astro.build/en/reference/api-reference/), whose cookies go out with what it returns. */
const ENDPOINT: ResponseTable = {
  calls: {
    ...reads('rewrite', 'cookies.get', 'cookies.has', 'session.get', 'getActionResult', 'callAction'),
    redirect: redirects('made', { swapped: 'throws' }),
    'cookies.set': stops((args) => [named('set-cookie', args.at(1), 'append')]),
    'cookies.delete': stops((args) => [named('set-cookie', args.at(0), 'append')]),
  },
  assignments: {},
  functions: FETCH_FUNCTIONS,
  made: MADE_RESPONSE,
  sentBy: 'end',
  // Whoever gets the context can set cookies with it, and nothing else.
  settable: 'fields',
  ends: ({ value }) => answersOf(value, { keeps: 'fields', hasContent: false }),
  thrownResponse: 'error',
  method: ['method'],
  progress: {},
  members: { request: 'request' },
  editStatus: editInit,
  addField: fieldInInit,
  withoutContent: withNullBody,
};

/** Middleware gets a function for all that comes behind it, whose response it need not return. */
const MIDDLEWARE: ResponseTable = {
  ...ENDPOINT,
  ends: ({ value }) => {
    const answers = answersOf(value, { keeps: 'fields', hasContent: false });
    return answers.length === 0 ? [{ does: 'delegate', to: 'next' }] : answers;
  },
};

/** Measured on a real build of Astro 7.3.5 with @astrojs/node 11.1.6: whatever is thrown, or returned and no response, is a 500. */
const DIALECT: Dialect = {
  framework: 'Astro',
  name: 'Astro',
  major: null,
  certain: true,
  defaultStatus: 200,
  unsent: 500,
  thrown: { sync: 'handled', async: 'handled' },
  errorStatus: { from: [], otherwise: 500 },
  redirect: { status: 302, keepsStatus: 'never' },
  takes: responseTakes,
  contentOn: () => 'throws',
};

const ROUTE_TYPES = new Set(['astro#APIRoute']);
const CONTEXT_TYPES = new Set(['astro#APIContext']);
const MIDDLEWARE_TYPES = new Set(['astro#MiddlewareHandler', 'astro#MiddlewareResponseHandler']);
const MIDDLEWARE_MAKERS = new Set(['astro:middleware#defineMiddleware', 'astro:middleware#sequence']);

/** Endpoints below `src/pages`, middleware, and functions that are typed like them. */
export const astro: Framework = {
  id: 'astro',
  trace: /\bastro\b|\b(?:GET|POST|PUT|PATCH|DELETE|ALL)\b/,
  handlers({ sourceCode, filename }: SourceFile): readonly HandlerSite[] {
    const route = routeOf(filename);
    return functionsOf(sourceCode).flatMap((node): readonly HandlerSite[] => {
      if (node.generator) return [];
      const site = endpoint(node, route, sourceCode) ?? middleware(node, sourceCode) ?? helper(node, sourceCode);
      return site ? [site] : [];
    });
  },
};

/** The route of a file below `src/pages`; null for all others. */
function routeOf(filename: string): string | null {
  const [, path] = /[\\/]src[\\/]pages[\\/](.+)\.[cm]?[jt]s$/.exec(`/${filename}`) ?? [];
  return path === undefined ? null : `/${path.replaceAll('\\', '/').replace(/(?:^|\/)index$/, '')}`;
}

/** `export const GET: APIRoute = (context) => …`, in upper case only. */
function endpoint(node: FunctionNode, route: string | null, sourceCode: SourceCode): HandlerSite | null {
  const exported = exportsOf(node, sourceCode);
  const names = exportNames(exported).filter((name) => isMethod(name) || name === 'ALL');
  const isTyped = hasType(node, ROUTE_TYPES, sourceCode);
  if (!isTyped && (route === null || names.length === 0)) return null;
  const isAny = names.length === 0 || names.includes('ALL');
  return {
    ...siteOf(node, ENDPOINT),
    methods: isAny ? null : new Set<Method>(names.filter(isMethod)),
    route,
    calledBy: isTyped || !isWrapped(exported) ? 'framework' : 'code',
  };
}

function middleware(node: FunctionNode, sourceCode: SourceCode): HandlerSite | null {
  const isGiven = placesOf(node, sourceCode).some(
    ({ to, path, through }) =>
      to.is === 'given' &&
      path.length === 0 &&
      through.length === 0 &&
      MIDDLEWARE_MAKERS.has(importKey(to.call.callee, sourceCode) ?? ''),
  );
  if (!isGiven && !hasType(node, MIDDLEWARE_TYPES, sourceCode)) return null;
  return { ...siteOf(node, MIDDLEWARE), role: 'middleware' };
}

/** A function that takes the context, for endpoints and middleware to use. */
function helper(node: FunctionNode, sourceCode: SourceCode): HandlerSite | null {
  const at = node.params.findIndex((each) => hasType(each, CONTEXT_TYPES, sourceCode));
  if (at < 0) return null;
  const parameters = node.params.map((_, index) => (index === at ? 'response' : null));
  return { ...siteOf(node, ENDPOINT), parameters, calledBy: 'code' };
}

function siteOf(node: FunctionNode, table: ResponseTable): HandlerSite {
  return {
    framework: 'astro',
    dialect: DIALECT,
    table,
    node,
    parameters: ['response'],
    methods: null,
    route: null,
    role: 'handler',
    name: nameOf(node),
    start: [],
    calledBy: 'framework',
    earlier: [],
  };
}
