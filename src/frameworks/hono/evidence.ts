import type { Parameter } from '../../exchange/effects.js';
import type { Role } from '../../exchange/model.js';
import { isMethod, type Method } from '../../http/methods.js';
import { unwrapped, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { hasType, type AppSpelling } from '../finding/apps.js';
import { propertyOf, valueBehind } from '../finding/options.js';
import { givenTo, registeredOn, type Registration } from '../finding/registered.js';
import { usagesOf } from '../finding/usages.js';
import type { SourceFile } from '../framework.js';
import { hasImport } from '../request-response/types.js';

/** What a function is by the place it is given to. */
export interface Part {
  readonly parameters: readonly Parameter[];
  readonly role: Role;
  /** Whether it may return something else than a response, and others answer. */
  readonly mayPass: boolean;
}

/** A registration with the methods and the path of its route. */
export interface HonoRegistration extends Registration {
  readonly part: Part;
  readonly methods: ReadonlySet<Method> | null;
}

const PACKAGES = ['hono', '@hono/hono', 'jsr:@hono/hono', 'npm:hono'];
const inPackage = (...names: readonly string[]): readonly string[] =>
  PACKAGES.flatMap((source) => names.map((name) => `${source}${name}`));

const APPS: AppSpelling = {
  makers: new Set([
    ...inPackage('#Hono', '/tiny#Hono', '/quick#Hono'),
    ...inPackage('/factory#createFactory', '/factory#Factory'),
    '@hono/zod-openapi#OpenAPIHono',
  ]),
  types: new Set([...inPackage('#Hono', '/tiny#Hono', '/quick#Hono'), '@hono/zod-openapi#OpenAPIHono']),
  ends: new Set(['fetch', 'request', 'fire', 'getOpenAPIDocument', 'getOpenAPI31Document']),
};

const HANDLER_TYPES = new Set([...inPackage('#Handler', '#MiddlewareHandler', '#NotFoundHandler', '#H', '/types#H')]);
const ROUTE_HANDLER_TYPES = new Set(['@hono/zod-openapi#RouteHandler']);
const ERROR_HANDLER_TYPES = new Set(inPackage('#ErrorHandler'));
export const CONTEXT_TYPES = new Set(inPackage('#Context'));

/** Functions that make middleware which hands a function what it has read of the request; what that returns is an answer, or the next step's. */
const VALIDATORS = new Set([
  ...inPackage('/validator#validator'),
  '@hono/zod-validator#zValidator',
  '@hono/standard-validator#sValidator',
  '@hono/valibot-validator#vValidator',
  '@hono/arktype-validator#arktypeValidator',
  '@hono/typebox-validator#tbValidator',
  '@hono/effect-validator#effectValidator',
  'hono-openapi#validator',
]);
const MIDDLEWARE_MAKERS = new Set(inPackage('/factory#createMiddleware'));
/** Functions whose callback gets a context and answers nobody. */
const OTHERS = /^(?:upgradeWebSocket|describeRoute|stream|streamText|streamSSE|proxy)$/;

const HANDLER: Part = { parameters: ['response', 'next'], role: 'handler', mayPass: false };
const MIDDLEWARE: Part = { parameters: ['response', 'next'], role: 'middleware', mayPass: false };
const ERROR_HANDLER: Part = { parameters: ['error', 'response'], role: 'error-handler', mayPass: false };
const VALIDATED: Part = { parameters: [null, 'response'], role: 'middleware', mayPass: true };

/** The functions that are given to apps and helpers of Hono, and where. */
export function registrationsOf(sourceCode: SourceCode): ReadonlyMap<FunctionNode, readonly HonoRegistration[]> {
  const found = new Map<FunctionNode, readonly HonoRegistration[]>();
  for (const { node, registrations } of registeredOn(APPS, sourceCode)) {
    const own = isGivenToOther(node, sourceCode) ? [] : registrations.flatMap((each) => partOf(each, sourceCode));
    if (own.length > 0) found.set(node, own);
  }
  for (const { node, call, key } of givenTo(MIDDLEWARE_MAKERS, sourceCode))
    if (key === null && !found.has(node)) found.set(node, [placed(call, 'createMiddleware', MIDDLEWARE)]);
  // A hook of a validator stands among the handlers of its route.
  for (const { node, call, key } of givenTo(VALIDATORS, sourceCode))
    if (key === null) found.set(node, [placed(call, 'validator', VALIDATED)]);
  return found;
}

function placed(call: Registration['call'], verb: string, part: Part): HonoRegistration {
  return { call, argument: call, verb, route: null, owner: null, certain: true, part, methods: null };
}

/** What a registration makes of a function; nothing where it is none of Hono's. */
export function partOf(
  registration: Registration & { readonly key: string | null },
  sourceCode: SourceCode,
): readonly HonoRegistration[] {
  const { verb, key, call, argument } = registration;
  if (key !== null) return [];
  const route = routeOf(registration, sourceCode);
  switch (verb) {
    case 'use':
      return [{ ...registration, ...route, part: MIDDLEWARE }];
    case 'createMiddleware':
      return [placed(call, verb, MIDDLEWARE)];
    case 'onError':
      return [{ ...registration, ...route, part: ERROR_HANDLER }];
    case 'notFound':
      return [{ ...registration, ...route, part: { ...HANDLER, parameters: ['response'] } }];
    case 'openapi':
      return [{ ...registration, ...route, part: call.arguments.indexOf(argument as never) > 1 ? VALIDATED : HANDLER }];
    default: {
      const isRoute =
        /^(?:all|on|createHandlers)$/.test(verb) || (verb === verb.toLowerCase() && isMethod(verb.toUpperCase()));
      return isRoute ? [{ ...registration, ...route, part: HANDLER }] : [];
    }
  }
}

function isGivenToOther(node: FunctionNode, sourceCode: SourceCode): boolean {
  return usagesOf(node, sourceCode).some(({ call }) => {
    const callee = unwrapped(call.callee);
    return callee.type === 'Identifier' && OTHERS.test(callee.name);
  });
}

type Route = Pick<HonoRegistration, 'methods' | 'route'>;

/** The methods and the path of a registration, by its verb or by what describes the route. */
function routeOf({ verb, route, call }: Registration, sourceCode: SourceCode): Route {
  const [first, second] = call.arguments;
  switch (verb) {
    case 'on':
      return { methods: methodsIn(first, sourceCode), route: textsIn(second, sourceCode)?.[0] ?? null };
    case 'openapi':
      return {
        methods: methodsIn(propertyOf(first, 'method', sourceCode), sourceCode),
        route: textsIn(propertyOf(first, 'path', sourceCode), sourceCode)?.[0] ?? null,
      };
    default: {
      const method = verb.toUpperCase();
      return { methods: isMethod(method) ? new Set([method]) : null, route };
    }
  }
}

function methodsIn(node: Node | undefined, sourceCode: SourceCode): ReadonlySet<Method> | null {
  const texts = textsIn(node, sourceCode)?.map((each) => each.toUpperCase());
  return texts?.every(isMethod) === true ? new Set(texts.filter(isMethod)) : null;
}

/** The texts that a node comes to: one, or those of a list; null where one cannot be read. */
function textsIn(node: Node | undefined, sourceCode: SourceCode): readonly string[] | null {
  const written = node && valueBehind(node, sourceCode);
  if (!written) return null;
  const texts = (written.type === 'ArrayExpression' ? written.elements : [written]).map(
    (each) => each && staticValueOf(each, sourceCode)?.value,
  );
  return texts.length > 0 && texts.every((each) => typeof each === 'string') ? texts : null;
}

/** What a function is by its type, as a whole; null where it has none of Hono's. */
export function typedPart(node: FunctionNode, sourceCode: SourceCode): Part | null {
  if (hasType(node, ERROR_HANDLER_TYPES, sourceCode)) return ERROR_HANDLER;
  return hasType(node, HANDLER_TYPES, sourceCode) || hasType(node, ROUTE_HANDLER_TYPES, sourceCode) ? HANDLER : null;
}

/** Whether a file runs its app with `@hono/node-server`, which puts a `Response` of its own in the place of the standard one. */
export function isServedByNode({ sourceCode, versionOf }: SourceFile): boolean {
  return hasImport(sourceCode, ['@hono/node-server']) || versionOf('@hono/node-server', '@hono/node-server') !== null;
}
