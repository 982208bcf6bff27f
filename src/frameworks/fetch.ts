import type { Dialect, Taken } from '../exchange/dialect.js';
import type { CallRow, HandlerSite, ResponseTable } from '../exchange/effects.js';
import type { Primitive } from '../syntax/ast.js';
import { importedSources } from '../syntax/imports.js';
import {
  answersOf,
  FETCH_FUNCTIONS,
  initOf,
  jsonOf,
  MADE_RESPONSE,
  makes,
  redirects,
  redirectTakes,
  RESPONSE_CONTENT,
  responseTakes,
} from './fetch-response.js';
import { editInit, fieldInInit, withNullBody } from './fetch-edits.js';
import { isAside, isDouble, isServiceWorker } from './fetch/evidence.js';
import { placedHandler, shapedHandler, type FetchHandler } from './fetch/handlers.js';
import { functionsOf, nameOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { content, open, reads, stops, tells } from './spelling.js';

/** A function that is given a request and gives back a response (https://fetch.spec.whatwg.org/#response-class). */
const TABLE: ResponseTable = {
  calls: {},
  assignments: {},
  functions: FETCH_FUNCTIONS,
  made: MADE_RESPONSE,
  sentBy: 'end',
  ends: ({ value, hasContent }) => answersOf(value, { keeps: 'nothing', hasContent }),
  thrownResponse: 'error',
  method: ['method'],
  progress: {},
  members: {},
  editStatus: editInit,
  addField: fieldInInit,
  withoutContent: withNullBody,
};

/** The event of a worker, through which it is given a promise of the response. */
const EVENT_TABLE: ResponseTable = {
  ...TABLE,
  calls: {
    ...reads('waitUntil', 'passThroughOnException'),
    respondWith: stops((args) => answersOf(args.at(0), { keeps: 'nothing', hasContent: false })),
  },
  sentBy: 'calls',
  ends: () => [],
  members: { request: 'request' },
};

/** The context of Cloudflare's Pages: what `next` gives back is the answer of whatever comes after. */
const CONTEXT_TABLE: ResponseTable = {
  ...TABLE,
  calls: reads('next', 'waitUntil', 'passThroughOnException', 'env.ASSETS.fetch'),
  members: { request: 'request' },
};

/** Bun's `json` takes a status in place of options; its `redirect` takes options as well, and any target. */
const BUN_FUNCTIONS: Readonly<Record<string, CallRow>> = {
  ...FETCH_FUNCTIONS,
  '#Response.json': makes((args) => {
    const status = args.at(1);
    const isStatus = status.is === 'literal' && typeof status.value === 'number';
    return [...jsonOf(args), ...(isStatus ? [{ does: 'status', status, by: 'init' } as const] : initOf(status))];
  }),
  '#Response.redirect': redirects('made', { swapped: 'throws' }),
};

/** The second parameter in Bun is its server, which takes a request over with `upgrade`, and then nothing is to be returned. */
const BUN_TABLE: ResponseTable = {
  ...TABLE,
  functions: BUN_FUNCTIONS,
  calls: {
    ...reads('requestIP', 'timeout', 'publish', 'subscriberCount', 'stop', 'reload', 'ref', 'unref', 'fetch'),
    upgrade: tells((args) => [
      { does: 'content', content: content(open(args.at(0).site), 'data', 'some'), implies: null },
    ]),
  },
};

/** Measured on Node 20 and 24, Deno 2.9.6 and workerd 1.20261117.1, which only takes an empty text where there may be no content. */
const STANDARD: Dialect = {
  framework: 'Fetch',
  name: 'Fetch',
  major: null,
  certain: true,
  defaultStatus: 200,
  unsent: 500,
  thrown: { sync: 'handled', async: 'handled' },
  errorStatus: { from: [], otherwise: 500 },
  redirect: { status: 302, keepsStatus: 'never' },
  takes: (value, sink) => (sink === 'helper' ? redirectTakes(value) : responseTakes(value)),
  contentOn: () => RESPONSE_CONTENT,
};

/** Measured on Bun 1.4.5: it leaves content out where the standard throws, and answers 204 where nothing is returned. */
const BUN: Dialect = {
  ...STANDARD,
  framework: 'Bun',
  name: 'Bun',
  unsent: 204,
  takes: (value, sink) => (sink === 'helper' ? bunRedirectTakes(value) : bunTakes(value)),
  contentOn: () => 'dropped',
};

/** Bun reads numbers alone as the status of a redirect. */
function bunRedirectTakes(value: Primitive): Taken {
  return typeof value === 'number' ? redirectTakes(value) : { is: 'replaced', code: 302 };
}

/** Bun also takes 101, and does not cut numbers to 16 bits. */
function bunTakes(value: Primitive): Taken {
  if (value === 101) return { is: 'sent', code: 101 };
  if (typeof value === 'number' && value > 599) return { is: 'throws', error: 'RangeError', client: 'error-500' };
  return responseTakes(value);
}

/** Functions that answer a request of the Fetch standard with a response of it: in Bun, Deno and workers, and wherever they are typed so. */
export const fetch: Framework = {
  id: 'fetch',
  trace: /\bResponse\b|\brespondWith\b/,
  handlers({ sourceCode, filename }: SourceFile): readonly HandlerSite[] {
    if (isServiceWorker(sourceCode)) return [];
    const isOnlyPlaced = isAside(sourceCode);
    const isBun = [...importedSources(sourceCode)].some((source) => /^bun(?::(?!test$)|$)/.test(source));
    return functionsOf(sourceCode).flatMap((node): readonly HandlerSite[] => {
      if (node.generator) return [];
      const placed = placedHandler(node, filename, sourceCode);
      const found = placed ?? (isOnlyPlaced || isDouble(node, sourceCode) ? null : shapedHandler(node, sourceCode));
      return found ? [siteOf(found, isBun || found.runtime === 'bun' ? 'bun' : 'standard')] : [];
    });
  },
};

function siteOf(found: FetchHandler, runtime: FetchHandler['runtime']): HandlerSite {
  const { node, kind, position, methods, route, calledBy } = found;
  const first = kind === 'event' || kind === 'context' ? 'response' : kind;
  return {
    framework: 'fetch',
    dialect: runtime === 'bun' ? BUN : STANDARD,
    table: kind === 'event' ? EVENT_TABLE : kind === 'context' ? CONTEXT_TABLE : runtime === 'bun' ? BUN_TABLE : TABLE,
    node,
    parameters: [
      ...Array<null>(position).fill(null),
      first,
      ...(runtime === 'bun' && kind === 'request' && position === 0 ? (['response'] as const) : []),
    ],
    methods,
    route,
    role: kind === 'error' ? 'error-handler' : 'handler',
    name: nameOf(node),
    start: [],
    calledBy,
    earlier: [],
  };
}
