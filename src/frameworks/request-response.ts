import type { Dialect } from '../exchange/dialect.js';
import type { HandlerSite, Parameter, ResponseTable } from '../exchange/effects.js';
import type { Role } from '../exchange/model.js';
import { isMethod, type Method } from '../http/methods.js';
import { unwrapped, type Call, type FunctionNode, type Node, type SourceCode, type Variable } from '../syntax/ast.js';
import { initializerOf, variableOf } from '../syntax/bindings.js';
import { importedSources, importOf } from '../syntax/imports.js';
import { writtenKeyOf } from '../syntax/keys.js';
import { staticValueOf } from '../syntax/static-value.js';
import { typeNamesOf, type TypeName } from '../syntax/types.js';
import { positionsOf, shapeOf, useOf } from './evidence.js';
import type { SourceFile } from './framework.js';
import { functionsOf, nameOf, usagesOf, type Usage } from './usages.js';

/** Packages whose handlers have the same shape and other meanings, or whose responses are not a server's. */
const RIVALS = [
  'restify',
  'polka',
  'next',
  'fastify',
  'koa',
  '@hapi/hapi',
  'micro',
  'msw',
  'sails',
  'nock',
  'axios-mock-adapter',
  'uWebSockets.js',
  'hyper-express',
  'connect',
  '@nestjs/common',
];

/** Packages that call the function they are given as `handler` when a client has asked too often, with `Retry-After` already set. */
const LIMITERS = new Set([
  'express-rate-limit',
  'express-slow-down',
  'express-brute',
  'rate-limiter-flexible',
  '@fastify/rate-limit',
  'koa-ratelimit',
]);

interface Registration {
  readonly call: Call;
  readonly argument: Node;
  /** The method of the registration, such as `post` or `use`. */
  readonly verb: string;
  readonly route: string | null;
  /** The app or router, where it is a variable. */
  readonly owner: Variable | null;
  /** Whether the app or router is known to come from the framework. */
  readonly certain: boolean;
}

/** The handlers of Express: registered on an app or router, typed as such, or shaped and used like one. */
export function findRoutedHandlers(
  file: SourceFile,
  { table, dialect }: { readonly table: ResponseTable; readonly dialect: Dialect },
): readonly HandlerSite[] {
  const { sourceCode } = file;
  const hasRival = hasImport(sourceCode, RIVALS) && !hasImport(sourceCode, ['express']);
  const found: Found[] = [];
  for (const node of functionsOf(sourceCode)) {
    if (node.params.length < 2 || node.generator || isDecorated(node)) continue;
    const usages = usagesOf(node, sourceCode);
    const registrations = usages.flatMap((usage) => registrationIn(usage, sourceCode));
    const parameters = parametersOf(node, registrations, sourceCode, hasRival);
    if (!parameters) continue;
    const role = roleOf(parameters, usages, registrations, sourceCode);
    const route = registrations.find((each) => each.route !== null)?.route ?? null;
    const methods = methodsOf(registrations) ?? documentedMethods(node, registrations, sourceCode);
    found.push({
      site: {
        framework: 'express',
        dialect,
        table,
        node,
        parameters,
        methods,
        route,
        role,
        name: nameOf(node),
        earlier: [],
      },
      registrations,
    });
  }
  return withEarlier(found, sourceCode);
}

function hasImport(sourceCode: SourceCode, packages: readonly string[]): boolean {
  const sources = importedSources(sourceCode);
  return packages.some((name) => sources.has(name) || [...sources].some((source) => source.startsWith(`${name}/`)));
}

/** A parameter with a decorator gets what a container injects, under rules of its own. */
function isDecorated(node: FunctionNode): boolean {
  return node.params.some(
    (each) => each.type !== 'TSParameterProperty' && 'decorators' in each && each.decorators.length > 0,
  );
}

function parametersOf(
  node: FunctionNode,
  registrations: readonly Registration[],
  sourceCode: SourceCode,
  hasRival: boolean,
): readonly Parameter[] | null {
  const certain = registrations.filter((each) => each.certain);
  if (certain.length > 0) {
    // `app.param` hands over the request and the response first, whatever follows.
    return certain.some((each) => each.verb === 'param') ? ['request', 'response', 'next'] : positionsOf(node);
  }
  const typed = typedParameters(node, sourceCode);
  if (typed !== undefined) return typed;
  if (hasRival || registrations.some((each) => isRivalName(each.owner?.name))) return null;
  const shape = shapeOf(node);
  const response = shape && node.params[shape.indexOf('response')];
  if (!response) return null;
  const use = useOf(response, sourceCode);
  if (!use) return null;
  return use.express || (use.node && hasImport(sourceCode, ['express'])) ? shape : null;
}

