import type { Dialect } from '../exchange/dialect.js';
import type { HandlerSite, Parameter } from '../exchange/effects.js';
import type { Role } from '../exchange/model.js';
import type { FunctionNode, SourceCode } from '../syntax/ast.js';
import { TABLE } from './adonisjs/context.js';
import { hasType, type AppSpelling } from './finding/apps.js';
import { withEarlier, type Found } from './finding/middleware.js';
import { methodsOfVerbs, registeredOn, type Registration } from './finding/registered.js';
import { functionsOf, isCalledHere, nameOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { HTTP1, nodeTakes } from './node.js';

/** Measured on `@adonisjs/http-server` 7.8.1, which is that of Adonis 6. */
const DIALECT: Dialect = {
  ...HTTP1,
  framework: 'Adonis',
  name: 'Adonis',
  unsent: 200,
  thrown: { sync: 'handled', async: 'handled' },
  errorStatus: { from: ['status'], otherwise: 500 },
  redirect: { status: 302, keepsStatus: 'over-own' },
  takes: (value, sink) => (sink === 'error' && !value ? { is: 'replaced', code: 500 } : nodeTakes(value, 'error-500')),
  secondSend: () => 'ignored',
};

const ROUTERS: AppSpelling = {
  makers: new Set(),
  types: new Set(['@adonisjs/core/http#Router', '@adonisjs/core/types/http#Router']),
  imports: new Set(['@adonisjs/core/services/router#']),
};
const CONTEXT_TYPES = new Set(['@adonisjs/core/http#HttpContext', '@adonisjs/http-server#HttpContext']);
const ROUTES = /^(?:get|post|put|patch|delete|any|route)$/;

/** Routes of Adonis' router, and functions that are given its `HttpContext`. */
export const adonisjs: Framework = {
  id: 'adonisjs',
  trace: /@adonisjs\//,
  handlers({ sourceCode }: SourceFile): readonly HandlerSite[] {
    const registered = new Map(
      registeredOn(ROUTERS, sourceCode).map(({ node, registrations }) => [node, registrations]),
    );
    const found = functionsOf(sourceCode).flatMap((node): readonly Found[] => {
      if (node.generator) return [];
      const routes = (registered.get(node) ?? []).filter((each) => isHandlerOf(each, node));
      const parameters = routes.length > 0 ? CONTEXT : typedParameters(node, sourceCode);
      return parameters ? [foundAs(node, parameters, routes, sourceCode)] : [];
    });
    return withEarlier(found, sourceCode);
  },
};

const CONTEXT: readonly Parameter[] = ['response', 'next'];

/** Whether a function is a route's handler, or its middleware, and no function that loads one. */
function isHandlerOf({ verb, call, argument }: Registration, node: FunctionNode): boolean {
  if (verb === 'use') return node.params.length > 0;
  return ROUTES.test(verb) && argument === node && call.arguments[0] !== node;
}

/** What the types say: a context, alone or before `next`, or behind an error; null where there is none. */
function typedParameters(node: FunctionNode, sourceCode: SourceCode): readonly Parameter[] | null {
  const [first, second] = node.params;
  if (first && hasType(first, CONTEXT_TYPES, sourceCode)) return CONTEXT;
  const isBehindError = second !== undefined && hasType(second, CONTEXT_TYPES, sourceCode);
  // `report` of an exception handler is told of an error that somebody else answers.
  return isBehindError && nameOf(node) === 'handle' ? ['error', 'response'] : null;
}

function foundAs(
  node: FunctionNode,
  parameters: readonly Parameter[],
  registrations: readonly Registration[],
  sourceCode: SourceCode,
): Found {
  const isError = parameters[0] === 'error';
  const isMiddleware = !isError && isNext(node.params[1]);
  const role: Role = isError ? 'error-handler' : isMiddleware ? 'middleware' : 'handler';
  const isHelper = isCalledHere(node, sourceCode) || (!isError && !isMiddleware && node.params.length > 1);
  const isRouted = registrations.length > 0;
  return {
    site: {
      framework: 'adonisjs',
      dialect: DIALECT,
      table: TABLE,
      node,
      parameters,
      methods: methodsOfVerbs(registrations.map(({ verb }) => verb)),
      route: registrations.find(({ route }) => route !== null)?.route ?? null,
      role,
      name: nameOf(node),
      calledBy: isRouted || isError || isMiddleware ? 'framework' : isHelper ? 'code' : 'anyone',
      start: [],
      earlier: [],
    },
    registrations,
  };
}

function isNext(parameter: FunctionNode['params'][number] | undefined): boolean {
  return parameter?.type === 'Identifier' && /^_?next$/.test(parameter.name);
}
