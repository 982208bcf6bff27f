import { METHODS, type Method } from '../../http/methods.js';
import { unwrapped, type Call, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { importedSources } from '../../syntax/imports.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { hasType, importKey } from '../finding/apps.js';
import { placesOf } from '../finding/places.js';
import { returnedBy } from '../finding/returned.js';
import { functionsOf, isCalledHere, usagesOf } from '../finding/usages.js';

const PACKAGE = '@azure/functions';

/** A function that answers requests, in one of the two models of the package. */
export interface AzureFunction {
  readonly node: FunctionNode;
  /**
   * `returned`: what it returns is the response (version 4). `context`: the response is on its first parameter (version 3),
   * and goes out when its promise is settled; `done`: when it calls `context.done()`.
   */
  readonly model: 'returned' | 'context' | 'done';
  readonly methods: ReadonlySet<Method> | null;
  readonly route: string | null;
}

export function findAzureFunctions(sourceCode: SourceCode): readonly AzureFunction[] {
  return functionsOf(sourceCode).flatMap((node): readonly AzureFunction[] => {
    if (node.generator) return [];
    const registered = registrationOf(node, sourceCode);
    if (registered) return [{ node, model: 'returned', ...registered }];
    if (isReturning(node, sourceCode)) return [{ node, model: 'returned', methods: null, route: null }];
    // What gives something back gives back a promise.
    const model = node.async || returnedBy(node, sourceCode).length > 0 ? 'context' : 'done';
    return isOnContext(node, sourceCode) ? [{ node, model, methods: null, route: null }] : [];
  });
}

type Registration = Pick<AzureFunction, 'methods' | 'route'>;

const VERBS: Readonly<Record<string, Method>> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  deleteRequest: 'DELETE',
};

/** `app.http(name, { methods, handler })`, `app.get(name, handler)` and their kin. */
function registrationOf(node: FunctionNode, sourceCode: SourceCode): Registration | null {
  for (const { call, argument, key } of usagesOf(node, sourceCode)) {
    const [source, member] = importKey(call.callee, sourceCode)?.split('#') ?? [];
    if (source !== PACKAGE || !member?.startsWith('app.') || argument !== call.arguments[1]) continue;
    const verb = member.slice('app.'.length);
    const method = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if ((verb !== 'http' && !method) || (key !== null && key !== 'handler')) continue;
    return { methods: method ? new Set([method]) : methodsIn(argument, sourceCode), route: routeIn(call, sourceCode) };
  }
  return null;
}

function optionIn(options: Node | undefined, name: string): Node | null {
  if (options?.type !== 'ObjectExpression') return null;
  const found = options.properties.find((each) => each.type === 'Property' && writtenKeyOf(each) === name);
  return found?.type === 'Property' ? unwrapped(found.value) : null;
}

/** The methods of `methods: ['GET']`; without that, GET and POST. */
function methodsIn(options: Node, sourceCode: SourceCode): ReadonlySet<Method> | null {
  if (options.type !== 'ObjectExpression') return null;
  const written = optionIn(options, 'methods');
  if (!written)
    return options.properties.some(({ type }) => type === 'SpreadElement') ? null : new Set(['GET', 'POST']);
  if (written.type !== 'ArrayExpression') return null;
  const names = written.elements.map((each) => (each ? staticValueOf(each, sourceCode)?.value : undefined));
  const methods = METHODS.filter((method) =>
    names.some((name) => typeof name === 'string' && name.toUpperCase() === method),
  );
  return methods.length === names.length ? new Set(methods) : null;
}

function routeIn({ arguments: [name, options] }: Call, sourceCode: SourceCode): string | null {
  const route = optionIn(options, 'route') ?? name;
  const value = route && staticValueOf(route, sourceCode)?.value;
  return typeof value === 'string' ? value : null;
}

const HANDLER = new Set([`${PACKAGE}#HttpHandler`]);
const REQUEST = new Set([`${PACKAGE}#HttpRequest`]);
const RESPONSE = /\bHttpResponse(?:Init)?\b/;
const OLD_HANDLER = new Set([`${PACKAGE}#AzureFunction`]);
const OLD_CONTEXT = new Set([`${PACKAGE}#Context`]);

/** A function that leaves the file and is declared to take a request and to give back a response. */
function isReturning(node: FunctionNode, sourceCode: SourceCode): boolean {
  if (hasType(node, HANDLER, sourceCode)) return true;
  const [request] = node.params;
  const isTyped = request !== undefined && hasType(request, REQUEST, sourceCode);
  if (!isTyped || !node.returnType || !RESPONSE.test(sourceCode.getText(node.returnType))) return false;
  return !isCalledHere(node, sourceCode) && placesOf(node, sourceCode).some(({ to }) => to.is === 'exported');
}

/** A function that leaves the file as `(context, req)` and uses the response of its context. */
function isOnContext(node: FunctionNode, sourceCode: SourceCode): boolean {
  const [context, request] = node.params;
  if (context?.type !== 'Identifier' || !usesResponse(context, sourceCode)) return false;
  if (hasType(node, OLD_HANDLER, sourceCode) || hasType(context, OLD_CONTEXT, sourceCode)) return true;
  if (importedSources(sourceCode).has('koa') || request?.type !== 'Identifier') return false;
  const isNamed = /^_*context$/i.test(context.name) && /^_*(?:req|request)$/i.test(request.name);
  return isNamed && placesOf(node, sourceCode).some(({ to }) => to.is === 'exported');
}

/** `context.res = …` and `context.res.status(…)`. */
function usesResponse(context: Node, sourceCode: SourceCode): boolean {
  return (variableOf(context, sourceCode)?.references ?? []).some(({ identifier: { parent } }) => {
    if (parent.type !== 'MemberExpression') return false;
    const key = writtenKeyOf(parent);
    const outer = parent.parent;
    if (key === 'bindings')
      return outer.type === 'MemberExpression' && /^res(?:ponse)?$/.test(writtenKeyOf(outer) ?? '');
    if (key !== 'res') return false;
    const isGiven = outer.type === 'AssignmentExpression' && outer.left === parent;
    return isGiven || (outer.type === 'MemberExpression' && outer.object === parent);
  });
}
