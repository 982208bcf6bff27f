import type { Arguments, CallRow, Effect, ResponseTable } from '../../exchange/effects.js';
import type { Edit } from '../../exchange/model.js';
import type { Value } from '../../exchange/value.js';
import { unwrapped, type Call, type Node } from '../../syntax/ast.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { NODE_CALLS, NODE_TABLE, writeHeadOf } from '../node.js';
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
  text,
} from '../spelling.js';

type Fields = Extract<Effect, { does: 'fields' }>;

/** `send([status, ]content[, fields])`: only a number in the first place is a status, which is what tells the two apart. */
function sends(args: Arguments, format: 'json' | 'text'): readonly Effect[] {
  const first = args.at(0);
  const kind = args.spread ? 'either' : kindOf(first, args.count);
  const body = kind === 'status' || kind === 'either' ? args.at(1) : first;
  const fields = kind === 'content' ? args.at(1) : args.at(2);
  const sent = args.count === 0 || isMissing(body) ? NO_CONTENT : content(body, format, 'some');
  const misplaced = kind === 'content' ? misplacedIn(args) : [];
  const given: readonly Fields[] =
    kind === 'either'
      ? [{ does: 'fields', from: open(first.site) }]
      : isMissing(fields) || misplaced.length > 0
        ? []
        : [{ does: 'fields', from: fields }];
  if (kind === 'either') return [...given, send(content(open(first.site), format, 'some'), { statusOpen: true })];
  return [...misplaced, ...given, send(sent, { status: kind === 'status' ? first : statusOfError(body) })];
}

/** What the first argument is. Alone, what is not known is content; a second one makes it as likely a status. */
function kindOf(value: Value, count: number): 'status' | 'content' | 'either' {
  switch (value.is) {
    case 'literal':
      return typeof value.value === 'number' ? 'status' : 'content';
    case 'choice':
      return value.of.some((each) => kindOf(each.value, 1) === 'status') ? 'status' : 'content';
    case 'open':
      return count > 1 ? 'either' : 'content';
    default:
      return 'content';
  }
}

/** The status of an error that is sent: its own, or 500; null for all other content. */
function statusOfError(value: Value): Value | null {
  if (value.is !== 'error') return null;
  const own = value.carries.find(({ by }) => by === 'statusCode');
  return own?.value ?? (value.open ? open(value.site) : number(500, value.site));
}

/** A number behind the content is taken for fields, of which it has none. */
function misplacedIn(args: Arguments): readonly Effect[] {
  const status = args.at(1);
  if (status.is !== 'literal' || typeof status.value !== 'number') return [];
  const [body, code] = args.node.arguments;
  const edit =
    body && code && args.count === 2
      ? { node: args.node, text: `${textOfCallee(args.node, args.textOf)}(${args.textOf(code)}, ${args.textOf(body)})` }
      : null;
  return [{ does: 'misplace', status, why: 'legacy-argument', outcome: 'lost', edit }];
}

function textOfCallee(call: Call, textOf: (node: Node) => string): string {
  return textOf(call.callee);
}

/** `redirect([status, ]target, next)`: it sends and ends the chain, and without `next` it throws. */
function redirect(args: Arguments): readonly Effect[] {
  const [first, second] = [args.at(0), args.at(1)];
  const hasStatus = first.is === 'choice' || (first.is === 'literal' && typeof first.value === 'number');
  const isEither = args.spread || (first.is === 'open' && args.count > 2);
  const isSwapped = second.is === 'literal' && typeof second.value === 'number' && !hasStatus;
  const edit = (at: number): ((status: number) => Edit | null) => {
    const [target, next] = args.node.arguments.slice(at);
    const callee = textOfCallee(args.node, args.textOf);
    return (status) =>
      target && next && !args.spread
        ? { node: args.node, text: `${callee}(${status}, ${args.textOf(target)}, ${args.textOf(next)})` }
        : null;
  };
  const thrown: Effect = {
    does: 'throw',
    error: { is: 'error', from: 'new', carries: [], open: false, site: first.site },
  };
  if (isSwapped) return [swapped(args), thrown];
  if (!args.spread && args.count < (hasStatus ? 3 : 2)) return [thrown];
  const target = hasStatus || isEither ? second : first;
  const status = isEither ? open(first.site) : hasStatus ? first : permanent(first);
  return [
    send(NO_CONTENT, {
      status,
      redirect: {
        target: target.is === 'object' ? open(target.site) : target,
        edit: target.is === 'object' ? () => null : edit(hasStatus ? 1 : 0),
      },
    }),
  ];
}