function isRivalName(name: string | undefined): boolean {
  return name !== undefined && /^(?:fastify|instance|koa|hapi|restify|polka)$/i.test(name);
}

/** What the declared types say: the parameters, or null if they say it is another framework's; undefined when they say nothing. */
function typedParameters(node: FunctionNode, sourceCode: SourceCode): readonly Parameter[] | null | undefined {
  const whole = typeNamesOf(node, sourceCode);
  if (
    whole.some((each) =>
      isFrom(
        each,
        ['express', 'express-serve-static-core'],
        /^(?:RequestHandler|ErrorRequestHandler|Handler|RequestParamHandler)$/,
      ),
    )
  )
    return positionsOf(node);
  for (const [index, parameter] of node.params.entries()) {
    const types = typeNamesOf(parameter, sourceCode);
    if (types.some((each) => isFrom(each, ['express', 'express-serve-static-core'], /^(?:Response|Express)$/))) {
      return index === 2
        ? ['error', 'request', 'response', 'next']
        : index === 1
          ? ['request', 'response', 'next']
          : index === 0
            ? ['response']
            : null;
    }
    if (types.some((each) => each.is === 'imported' && isForeign(each.source))) return null;
  }
  return undefined;
}

function isFrom(type: TypeName, sources: readonly string[], name: RegExp): boolean {
  return type.is === 'imported' && sources.includes(type.source) && name.test(type.path.at(-1) ?? '');
}

function isForeign(source: string): boolean {
  return /^(?:https?|http2)$/.test(source) || RIVALS.some((name) => source === name || source.startsWith(`${name}/`));
}

/** `app.post('/path', …)`, `router.use(…)`, `app.route('/path').get(…)`: the registration that a usage is, if it is one. */
function registrationIn({ call, argument, key }: Usage, sourceCode: SourceCode): readonly Registration[] {
  const callee = unwrapped(call.callee);
  if (callee.type !== 'MemberExpression' || key !== null) return [];
  const verb = writtenKeyOf(callee);
  if (verb === null || !(isVerb(verb) || verb === 'all' || verb === 'use' || verb === 'param' || verb === 'del'))
    return [];
  const [first] = call.arguments;
  const path = first && first !== argument ? staticValueOf(first, sourceCode)?.value : undefined;
  const routed = routeBehind(callee.object, sourceCode);
  const certain = isRouter(callee.object, sourceCode, 6);
  const route = typeof path === 'string' ? path : routed;
  // Without a framework behind it, `cache.get(key, fn)` and the like look the same; a path tells them apart.
  if (!certain && !(route?.startsWith('/') ?? false) && verb !== 'use') return [];
  return [{ call, argument, verb, route, owner: ownerOf(callee.object, sourceCode), certain }];
}

function isVerb(verb: string): boolean {
  return isMethod(verb.toUpperCase()) && verb === verb.toLowerCase();
}

/** The path of `app.route('/path')` at the start of a chain. */
function routeBehind(receiver: Node, sourceCode: SourceCode): string | null {
  const node = unwrapped(receiver);
  if (node.type !== 'CallExpression') return null;
  const callee = unwrapped(node.callee);
  if (callee.type !== 'MemberExpression') return null;
  if (writtenKeyOf(callee) !== 'route') return routeBehind(callee.object, sourceCode);
  const path = node.arguments[0] && staticValueOf(node.arguments[0], sourceCode)?.value;
  return typeof path === 'string' ? path : null;
}

function ownerOf(receiver: Node, sourceCode: SourceCode): Variable | null {
  let node = unwrapped(receiver);
  while (node.type === 'CallExpression') {
    const callee = unwrapped(node.callee);
    if (callee.type !== 'MemberExpression') return null;
    node = unwrapped(callee.object);
  }
  return node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
}

/** Whether an expression is an Express app or router: made by the package, typed by it, or a chain that starts with one. */
function isRouter(receiver: Node, sourceCode: SourceCode, steps: number): boolean {
  if (steps === 0) return false;
  const node = unwrapped(receiver);
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const made = importOf(node.callee, sourceCode);
    if (made?.source === 'express' || made?.source === 'express-promise-router')
      return made.path.length === 0 || /^(?:Router|application)$/.test(made.path.at(-1) ?? '');
    const callee = unwrapped(node.callee);
    return callee.type === 'MemberExpression' && isRouter(callee.object, sourceCode, steps - 1);
  }
  if (node.type !== 'Identifier') return false;
  const variable = variableOf(node, sourceCode);
  if (!variable) return false;
  const value = initializerOf(variable)?.node;
  if (value) return isRouter(value, sourceCode, steps - 1);
  const [definition] = variable.defs;
  if (!definition) return false;
  const written = variable.references.find((use) => use.isWrite() && use.writeExpr)?.writeExpr;
  if (definition.type === 'Variable' && written) return isRouter(written, sourceCode, steps - 1);
  return typeNamesOf(definition.name, sourceCode).some((each) =>
    isFrom(each, ['express', 'express-serve-static-core'], /^(?:Express|Application|Router|IRouter|Core)$/),
  );
}

