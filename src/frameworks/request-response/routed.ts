import type { Dialect } from '../../exchange/dialect.js';
import type { HandlerSite, Parameter, ResponseTable } from '../../exchange/effects.js';
import type { Role } from '../../exchange/model.js';
import { isMethod, type Method } from '../../http/methods.js';
import { ancestorsOf, type FunctionNode, type SourceCode } from '../../syntax/ast.js';
import { importOf } from '../../syntax/imports.js';
import type { SourceFile } from '../framework.js';
import { isDecorated, positionsOf, shapeOf, takesMore, useOf } from './evidence.js';
import { withEarlier, type Found } from '../finding/middleware.js';
import type { Owner, Registration } from '../finding/registered.js';
import { registrationIn } from './registrations.js';
import { serverOf } from './servers.js';
import { hasImport, isTypedHandler, RIVALS, typedParameters } from './types.js';
import { functionsOf, isCalledHere, isListener, nameOf, usagesOf, type Usage } from '../finding/usages.js';

/** Packages that call the function they are given as `handler` when a client has asked too often, with `Retry-After` already set. */
const LIMITERS = new Set([
  'express-rate-limit',
  'express-slow-down',
  'express-brute',
  'rate-limiter-flexible',
  '@fastify/rate-limit',
  'koa-ratelimit',
]);

/** The handlers of Express: registered on an app or router, typed as such, or shaped and used like one. */
export function findRoutedHandlers(
  file: SourceFile,
  { table, dialect }: { readonly table: ResponseTable; readonly dialect: Dialect },
): readonly HandlerSite[] {
  const { sourceCode } = file;
  const hasRival = !file.isNamed('express') && hasImport(sourceCode, RIVALS) && !hasImport(sourceCode, ['express']);
  const found: Found[] = [];
  for (const node of functionsOf(sourceCode)) {
    if (node.params.length < 2 || node.generator || isDecorated(node)) continue;
    const usages = usagesOf(node, sourceCode);
    const registrations = usages.flatMap((usage) => registrationIn(usage, sourceCode));
    const parameters = parametersOf(node, usages, registrations, sourceCode, hasRival);
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
        calledBy: callerOf(node, parameters, usages, registrations, sourceCode),
        start: [],
        earlier: [],
      },
      registrations,
    });
  }
  return withEarlier(found, sourceCode);
}

function parametersOf(
  node: FunctionNode,
  usages: readonly Usage[],
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
  if (typed === null || (typed && isTypedHandler(node, sourceCode))) return typed;
  if (typed) return typed;
  if (hasRival || registrations.some((each) => isRival(each.owner))) return null;
  if (usages.some((each) => serverOf(each, sourceCode) !== null || isListener(each))) return null;
  const shape = shapeOf(node);
  // Three parameters that begin with an error need somebody who calls them.
  if (shape?.length === 3 && shape[0] === 'error' && usages.length === 0) return null;
  const response = shape && node.params[shape.indexOf('response')];
  if (!response) return null;
  const use = useOf(response, sourceCode);
  if (!use) return null;
  return use.express || (use.node && hasImport(sourceCode, ['express'])) ? shape : null;
}

function callerOf(
  node: FunctionNode,
  parameters: readonly Parameter[],
  usages: readonly Usage[],
  registrations: readonly Registration[],
  sourceCode: SourceCode,
): HandlerSite['calledBy'] {
  if (registrations.some((each) => each.certain) || isTypedHandler(node, sourceCode)) return 'framework';
  if (takesMore(node, parameters)) return 'code';
  if (usages.length > 0) return 'framework';
  return isCalledHere(node, sourceCode) ? 'code' : 'anyone';
}

function isRival(owner: Owner | null): boolean {
  return owner !== null && 'references' in owner && /^(?:fastify|instance|koa|hapi|restify|polka)$/i.test(owner.name);
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
  const around = [node, ...ancestorsOf(node)];
  const end = around.findIndex((each) => each.type === 'Program' || each.type === 'ClassBody');
  const statement = around[end - 1] ?? node;
  for (const comment of sourceCode.getCommentsBefore(statement)) {
    const [, method] = /^[\s*]*(?:@route\s+)?([A-Z]{3,7})\s+\/\S*\s*$/m.exec(comment.value) ?? [];
    if (method !== undefined && isMethod(method)) return new Set([method]);
  }
  return null;
}
