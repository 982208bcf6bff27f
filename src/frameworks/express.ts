import type { Dialect, Taken } from '../exchange/dialect.js';
import type { Arguments, CallRow, Effect, HandlerSite, ResponseTable } from '../exchange/effects.js';
import type { Edit } from '../exchange/model.js';
import type { Value } from '../exchange/value.js';
import type { Node, Primitive } from '../syntax/ast.js';
import type { Framework, SourceFile } from './framework.js';
import { NODE_CALLS, NODE_TABLE, nodeTakes } from './node.js';
import { findRoutedHandlers } from './request-response/routed.js';
import {
  chained,
  chains,
  content,
  field,
  harmless,
  named,
  NO_CONTENT,
  open,
  receiverOf,
  send,
  stops,
  text,
} from './spelling.js';

/** A number that can only be meant as a status. */
function isStatus(value: Value): boolean {
  return (
    value.is === 'literal' &&
    typeof value.value === 'number' &&
    Number.isInteger(value.value) &&
    value.value >= 100 &&
    value.value <= 599
  );
}

function isText(value: Value): boolean {
  return value.is === 'text' || (value.is === 'literal' && typeof value.value === 'string');
}

function argumentText(args: Arguments, index: number): string {
  const node = args.node.arguments[index];
  return node ? args.textOf(node) : '';
}

function receiverText(args: Arguments): string {
  const receiver = receiverOf(args.node);
  return receiver ? args.textOf(receiver) : 'res';
}

/** The call with the status set before it, as both majors read it. */
function respelled(args: Arguments, call: string, status: number, body: number | null): Edit {
  const rest = body === null ? '' : argumentText(args, body);
  return { node: args.node, text: `${receiverText(args)}.status(${argumentText(args, status)}).${call}(${rest})` };
}

/**
 * `send`, `json` and `jsonp`. Express 4 still takes a status as first or last argument; Express 5 sends the first
 * argument as content and drops the other (measured on 4.22.3 and 5.3.0).
 */
function sends(call: 'send' | 'json' | 'jsonp'): CallRow {
  const format = call === 'send' ? 'data' : 'json';
  const ofNull = call === 'send' ? 'empty' : 'some';
  return chains((args) => {
    const at = statusPosition(args, call);
    if (at === null) return [send(args.count === 0 ? NO_CONTENT : content(args.at(0), format, ofNull))];
    const isAlone = args.count === 1;
    const body = isAlone ? null : 1 - at;
    const honoured = args.dialect.major === 4;
    const misplaced: Effect = {
      does: 'misplace',
      status: args.at(at),
      why: 'legacy-argument',
      outcome: honoured ? 'honoured' : 'lost',
      edit: isAlone
        ? { node: args.node, text: `${receiverText(args)}.sendStatus(${argumentText(args, at)})` }
        : respelled(args, call, at, body),
    };
    if (!honoured) return [misplaced, send(content(args.at(0), format, ofNull))];
    const phrase = text('phrase', args.at(at).site);
    const sent = send(content(body === null ? phrase : args.at(body), format, ofNull), { status: args.at(at) });
    // A number that no response can carry makes Express throw.
    return isStatus(args.at(at)) ? [misplaced, sent] : [sent];
  });
}

/** Express 4 takes every single number for a status; for Express 5 only one that looks like a status is worth a word. */
function isSingleStatus(args: Arguments): boolean {
  const value = args.at(0);
  return isStatus(value) || (args.dialect.major === 4 && value.is === 'literal' && typeof value.value === 'number');
}

/** Where a status stands among the arguments of a call that sends content; null where none does. */
function statusPosition(args: Arguments, call: string): 0 | 1 | null {
  if (args.spread || args.count === 0) return null;
  if (args.count === 1) return call === 'send' && isSingleStatus(args) ? 0 : null;
  if (args.count > 2) return null;
  if (isStatus(args.at(0))) return 0;
  return isStatus(args.at(1)) && args.at(0).is !== 'function' ? 1 : null;
}