function roleOf(
  parameters: readonly Parameter[],
  usages: readonly Usage[],
  registrations: readonly Registration[],
  sourceCode: SourceCode,
): Role {
  if (usages.some(({ call, key }) => key !== null && LIMITERS.has(importOf(call.callee, sourceCode)?.source ?? '')))
    return 'limiter';
  if (parameters[0] === 'error') return 'error-handler';
  return registrations.length > 0 && registrations.every((each) => each.verb === 'use' || each.verb === 'param')
    ? 'middleware'
    : 'handler';
}

/** The methods of all registrations; null when one takes any. */
function methodsOf(registrations: readonly Registration[]): ReadonlySet<Method> | null {
  const methods = registrations.map(({ verb }) => (verb === 'del' ? 'DELETE' : verb.toUpperCase()));
  const known = methods.flatMap((each): readonly Method[] => (isMethod(each) ? [each] : []));
  return methods.length > 0 && known.length === methods.length ? new Set(known) : null;
}

/** The method that a comment such as `POST /users` gives to a handler that is registered in another file. */
function documentedMethods(
  node: FunctionNode,
  registrations: readonly Registration[],
  sourceCode: SourceCode,
): ReadonlySet<Method> | null {
  if (registrations.length > 0) return null;
  let statement: Node = node;
  while (statement.parent && statement.parent.type !== 'Program' && statement.parent.type !== 'ClassBody')
    statement = statement.parent;
  for (const comment of sourceCode.getCommentsBefore(statement)) {
    const [, method] = /^[\s*]*(?:@route\s+)?([A-Z]{3,7})\s+\/\S*\s*$/m.exec(comment.value) ?? [];
    if (method !== undefined && isMethod(method)) return new Set([method]);
  }
  return null;
}

type Found = {
  readonly site: HandlerSite & { earlier: HandlerSite[] };
  readonly registrations: readonly Registration[];
};

/** A handler at a place of a registration. */
interface Placed {
  readonly site: HandlerSite;
  readonly call: Call;
  readonly at: Node;
}

