import type { Dialect, Taken } from '../exchange/dialect.js';
import type { Arguments, CallRow, Effect, HandlerSite, ResponseTable } from '../exchange/effects.js';
import type { Role } from '../exchange/model.js';
import type { FunctionNode, Node, Primitive } from '../syntax/ast.js';
import { answersOf, body, FETCH_FUNCTIONS, initOf, MADE_RESPONSE, redirects, responseTakes } from './fetch-response.js';
import { hasType, type AppSpelling } from './finding/apps.js';
import { withEarlier, type Found } from './finding/middleware.js';
import { methodsOfVerbs, registeredOn, type Registration } from './finding/registered.js';
import { functionsOf, nameOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { field, isMissing, named, reads, stops, text } from './spelling.js';

/** `c.json(data, status, headers)` and its kin: the second argument is a status, or the options of a response. */
function responds(type: string | null, format: 'json' | 'data'): CallRow {
  return {
    returns: 'made-here',
    effects: (args) => [
      ...(type === null ? [] : [named('content-type', text(type, args.at(0).site))]),
      body(args.at(0), format),
      ...statusAndFields(args),
    ],
  };
}

function statusAndFields(args: Arguments): readonly Effect[] {
  const second = args.at(1);
  if (second.is === 'object') return initOf(second);
  const third = args.at(2);
  return [
    ...(isMissing(second) ? [] : [{ does: 'status', status: second, by: 'helper' } as const]),
    ...(isMissing(third) ? [] : [{ does: 'fields', from: third } as const]),
  ];
}

/** `c.header(name, value, { append })`: a value of `undefined` takes the field away. */
const header = stops((args) => {
  const value = args.at(1);
  return [field(args.at(0), value, isMissing(value) ? 'remove' : isMissing(args.at(2)) ? 'set' : 'append')];
});

/** The context of Hono 4 (https://hono.dev/docs/api/context). */
const TABLE: ResponseTable = {
  calls: {
    ...reads('set', 'get', 'setRenderer', 'setLayout', 'getLayout', 'executionCtx.waitUntil'),
    ...reads('res.headers.get', 'res.headers.has'),
    json: responds('application/json', 'json'),
    text: responds('text/plain; charset=UTF-8', 'data'),
    html: responds('text/html; charset=UTF-8', 'data'),
    body: responds(null, 'data'),
    newResponse: responds(null, 'data'),
    redirect: redirects('made-here', { swapped: 'lost' }),
    notFound: {
      returns: 'made',
      effects: (args) => [
        body(text('404 Not Found', args.at(0).site), 'data'),
        { does: 'status', status: { is: 'literal', value: 404, site: args.at(0).site }, by: 'helper' },
      ],
    },
    status: stops((args) => [{ does: 'status', status: args.at(0), by: 'method' }]),
    header,
    'res.headers.set': stops((args) => [field(args.at(0), args.at(1))]),
    'res.headers.append': stops((args) => [field(args.at(0), args.at(1), 'append')]),
    'res.headers.delete': stops((args) => [field(args.at(0), args.at(0), 'remove')]),
  },
  assignments: {
    res: (value) => (value.is === 'made' ? [{ does: 'answer', made: value, keeps: 'fields' }] : []),
  },
  functions: FETCH_FUNCTIONS,
  made: MADE_RESPONSE,
  sentBy: 'end',
  ends: ({ value, hasContent }) => answersOf(value, { keeps: 'fields', hasContent }),
  thrownResponse: 'error',
  method: ['method'],
  progress: { finalized: 'ended' },
  members: { req: 'request' },
  editStatus,
  next: () => ({ does: 'delegate', to: 'downstream' }),
};

/** `c.json(data)` with a status behind the data. */
function editStatus(send: Node, status: number, textOf: (node: Node) => string) {
  if (send.type !== 'CallExpression') return null;
  const [data, ...others] = send.arguments;
  return data && others.length === 0 ? { node: data, text: `${textOf(data)}, ${status}` } : null;
}

/** `c.status(value)` as the response takes it; an argument that is neither a number nor options with a status is left aside. */
function takes(value: Primitive, sink: string): Taken {
  if (sink === 'helper' && (typeof value !== 'number' || value === 0 || Number.isNaN(value)))
    return { is: 'replaced', code: 200 };
  return responseTakes(value);
}

const DIALECT: Dialect = {
  framework: 'Hono',
  name: 'Hono',
  major: 4,
  certain: true,
  defaultStatus: 200,
  unsent: 404,
  thrown: { sync: 'handled', async: 'handled' },
  errorStatus: { from: ['getResponse()'], otherwise: 500 },
  redirect: { status: 302, keepsStatus: 'never' },
  takes,
  contentOn: () => 'throws',
};

const APPS: AppSpelling = {
  makers: new Set(['hono#Hono', 'hono/tiny#Hono', 'hono/quick#Hono', '@hono/zod-openapi#OpenAPIHono']),
  types: new Set(['hono#Hono', '@hono/zod-openapi#OpenAPIHono']),
};

const HANDLER_TYPES = new Set(['hono#Handler', 'hono#MiddlewareHandler', 'hono#ErrorHandler', 'hono#NotFoundHandler']);
const CONTEXT_TYPES = new Set(['hono#Context']);

/** Apps made with `hono`, and functions that are typed as its handlers. */
export const hono: Framework = {
  id: 'hono',
  trace: /\bhono\b/i,
  handlers({ sourceCode }: SourceFile): readonly HandlerSite[] {
    const registered = new Map(registeredOn(APPS, sourceCode).map(({ node, registrations }) => [node, registrations]));
    const found = functionsOf(sourceCode).flatMap((node): readonly Found[] => {
      const registrations = registered.get(node) ?? [];
      const isTyped = hasType(node, HANDLER_TYPES, sourceCode);
      const at = node.params.findIndex((each) => hasType(each, CONTEXT_TYPES, sourceCode));
      if (registrations.length === 0 && !isTyped && at < 0) return [];
      return [{ site: siteOf(node, registrations, isTyped || registrations.length > 0), registrations }];
    });
    return withEarlier(found, sourceCode);
  },
};

function siteOf(node: FunctionNode, registrations: readonly Registration[], isCertain: boolean): Found['site'] {
  const verbs = registrations.map(({ verb }) => verb);
  const role = roleOf(verbs);
  return {
    framework: 'hono',
    dialect: DIALECT,
    table: TABLE,
    node,
    parameters: role === 'error-handler' ? ['error', 'response'] : ['response', 'next'],
    methods: methodsOfVerbs(verbs),
    route: registrations.find((each) => each.route !== null)?.route ?? null,
    role,
    name: nameOf(node),
    start: [],
    calledBy: isCertain ? 'framework' : 'anyone',
    earlier: [],
  };
}

function roleOf(verbs: readonly string[]): Role {
  if (verbs.includes('onError')) return 'error-handler';
  return verbs.length > 0 && verbs.every((each) => each === 'use') ? 'middleware' : 'handler';
}
