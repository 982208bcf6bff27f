import type { Arguments, CallRow, Effect, ResponseTable } from '../../exchange/effects.js';
import type { RedirectTo } from '../../exchange/effects.js';
import type { Value } from '../../exchange/value.js';
import type { Node } from '../../syntax/ast.js';
import { field, isMissing, named, open, reads, stops, tells } from '../spelling.js';

/** The modules that hand on what h3 exports; the empty name stands for what Nitro and Nuxt import by themselves. */
const SOURCES = ['h3', 'nitro/h3', 'nitro', 'nitropack/runtime', '#imports', ''] as const;

/** The functions that a file has under those names, whichever of the modules they come from. */
export function exported(rows: Readonly<Record<string, CallRow>>): Readonly<Record<string, CallRow>> {
  return Object.fromEntries(
    SOURCES.flatMap((source) => Object.entries(rows).map(([name, row]) => [`${source}#${name}`, row])),
  );
}

/** What a function does to the event that it is given first; which event another expression is, is not known. */
export function toEvent(effects: CallRow['effects']): CallRow['effects'] {
  return (args) => {
    const event = args.at(0);
    if (event.is === 'response') return effects(args);
    return [
      { does: 'status', status: open(args.site), by: 'method' },
      { does: 'fields', from: open(args.site) },
    ];
  };
}

const set = stops(toEvent((args) => [field(args.at(1), args.at(2))]));
const append = stops(toEvent((args) => [field(args.at(1), args.at(2), 'append')]));
const setAll = stops(toEvent((args) => [{ does: 'fields', from: args.at(1) }]));
const appendAll = stops(toEvent(({ site }) => [{ does: 'fields', from: open(site) }]));
const cookie = stops(toEvent((args) => [named('set-cookie', args.at(2), 'append')]));

/** Functions of both versions that are given the event (https://v1.h3.dev/utils/response, https://h3.dev/utils/response). */
export const FUNCTIONS: Readonly<Record<string, CallRow>> = {
  ...reads(
    ...['readBody', 'readRawBody', 'readFormData', 'readMultipartFormData', 'readValidatedBody'],
    ...['getQuery', 'getValidatedQuery', 'getRouterParam', 'getRouterParams', 'getValidatedRouterParams'],
    ...['getHeader', 'getHeaders', 'getRequestHeader', 'getRequestHeaders', 'getCookie', 'parseCookies'],
    ...['getMethod', 'isMethod', 'assertMethod', 'getRequestURL', 'getRequestHost', 'getRequestPath'],
    ...['getRequestProtocol', 'getRequestIP', 'getRequestWebStream', 'toWebRequest', 'isPreflightRequest'],
    ...[
      'getResponseHeader',
      'getResponseHeaders',
      'getResponseStatus',
      'getResponseStatusText',
      'getRequestFingerprint',
    ],
  ),
  setResponseStatus: stops(toEvent((args) => [{ does: 'status', status: args.at(1), by: 'method' }])),
  setHeader: set,
  setResponseHeader: set,
  setHeaders: setAll,
  setResponseHeaders: setAll,
  appendHeader: append,
  appendResponseHeader: append,
  appendHeaders: appendAll,
  appendResponseHeaders: appendAll,
  removeResponseHeader: stops(toEvent((args) => [field(args.at(1), args.at(1), 'remove')])),
  setCookie: cookie,
  deleteCookie: stops(toEvent((args) => [named('set-cookie', args.at(1), 'append')])),
};

/** `sendRedirect(event, url, status)`: where it leads, and the call with another status. */
export function redirectOf(args: Arguments): RedirectTo {
  const [, target, given] = args.node.arguments;
  return {
    target: args.at(1),
    edit: (status) => {
      if (args.spread || !target) return null;
      return given
        ? { node: given, text: String(status) }
        : { node: target, text: `${args.textOf(target)}, ${status}` };
    },
  };
}

/** `sendRedirect(event, 301, url)`: the status is taken for a text, and that fails. */
export function swappedIn(args: Arguments): readonly Effect[] | null {
  const status = args.at(1);
  if (status.is !== 'literal' || typeof status.value !== 'number') return null;
  const [, first, second] = args.node.arguments;
  const edit = (one: Node, other: Node) => ({
    node: args.node,
    text: `${args.textOf(args.node.callee)}(${[args.node.arguments[0] ?? one, other, one].map(args.textOf).join(', ')})`,
  });
  return [
    {
      does: 'misplace',
      status,
      why: 'swapped-redirect',
      outcome: 'throws',
      edit: first && second ? edit(first, second) : null,
    },
    { does: 'throw', error: { is: 'error', from: 'new', carries: [], open: false, site: status.site } },
  ];
}

/** Whether a value, once returned, is certainly `null`. */
export function isNull(value: Value): boolean {
  return value.is === 'literal' && value.value === null;
}

/** The status that a call is given at that position; null where it is given none. */
export function statusAt(args: Arguments, position: number): Value | null {
  const status = args.at(position);
  return isMissing(status) ? null : status;
}

/** What the two versions' tables have in common. */
export const EVENT: Pick<ResponseTable, 'method' | 'members' | 'thrownResponse'> = {
  thrownResponse: 'error',
  method: ['method', 'req.method', 'node.req.method'],
  members: { req: 'request', context: 'request', headers: 'request', path: 'request', url: 'request', web: 'request' },
};

export const WAIT_UNTIL = { waitUntil: tells(() => []) } as const;
