import type { Arguments, CallRow, Effect, HandlerEnd, RedirectTo, ResponseTable } from '../../exchange/effects.js';
import type { Edit } from '../../exchange/model.js';
import type { Value } from '../../exchange/value.js';
import { unwrapped, type Node } from '../../syntax/ast.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import {
  chains,
  content,
  field,
  harmless,
  isMissing,
  named,
  NO_CONTENT,
  number,
  open,
  reads,
  receiverOf,
  send,
  stops,
} from '../spelling.js';
import { STATUS_CALLS } from './status-calls.js';

function isNothing(value: Value): boolean {
  return value.is === 'literal' && (value.value === undefined || value.value === null || value.value === '');
}

/** Content for later. What comes to nothing goes out with 204, where no status is set by then. */
function body(value: Value): Effect {
  return isNothing(value)
    ? { does: 'content', content: NO_CONTENT, implies: { status: number(204, value.site), over: 'unset' } }
    : { does: 'content', content: content(value, formatOf(value)), implies: null };
}

function formatOf({ is }: Value): 'json' | 'data' {
  return is === 'object' || is === 'array' ? 'json' : 'data';
}

const sends = stops((args) => [body(args.at(0))]);

/** `created(content)` and its kin: a status, and content for it. */
function answers(status: number, takes: 'content' | 'nothing'): CallRow {
  return stops((args) => [
    { does: 'status', status: number(status, args.site), by: 'helper' },
    takes === 'nothing' || isNothing(args.at(0))
      ? { does: 'content', content: NO_CONTENT, implies: null }
      : { does: 'content', content: content(args.at(0), formatOf(args.at(0))), implies: null },
  ]);
}

/** A file or a stream: what is wrong with it changes the status, and it has fields of its own. */
function streams(own: 'fields' | 'nothing'): CallRow {
  return stops(({ site }) => [
    ...(own === 'fields' ? [{ does: 'fields', from: open(site) } as const] : []),
    { does: 'status', status: open(site), by: 'helper' },
    { does: 'content', content: content(open(site), 'stream', 'some'), implies: null },
  ]);
}

/** A redirect to a place, with the status that was set before; only without one with its own, or 302. */
function leads(target: Value, status: Value | null, edit: RedirectTo['edit'] = () => null): Effect {
  return { does: 'redirect', redirect: { target, edit }, status };
}

/** `redirect(target)` with another status. */
function withStatus(args: Arguments): RedirectTo['edit'] {
  return (code) => {
    const [first] = args.node.arguments;
    return first && !args.spread
      ? { node: args.node, text: `${args.textOf(args.node.callee)}(${args.textOf(first)}, false, ${code})` }
      : null;
  };
}

/** `redirect(target, forwardsQuery, status)`; without a target, a call that follows says where it leads. */
const redirect = chains((args) => {
  const [target, second, third] = [args.at(0), args.at(1), args.at(2)];
  if (args.count === 0) return [];
  const status = args.spread ? open(args.site) : isMissing(third) ? null : third;
  const misplaced: readonly Effect[] =
    second.is === 'literal' && typeof second.value === 'number'
      ? [{ does: 'misplace', status: second, why: 'legacy-argument', outcome: 'lost', edit: inPlace(args) }]
      : [];
  return [...misplaced, leads(target, status, withStatus(args))];
});

/** `redirect(target, 301)` with the status in its place. */
function inPlace({ node, count, textOf }: Arguments): Edit | null {
  const [target, status] = node.arguments;
  return target && status && count === 2
    ? { node, text: `${textOf(node.callee)}(${textOf(target)}, false, ${textOf(status)})` }
    : null;
}

const leadsOn = stops((args) => [leads(open(args.site), null)]);

/** What was asked to be aborted is an error with that status. */
function aborted(args: Arguments, from: number): Value {
  const given = args.at(from + 1);
  const value = isMissing(given) ? number(400, args.site) : given;
  return { is: 'error', from: 'new', carries: [{ by: 'status', value }], open: false, site: args.site };
}

const setsCookie = chains((args) => [named('set-cookie', args.at(0), 'append')]);

