import type { CallRow, Effect, Spelling } from '../../exchange/effects.js';
import type { Value } from '../../exchange/value.js';
import { FETCH_FUNCTIONS, initOf, isRelative, MADE_RESPONSE, redirects } from '../fetch-response.js';
import { content, named, number, open, reads, stops, text } from '../spelling.js';

/** `NextResponse.redirect(url, status)`, or with options; the target is to be a whole URL. */
const REDIRECT: CallRow = {
  returns: 'made',
  effects: (args) => {
    const target = args.at(0);
    return isRelative(target)
      ? [{ does: 'refuse', target }, ...thrown(target)]
      : redirects('made', { swapped: 'throws' }).effects(args);
  },
};

/** What is no answer itself: the request goes on, here or to another page, and what comes back from there is not known. */
const ONWARD: CallRow = {
  returns: 'made',
  effects: ({ site }) => [
    { does: 'fields', from: open(site) },
    { does: 'status', status: open(site), by: 'init' },
    { does: 'content', content: content(open(site), 'data', 'some'), implies: null },
  ],
};

/** Route handlers answer themselves: there, to let a request go on is an error. */
const NO_ONWARD: CallRow = { returns: 'open', effects: ({ site }) => thrown(open(site)) };

function thrown({ site }: Value): readonly Effect[] {
  return [{ does: 'throw', error: { is: 'error', from: 'new', carries: [], open: false, site } }];
}

/** `redirect(url)` and `permanentRedirect(url)`, which throw; the second argument is no status. */
function navigates(status: number | null): CallRow {
  return {
    returns: 'never',
    effects: ({ at, site }) => [
      {
        does: 'redirect',
        redirect: { target: at(0), edit: () => null },
        status: status === null ? null : number(status, site),
      },
    ],
  };
}

/** `notFound()` and its kin, which throw. */
function interrupts(status: number): CallRow {
  return { returns: 'never', effects: ({ site }) => [{ does: 'status', status: number(status, site), by: 'init' }] };
}

/** `unstable_rethrow(error)`: what was thrown to redirect, or as not found, is thrown again. */
const RETHROW: CallRow = {
  returns: 'undefined',
  effects: ({ at }) => (at(0).is === 'made' ? [{ does: 'throw', error: at(0) }] : []),
};

/** `new ImageResponse(element, options)`. */
const IMAGE: CallRow = {
  returns: 'made',
  effects: ({ at, site }) => [
    named('content-type', text('image/png', site)),
    { does: 'fields', from: open(site) },
    { does: 'content', content: content(open(site), 'page', 'some'), implies: null },
    ...initOf(at(1)),
  ],
};

/** The functions of Next.js with which a route handler answers (https://nextjs.org/docs/app/api-reference/functions). */
export const ROUTE_FUNCTIONS: Readonly<Record<string, CallRow>> = {
  ...FETCH_FUNCTIONS,
  ...nextResponse(NO_ONWARD),
  'next/navigation#redirect': navigates(null),
  'next/navigation#permanentRedirect': navigates(308),
  'next/navigation#notFound': interrupts(404),
  'next/navigation#forbidden': interrupts(403),
  'next/navigation#unauthorized': interrupts(401),
  'next/navigation#unstable_rethrow': RETHROW,
  'next/og#ImageResponse': IMAGE,
  'next/server#ImageResponse': IMAGE,
  '@vercel/og#ImageResponse': IMAGE,
};

export const MIDDLEWARE_FUNCTIONS: Readonly<Record<string, CallRow>> = {
  ...ROUTE_FUNCTIONS,
  ...nextResponse(ONWARD),
};

function nextResponse(onward: CallRow): Readonly<Record<string, CallRow>> {
  const [made, json] = [FETCH_FUNCTIONS['#Response'], FETCH_FUNCTIONS['#Response.json']];
  return {
    ...(made && { 'next/server#NextResponse': made }),
    ...(json && { 'next/server#NextResponse.json': json }),
    'next/server#NextResponse.redirect': REDIRECT,
    'next/server#NextResponse.next': onward,
    'next/server#NextResponse.rewrite': onward,
  };
}

/** What is done to a `NextResponse` that was made. */
export const MADE_NEXT_RESPONSE: Spelling = {
  ...MADE_RESPONSE,
  calls: {
    ...MADE_RESPONSE.calls,
    ...reads('cookies.get', 'cookies.getAll', 'cookies.has'),
    'cookies.set': stops((args) => [named('set-cookie', args.at(0), 'append')]),
    'cookies.delete': stops((args) => [named('set-cookie', args.at(0), 'append')]),
  },
};
