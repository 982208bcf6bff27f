import type { HandlerSite } from '../../exchange/effects.js';
import type { Contract } from '../../exchange/model.js';
import { isMethod, type Method } from '../../http/methods.js';
import { ancestorsOf, unwrapped, type Call, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { initializerOf, variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { contractIn } from '../finding/contracts.js';
import { propertyOf } from '../finding/options.js';
import type { Found } from '../finding/middleware.js';
import type { Registered } from '../finding/registered.js';
import { isCalledHere, nameOf } from '../finding/usages.js';
import { takesMore } from '../request-response/evidence.js';
import { HANDLER, ERROR_HANDLER, isHookName, partNamed, type Part } from './parts.js';
import { typedAs, typedParameters } from './types.js';
import { usedAs } from './use.js';

type Registration = Registered['registrations'][number];

/** What a handler answers: `null` for any method, or for a route that is not written there. */
interface Route {
  readonly methods: ReadonlySet<Method> | null;
  readonly route: string | null;
}

const ANYWHERE: Route = { methods: null, route: null };

/** A function with everything that Fastify's words do not need; null where it is no handler. */
export type FoundPart = Omit<Found, 'site'> & { readonly site: Omit<Found['site'], 'dialect' | 'table' | 'framework'> };

/** A function as a handler, an error handler or a hook: registered, typed as one, or shaped and used like one. */
export function foundOf(
  node: FunctionNode,
  registrations: readonly Registration[],
  sourceCode: SourceCode,
): FoundPart | null {
  const placed = registrations.flatMap((registration) => {
    const part = placeOf(registration, sourceCode);
    return part ? [{ part, registration }] : [];
  });
  const typed = typedAs(node, sourceCode);
  if (typed === 'afterwards' || placed.some(({ part }) => part === 'afterwards')) return null;
  const [only, ...others] = placed;
  const [first] = placed.flatMap(({ part }) => (part === 'afterwards' ? [] : [part]));
  const listed = first ? null : routeAround(node, sourceCode);
  const part = first ?? typed ?? typedParameters(node, sourceCode) ?? usedAs(node, sourceCode);
  if (!part) return null;
  const { methods, route } = first
    ? routesOf(
        placed.map((each) => each.registration),
        sourceCode,
      )
    : (listed ?? ANYWHERE);
  return {
    site: {
      ...part,
      node,
      methods,
      route,
      name: nameOf(node),
      contract: part === HANDLER && only && others.length === 0 ? contractOf(only.registration, sourceCode) : null,
      start: [],
      calledBy: callerOf(node, part, first !== undefined || typed !== null || listed !== null, sourceCode),
      earlier: [],
    },
    registrations: placed.map((each) => each.registration),
  };
}

function callerOf(node: FunctionNode, part: Part, isCertain: boolean, sourceCode: SourceCode): HandlerSite['calledBy'] {
  if (isCertain) return 'framework';
  return takesMore(node, part.parameters) || isCalledHere(node, sourceCode) ? 'code' : 'anyone';
}

/** What a function becomes at a place of a call on an instance. */
function placeOf({ verb, key, call, argument }: Registration, sourceCode: SourceCode): Part | 'afterwards' | null {
  switch (verb) {
    case 'addHook': {
      const name = call.arguments[0] && staticValueOf(call.arguments[0], sourceCode)?.value;
      return key === null && typeof name === 'string' && isHookName(name) ? partNamed(name) : null;
    }
    case 'setErrorHandler':
      return key === null ? ERROR_HANDLER : null;
    case 'route':
      return key === null ? null : partNamed(key);
    default:
      if (!isRouteVerb(verb) && verb !== 'setNotFoundHandler') return null;
      if (key !== null) return partNamed(key);
      return call.arguments.at(-1) === argument && !isForSockets(call) ? HANDLER : null;
  }
}

/** Whether the route is one of `@fastify/websocket`, whose handler gets a socket. */
function isForSockets({ arguments: [, options] }: Call): boolean {
  return (
    options?.type === 'ObjectExpression' &&
    options.properties.some((each) => each.type === 'Property' && writtenKeyOf(each) === 'websocket')
  );
}

function isRouteVerb(verb: string): boolean {
  return verb === 'all' || (isMethod(verb.toUpperCase()) && verb === verb.toLowerCase());
}

/** The methods of all routes, and the first path. */
function routesOf(registrations: readonly Registration[], sourceCode: SourceCode): Route {
  const routes = registrations.map((each) => routeOf(each, sourceCode));
  const methods = routes.map((each) => each.methods);
  const known = methods.flatMap((each) => (each ? [...each] : []));
  return {
    methods: methods.includes(null) ? null : new Set(known),
    route: routes.find((each) => each.route !== null)?.route ?? null,
  };
}

function routeOf({ verb, route, call }: Registration, sourceCode: SourceCode): Route {
  if (verb === 'route') return (call.arguments[0] && routeIn(call.arguments[0], sourceCode)) ?? ANYWHERE;
  if (!isRouteVerb(verb)) return ANYWHERE;
  const method = verb.toUpperCase();
  return { methods: isMethod(method) ? new Set([method]) : null, route };
}

/** The responses that the schema of a route describes. */
function contractOf({ verb, call }: Registration, sourceCode: SourceCode): Contract | null {
  const options = verb === 'route' ? call.arguments[0] : call.arguments.length > 2 ? call.arguments[1] : undefined;
  const responses = propertyOf(propertyOf(options, 'schema', sourceCode), 'response', sourceCode);
  return contractIn(responses, 'schema.response', sourceCode);
}

/** The route that an object of options describes; null where it has no path. */
function routeIn(options: Node, sourceCode: SourceCode): Route | null {
  const written = unwrapped(options);
  const variable = written.type === 'Identifier' ? variableOf(written, sourceCode) : null;
  const node = variable ? unwrapped(initializerOf(variable)?.node ?? written) : written;
  if (node.type !== 'ObjectExpression') return null;
  const valueOf = (...names: readonly string[]): Node | undefined =>
    node.properties.flatMap((each) =>
      each.type === 'Property' && names.includes(writtenKeyOf(each) ?? '') ? [each.value] : [],
    )[0];
  const method = valueOf('method');
  const path = valueOf('url', 'path');
  if (!path) return null;
  const route = staticValueOf(path, sourceCode)?.value;
  return { methods: method ? methodsIn(method, sourceCode) : null, route: typeof route === 'string' ? route : null };
}

function methodsIn(node: Node, sourceCode: SourceCode): ReadonlySet<Method> | null {
  const written = node.type === 'ArrayExpression' ? node.elements : [node];
  const methods = written.map((each) => {
    const value = each && staticValueOf(each, sourceCode)?.value;
    return typeof value === 'string' ? value.toUpperCase() : '';
  });
  const known = methods.filter((each): each is Method => isMethod(each));
  return known.length === methods.length ? new Set(known) : null;
}

/** The route of a function that is the `handler` of an object of route options, wherever that is registered. */
function routeAround(node: FunctionNode, sourceCode: SourceCode): Route | null {
  const property = ancestorsOf(node).find((each) => each.type !== 'CallExpression');
  if (property?.type !== 'Property' || writtenKeyOf(property) !== 'handler') return null;
  const route = routeIn(property.parent, sourceCode);
  return route?.methods ? route : null;
}
