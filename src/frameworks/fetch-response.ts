import type { ForbiddenContent, Taken } from '../exchange/dialect.js';
import type { Arguments, CallRow, Effect, Kept, Spelling } from '../exchange/effects.js';
import type { Edit } from '../exchange/model.js';
import type { Value } from '../exchange/value.js';
import type { Primitive } from '../syntax/ast.js';
import { content, field, reads, isMissing, named, number, open, propertyIn, send, stops, text } from './spelling.js';
import { statusInInit } from './fetch-edits.js';

/** A call that makes a response and gives it back. */
export function makes(effects: CallRow['effects']): CallRow {
  return { effects, returns: 'made' };
}

/** The status and the fields of the options that a response is made with (https://fetch.spec.whatwg.org/#responseinit). */
export function initOf(init: Value, bareNumber: 'lost' | 'throws' = 'throws'): readonly Effect[] {
  if (isMissing(init)) return [];
  if (init.is === 'literal' && typeof init.value === 'number') return bareStatus(init, bareNumber);
  if (init.is === 'choice') return choiceOfInits(init);
  if (init.is !== 'object') return [{ does: 'status', status: open(init.site), by: 'init' }, openFields(init)];
  // The worker of Cloudflare hands its connection over, which no longer is a matter of HTTP.
  if (propertyIn(init, 'webSocket')) return [{ does: 'status', status: open(init.site), by: 'init' }, openFields(init)];
  const status = propertyIn(init, 'status');
  const headers = propertyIn(init, 'headers');
  return [
    ...statusIn(init, status),
    ...(headers ? [{ does: 'fields', from: headers } as const] : []),
    ...(isUncertain(init, headers, 'headers') ? [openFields(init)] : []),
  ];
}

function statusIn(init: ObjectValue, status: Value | undefined): readonly Effect[] {
  if (isUncertain(init, status, 'status')) return [{ does: 'status', status: open(init.site), by: 'init' }];
  if (!status) return otherStatus(init);
  return isMissing(status) ? [] : [{ does: 'status', status, by: 'init' }];
}

type ObjectValue = Extract<Value, { is: 'object' }>;

/** Whether something that is spread into the options may bring that option: where it is not written, or before. */
function isUncertain(
  { open: isOpen, properties, site: { origin } }: ObjectValue,
  value: Value | undefined,
  key: string,
): boolean {
  if (!isOpen || !value) return isOpen;
  const node = properties.findLast((each) => each.key === key)?.node;
  return (
    origin.type === 'ObjectExpression' &&
    origin.properties.some(
      (each) => each.type === 'SpreadElement' && node !== undefined && each.range[0] > node.range[0],
    )
  );
}

/** One of several options: the status of each is known under its test. */
function choiceOfInits({ of, site }: Extract<Value, { is: 'choice' }>): readonly Effect[] {
  const isReadable = of.every(({ value }) => isMissing(value) || value.is === 'object');
  const hasFields = of.some(({ value }) => propertyIn(value, 'headers'));
  const statuses = of.map(({ value, when }) => ({
    value: propertyIn(value, 'status') ?? { is: 'literal' as const, value: undefined, site: value.site },
    when,
  }));
  return [
    { does: 'status', status: isReadable ? { is: 'choice', of: statuses, site } : open(site), by: 'init' },
    ...(isReadable && !hasFields ? [] : [{ does: 'fields', from: open(site) } as const]),
  ];
}

/** A number in the place of options: nobody reads it, or it throws. */
function bareStatus(status: Value, outcome: 'lost' | 'throws'): readonly Effect[] {
  const edit = { node: status.site.origin, text: `{ status: ${String('value' in status ? status.value : '')} }` };
  const misplaced: Effect = { does: 'misplace', status, why: 'bare-number', outcome, edit };
  const error: Value = { is: 'error', from: 'new', carries: [], open: false, site: status.site };
  return outcome === 'lost' ? [misplaced] : [misplaced, { does: 'throw', error }];
}