/** `redirect([status, ]url)`; Express 4 also takes `(url, status)`, on which Express 5 throws a `TypeError`. */
const redirect = stops((args) => {
  const [first, second] = [args.at(0), args.at(1)];
  const edit =
    (at: number) =>
    (status: number): Edit | null =>
      args.spread
        ? null
        : { node: args.node, text: `${receiverText(args)}.redirect(${status}, ${argumentText(args, at)})` };
  if (args.count < 2) return [send(NO_CONTENT, { redirect: { target: first, edit: edit(0) } })];
  const honoured = args.dialect.major === 4;
  // Express 4 goes by the type of the first argument alone.
  const isSwapped = isStatus(second) ? isText(first) || !isStatus(first) : honoured && isText(first);
  if (!isSwapped) return [send(NO_CONTENT, { status: first, redirect: { target: second, edit: edit(1) } })];
  const swapped: Effect = {
    does: 'misplace',
    status: second,
    why: 'swapped-redirect',
    outcome: honoured ? 'honoured' : 'throws',
    edit: {
      node: args.node,
      text: `${receiverText(args)}.redirect(${argumentText(args, 1)}, ${argumentText(args, 0)})`,
    },
  };
  if (!honoured)
    return [
      swapped,
      { does: 'throw', error: { is: 'error', from: 'new', carries: [], open: false, site: second.site } },
    ];
  return [swapped, send(NO_CONTENT, { status: second, redirect: { target: first, edit: edit(0) } })];
});

/** `set` and `header`: a name and a value, or an object. */
const set = chains((args) => [args.count > 1 ? field(args.at(0), args.at(1)) : { does: 'fields', from: args.at(0) }]);

/** The callback of a file transfer runs after it, or when it failed. */
function files(args: Arguments): readonly Effect[] {
  const last = args.at(args.count - 1);
  const site = args.at(0).site;
  const callback: readonly Effect[] =
    args.count > 1 && last.is === 'function' ? [{ does: 'call', callback: last, when: 'independent' }] : [];
  // The file's own fields are added, and a range or conditional request changes the status.
  return [...callback, { does: 'fields', from: open(site) }, send(content(open(site), 'page'), { statusOpen: true })];
}

/** `render(view[, locals][, callback])`: with a callback nothing is sent. */
const render = stops((args) => {
  const last = args.at(args.count - 1);
  if (last.is === 'function') return [{ does: 'call', callback: last, when: 'later' }];
  const locals = args.count > 1 ? args.at(1) : open(args.at(0).site);
  return [send(content(locals.is === 'object' ? locals : open(locals.site), 'page', 'some'))];
});

/** `format({ type: callback })`: exactly one of the callbacks runs. */
const format = chains((args) => {
  const given = args.at(0);
  const vary = named('vary', open(given.site));
  if (given.is !== 'object') return [vary, { does: 'fields', from: open(given.site) }];
  return [
    vary,
    ...given.properties.map(({ value }): Effect => ({ does: 'call', callback: value, when: 'alternative' })),
  ];
});

/** The response of Express 5, by its API reference (https://expressjs.com/en/5x/api.html#res). */
const CALLS: Readonly<Record<string, CallRow>> = {
  ...NODE_CALLS,
  ...harmless('get'),
  status: chains((args) => [{ does: 'status', status: args.at(0), by: 'method' }]),
  // The phrase that goes with the status is left out where the status has no content.
  sendStatus: chains((args) => [send(NO_CONTENT, { status: args.at(0) })]),
  send: sends('send'),
  json: sends('json'),
  jsonp: sends('jsonp'),
  redirect,
  render,
  sendFile: stops(files),
  sendfile: stops(files),
  download: stops(files),
  format,
  set,
  header: set,
  append: chains((args) => [field(args.at(0), args.at(1), 'append')]),
  location: chains((args) => [named('location', args.at(0))]),
  links: chains((args) => [named('link', args.at(0), 'append')]),
  vary: chains((args) => [named('vary', args.at(0), 'append')]),
  type: chains((args) => [named('content-type', args.at(0))]),
  contentType: chains((args) => [named('content-type', args.at(0))]),
  attachment: chains((args) => [named('content-disposition', args.at(0))]),
  cookie: chains((args) => [named('set-cookie', args.at(0), 'append')]),
  clearCookie: chains((args) => [named('set-cookie', args.at(0), 'append')]),
};

