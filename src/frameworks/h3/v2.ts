import type { CallRow, Effect, HandlerEnd, ResponseTable } from '../../exchange/effects.js';
import { body, FETCH_FUNCTIONS, initOf, MADE_RESPONSE, makes, redirects } from '../fetch-response.js';
import { content, field, isMissing, NO_CONTENT, number, reads, send, stops } from '../spelling.js';
import { EVENT, exported, FUNCTIONS, isNull, redirectOf, statusAt, swappedIn, WAIT_UNTIL } from './event.js';

function emptyAt(position: number): CallRow {
  return makes((args) => [
    { does: 'status', status: statusAt(args, position) ?? number(204, args.site), by: 'helper' },
  ]);
}

/** Functions that make a response, which has to be returned (https://h3.dev/utils/response). */
const MAKING: Readonly<Record<string, CallRow>> = {
  redirect: redirects('made', { swapped: 'throws' }),
  noContent: emptyAt(0),
  // A status that was set on the event counts where the options have none.
  HTTPResponse: {
    returns: 'made-here',
    effects: (args) => [
      ...(isMissing(args.at(0)) || isNull(args.at(0)) ? [] : [body(args.at(0), 'data')]),
      ...initOf(args.at(1)),
    ],
  },
  sendRedirect: makes(
    (args) => swappedIn(args) ?? [{ does: 'redirect', redirect: redirectOf(args), status: statusAt(args, 2) }],
  ),
  sendNoContent: emptyAt(1),
};

function ends({ value, mayBeAnswered, hasStatus, role }: HandlerEnd): readonly Effect[] {
  switch (value.is) {
    case 'made':
      // An `HTTPResponse` goes out with the fields of the event, a `Response` only when it is no error.
      return value.part === ''
        ? [{ does: 'answer', made: value, keeps: value.begins === 'here' ? 'fields' : 'unless-error' }]
        : [];
    case 'error':
      return [{ does: 'delegate', to: 'error', error: value }];
    case 'response':
    case 'next':
      return [];
    case 'open':
    case 'choice':
    case 'request':
      return [
        { does: 'fields', from: { is: 'open', truth: null, site: value.site } },
        send(content(value, 'data', 'some'), { statusOpen: !hasStatus }),
      ];
    default:
      if (!isMissing(value) && !isNull(value))
        return [send(content(value, value.is === 'object' || value.is === 'array' ? 'json' : 'data'))];
      if (isMissing(value) && role === 'middleware') return [{ does: 'delegate', to: 'next' }];
      return mayBeAnswered ? [] : [send(NO_CONTENT)];
  }
}

/** The event of h3 2 (https://h3.dev/guide/api/h3event). */
export const TABLE_2: ResponseTable = {
  ...EVENT,
  calls: {
    ...WAIT_UNTIL,
    ...reads('res.headers.get', 'res.headers.has', 'res.headers.getSetCookie'),
    'res.headers.set': stops((args) => [field(args.at(0), args.at(1))]),
    'res.headers.append': stops((args) => [field(args.at(0), args.at(1), 'append')]),
    'res.headers.delete': stops((args) => [field(args.at(0), args.at(0), 'remove')]),
  },
  assignments: { 'res.status': (status) => [{ does: 'status', status, by: 'property' }] },
  functions: { ...FETCH_FUNCTIONS, ...exported({ ...FUNCTIONS, ...MAKING }) },
  made: MADE_RESPONSE,
  sentBy: 'end',
  ends,
  progress: {},
  next: () => ({ does: 'delegate', to: 'downstream', throws: 'here' }),
};
