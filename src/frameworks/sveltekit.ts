import type { Dialect, StatusSink, Taken } from '../exchange/dialect.js';
import type { Effect, HandlerSite, ResponseTable } from '../exchange/effects.js';
import type { Value } from '../exchange/value.js';
import type { Primitive } from '../syntax/ast.js';
import { answersOf, MADE_RESPONSE, responseTakes } from './fetch-response.js';
import { editInit, fieldInInit, withNullBody } from './fetch-edits.js';
import { functionsOf, nameOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { content, named, open, reads, send, stops } from './spelling.js';
import { ACTION_FUNCTIONS, KIT_FUNCTIONS } from './sveltekit/functions.js';
import { kitHandler, type Kind } from './sveltekit/handlers.js';

/** The event of a request (https://svelte.dev/docs/kit/@sveltejs-kit#RequestEvent), through which an endpoint sets fields. */
const ENDPOINT: ResponseTable = {
  calls: {
    ...reads('fetch', 'getClientAddress', 'cookies.get', 'cookies.getAll', 'cookies.serialize'),
    setHeaders: stops((args) => [{ does: 'fields', from: args.at(0) }]),
    'cookies.set': stops((args) => [named('set-cookie', args.at(1), 'append')]),
    'cookies.delete': stops((args) => [named('set-cookie', args.at(0), 'append')]),
  },
  assignments: {},
  functions: KIT_FUNCTIONS,
  made: MADE_RESPONSE,
  sentBy: 'end',
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

/** What a page shows is what its `load` gives back, which is no answer by itself. */
const LOAD: ResponseTable = {
  ...ENDPOINT,
  calls: { ...ENDPOINT.calls, ...reads('parent', 'depends', 'untrack') },
  ends: ({ value }) => [send(content(open(value.site), 'page', 'some'))],
};

/** What an action gives back is shown on its page. */
const ACTION: ResponseTable = { ...LOAD, functions: ACTION_FUNCTIONS, ends: ({ value }) => afterAction(value) };

function afterAction(value: Value): readonly Effect[] {
  if (value.is === 'object') return [send(content(value, 'json', 'some'))];
  const isPage = value.is === 'literal' || value.is === 'array' || value.is === 'text';
  return isPage
    ? [send(content(open(value.site), 'page', 'some'))]
    : answersOf(value, { keeps: 'fields', hasContent: true });
}

/** A hook is called with the event, and with `resolve` for everything that comes behind it. */
const HOOK: ResponseTable = {
  ...ENDPOINT,
  calls: { ...ENDPOINT.calls, ...reads('resolve') },
  members: { ...ENDPOINT.members, event: 'response' },
};

/** Measured on real builds of SvelteKit 2.70.4 and 3.2.0 with adapter-node: what `error` and `redirect` refuse is a 500. */
const DIALECT: Dialect = {
  framework: 'SvelteKit',
  name: 'SvelteKit',
  major: null,
  certain: true,
  defaultStatus: 200,
  unsent: 500,
  thrown: { sync: 'handled', async: 'handled' },
  errorStatus: { from: [], otherwise: 500 },
  redirect: { status: 302, keepsStatus: 'never' },
  takes,
  contentOn: () => 'throws',
};

/** The statuses that the functions which throw an answer take, by how the answer gets its status. */
const RANGES: Partial<Readonly<Record<StatusSink, readonly [number, number]>>> = {
  error: [400, 599],
  helper: [300, 308],
};

function takes(value: Primitive, sink: StatusSink): Taken {
  const [from, to] = RANGES[sink] ?? [200, 599];
  const code = typeof value === 'bigint' ? Number.NaN : Number(value);
  return RANGES[sink] && !(code >= from && code <= to)
    ? { is: 'throws', error: 'Error', client: 'error-500' }
    : responseTakes(value);
}

const TABLES: Readonly<Record<Kind, ResponseTable>> = { endpoint: ENDPOINT, load: LOAD, action: ACTION, hook: HOOK };

/** Endpoints, `load` functions, form actions and the `handle` hook of SvelteKit. */
export const sveltekit: Framework = {
  id: 'sveltekit',
  trace: /\bResponse\b|\bload\b|\bactions\b|\bhandle\b|\bfallback\b|sveltejs|\b(?:GET|POST|PUT|PATCH|DELETE)\b/,
  handlers({ sourceCode, filename }: SourceFile): readonly HandlerSite[] {
    return functionsOf(sourceCode).flatMap((node): readonly HandlerSite[] => {
      const found = node.generator ? null : kitHandler(node, filename, sourceCode);
      if (!found) return [];
      const { kind, methods, calledBy } = found;
      return [
        {
          framework: 'sveltekit',
          dialect: DIALECT,
          table: TABLES[kind],
          node,
          parameters: ['response'],
          methods,
          route: routeOf(filename),
          role: kind === 'hook' ? 'middleware' : 'handler',
          name: nameOf(node),
          start: [],
          calledBy,
          earlier: [],
        },
      ];
    });
  },
};

/** The route of a file below `routes`: groups in parentheses are no part of it. */
function routeOf(filename: string): string | null {
  const folders = filename.split(/[\\/]/);
  const routes = folders.lastIndexOf('routes');
  if (routes < 0) return null;
  return `/${folders
    .slice(routes + 1, -1)
    .filter((each) => !/^\(.*\)$/.test(each))
    .join('/')}`;
}
