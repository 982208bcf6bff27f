import type { TSESTree } from '@typescript-eslint/utils';
import type { Dialect, Taken } from '../exchange/dialect.js';
import type { CallRow, Effect, HandlerEnd, HandlerSite, ResponseTable, Spelling } from '../exchange/effects.js';
import type { Value } from '../exchange/value.js';
import { isMethod, type Method } from '../http/methods.js';
import {
  ancestorsOf,
  isFunction,
  unwrapped,
  type FunctionNode,
  type Node,
  type Primitive,
  type SourceCode,
} from '../syntax/ast.js';
import { calledFunction } from '../syntax/callees.js';
import { importedSources } from '../syntax/imports.js';
import { writtenKeyOf } from '../syntax/keys.js';
import { staticValueOf } from '../syntax/static-value.js';
import { hasType, isApp, type AppSpelling } from './finding/apps.js';
import { placesOf } from './finding/places.js';
import { functionsOf, nameOf, usagesOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { nodeTakes } from './node.js';
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
} from './spelling.js';

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
const TABLE: ResponseTable = {
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

/** `code` asserts an integer, `statusCode` is given to Node; what Node cannot send is answered with 500 (measured on 21.4.10). */
function takes(value: Primitive, sink: string): Taken {
  if (sink === 'error')
    return typeof value === 'number' && value >= 400 ? { is: 'sent', code: value } : { is: 'replaced', code: 500 };
  if (sink === 'property') return nodeTakes(value ?? 200, 'error-500');
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    return { is: 'throws', error: 'AssertionError', client: 'error-500' };
  if (value < 100 || value > 999) return { is: 'throws', error: 'RangeError', client: 'error-500' };
  return { is: 'sent', code: value };
}

const DIALECT: Dialect = {
  framework: 'hapi',
  name: 'hapi',
  major: 21,
  certain: true,
  defaultStatus: 200,
  unsent: 500,
  thrown: { sync: 'handled', async: 'handled' },
  errorStatus: { from: ['output.statusCode'], otherwise: 500 },
  redirect: { status: 302, keepsStatus: 'never' },
  takes,
  // lib/transmit.js, headers.js and response.js of 21.4.10.
  comparesWith: [200, 204, 206, 301, 302, 304, 307, 500],
  contentOn: (code) => (code === 205 ? 'sent' : 'dropped'),
};

const APPS: AppSpelling = {
  makers: new Set(['@hapi/hapi#server', '@hapi/hapi#Server', 'hapi#server', 'hapi#Server']),
  types: new Set(['@hapi/hapi#Server']),
};
const ROUTE_TYPES = new Set(['@hapi/hapi#ServerRoute', '@hapi/hapi#Lifecycle.Method']);
const TOOLKIT_TYPES = new Set(['@hapi/hapi#ResponseToolkit']);

/** Servers made with `@hapi/hapi`, route objects beside it, and functions that are typed as its lifecycle methods. */
export const hapi: Framework = {
  id: 'hapi',
  trace: /\bhapi\b|\bh\.(?:response|redirect|continue)\b/,
  handlers: ({ sourceCode }: SourceFile): readonly HandlerSite[] =>
    functionsOf(sourceCode).flatMap((node) => siteOf(node, sourceCode) ?? []),
};

function siteOf(node: FunctionNode, sourceCode: SourceCode): HandlerSite | null {
  const route = routeOf(node, sourceCode);
  const isExtension = isGivenAs('ext', node, sourceCode);
  const isTyped =
    hasType(node, ROUTE_TYPES, sourceCode) || node.params.some((each) => hasType(each, TOOLKIT_TYPES, sourceCode));
  if (!route && !isExtension && !isTyped) return null;
  return {
    framework: 'hapi',
    dialect: DIALECT,
    table: TABLE,
    node,
    parameters: ['request', 'response'],
    methods: route ? methodsIn(route, sourceCode) : null,
    route: route ? textAt(route, 'path', sourceCode) : null,
    role: isExtension ? 'middleware' : 'handler',
    name: nameOf(node),
    start: [],
    calledBy: route || isExtension ? 'framework' : 'anyone',
    earlier: [],
  };
}

/** The route object that a function is the handler of; null where it is none, or where nothing speaks of hapi. */
function routeOf(node: FunctionNode, sourceCode: SourceCode): TSESTree.ObjectExpression | null {
  for (const { to } of placesOf(node, sourceCode)) {
    const objects = to.is === 'given' ? routesIn(to.call.arguments[to.position]) : [];
    const callee = to.is === 'given' ? unwrapped(to.call.callee) : null;
    const isRoute = callee?.type === 'MemberExpression' && writtenKeyOf(callee) === 'route';
    const route = objects.find((each) => handlerIn(each, sourceCode) === node);
    if (isRoute && route && (isApp(callee.object, APPS, sourceCode) || speaksOfHapi(node, sourceCode))) return route;
  }
  const own = ancestorsOf(node).find((each) => each.type === 'ObjectExpression' && propertyOf(each, 'method') !== null);
  const isHandler = own?.type === 'ObjectExpression' && propertyOf(own, 'path') && handlerIn(own, sourceCode) === node;
  return isHandler && speaksOfHapi(node, sourceCode) ? own : null;
}

/** Whether the file imports hapi, or the function uses its second parameter as only hapi's toolkit can be used. */
function speaksOfHapi(node: FunctionNode, sourceCode: SourceCode): boolean {
  if ([...importedSources(sourceCode)].some((source) => source.startsWith('@hapi/'))) return true;
  const toolkit = node.params[1];
  return (
    toolkit?.type === 'Identifier' &&
    new RegExp(`\\b${toolkit.name}\\.(?:response|redirect|continue|view|file)\\b`).test(sourceCode.getText(node.body))
  );
}

function routesIn(argument: Node | undefined): readonly TSESTree.ObjectExpression[] {
  const value = argument && unwrapped(argument);
  if (value?.type === 'ObjectExpression') return [value];
  return value?.type === 'ArrayExpression' ? value.elements.flatMap((each) => (each ? routesIn(each) : [])) : [];
}

/** The function that a route object names as its handler, in its options or beside them. */
function handlerIn(route: TSESTree.ObjectExpression, sourceCode: SourceCode): FunctionNode | null {
  const options = propertyOf(route, 'options') ?? propertyOf(route, 'config');
  const value =
    propertyOf(route, 'handler') ?? (options?.type === 'ObjectExpression' ? propertyOf(options, 'handler') : null);
  if (!value) return null;
  return isFunction(value) ? value : calledFunction(value, sourceCode);
}

function propertyOf(object: TSESTree.ObjectExpression, key: string): Node | null {
  const property = object.properties.find((each) => each.type === 'Property' && writtenKeyOf(each) === key);
  return property?.type === 'Property' ? unwrapped(property.value) : null;
}

/** The methods of a route: one, or a list; `*` is any. */
function methodsIn(route: TSESTree.ObjectExpression, sourceCode: SourceCode): ReadonlySet<Method> | null {
  const value = propertyOf(route, 'method');
  const nodes = value?.type === 'ArrayExpression' ? value.elements : [value];
  const names = nodes.map((each) => (each ? staticValueOf(each, sourceCode)?.value : undefined));
  const methods = names.flatMap((each) => {
    const name = typeof each === 'string' ? each.toUpperCase() : '';
    return isMethod(name) ? [name] : [];
  });
  return methods.length === names.length ? new Set(methods) : null;
}

function textAt(route: TSESTree.ObjectExpression, key: string, sourceCode: SourceCode): string | null {
  const node = propertyOf(route, key);
  const value = node && staticValueOf(node, sourceCode)?.value;
  return typeof value === 'string' ? value : null;
}

function isGivenAs(verb: string, node: FunctionNode, sourceCode: SourceCode): boolean {
  return usagesOf(node, sourceCode).some(({ call }) => {
    const callee = unwrapped(call.callee);
    return (
      callee.type === 'MemberExpression' && writtenKeyOf(callee) === verb && isApp(callee.object, APPS, sourceCode)
    );
  });
}