/** `{ statusCode: 404 }`: a status under a name that the standard does not know. */
function otherStatus(init: Value): readonly Effect[] {
  const status = propertyIn(init, 'statusCode') ?? propertyIn(init, 'code');
  return status ? [{ does: 'misplace', status, why: 'other-property', outcome: 'lost', edit: null }] : [];
}

function openFields({ site }: Value): Effect {
  return { does: 'fields', from: open(site) };
}

/** Content that goes out when the response does. */
export function body(value: Value, format: 'json' | 'data'): Effect {
  return { does: 'content', content: content(value, format, format === 'json' ? 'some' : 'empty'), implies: null };
}

/** `new Response(body, init)`: an empty text is content too, as far as the statuses without content go. */
const RESPONSE = makes((args) => [body(args.at(0), 'data'), ...initOf(args.at(1))]);

const RESPONSE_JSON = makes((args) => [...jsonOf(args), ...initOf(args.at(1))]);

/** The content of `Response.json(data)`, with its type. */
export function jsonOf(args: Arguments): readonly Effect[] {
  return [named('content-type', text('application/json', args.at(0).site)), body(args.at(0), 'json')];
}

/** `redirect(url, status)`, and what becomes of it when its arguments are swapped; `status` is one that it always has. */
export function redirects(
  returns: 'made' | 'made-here' | 'never' | 'response',
  { swapped, status = null }: { readonly swapped: 'lost' | 'throws'; readonly status?: number | null },
): CallRow {
  return {
    returns,
    effects: (args) => {
      const own = args.at(1);
      if (isNumber(args.at(0)) && !isNumber(own) && !isMissing(own)) return swappedRedirect(args, swapped);
      const given = own.is === 'object' ? (propertyIn(own, 'status') ?? null) : isMissing(own) ? null : own;
      const fixed: Value | null = status === null ? given : { is: 'literal', value: status, site: args.at(0).site };
      const redirect = { target: args.at(0), edit: (code: number) => secondArgument(args, code) };
      return [
        { does: 'redirect', redirect, status: fixed },
        ...(own.is === 'object' ? initOf(own).filter(({ does }) => does === 'fields') : []),
      ];
    },
  };
}

function isNumber(value: Value): boolean {
  return value.is === 'literal' && typeof value.value === 'number';
}

/** `redirect(301, url)`: the status is taken for the target. */
function swappedRedirect(args: Arguments, outcome: 'lost' | 'throws'): readonly Effect[] {
  const [first, second] = args.node.arguments;
  const status = args.at(0);
  const edit: Edit | null =
    first && second
      ? { node: args.node, text: `${args.textOf(args.node.callee)}(${args.textOf(second)}, ${args.textOf(first)})` }
      : null;
  const misplaced: Effect = { does: 'misplace', status, why: 'swapped-redirect', outcome, edit };
  const error: Value = { is: 'error', from: 'new', carries: [], open: false, site: status.site };
  return [misplaced, outcome === 'lost' ? named('location', status) : { does: 'throw', error }];
}

/** The call with that status as its second argument. */
function secondArgument(args: Arguments, status: number): Edit | null {
  const [target, given] = args.node.arguments;
  if (!target || args.spread) return null;
  if (given)
    return given.type === 'ObjectExpression'
      ? statusInInit(given, status, args.textOf)
      : { node: given, text: String(status) };
  return { node: target, text: `${args.textOf(target)}, ${status}` };
}

/** The statuses with which a redirect can be made (https://fetch.spec.whatwg.org/#redirect-status). */
const REDIRECT_STATUSES: ReadonlySet<Primitive> = new Set([301, 302, 303, 307, 308]);

/** `Response.redirect(url, status)`: no options, and no target that is not a whole URL. */
export const RESPONSE_REDIRECT: CallRow = {
  returns: 'made',
  effects: (args) => {
    const [target, status] = [args.at(0), args.at(1)];
    if (isNumber(target)) return swappedRedirect(args, 'throws');
    if (isRelative(target) || status.is === 'object') {
      const error: Value = { is: 'error', from: 'new', carries: [], open: false, site: target.site };
      return [...(isRelative(target) ? [{ does: 'refuse', target } as const] : []), { does: 'throw', error }];
    }
    const edit = (code: number): Edit | null => secondArgument(args, code);
    // Frameworks have redirects of their own, with another status where none is given.
    const isUsual = args.dialect.redirect.status === 302;
    const given = isMissing(status) ? (isUsual ? null : number(302, args.site)) : status;
    return [{ does: 'redirect', redirect: { target, edit, isImmutable: true }, status: given }];
  },
};

