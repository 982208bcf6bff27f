import type { Arguments, CallRow, Effect, HandlerEnd, HandlerSite } from '../../exchange/effects.js';
import type { Edit } from '../../exchange/model.js';
import type { Value } from '../../exchange/value.js';
import { content, field, isMissing, NO_CONTENT, number, open, propertyIn, send, stops } from '../spelling.js';

type End = NonNullable<HandlerSite['end']>['effects'];

/** What decorators do to the response before the method runs, by their names. */
export const BEFORE: Readonly<Record<string, CallRow>> = {
  HttpCode: stops((args) => [{ does: 'status', status: args.at(0), by: 'decorator' }]),
  // A function in place of the value is called for each request.
  Header: stops((args) => [field(args.at(0), args.at(1).is === 'function' ? open(args.at(1).site) : args.at(1))]),
};

/** What a decorator does that cannot be seen: it may apply any of these. */
export const UNREAD: CallRow = stops((args) => {
  const unknown = open(args.at(0).site);
  return [
    { does: 'status', status: unknown, by: 'decorator' },
    { does: 'fields', from: unknown },
  ];
});

/** `@Redirect(301, '/a')`: without a text as its target the decorator does nothing. */
export const REVERSED_REDIRECT: CallRow = stops((args) => [
  {
    does: 'misplace',
    status: args.at(0),
    why: 'ignored-redirect',
    outcome: 'lost',
    edit: args.count === 2 ? rewritten(args, argumentText(args, 1), argumentText(args, 0)) : null,
  },
]);

/** What decorators do with what a method returns, in place of sending it, by their names. The first that a method has counts. */
export const AFTER: Readonly<Record<string, End>> = {
  Render: (_args, { value }) => [send(content(value.is === 'object' ? value : open(value.site), 'page', 'some'))],
  Redirect: redirected,
  Sse: (_args, { value }) => [
    { does: 'fields', from: open(value.site) },
    send(content(open(value.site), 'stream', 'some')),
  ],
};

/** `@Redirect(url, status)`, each of which a returned `{ url, statusCode }` replaces. */
function redirected(args: Arguments, { value }: HandlerEnd): readonly Effect[] {
  const isPlain = value.is === 'literal' || value.is === 'text' || value.is === 'array';
  const isRead = isPlain || (value.is === 'object' && !value.open);
  const [url, statusCode] = [propertyIn(value, 'url'), propertyIn(value, 'statusCode')];
  const ownStatus = isFalsy(args.at(1)) ? defaultOf(args) : args.at(1);
  const status = statusCode && !isFalsy(statusCode) ? statusCode : ownStatus;
  const target = url && !isFalsy(url) ? url : isRead ? args.at(0) : open(value.site);
  const edit = (code: number): Edit | null => {
    if (status && status === statusCode)
      return status.is === 'literal' ? { node: status.site.origin, text: String(code) } : null;
    return rewritten(args, args.count > 0 ? argumentText(args, 0) : "''", String(code));
  };
  return [
    send(NO_CONTENT, { status, redirect: { target, edit }, ...(isRead || statusCode ? {} : { statusOpen: true }) }),
  ];
}

/** Where the server keeps a status that was set before, Nest gives one itself. */
function defaultOf({ dialect: { redirect }, site }: Arguments): Value | null {
  return redirect.keepsStatus === 'never' ? null : number(302, site);
}

function isFalsy(value: Value): boolean {
  return isMissing(value) || (value.is === 'literal' && !value.value);
}

function rewritten(args: Arguments, ...values: readonly string[]): Edit | null {
  return args.spread ? null : { node: args.node, text: `${args.textOf(args.node.callee)}(${values.join(', ')})` };
}

function argumentText(args: Arguments, index: number): string {
  const node = args.node.arguments[index];
  return node ? args.textOf(node) : '';
}