/** Adds to each handler those that run before it: earlier ones of its registration, and the middleware of its router and of the apps that use that. */
function withEarlier(found: readonly Found[], sourceCode: SourceCode): readonly HandlerSite[] {
  const byCall = new Map<Call, Placed[]>();
  const uses = new Map<Variable, Placed[]>();
  for (const { site, registrations } of found) {
    if (site.role === 'error-handler') continue;
    for (const { call, argument, verb, owner } of registrations) {
      const placed = {
        site,
        call,
        at: argument === site.node ? argument : site.node.range[0] > argument.range[0] ? site.node : argument,
      };
      add(byCall, call, placed);
      if (verb === 'use' && owner) add(uses, owner, placed);
    }
  }
  const mounts = new Map<Variable, readonly Mount[]>();
  for (const { site, registrations } of found) {
    const earlier = new Set<HandlerSite>();
    for (const { call, owner } of registrations) {
      if (owner) middlewareBefore(owner, call, { uses, mounts, sourceCode }, 4).forEach((each) => earlier.add(each));
      const mates = byCall.get(call) ?? [];
      const here = mates.find((each) => each.site === site)?.at.range[0] ?? call.range[0];
      mates.filter((each) => each.at.range[0] < here).forEach((each) => earlier.add(each.site));
    }
    earlier.delete(site);
    site.earlier.push(...earlier);
  }
  return found.map(({ site }) => site);
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** A place where a router is given to another, or to an app. */
interface Mount {
  readonly call: Call;
  readonly parent: Variable;
}

interface Middleware {
  readonly uses: ReadonlyMap<Variable, readonly Placed[]>;
  readonly mounts: Map<Variable, readonly Mount[]>;
  readonly sourceCode: SourceCode;
}

/** The middleware that runs before a call's handlers: of the router itself, and of every router or app that uses it. */
function middlewareBefore(owner: Variable, call: Call, middleware: Middleware, steps: number): readonly HandlerSite[] {
  if (steps === 0) return [];
  const own = (middleware.uses.get(owner) ?? []).filter(
    (each) => each.call !== call && each.call.range[1] <= call.range[1],
  );
  const parents = mountsOf(owner, middleware).flatMap((each) =>
    middlewareBefore(each.parent, each.call, middleware, steps - 1),
  );
  return [...parents, ...own.map((each) => each.site)];
}

function mountsOf(router: Variable, { mounts, sourceCode }: Middleware): readonly Mount[] {
  const known = mounts.get(router);
  if (known) return known;
  const found = router.references.flatMap(({ identifier }): readonly Mount[] => {
    const call = identifier.parent;
    if (call?.type !== 'CallExpression' || call.callee === identifier) return [];
    const callee = unwrapped(call.callee);
    if (callee.type !== 'MemberExpression' || writtenKeyOf(callee) !== 'use') return [];
    const parent = ownerOf(callee.object, sourceCode);
    return parent && parent !== router ? [{ call, parent }] : [];
  });
  mounts.set(router, found);
  return found;
}

/** Handlers of Node's own servers: given to `createServer` or to `server.on('request', …)`, typed as such, or shaped and used like one. */
export function findServerHandlers(
  file: SourceFile,
  { table, http1, http2 }: { readonly table: ResponseTable; readonly http1: Dialect; readonly http2: Dialect },
): readonly HandlerSite[] {
  const { sourceCode } = file;
  const isOthers = hasImport(sourceCode, [...RIVALS, 'express']);
  return functionsOf(sourceCode).flatMap((node): readonly HandlerSite[] => {
    if (node.params.length < 2 || node.generator || isDecorated(node)) return [];
    const given = usagesOf(node, sourceCode).flatMap((usage) => serverOf(usage, sourceCode) ?? [])[0];
    const typed = serverType(node, sourceCode);
    const shape = given
      ? (['request', 'response'] as const)
      : (typed?.parameters ?? (isOthers ? null : usedShape(node, sourceCode)));
    if (!shape) return [];
    const dialect = (given ?? typed?.module) === 'http2' ? http2 : http1;
    return [
      {
        framework: 'node',
        dialect,
        table,
        node,
        parameters: shape,
        methods: null,
        route: null,
        role: 'handler',
        name: nameOf(node),
        earlier: [],
      },
    ];
  });
}

/** The module of the server that a usage gives its listener to; null when it does something else. */
function serverOf({ call, key }: Usage, sourceCode: SourceCode): string | null {
  if (key !== null) return null;
  const made = importOf(call.callee, sourceCode);
  if (made && /^(?:https?|http2)$/.test(made.source) && /^create(?:Secure)?Server$/.test(made.path.at(-1) ?? ''))
    return made.source;
  const callee = unwrapped(call.callee);
  if (callee.type !== 'MemberExpression' || !/^(?:on|once|addListener)$/.test(writtenKeyOf(callee) ?? '')) return null;
  const [event] = call.arguments;
  if (event?.type !== 'Literal' || (event.value !== 'request' && event.value !== 'checkContinue')) return null;
  const server = unwrapped(callee.object);
  const variable = server.type === 'Identifier' ? variableOf(server, sourceCode) : null;
  const value = variable && initializerOf(variable)?.node;
  const creation = value?.type === 'CallExpression' ? importOf(value.callee, sourceCode) : null;
  return creation && /^(?:https?|http2)$/.test(creation.source) ? creation.source : null;
}

function serverType(
  node: FunctionNode,
  sourceCode: SourceCode,
): { readonly parameters: readonly Parameter[]; readonly module: string } | null {
  const listener = typeNamesOf(node, sourceCode).find((each) =>
    isFrom(each, ['http', 'https', 'http2'], /^RequestListener$/),
  );
  if (listener?.is === 'imported') return { parameters: ['request', 'response'], module: listener.source };
  for (const [index, parameter] of node.params.entries()) {
    const type = typeNamesOf(parameter, sourceCode).find((each) =>
      isFrom(each, ['http', 'https', 'http2'], /^(?:Server|Http2Server)Response$/),
    );
    if (type?.is !== 'imported') continue;
    if (index === 1) return { parameters: ['request', 'response', 'next'], module: type.source };
    return index === 2 ? { parameters: ['error', 'request', 'response', 'next'], module: type.source } : null;
  }
  return null;
}

function usedShape(node: FunctionNode, sourceCode: SourceCode): readonly Parameter[] | null {
  const shape = shapeOf(node);
  const response = shape && node.params[shape.indexOf('response')];
  if (!response || typedParameters(node, sourceCode) !== undefined) return null;
  const use = useOf(response, sourceCode);
  return use?.node === true && !use.express ? shape : null;
}
