import type { Arguments, CallRow, Effect, HandlerEnd, ResponseTable } from '../../exchange/effects.js';
import type { Value } from '../../exchange/value.js';
import { FETCH_FUNCTIONS, MADE_RESPONSE } from '../fetch-response.js';
import { functionAround } from '../finding/places.js';
import { NODE_CALLS, NODE_TABLE } from '../node.js';
import { content, isMissing, NO_CONTENT, number, open, propertyIn, send, stops } from '../spelling.js';
import { EVENT, exported, FUNCTIONS, isNull, redirectOf, statusAt, swappedIn, toEvent, WAIT_UNTIL } from './event.js';

/** Where the handlers of a file run: in an app of their own, as routes of Nitro, or either. */
export type Home = 'app' | 'nitro' | 'unknown';

/** What ends a response that has ended is left alone. */
const ONCE = { afterBegin: 'ignored', afterEnd: 'harmless' } as const;

const PREPARED = send({ is: 'prepared' }, ONCE);

/**
 * Whether nobody waits for a call that sends in the next turn of the event loop, but for something else after it, which
 * takes longer.
 */
function isOvertaken({ node }: Arguments): boolean {
  const around = node.parent.type === 'ExpressionStatement' ? functionAround(node) : null;
  return around !== null && hasAwaitAfter(around.body, node.range[1]);
}

function hasAwaitAfter(node: object, end: number): boolean {
  return Object.entries(node).some(([key, value]: [string, unknown]) => {
    if (key === 'parent' || typeof value !== 'object' || value === null) return false;
    const isAwait = 'type' in value && value.type === 'AwaitExpression' && 'range' in value;
    // The parser gives every node its range.
    if (isAwait && (value.range as readonly [number, number])[0] >= end) return true;
    return hasAwaitAfter(value, end);
  });
}

/**
 * A call that sends in the next turn, and gives a promise of it. Where the handler has ended by then and has returned
 * nothing, the framework has answered for it.
 */
function inNextTurn(effects: CallRow['effects']): CallRow {
  return {
    returns: 'promise',
    effects: toEvent((args) => [...effects(args), ...(isOvertaken(args) ? [PREPARED] : [])]),
  };
}

const sendRedirect = inNextTurn(
  (args) => swappedIn(args) ?? [{ does: 'redirect', redirect: redirectOf(args), status: statusAt(args, 2) }],
);

/** Without content the status is 204, unless another one than 200 was set. */
function noContent(value: Value): readonly Effect[] {
  return [
    { does: 'content', content: NO_CONTENT, implies: { status: number(204, value.site), over: 'default-code' } },
    PREPARED,
  ];
}

/** Functions that send by themselves (https://v1.h3.dev/utils/response). */
const SENDING: Readonly<Record<string, CallRow>> = {
  sendRedirect,
  sendNoContent: stops(
    toEvent((args) => {
      const status = statusAt(args, 1);
      return status ? [send(NO_CONTENT, { ...ONCE, status })] : noContent(args.at(1));
    }),
  ),
  sendError: stops(
    toEvent((args) => [
      send(content(open(args.site), 'json', 'some'), { ...ONCE, status: statusOfError(args.at(1)), sink: 'error' }),
    ]),
  ),
  send: inNextTurn((args) => [
    {
      does: 'content',
      content: isMissing(args.at(1)) ? NO_CONTENT : content(args.at(1), 'data'),
      implies: null,
    },
  ]),
};

/** The status that `sendError` finds on an error, or in the options of one. */
function statusOfError(error: Value): Value {
  const found = carried(error, 'statusCode') ?? carried(error, 'status');
  const isOpen = (error.is !== 'error' && error.is !== 'object') || error.open;
  return isOpen ? open(error.site) : (found ?? number(500, error.site));
}

function carried(error: Value, name: 'statusCode' | 'status'): Value | undefined {
  return error.is === 'error' ? error.carries.find(({ by }) => by === name)?.value : propertyIn(error, name);
}

function onNode<T>(rows: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(rows).flatMap(([name, row]) => ['node.res', 'res'].map((res) => [`${res}.${name}`, row])),
  );
}

/** Whether a value may be the promise of what is sent in the next turn, which is the only one that is known to be there. */
function isPromise(value: Value): boolean {
  return value.is === 'open' && value.truth === true;
}

function ends(end: HandlerEnd, home: Home): readonly Effect[] {
  const { value, mayBeAnswered, hasContent, hasStatus, role } = end;
  switch (value.is) {
    case 'made':
      return value.part === '' ? [{ does: 'answer', made: value, keeps: 'fields' }] : [];
    case 'error':
      return mayBeAnswered ? [] : [{ does: 'delegate', to: 'error', error: value }];
    case 'response':
    case 'next':
      return [];
    case 'open':
    case 'choice':
    case 'request':
      // The promise of what is sent in the next turn, or content that would be sent after it.
      if (hasContent && (isPromise(value) || !mayBeAnswered)) return [PREPARED];
      if (mayBeAnswered && role !== 'middleware') return [];
      return [
        { does: 'fields', from: { is: 'open', truth: null, site: value.site } },
        send(content(value, 'data', 'some'), { ...ONCE, statusOpen: !hasStatus }),
      ];
    default:
      if (isMissing(value)) return nothing(end, home);
      if (isNull(value)) return mayBeAnswered ? [] : noContent(value);
      if (hasContent) return [PREPARED];
      return [send(content(value, value.is === 'object' || value.is === 'array' ? 'json' : 'data'), ONCE)];
  }
}

/** Nothing returned: middleware leaves it to others, Nitro takes it for `null`, and an app goes on and finds nobody. */
function nothing({ value, mayBeAnswered, role }: HandlerEnd, home: Home): readonly Effect[] {
  if (mayBeAnswered) return [];
  if (role === 'middleware' || home === 'unknown') return [{ does: 'delegate', to: 'next' }];
  return home === 'nitro' ? noContent(value) : [];
}

function tableIn(home: Home): ResponseTable {
  return {
    ...EVENT,
    calls: {
      ...onNode(NODE_CALLS),
      ...WAIT_UNTIL,
      respondWith: stops((args) => {
        const response = args.at(0);
        return response.is === 'made'
          ? [{ does: 'answer', made: response, keeps: 'fields' }]
          : [send(content(response, 'data', 'some'), { ...ONCE, statusOpen: true })];
      }),
    },
    assignments: onNode(NODE_TABLE.assignments),
    functions: { ...FETCH_FUNCTIONS, ...exported({ ...FUNCTIONS, ...SENDING }) },
    made: MADE_RESPONSE,
    sentBy: 'both',
    ends: (end) => ends(end, home),
    awaits: (value) => (isPromise(value) ? [PREPARED] : []),
    progress: { handled: 'ended', ...onNode(NODE_TABLE.progress) },
    next: () => [],
  };
}

/** The event of h3 1, by where the handler runs. */
export const TABLES_1: Readonly<Record<Home, ResponseTable>> = {
  app: tableIn('app'),
  nitro: tableIn('nitro'),
  unknown: tableIn('unknown'),
};