/** What `permanent` in the options of a redirect makes of its status. */
function permanent(options: Value): Value | null {
  if (options.is !== 'object') return null;
  const value = options.properties.findLast(({ key }) => key === 'permanent')?.value;
  if (options.open || (value && value.is !== 'literal')) return open(options.site);
  return value?.is === 'literal' && value.value ? number(301, value.site) : null;
}

function swapped(args: Arguments): Effect {
  const [target, status, next] = args.node.arguments;
  const text = target && status && next && `${args.textOf(status)}, ${args.textOf(target)}, ${args.textOf(next)}`;
  return {
    does: 'misplace',
    status: args.at(1),
    why: 'swapped-redirect',
    outcome: 'throws',
    edit: text ? { node: args.node, text: `${textOfCallee(args.node, args.textOf)}(${text})` } : null,
  };
}

/** Fields with one name add up. With a name alone, the call reads. */
const header = tells((args) => (args.count > 1 ? [field(args.at(0), args.at(1), 'append')] : []));

/** Restify's response (http://restify.com/docs/response-api/), which is Node's with more methods. */
const CALLS: Readonly<Record<string, CallRow>> = {
  ...NODE_CALLS,
  ...harmless('charSet'),
  ...reads('get'),
  writeHead: stops(writeHeadOf),
  // It gives the number back, so nothing can be chained to it.
  status: tells((args) => [{ does: 'status', status: args.at(0), by: 'method' }]),
  send: chains((args) => sends(args, 'json')),
  json: chains((args) => [named('content-type', text('application/json', args.at(0).site)), ...sends(args, 'json')]),
  sendRaw: chains((args) => sends(args, 'text')),
  redirect: stops(redirect),
  header,
  set: chains((args) => [
    args.count > 1 ? field(args.at(0), args.at(1), 'append') : { does: 'fields', from: args.at(0) },
  ]),
  cache: tells((args) => [named('cache-control', args.at(0))]),
  noCache: chains((args) => ['cache-control', 'pragma', 'expires'].map((name) => named(name, args.at(0)))),
  link: tells((args) => [named('link', args.at(0), 'append')]),
};

export const TABLE: ResponseTable = {
  ...NODE_TABLE,
  calls: CALLS,
  assignments: { ...NODE_TABLE.assignments, contentType: (value) => [named('content-type', value)] },
  // An `async` handler hands on when it ends, and the last one to nobody: then Restify answers itself.
  ends: ({ isAsync, role, mayBeAnswered, dialect: { unsent } }) =>
    isAsync && role !== 'error-handler' && !mayBeAnswered && unsent === 'hangs'
      ? [{ does: 'delegate', to: 'next', afterEnd: 'harmless' }]
      : [],
  editStatus(call, status, textOf) {
    if (call.type !== 'CallExpression' || !isSend(call)) return null;
    const given = call.arguments.map((each) => textOf(each)).join(', ');
    return { node: call, text: `${textOfCallee(call, textOf)}(${status}${given && `, ${given}`})` };
  },
  withoutContent(call, textOf) {
    const receiver = receiverOf(call);
    if (call.type !== 'CallExpression' || !receiver) return null;
    const [first] = call.arguments;
    if (!isSend(call)) return { node: call, text: `${textOf(receiver)}.end()` };
    if (call.arguments.length > 2) return null;
    return { node: call, text: `${textOf(receiver)}.send(${first && call.arguments.length > 1 ? textOf(first) : ''})` };
  },
  next(args) {
    const error = args.at(0);
    const isOnward =
      args.count === 0 ||
      (error.is === 'literal' && !error.value) ||
      error.is === 'open' ||
      (error.is === 'error' && error.from === 'parameter');
    return isOnward
      ? { does: 'delegate', to: 'next', afterEnd: 'harmless' }
      : { does: 'delegate', to: 'error', error: errorIn(error), afterEnd: 'harmless' };
  },
};

/** What is no `Error` has no status for Restify, whatever its properties are called. */
function errorIn(value: Value): Value {
  return value.is === 'object' ? { is: 'error', from: 'new', carries: [], open: false, site: value.site } : value;
}

function isSend(call: Call): boolean {
  const callee = unwrapped(call.callee);
  return callee.type === 'MemberExpression' && /^(?:send|json|sendRaw)$/.test(writtenKeyOf(callee) ?? '');
}
