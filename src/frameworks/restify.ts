import type { Dialect, Taken } from '../exchange/dialect.js';
import type { Arguments, CallRow, Effect, HandlerSite, Parameter, ResponseTable } from '../exchange/effects.js';
import type { Edit, Role } from '../exchange/model.js';
import type { Value } from '../exchange/value.js';
import { RESTIFY } from '../http/errors/restify.js';
import { unwrapped, type Call, type FunctionNode, type Node, type Primitive, type SourceCode } from '../syntax/ast.js';
import { writtenKeyOf } from '../syntax/keys.js';
import { staticValueOf } from '../syntax/static-value.js';
import { hasType, type AppSpelling } from './finding/apps.js';
import { withEarlier, type Found } from './finding/middleware.js';
import { methodsOfVerbs, registeredOn, type Registration } from './finding/registered.js';
import { functionsOf, nameOf, usagesOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { HTTP1, NODE_CALLS, NODE_TABLE, nodeTakes, writeHeadOf } from './node.js';
import { isDecorated, shapeOf, useOf } from './request-response/evidence.js';
import { registrationIn } from './request-response/registrations.js';
import { hasImport } from './request-response/types.js';
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
} from './spelling.js';

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

const TABLE: ResponseTable = {
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

/** What a handler is to its chain: `async` ones hand on by themselves, and their errors are caught. */
type Kind = 'sync' | 'async' | 'async, last';

/** Measured on 12.0.0 and 11.1.0. */
function dialectOf(kind: Kind): Dialect {
  const isAsync = kind !== 'sync';
  return {
    ...HTTP1,
    framework: 'Restify',
    name: 'Restify',
    unsent: kind === 'async, last' ? 500 : 'hangs',
    thrown: { sync: 'lost', async: 'handled' },
    errorStatus: { from: ['statusCode'], otherwise: 500 },
    redirect: { status: 302, keepsStatus: 'never' },
    takes(value, sink) {
      if (sink === 'error') return errorTakes(value);
      // An assertion of the setter's own, before anything is sent.
      if (sink === 'method' && (typeof value !== 'number' || Number.isNaN(value)))
        return { is: 'throws', error: 'AssertionError', client: isAsync ? 'error-500' : 'crash' };
      if (sink !== 'head' && !value) return { is: 'replaced', code: 200 };
      const taken = nodeTakes(value, 'crash');
      // Restify takes what failed to be sent for sent, and so does not answer the error either.
      return taken.is === 'throws' && isAsync ? { ...taken, client: 'hangs' } : taken;
    },
  };
}

function errorTakes(value: Primitive): Taken {
  if (typeof value !== 'number' || !value) return { is: 'replaced', code: 500 };
  return nodeTakes(value, 'crash');
}

const DIALECTS: Readonly<Record<Kind, Dialect>> = {
  sync: dialectOf('sync'),
  async: dialectOf('async'),
  'async, last': dialectOf('async, last'),
};

const SERVERS: AppSpelling = {
  makers: new Set(['restify#createServer', 'restify-router#Router']),
  types: new Set(['restify#Server', 'restify-router#Router']),
};
const HANDLER_TYPES = new Set(['restify#RequestHandler', 'restify#RequestHandlerType']);
const RESPONSE_TYPES = new Set(['restify#Response']);
const ROUTES = /^(?:get|head|post|put|patch|del|opts|use|pre|param)$/;
const BEFORE = /^(?:use|pre|param)$/;
const PACKAGES = ['restify', 'restify-errors', 'restify-router'];

/** Servers made with `restify`, functions with its types, and those that are used as handlers where Restify is at home. */
export const restify: Framework = {
  id: 'restify',
  trace: /restify|\bres(?:ponse)?\.(?:send|json|redirect|status|end|header)\b/i,
  handlers(file: SourceFile): readonly HandlerSite[] {
    const { sourceCode } = file;
    const registered = new Map(
      registeredOn(SERVERS, sourceCode).map(({ node, registrations }) => [node, registrations]),
    );
    const isHome = isRestifys(file);
    const found = functionsOf(sourceCode).flatMap((node): readonly Found[] => {
      if (node.generator || isDecorated(node)) return [];
      const one = foundOf(node, registered.get(node) ?? [], isHome, sourceCode);
      return one ? [one] : [];
    });
    return withEarlier(found, sourceCode, ({ verb }) => BEFORE.test(verb));
  },
};

/** Whether what looks like a handler is one of Restify: the file imports it, or the project has it and not Express. */
function isRestifys({ sourceCode, isNamed, versionOf }: SourceFile): boolean {
  if (isNamed('restify') || hasImport(sourceCode, PACKAGES)) return true;
  return versionOf('restify', 'restify') !== null && versionOf('express', 'express') === null;
}

function foundOf(
  node: FunctionNode,
  registrations: readonly Registration[],
  isHome: boolean,
  sourceCode: SourceCode,
): Found | null {
  const events = registrations.filter(({ verb }) => verb === 'on');
  const listened = events.map(({ call }) => parametersOfEvent(call, sourceCode)).find((each) => each !== null);
  if (listened) return at(node, listened, 'error-handler', events);
  const routes = registrations.filter(({ verb }) => ROUTES.test(verb));
  if (routes.length > 0) {
    const isError = node.params.length === 4 && routes.every(({ verb }) => verb !== 'param');
    const isMiddleware = routes.every(({ verb }) => BEFORE.test(verb));
    return at(
      node,
      isError ? ERROR : REQUEST,
      isError ? 'error-handler' : isMiddleware ? 'middleware' : 'handler',
      routes,
    );
  }
  if (registrations.length > 0) return null;
  const isTyped =
    hasType(node, HANDLER_TYPES, sourceCode) ||
    (node.params[1] !== undefined && hasType(node.params[1], RESPONSE_TYPES, sourceCode));
  if (!isTyped && !(isHome && isUsedAsHandler(node, sourceCode))) return null;
  const elsewhere = usagesOf(node, sourceCode).flatMap((usage) => registrationIn(usage, sourceCode));
  return at(node, REQUEST, 'handler', elsewhere, hasType(node, HANDLER_TYPES, sourceCode) ? 'framework' : 'anyone');
}

const REQUEST: readonly Parameter[] = ['request', 'response', 'next'];
const ERROR: readonly Parameter[] = ['error', 'request', 'response', 'next'];

/** What a listener for an event gets; null for events that come after the answer, or have none. */
function parametersOfEvent(call: Call, sourceCode: SourceCode): readonly Parameter[] | null {
  const event = call.arguments[0] && staticValueOf(call.arguments[0], sourceCode)?.value;
  if (event === 'uncaughtException') return ['request', 'response', null, 'error', 'next'];
  const isError = event === 'restifyError' || (typeof event === 'string' && Object.hasOwn(RESTIFY, `${event}Error`));
  return isError ? ['request', 'response', 'error', 'next'] : null;
}

function isUsedAsHandler(node: FunctionNode, sourceCode: SourceCode): boolean {
  const response = shapeOf(node)?.[1] === 'response' ? node.params[1] : undefined;
  const use = response && useOf(response, sourceCode);
  return use?.express === true || use?.node === true;
}

function at(
  node: FunctionNode,
  parameters: readonly Parameter[],
  role: Role,
  registrations: readonly Registration[],
  calledBy: HandlerSite['calledBy'] = 'framework',
): Found {
  const isLast =
    role === 'handler' &&
    registrations.length > 0 &&
    registrations.every(({ call, argument }) => argument === call.arguments.at(-1) && argument === node);
  const verbs = registrations.map(({ verb }) => (verb === 'opts' ? 'options' : verb));
  return {
    site: {
      framework: 'restify',
      dialect: DIALECTS[node.async ? (isLast ? 'async, last' : 'async') : 'sync'],
      table: TABLE,
      node,
      parameters,
      methods: methodsOfVerbs(verbs),
      route: registrations.find(({ route }) => route !== null)?.route ?? null,
      role,
      name: nameOf(node),
      calledBy,
      start: [],
      earlier: [],
    },
    registrations,
  };
}
