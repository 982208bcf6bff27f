import type { Arguments, CallRow, Effect } from '../../exchange/effects.js';
import type { Value } from '../../exchange/value.js';
import { body, FETCH_FUNCTIONS, initOf, jsonOf, makes, redirects } from '../fetch-response.js';

/** Remix' packages before it became React Router. */
const REMIX = [
  '@remix-run/node',
  '@remix-run/server-runtime',
  '@remix-run/cloudflare',
  '@remix-run/cloudflare-pages',
  '@remix-run/cloudflare-workers',
  '@remix-run/deno',
  '@remix-run/router',
  '@vercel/remix',
  '@netlify/remix-runtime',
  '@shopify/remix-oxygen',
];

/** The packages that have these functions. */
const PACKAGES = ['react-router', 'react-router-dom', ...REMIX];

/** `data(value, init)`: in place of options, a number is the status. */
const DATA = makes((args) => [body(args.at(0), 'json'), ...statusOrInit(args.at(1))]);

const JSON_RESPONSE = makes((args) => [...jsonOf(args), ...statusOrInit(args.at(1))]);

const inOrder = redirects('made', { swapped: 'throws' });
const REDIRECT: CallRow = {
  ...inOrder,
  effects: (args) => (isText(args.at(0)) && isText(args.at(1)) ? [notTaken(args.at(1))] : inOrder.effects(args)),
};

function statusOrInit(init: Value): readonly Effect[] {
  if (isStatus(init)) return [{ does: 'status', status: init, by: 'init' }];
  if (isText(init)) return [notTaken(init)];
  return init.is === 'literal' && init.value === null ? [] : initOf(init);
}

/** A number, or one of several. */
function isStatus(value: Value): boolean {
  if (value.is === 'choice') return value.of.every((each) => isStatus(each.value));
  return value.is === 'literal' && typeof value.value === 'number';
}

function isText(value: Value): boolean {
  return value.is === 'literal' && typeof value.value === 'string';
}

/** A text is neither a status nor options, and throws. */
function notTaken({ site }: Value): Effect {
  return { does: 'throw', error: { is: 'error', from: 'new', carries: [], open: false, site } };
}

const ROWS: Readonly<Record<string, CallRow>> = {
  data: DATA,
  defer: DATA,
  json: JSON_RESPONSE,
  redirect: REDIRECT,
  redirectDocument: REDIRECT,
  replace: REDIRECT,
};

/** The functions with which loaders and actions answer (https://reactrouter.com/api/utils/data, https://remix.run/docs/en/main/utils/json). */
export const ROUTER_FUNCTIONS: Readonly<Record<string, CallRow>> = {
  ...FETCH_FUNCTIONS,
  ...Object.fromEntries(
    PACKAGES.flatMap((source) => Object.entries(ROWS).map(([name, row]) => [`${source}#${name}`, row])),
  ),
};

/** The same on routes without a page, where Remix sends the data of `data(value, init)` alone (measured on 2.17.5). */
export const RESOURCE_FUNCTIONS: Readonly<Record<string, CallRow>> = {
  ...ROUTER_FUNCTIONS,
  ...Object.fromEntries(REMIX.map((source) => [`${source}#data`, makes(dataAlone)])),
};

function dataAlone(args: Arguments): readonly Effect[] {
  const lost = statusOrInit(args.at(1)).flatMap((each): readonly Effect[] =>
    each.does === 'status'
      ? [{ does: 'misplace', status: each.status, why: 'other-function', outcome: 'lost', edit: null }]
      : [],
  );
  return [body(args.at(0), 'json'), ...lost];
}
