import type { Dialect, StatusSink, Taken } from '../exchange/dialect.js';
import type { HandlerSite, ResponseTable } from '../exchange/effects.js';
import type { Role } from '../exchange/model.js';
import type { FunctionNode, Node, Primitive, SourceCode } from '../syntax/ast.js';
import { staticValueOf } from '../syntax/static-value.js';
import { APPS } from './elysia/apps.js';
import { ERROR_TABLE, HOOK_TABLE, PROVIDER_TABLE, TABLE, UNDER_200_ALONE } from './elysia/context.js';
import { contractOfRoute, mayDeclare200Alone } from './elysia/response.js';
import { STATUS_NAMES } from './elysia/status-names.js';
import { redirectTakes, responseTakes } from './fetch-response.js';
import { hasType } from './finding/apps.js';
import { withEarlier, type Found } from './finding/middleware.js';
import { methodsOfVerbs, registeredOn, type Registration } from './finding/registered.js';
import { functionsOf, isCalledHere, nameOf, usagesOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { nodeTakes } from './node.js';
import { hasImport } from './request-response/types.js';
import { open, stops } from './spelling.js';

/** A name of a status is that status, and any other text is forgotten. */
function byName(value: Primitive, numbers: (value: Primitive) => Taken): Taken {
  if (typeof value !== 'string') return numbers(value);
  const code = Object.hasOwn(STATUS_NAMES, value) ? STATUS_NAMES[value] : undefined;
  return code === undefined ? { is: 'replaced', code: 200 } : { is: 'sent', code };
}

/** A status as a `Response` takes it, which is what Bun has (measured on Elysia 1.4.30 and Bun 1.4.5). */
function takesOnBun(value: Primitive, sink: StatusSink): Taken {
  if (sink === 'helper') return redirectTakes(value);
  if (sink === 'init') return responseTakes(value);
  return value === undefined ? { is: 'sent', code: 200 } : byName(value, responseTakes);
}

/** A status as `@elysiajs/node` takes it: nobody looks until Node writes it (measured on 1.4.5). */
function takesOnNode(value: Primitive, sink: StatusSink): Taken {
  const written = (each: Primitive): Taken =>
    each === undefined || !each ? { is: 'replaced', code: 200 } : nodeTakes(each, 'crash');
  if (sink === 'helper') return redirectTakes(value);
  if (sink === 'init') return written(value);
  return byName(value, written);
}

const ON_BUN: Dialect = {
  framework: 'Elysia',
  name: 'Elysia',
  major: 1,
  certain: true,
  defaultStatus: 200,
  unsent: 200,
  thrown: { sync: 'handled', async: 'handled' },
  errorStatus: { from: ['status'], otherwise: 500 },
  redirect: { status: 302, keepsStatus: 'never' },
  takes: takesOnBun,
  contentOn: () => 'dropped',
  secondSend: () => 'ignored',
};

const ON_NODE: Dialect = {
  ...ON_BUN,
  name: 'Elysia on Node',
  takes: takesOnNode,
  contentOn: (status) => (status === 205 ? 'sent' : 'dropped'),
};

const CONTEXT_TYPES = new Set(['elysia#Context']);
const HANDLER_TYPES = new Set(['elysia#Handler', 'elysia#InlineHandler']);

/** What a function is by the place it is given to. */
interface Part {
  readonly role: Role;
  readonly table: ResponseTable;
}

const HANDLER: Part = { role: 'handler', table: TABLE };
const HOOK: Part = { role: 'middleware', table: HOOK_TABLE };
const PROVIDER: Part = { role: 'middleware', table: PROVIDER_TABLE };
const ERROR: Part = { role: 'error-handler', table: ERROR_TABLE };

const ROUTES = /^(?:get|post|put|patch|delete|options|head|connect|trace|all|route)$/;
const BY_METHOD: Readonly<Record<string, Part>> = {
  onRequest: HOOK,
  onBeforeHandle: HOOK,
  onAfterHandle: PROVIDER,
  onTransform: PROVIDER,
  derive: PROVIDER,
  resolve: PROVIDER,
  onError: ERROR,
};
const BY_OPTION: Readonly<Record<string, Part>> = {
  beforeHandle: HOOK,
  afterHandle: PROVIDER,
  transform: PROVIDER,
  resolve: PROVIDER,
  error: ERROR,
};

/** Apps made with `elysia`, and functions that are typed as its handlers. */
export const elysia: Framework = {
  id: 'elysia',
  trace: /\belysia\b/i,
  handlers({ sourceCode }: SourceFile): readonly HandlerSite[] {
    const dialect = hasImport(sourceCode, ['@elysiajs/node']) ? ON_NODE : ON_BUN;
    const registered = new Map(registeredOn(APPS, sourceCode).map(({ node, registrations }) => [node, registrations]));
    const found = functionsOf(sourceCode).flatMap((node): readonly Found[] => {
      if (node.generator) return [];
      const registrations = registered.get(node) ?? [];
      const part = registrations.map((each) => partOf(each, node)).find((each) => each !== null);
      if (part) return [foundAs(part, node, registrations, { dialect, calledBy: 'framework', sourceCode })];
      if (registrations.length > 0 || !isTyped(node, sourceCode)) return [];
      const isCode = isCalledHere(node, sourceCode) || node.params.length > 1;
      const caller = isCode ? 'code' : usagesOf(node, sourceCode).length > 0 ? 'framework' : 'anyone';
      return [foundAs(HANDLER, node, [], { dialect, calledBy: caller, sourceCode })];
    });
    return withEarlier(found, sourceCode, ({ verb }) => Object.hasOwn(BY_METHOD, verb));
  },
};

function isTyped(node: FunctionNode, sourceCode: SourceCode): boolean {
  const [context] = node.params;
  return (
    hasType(node, HANDLER_TYPES, sourceCode) || (context !== undefined && hasType(context, CONTEXT_TYPES, sourceCode))
  );
}

/** What a function is by its registration; null where it answers nobody, as a function that is given an app. */
function partOf(
  { verb, call, argument, key }: Registration & { readonly key: string | null },
  node: FunctionNode,
): Part | null {
  if (key !== null) return Object.hasOwn(BY_OPTION, key) ? (BY_OPTION[key] ?? null) : null;
  if (Object.hasOwn(BY_METHOD, verb)) return BY_METHOD[verb] ?? null;
  const isRoute = ROUTES.test(verb) && call.arguments[verb === 'route' ? 2 : 1] === argument;
  return isRoute && node.params.length <= 1 ? HANDLER : null;
}

function foundAs(
  { role, table }: Part,
  node: FunctionNode,
  registrations: readonly (Registration & { readonly key: string | null })[],
  { dialect, calledBy, sourceCode }: Pick<HandlerSite, 'dialect' | 'calledBy'> & Pick<SourceFile, 'sourceCode'>,
): Found {
  const [first, ...others] = registrations;
  const isRoute = role === 'handler' && first;
  const options = isRoute ? optionsOf(first) : undefined;
  return {
    site: {
      framework: 'elysia',
      dialect,
      table: isRoute && mayDeclare200Alone(options, sourceCode) ? UNDER_200_ALONE : table,
      node,
      parameters: ['response'],
      methods: methodsOfVerbs(registrations.map((each) => textAt(each, 'route', 0, sourceCode) ?? each.verb)),
      route:
        registrations.map((each) => textAt(each, 'route', 1, sourceCode) ?? each.route).find((each) => each !== null) ??
        null,
      role,
      name: nameOf(node),
      contract: isRoute && others.length === 0 ? contractOfRoute(first.call, options, sourceCode) : null,
      calledBy,
      // An error has brought its status before anybody handles it.
      start: role === 'error-handler' && first ? [{ call: first.call, row: ERROR_STATUS }] : [],
      earlier: [],
    },
    registrations,
  };
}

/** The options of a route, behind its handler. */
function optionsOf({ verb, call }: Registration): Node | undefined {
  return call.arguments[verb === 'route' ? 3 : 2];
}

/** An argument of a registration by that verb, where it is a text: `route('PUT', path, handler)`. */
function textAt({ verb, call }: Registration, of: string, index: number, sourceCode: SourceCode): string | null {
  const argument = verb === of ? call.arguments[index] : undefined;
  const value = argument && staticValueOf(argument, sourceCode)?.value;
  return typeof value === 'string' ? value : null;
}

const ERROR_STATUS = stops(({ site }) => [{ does: 'status', status: open(site), by: 'property' }]);