const NEXT_ROUTE = new Set<Primitive>(['route', 'router', undefined, null, '', 0, false]);

export const EXPRESS_TABLE: ResponseTable = {
  ...NODE_TABLE,
  calls: CALLS,
  members: { req: 'request' },
  responseOnRequest: 'res',
  editStatus(call, status, textOf) {
    const receiver: Node | null = receiverOf(call);
    return receiver ? { node: receiver, text: `${textOf(receiver)}.status(${status})` } : null;
  },
  addField: (call, name, value, textOf) => chained(call, `set('${name}', '${value}')`, textOf),
  next(args) {
    const error = args.at(0);
    const isOnward =
      args.count === 0 ||
      (error.is === 'literal' && NEXT_ROUTE.has(error.value)) ||
      error.is === 'open' ||
      (error.is === 'error' && error.from === 'parameter');
    return isOnward ? { does: 'delegate', to: 'next' } : { does: 'delegate', to: 'error', error };
  },
};

/** `res.status(value)` in Express 5: it has to be an integer, from 100 to 999. */
function express5Takes(value: Primitive): Taken {
  if (typeof value !== 'number' || !Number.isInteger(value))
    return { is: 'throws', error: 'TypeError', client: 'error-500' };
  if (value < 100 || value > 999) return { is: 'throws', error: 'RangeError', client: 'error-500' };
  return { is: 'sent', code: value };
}

/** `res.status(value)` in Express 4: Node takes it as it comes. */
function express4Takes(value: Primitive): Taken {
  const taken = kept(value, nodeTakes(value, 'error-500'));
  return taken.is === 'throws' ? { ...taken, error: 'RangeError' } : taken;
}

/** A `NaN` that stays on the response breaks even the error page. */
function kept(value: Primitive, taken: Taken): Taken {
  return taken.is === 'throws' && Number.isNaN(value) ? { ...taken, client: 'crash' } : taken;
}

/** An error's own status counts when it is a number from 400 to 599; everything else is answered with 500 (finalhandler 1 and 2). */
function errorTakes(value: Primitive): Taken {
  return typeof value === 'number' && value >= 400 && value <= 599
    ? { is: 'sent', code: value }
    : { is: 'replaced', code: 500 };
}

export function expressDialect(major: 4 | 5, certain: boolean): Dialect {
  const ofMethod = major === 5 ? express5Takes : express4Takes;
  return {
    framework: 'Express',
    name: `Express ${major}`,
    major,
    certain,
    defaultStatus: 200,
    unsent: 'hangs',
    thrown: { sync: 'handled', async: major === 5 ? 'handled' : 'lost' },
    errorStatus: { from: ['status', 'statusCode'], passesOver: 'invalid', keepsNumber: true, otherwise: 500 },
    redirect: { status: 302, keepsStatus: 'never' },
    takes: (value, sink) =>
      sink === 'error'
        ? errorTakes(value)
        : sink === 'head'
          ? nodeTakes(value, 'error-500')
          : sink === 'property'
            ? kept(value, nodeTakes(value, 'error-500'))
            : ofMethod(value),
    contentOn: (status, call) => (status === 205 && (call === 'end' || call === 'write') ? 'sent' : 'dropped'),
    sendsPhrase: (call) => call === 'sendStatus',
    secondSend: (call) => (call === 'end' || call === 'write' ? 'crashes' : 'throws'),
  };
}

/** Express 4 and 5. */
export const express: Framework = {
  id: 'express',
  trace: /\b(?:express|status|sendStatus|json|send|redirect|render|sendFile|download|end)\b/,
  handlers(file: SourceFile): readonly HandlerSite[] {
    const version = file.versionOf('express', 'express');
    const major = version && version.major < 5 ? 4 : 5;
    return findRoutedHandlers(file, {
      table: EXPRESS_TABLE,
      dialect: expressDialect(major, version?.certain ?? false),
    });
  },
};