/** The response of Adonis (https://docs.adonisjs.com/guides/response), which goes out when the handlers have ended. */
const RESPONSE: Readonly<Record<string, CallRow>> = {
  ...Object.fromEntries(
    Object.entries(STATUS_CALLS).map(([name, { status, takes }]) => [name, answers(status, takes)]),
  ),
  ...harmless('onFinish', 'relayHeaders', 'setRequestId', 'withQs', 'clearQs'),
  ...reads('getHeader', 'getHeaders', 'getStatus', 'getBody', 'fresh'),
  status: chains((args) => [{ does: 'status', status: args.at(0), by: 'method' }]),
  // It counts only where no status is set.
  safeStatus: chains(({ site }) => [{ does: 'status', status: open(site), by: 'method' }]),
  header: chains((args) => [field(args.at(0), args.at(1))]),
  safeHeader: chains((args) => [field(args.at(0), args.at(1))]),
  append: chains((args) => [field(args.at(0), args.at(1), 'append')]),
  removeHeader: chains((args) => [field(args.at(0), args.at(0), 'remove')]),
  type: chains((args) => [named('content-type', args.at(0))]),
  vary: chains((args) => [named('vary', args.at(0), 'append')]),
  location: chains((args) => [named('location', args.at(0))]),
  setEtag: chains((args) => [named('etag', args.at(0))]),
  cookie: setsCookie,
  encryptedCookie: setsCookie,
  plainCookie: setsCookie,
  clearCookie: setsCookie,
  send: sends,
  json: sends,
  jsonp: sends,
  stream: streams('nothing'),
  download: streams('fields'),
  attachment: streams('fields'),
  redirect,
  toPath: stops((args) => [leads(args.at(0), null)]),
  toRoute: leadsOn,
  back: leadsOn,
  abort: stops((args) => [{ does: 'throw', error: aborted(args, 0) }]),
  abortUnless: stops((args) => [{ does: 'throw', error: aborted(args, 1), unless: { argument: 0 } }]),
  // What it throws cannot be told apart from what it does not.
  abortIf: stops(() => []),
};

/** What is on the response goes out; where there is no content, what a route's handler returns. */
function ends({ value, hasContent, cameBack, role, calledBy }: HandlerEnd): readonly Effect[] {
  if (calledBy === 'code') return [];
  if (hasContent) return [send({ is: 'prepared' })];
  if (cameBack) return [];
  if (role !== 'handler' || isMissing(value) || value.is === 'response') return [send(NO_CONTENT)];
  if (isNothing(value)) return [body(value), send({ is: 'prepared' })];
  return [send(content(value, formatOf(value)))];
}

function editStatus(sent: Node, code: number, textOf: (node: Node) => string): Edit | null {
  const receiver = nameOfCall(sent) === 'send' || nameOfCall(sent) === 'json' ? receiverOf(sent) : null;
  return receiver && { node: receiver, text: `${textOf(receiver)}.status(${code})` };
}

function withoutContent(sent: Node, textOf: (node: Node) => string): Edit | null {
  const receiver = receiverOf(sent);
  const name = nameOfCall(sent);
  if (!receiver || name === null) return null;
  const isHelper = Object.hasOwn(STATUS_CALLS, name);
  if (!isHelper && name !== 'send' && name !== 'json') return null;
  return { node: sent, text: `${textOf(receiver)}.${isHelper ? `${name}()` : 'send(null)'}` };
}

function nameOfCall(node: Node): string | null {
  const callee = node.type === 'CallExpression' ? unwrapped(node.callee) : null;
  return callee?.type === 'MemberExpression' ? writtenKeyOf(callee) : null;
}

export const TABLE: ResponseTable = {
  calls: Object.fromEntries(Object.entries(RESPONSE).map(([name, row]) => [`response.${name}`, row])),
  assignments: {},
  functions: {},
  made: { calls: {}, assignments: {} },
  sentBy: 'end',
  ends,
  thrownResponse: 'error',
  method: [],
  progress: {},
  members: { request: 'request' },
  editStatus,
  withoutContent,
  next: () => ({ does: 'delegate', to: 'downstream', throws: 'handled' }),
};
