import type { Arguments, CallRow, Effect } from '../../exchange/effects.js';
import type { Edit } from '../../exchange/model.js';
import type { Value } from '../../exchange/value.js';
import { body, FETCH_FUNCTIONS, initOf, jsonOf, makes } from '../fetch-response.js';
import { content, isMissing, open, reads } from '../spelling.js';

/** `error(status, body)` throws; the body is a message, or an object with one, and SvelteKit has a message of its own. */
const ERROR: CallRow = {
  returns: 'never',
  effects: (args) => [
    {
      does: 'content',
      content: content(isMissing(args.at(1)) ? open(args.site) : args.at(1), 'json', 'some'),
      implies: null,
    },
    { does: 'status', status: args.at(0), by: 'error' },
  ],
};

/** `redirect(status, location)` throws; with the arguments swapped, it throws an error of its own. */
const REDIRECT: CallRow = {
  returns: 'never',
  effects: (args) => {
    const [status, target] = [args.at(0), args.at(1)];
    if (isText(status) && !isText(target)) return swapped(args);
    return [{ does: 'redirect', redirect: { target, edit: (code) => firstArgument(args, code) }, status }];
  },
};

function isText(value: Value): boolean {
  return (
    value.is === 'text' || (value.is === 'literal' && typeof value.value === 'string' && !/^\d+$/.test(value.value))
  );
}

/** `redirect(url, 302)`, or `redirect(url)`: what should be the status is no number. */
function swapped(args: Arguments): readonly Effect[] {
  const status = args.at(1);
  const error: Value = { is: 'error', from: 'new', carries: [], open: false, site: args.site };
  const [first, second] = args.node.arguments;
  const text =
    first && second ? `${args.textOf(args.node.callee)}(${args.textOf(second)}, ${args.textOf(first)})` : null;
  const edit: Edit | null = text === null ? null : { node: args.node, text };
  return [
    ...(isMissing(status)
      ? []
      : [{ does: 'misplace', status, why: 'swapped-redirect', outcome: 'throws', edit } as const]),
    { does: 'throw', error },
  ];
}

function firstArgument({ node, spread }: Arguments, status: number): Edit | null {
  const [first] = node.arguments;
  return first && !spread ? { node: first, text: String(status) } : null;
}

/** The functions with which handlers of SvelteKit answer (https://svelte.dev/docs/kit/@sveltejs-kit). */
export const KIT_FUNCTIONS: Readonly<Record<string, CallRow>> = {
  ...FETCH_FUNCTIONS,
  ...reads('@sveltejs/kit#isRedirect', '@sveltejs/kit#isHttpError', '@sveltejs/kit#isActionFailure'),
  '@sveltejs/kit#error': ERROR,
  '@sveltejs/kit#redirect': REDIRECT,
  '@sveltejs/kit#json': makes((args) => [...jsonOf(args), ...initOf(args.at(1), 'lost')]),
  '@sveltejs/kit#text': makes((args) => [body(args.at(0), 'data'), ...initOf(args.at(1), 'lost')]),
};

/** `fail(status, data)`, returned from an action: the page is shown again, with the data. An endpoint cannot return it. */
export const ACTION_FUNCTIONS: Readonly<Record<string, CallRow>> = {
  ...KIT_FUNCTIONS,
  '@sveltejs/kit#fail': makes((args) => [
    body(args.at(1), 'json'),
    { does: 'status', status: args.at(0), by: 'method' },
  ]),
};