/** Whether a target is certainly no URL by itself. */
export function isRelative(target: Value): boolean {
  if (target.is === 'text') return target.parts[0] !== undefined && isPath(target.parts[0]);
  return target.is === 'literal' && typeof target.value === 'string' && !URL.canParse(target.value);
}

function isPath(part: Value): boolean {
  return part.is === 'literal' && typeof part.value === 'string' && /^[/?#.]/.test(part.value);
}

/** The global `Response`, by its standard (https://fetch.spec.whatwg.org/#response-class). */
export const FETCH_FUNCTIONS: Readonly<Record<string, CallRow>> = {
  '#Response': RESPONSE,
  '#Response.json': RESPONSE_JSON,
  '#Response.redirect': RESPONSE_REDIRECT,
};

/** What becomes of a value that is returned as the answer: a made response goes out, and something unknown may be one. */
export function answersOf(
  value: Value,
  { keeps, hasContent }: { readonly keeps: Kept; readonly hasContent: boolean },
): readonly Effect[] {
  switch (value.is) {
    case 'made':
      return value.part === '' ? [{ does: 'answer', made: value, keeps }] : [];
    case 'open':
      return value.truth === false && !hasContent ? [] : openAnswer(value);
    case 'request':
    case 'response':
    case 'choice':
      return openAnswer(value);
    default:
      return hasContent ? openAnswer(value) : [];
  }
}

/** An answer of which nothing is known, nor whether it is one: the status that was set may still be the one that goes out. */
function openAnswer({ site }: Value): readonly Effect[] {
  return [
    openFields({ is: 'open', truth: null, site }),
    send(content(open(site), 'data', 'some'), { status: open(site), statusOpen: true }),
  ];
}

/** What is done to a response that was made: its status cannot be changed any more, its fields can. */
export const MADE_RESPONSE: Spelling = {
  calls: {
    ...reads('clone', 'text', 'json', 'arrayBuffer', 'blob', 'formData', 'bytes'),
    ...reads(
      'headers.get',
      'headers.has',
      'headers.forEach',
      'headers.entries',
      'headers.keys',
      'headers.values',
      'headers.getSetCookie',
    ),
    'headers.set': stops((args) => [field(args.at(0), args.at(1))]),
    'headers.append': stops((args) => [field(args.at(0), args.at(1), 'append')]),
    'headers.delete': stops((args) => [field(args.at(0), args.at(0), 'remove')]),
  },
  assignments: {},
};

/** What the standard `Response` makes of a status: an integer in 16 bits, from 200 to 599 (measured on Node 20 and 24). */
export function responseTakes(value: Primitive): Taken {
  if (value === undefined) return { is: 'sent', code: 200 };
  const code = typeof value === 'bigint' ? Number.NaN : Math.trunc(Number(value)) & 0xffff;
  if (!(code >= 200 && code <= 599)) return { is: 'throws', error: 'RangeError', client: 'error-500' };
  return value === code ? { is: 'sent', code } : { is: 'coerced', code };
}

/** The status of a call that makes a redirect, which has to be one that redirects; `usual` is the one without. */
export function redirectTakes(value: Primitive, usual = 302): Taken {
  if (value === undefined) return { is: 'sent', code: usual };
  const taken = responseTakes(value);
  if (taken.is !== 'throws' && REDIRECT_STATUSES.has(taken.code)) return taken;
  return { is: 'throws', error: 'RangeError', client: 'error-500' };
}

/** A `Response` with a status that has no content, and with content, is a `TypeError`. */
export const RESPONSE_CONTENT: ForbiddenContent = 'throws';
