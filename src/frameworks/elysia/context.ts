import type { CallRow, Effect, HandlerEnd, ResponseTable } from '../../exchange/effects.js';
import type { Edit } from '../../exchange/model.js';
import type { Value } from '../../exchange/value.js';
import { unwrapped, type Node } from '../../syntax/ast.js';
import { body, FETCH_FUNCTIONS, MADE_RESPONSE, redirects } from '../fetch-response.js';
import { editInit, withNullBody } from '../fetch-edits.js';
import { content, field, isMissing, named, NO_CONTENT, number, open, send, tells, text } from '../spelling.js';

/** `status(code, content)`: without content it is the name of the status, where that has any. */
const status: CallRow = {
  returns: 'made',
  effects: (args) => [
    { does: 'status', status: args.at(0), by: 'method' },
    isMissing(args.at(1))
      ? { does: 'content', content: NO_CONTENT, implies: null }
      : body(args.at(1), formatOf(args.at(1))),
  ],
};

const forgetful: CallRow = {
  ...status,
  effects: (args) => {
    const [written, ...rest] = status.effects(args);
    if (written?.does !== 'status') return [];
    const { site } = args;
    const either: Value = {
      is: 'choice',
      of: [
        { value: written.status, when: null },
        { value: open(site), when: null },
      ],
      site,
    };
    return [{ ...written, status: either }, ...rest];
  },
};

function formatOf({ is }: Value): 'json' | 'data' {
  return is === 'object' || is === 'array' ? 'json' : 'data';
}

/** What a handler returns is the answer, with what is on `set`. A response of its own keeps its status, if it is no 200. */
function ends(end: HandlerEnd): readonly Effect[] {
  const { value, hasStatus, calledBy } = end;
  if (calledBy === 'code' && value.is !== 'made') return [];
  switch (value.is) {
    case 'made':
      return value.part === '' ? [{ does: 'answer', made: value, keeps: 'fields and status' }] : [];
    case 'error':
      return [
        send(content(open(value.site), 'json', 'some'), {
          status: hasStatus ? null : number(500, value.site),
          sink: 'init',
        }),
      ];
    case 'open':
    case 'choice':
    case 'request':
    case 'response':
      // Who sets a status returns content for it.
      return hasStatus ? [send(content(value, 'data'))] : openAnswer(value);
    default:
      return isMissing(value) ? [send(NO_CONTENT)] : [send(content(value, formatOf(value)))];
  }
}

/** What is not known may be a response that others have made. */
function openAnswer({ site }: Value): readonly Effect[] {
  return [{ does: 'fields', from: open(site) }, send(content(open(site), 'data'), { statusOpen: true })];
}

/** What a hook returns is the answer as well, and nothing at all hands on. */
function hookEnds(end: HandlerEnd): readonly Effect[] {
  const { value } = end;
  const isNothing = value.is === 'literal' && (value.value === undefined || value.value === null);
  return isNothing ? [{ does: 'delegate', to: 'next' }] : ends(end);
}

/** What these return goes to the handlers behind, but for responses. */
function providerEnds(end: HandlerEnd): readonly Effect[] {
  if (end.value.is === 'made' || end.value.is === 'error') return ends(end);
  return [{ does: 'delegate', to: 'next' }];
}

function editStatus(sent: Node, code: number, textOf: (node: Node) => string): Edit | null {
  return isResponse(sent) ? editInit(sent, code, textOf) : null;
}

/** `status(204)`, or a `Response` without content. */
function withoutContent(sent: Node, textOf: (node: Node) => string): Edit | null {
  if (isResponse(sent)) return withNullBody(sent, textOf);
  const [code, data, ...others] = sent.type === 'CallExpression' ? sent.arguments : [];
  if (sent.type !== 'CallExpression' || !code || !data || others.length > 0) return null;
  return { node: sent, text: `${textOf(sent.callee)}(${textOf(code)})` };
}

function isResponse(sent: Node): boolean {
  const node = unwrapped(sent);
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
  const callee = unwrapped(node.callee);
  const owner = callee.type === 'MemberExpression' ? callee.object : callee;
  return owner.type === 'Identifier' && owner.name === 'Response';
}

const inOrder = redirects('made', { swapped: 'lost' });

/** Turned round, the status is where it leads to. */
const redirect: CallRow = {
  ...inOrder,
  effects: (args) => {
    const [first, ...others] = inOrder.effects(args);
    if (first?.does !== 'misplace') return first ? [first, ...others] : [];
    return [first, { does: 'redirect', redirect: { target: args.at(0), edit: () => null }, status: null }];
  },
};

/** The context of Elysia 1 (https://elysiajs.com/essential/handler). */
export const TABLE: ResponseTable = {
  calls: {
    status,
    redirect,
    // What `status` was called before 1.3; it is gone in 1.4.
    error: status,
    'cookie.set': tells((args) => [named('set-cookie', args.at(0), 'append')]),
  },
  assignments: {
    'set.status': (value) => [{ does: 'status', status: value, by: 'property' }],
    'set.headers': (from) => [{ does: 'fields', from, over: 'all' }],
    'set.headers.*': (value, name) => [field(name, value)],
    // Nobody looks there since 1.1, but before that it redirected.
    'set.redirect': (value) => [
      { does: 'fields', from: open(value.site) },
      { does: 'status', status: open(value.site), by: 'property' },
    ],
  },
  functions: {
    ...FETCH_FUNCTIONS,
    'elysia#status': status,
    'elysia#error': status,
    'elysia#redirect': redirect,
    'elysia#file': {
      returns: 'made',
      effects: ({ site }) => [
        { does: 'fields', from: open(site) },
        { does: 'content', content: content(open(site), 'stream', 'some'), implies: null },
      ],
    },
    'elysia#form': {
      returns: 'made',
      effects: (args) => [named('content-type', text('multipart/form-data', args.site)), body(open(args.site), 'data')],
    },
  },
  made: MADE_RESPONSE,
  sentBy: 'end',
  ends,
  thrownResponse: 'sent',
  method: ['request.method'],
  progress: {},
  members: { request: 'request' },
  editStatus,
  withoutContent,
};

/**
 * A handler whose route declares a 200 and nothing else. Elysia makes faster code of it, which forgets the code of a
 * returned `status(code)` where nothing uses `set` (measured on 1.4.30; what uses it may be a plugin).
 */
export const UNDER_200_ALONE: ResponseTable = {
  ...TABLE,
  calls: { ...TABLE.calls, status: forgetful, error: forgetful },
  functions: { ...TABLE.functions, 'elysia#status': forgetful, 'elysia#error': forgetful },
};

/** A hook that may answer before the handler. */
export const HOOK_TABLE: ResponseTable = { ...TABLE, ends: hookEnds };

/** A hook whose value is for others, such as `derive`. */
export const PROVIDER_TABLE: ResponseTable = { ...TABLE, ends: providerEnds };

/** Where errors are handled, the context has the error. */
export const ERROR_TABLE: ResponseTable = {
  ...HOOK_TABLE,
  members: { ...TABLE.members, error: 'error' },
};
