import type { Dialect, StatusSink, Taken } from '../exchange/dialect.js';
import type { HandlerSite } from '../exchange/effects.js';
import type { Contract } from '../exchange/model.js';
import type { Method } from '../http/methods.js';
import type { FunctionNode, Primitive, SourceCode } from '../syntax/ast.js';
import { responseTakes } from './fetch-response.js';
import { contractIn } from './finding/contracts.js';
import { propertyOf } from './finding/options.js';
import { callerOf } from './finding/callers.js';
import { withEarlier, type Found } from './finding/middleware.js';
import { functionsOf, nameOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { ON_NODE_TABLE, TABLE } from './hono/context.js';
import { contextParameters, routesOf } from './hono/by-use.js';
import { isServedByNode, registrationsOf, typedPart, type HonoRegistration, type Part } from './hono/evidence.js';

/** A second argument of `c.json` and its kin that is neither a number nor an object is left aside. */
function isLeftAside(value: Primitive, sink: StatusSink): boolean {
  return sink === 'helper' && value !== null && typeof value !== 'number';
}

/** A status as the standard `Response` takes it (measured on Node 20 and 24). */
function standardTakes(value: Primitive, sink: StatusSink): Taken {
  if (isLeftAside(value, sink)) return { is: 'replaced', code: 200 };
  if (sink === 'helper' && value === null) return NO_OPTIONS;
  return sink === 'error' ? errorTakes(value) : responseTakes(value);
}

/** `c.json(data, null)`: `null` counts as an object, and has no properties. */
const NO_OPTIONS: Taken = { is: 'throws', error: 'TypeError', client: 'error-500' };

/** An `HTTPException` makes a response of its status; where that fails, the answer is 500. */
function errorTakes(value: Primitive): Taken {
  const taken = value === undefined ? ({ is: 'replaced', code: 500 } as const) : responseTakes(value);
  return taken.is === 'throws' ? { is: 'replaced', code: 500 } : taken;
}

/** A status as the `Response` of `@hono/node-server` takes it: nobody looks until it is written (measured on 2.1.8). */
function nodeServerTakes(value: Primitive, sink: StatusSink): Taken {
  if (sink === 'error') return errorTakes(value);
  if (isLeftAside(value, sink)) return { is: 'replaced', code: 200 };
  if (sink === 'helper' && value === null) return NO_OPTIONS;
  if (value === undefined) return { is: 'sent', code: 200 };
  if (!value) return { is: 'replaced', code: 200 };
  const code = typeof value === 'number' || typeof value === 'string' ? Math.trunc(Number(value)) : Number.NaN;
  if (!(code >= 100 && code <= 999))
    return { is: 'throws', error: 'ERR_HTTP_INVALID_STATUS_CODE', client: 'error-500' };
  return value === code ? { is: 'sent', code } : { is: 'coerced', code };
}

/** Where the standard `Response` is used: Cloudflare Workers, Deno, and Node through other adapters. */
const STANDARD: Dialect = {
  framework: 'Hono',
  name: 'Hono',
  major: 4,
  certain: true,
  defaultStatus: 200,
  // With no middleware the first, else the second.
  unsent: [404, 500],
  thrown: { sync: 'handled', async: 'handled' },
  errorStatus: { from: ['getResponse()'], otherwise: 500 },
  redirect: { status: 302, keepsStatus: 'never' },
  takes: standardTakes,
  contentOn: () => 'throws',
};

/** Behind `@hono/node-server`, the content is left out of a 204 and a 304, but not its length. */
const ON_NODE: Dialect = {
  ...STANDARD,
  name: 'Hono on Node',
  takes: nodeServerTakes,
  contentOn: (status) => (status === 205 ? 'sent' : 'dropped'),
};

/** Apps made with `hono`, and functions that are typed, or used, as its handlers. */
export const hono: Framework = {
  id: 'hono',
  trace: /\bhono\b|\b(?:c|ctx|context)\.(?:json|text|html|body|newResponse|redirect|notFound)\(/i,
  handlers(file: SourceFile): readonly HandlerSite[] {
    const { sourceCode } = file;
    const dialect = isServedByNode(file) ? ON_NODE : STANDARD;
    const registered = registrationsOf(sourceCode);
    const found = functionsOf(sourceCode).flatMap((node): readonly Found[] => {
      if (node.generator) return [];
      const known = registered.get(node) ?? [];
      const certain = known[0]?.part ?? typedPart(node, sourceCode);
      const parameters = certain ? certain.parameters : contextParameters(node, file);
      if (!parameters) return [];
      const registrations = known.length > 0 ? known : routesOf(node, sourceCode);
      const part = certain ?? registrations[0]?.part ?? { parameters, role: 'handler', mayPass: false };
      return [
        { site: siteOf(node, part, registrations, certain ? 'certain' : 'likely', dialect, sourceCode), registrations },
      ];
    });
    return withEarlier(found, sourceCode);
  },
};

function siteOf(
  node: FunctionNode,
  { parameters, role, mayPass }: Part,
  registrations: readonly HonoRegistration[],
  evidence: 'certain' | 'likely',
  dialect: Dialect,
  sourceCode: SourceCode,
): Found['site'] {
  const hasNext = node.params.length >= 2;
  const [only, ...others] = registrations;
  return {
    framework: 'hono',
    dialect,
    table: dialect === ON_NODE ? ON_NODE_TABLE : TABLE,
    node,
    parameters,
    methods: methodsOf(registrations),
    route: registrations.find((each) => each.route !== null)?.route ?? null,
    role: role === 'middleware' && !hasNext ? 'handler' : role,
    name: nameOf(node),
    contract: role === 'handler' && only && others.length === 0 ? contractOf(only, sourceCode) : null,
    start: [],
    calledBy: mayPass ? 'code' : callerOf(node, parameters, evidence, sourceCode),
    earlier: [],
  };
}

/** The responses of a route that `createRoute` of `@hono/zod-openapi` describes. */
function contractOf({ verb, call }: HonoRegistration, sourceCode: SourceCode): Contract | null {
  if (verb !== 'openapi') return null;
  return contractIn(propertyOf(call.arguments[0], 'responses', sourceCode), 'createRoute', sourceCode);
}

/** The methods of all registrations; null when one takes any. */
function methodsOf(registrations: readonly HonoRegistration[]): ReadonlySet<Method> | null {
  const lists = registrations.map(({ methods }) => methods);
  const known = lists.flatMap((each) => (each ? [...each] : []));
  return lists.length > 0 && !lists.includes(null) ? new Set(known) : null;
}
