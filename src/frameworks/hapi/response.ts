import type { TSESTree } from '@typescript-eslint/utils';
import type { CallRow, Effect, HandlerEnd, ResponseTable, Spelling } from '../../exchange/effects.js';
import type { Value } from '../../exchange/value.js';
import { ancestorsOf, unwrapped, type Node } from '../../syntax/ast.js';
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
  tells,
} from '../spelling.js';

/** A call on the toolkit that makes a response. */
function makes(effects: CallRow['effects']): CallRow {
  return { effects, returns: 'made' };
}

/** Content of a response: `null` and an empty text are none, and then the status is 204 unless one is set. */
function body(value: Value): readonly Effect[] {
  if (isMissing(value) || isNothing(value))
    return [{ does: 'content', content: NO_CONTENT, implies: { status: number(204, value.site), over: 'default' } }];
  return [{ does: 'content', content: content(value, value.is === 'object' ? 'json' : 'data'), implies: null }];
}

function isNothing(value: Value): boolean {
  return value.is === 'literal' && (value.value === null || value.value === '');
}

const redirect: CallRow['effects'] = (args) => [
  { does: 'redirect', redirect: { target: args.at(0), edit: () => null }, status: null },
];

/** A redirect's status by whether it is permanent, and whether clients may rewrite its method (https://hapi.dev/api#response.redirect). */
function redirectStatus(args: Parameters<CallRow['effects']>[0]): readonly Effect[] {
  const chain = chainAround(args.node);
  const isOn = (name: string, otherwise: boolean): boolean => {
    const call = chain.findLast((each) => nameOfCall(each) === name);
    const [argument] = call?.arguments ?? [];
    return call ? !(argument?.type === 'Literal' && argument.value === false) : otherwise;
  };
  const isTemporary = isOn('temporary', !isOn('permanent', false));
  const isRewritable = isOn('rewritable', true);
  const status = isTemporary ? (isRewritable ? 302 : 307) : isRewritable ? 301 : 308;
  return [{ does: 'status', status: number(status, args.at(0).site), by: 'method' }];
}

/** The calls of the chain that a call stands in, the innermost first. */
function chainAround(call: Node): readonly TSESTree.CallExpression[] {
  const above = [call, ...ancestorsOf(call)];
  const end = above.findIndex((each) => each.type !== 'CallExpression' && each.type !== 'MemberExpression');
  const calls = above.slice(0, end).flatMap((each) => (each.type === 'CallExpression' ? [each] : []));
  for (let at = receiverOf(call); at?.type === 'CallExpression'; at = receiverOf(at)) calls.unshift(at);
  return calls;
}

function nameOfCall(call: TSESTree.CallExpression): string | null {
  const callee = unwrapped(call.callee);
  return callee.type === 'MemberExpression' ? writtenKeyOf(callee) : null;
}

const status = chains((args) => [{ does: 'status', status: args.at(0), by: 'method' }]);

/** The response object (https://hapi.dev/api#response-object). */
const MADE: Spelling = {
  calls: {
    ...harmless(
      'bytes',
      'compressed',
      'charset',
      'encoding',
      'message',
      'passThrough',
      'replacer',
      'spaces',
      'suffix',
      'escape',
      'takeover',
    ),
    code: status,
    created: chains((args) => [
      { does: 'status', status: number(201, args.at(0).site), by: 'method' },
      named('location', args.at(0)),
    ]),
    redirect: chains(redirect),
    temporary: chains(redirectStatus),
    permanent: chains(redirectStatus),
    rewritable: chains(redirectStatus),
    header: chains((args) => [field(args.at(0), args.at(1), isMissing(args.at(2)) ? 'set' : 'append')]),
    type: chains((args) => [named('content-type', args.at(0))]),
    location: chains((args) => [named('location', args.at(0))]),
    vary: chains((args) => [named('vary', args.at(0), 'append')]),
    etag: chains((args) => [named('etag', args.at(0))]),
    ttl: chains((args) => [named('cache-control', args.at(0))]),
    state: chains((args) => [named('set-cookie', args.at(1), 'append')]),
    unstate: chains((args) => [named('set-cookie', args.at(0), 'append')]),
  },
  assignments: { statusCode: (value) => [{ does: 'status', status: value, by: 'property' }] },
};

/** The response toolkit `h` (https://hapi.dev/api#response-toolkit), with what `@hapi/vision`, `@hapi/inert` and `@hapi/h2o2` add. */
export const TABLE: ResponseTable = {
  calls: {
    response: makes((args) => body(args.at(0))),
    redirect: makes(redirect),
    view: makes((args) => [
      {
        does: 'content',
        content: content(args.count > 1 ? args.at(1) : open(args.at(0).site), 'page', 'some'),
        implies: null,
      },
    ]),
    file: makes((args) => [
      { does: 'fields', from: open(args.at(0).site) },
      { does: 'status', status: open(args.at(0).site), by: 'helper' },
      { does: 'content', content: content(open(args.at(0).site), 'page'), implies: null },
    ]),
    state: stops((args) => [named('set-cookie', args.at(1), 'append')]),
    unstate: stops((args) => [named('set-cookie', args.at(0), 'append')]),
    entity: tells((args) => [{ does: 'fields', from: open(args.at(0).site) }]),
    ...reads('authenticated', 'unauthenticated'),
  },
  assignments: {},
  functions: {},
  made: MADE,
  sentBy: 'end',
  ends,
  thrownResponse: 'error',
  method: ['method'],
  progress: {},
  members: { continue: 'next', request: 'request' },
  editStatus: (made, code, textOf) =>
    made.type === 'CallExpression' ? { node: made, text: `${textOf(made)}.code(${code})` } : null,
  withoutContent: (made, textOf) => {
    const toolkit = receiverOf(made);
    return toolkit ? { node: made, text: `${textOf(toolkit)}.response()` } : null;
  },
};

/** What a handler returns is the answer: `undefined` is a mistake, an error is thrown, `h.continue` leaves it to others. */
function ends({ value }: HandlerEnd): readonly Effect[] {
  switch (value.is) {
    case 'made':
      return [{ does: 'answer', made: value, keeps: 'fields' }];
    case 'next':
      return [{ does: 'delegate', to: 'next' }];
    case 'error':
      return [{ does: 'delegate', to: 'error', error: value }];
    case 'open':
      // It may be a response that somebody else has made.
      return [{ does: 'fields', from: value }, send(content(value, 'data', 'some'), { statusOpen: true })];
    default:
      if (isMissing(value)) return [];
      return isNothing(value)
        ? [send(NO_CONTENT, { status: number(204, value.site) })]
        : [send(content(value, value.is === 'object' || value.is === 'array' ? 'json' : 'data'))];
  }
}
