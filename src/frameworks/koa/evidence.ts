import { isMethod } from '../../http/methods.js';
import type { FunctionNode, Node, SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { hasType, type AppSpelling } from '../finding/apps.js';
import { registeredOn, type Registration } from '../finding/registered.js';
import { isListener, usagesOf } from '../finding/usages.js';
import type { SourceFile } from '../framework.js';
import { isDecorated } from '../request-response/evidence.js';
import { hasImport } from '../request-response/types.js';

export type KoaRegistration = Registration;

const ROUTERS = ['@koa/router', 'koa-router', 'koa-joi-router', 'koa-tree-router', '@koa-better-modules/joi-router'];

const APPS: AppSpelling = {
  makers: new Set(['koa#', ...ROUTERS.flatMap((each) => [`${each}#`, `${each}#Router`])]),
  types: new Set(['koa#', ...ROUTERS.flatMap((each) => [`${each}#`, `${each}#Router`])]),
  ends: new Set(['routes', 'middleware', 'callback', 'listen', 'allowedMethods']),
};

const CONTEXT_TYPES = new Set([
  ...['Context', 'ParameterizedContext', 'ExtendableContext', 'DefaultContext', 'BaseContext'].map(
    (each) => `koa#${each}`,
  ),
  ...ROUTERS.flatMap((each) => [`${each}#RouterContext`, `${each}#IRouterContext`, `${each}#IRouterParamContext`]),
  'egg#Context',
]);

const MIDDLEWARE_TYPES = new Set([
  ...['koa#Middleware', 'koa-compose#Middleware'],
  ...ROUTERS.flatMap((each) => [`${each}#Middleware`, `${each}#RouterMiddleware`, `${each}#IMiddleware`]),
]);

/** Packages whose contexts have something in common with Koa's, and other meanings. */
const RIVALS: readonly string[] = [
  ...['hono', 'elysia', 'astro', 'h3', 'oak', '@oak/oak', '@adonisjs/core', '@azure/functions', 'moleculer'],
  ...['telegraf', 'grammy', '@trpc/server', 'graphql', 'express', 'fastify', '@middy/core'],
];

/** The functions that are given to apps and routers of Koa, and where. */
export function registrationsOf(sourceCode: SourceCode): ReadonlyMap<FunctionNode, readonly KoaRegistration[]> {
  return new Map(
    registeredOn(APPS, sourceCode).flatMap(({ node, registrations }) => {
      const own = registrations.filter(({ verb, key }) => key === null && isVerb(verb));
      return own.length > 0 ? [[node, own.map((each) => withPath(each, sourceCode))] as const] : [];
    }),
  );
}

function isVerb(verb: string): boolean {
  return /^(?:use|all|del|register|param)$/.test(verb) || (isMethod(verb.toUpperCase()) && verb === verb.toLowerCase());
}

/** `router.get('name', '/path', …)`: a route may have a name, which comes first. */
function withPath(registration: Registration, sourceCode: SourceCode): Registration {
  if (registration.verb === 'param') return { ...registration, route: null };
  const [, second] = registration.call.arguments;
  const path = second && second !== registration.argument ? staticValueOf(second, sourceCode)?.value : undefined;
  return typeof path === 'string' ? { ...registration, route: path } : registration;
}

export function isTypedMiddleware(node: FunctionNode, sourceCode: SourceCode): boolean {
  return hasType(node, MIDDLEWARE_TYPES, sourceCode);
}

/** Which parameter of a function is Koa's context, by its type or by the way it is used; null when none is. */
export function contextIn(node: FunctionNode, file: SourceFile): number | null {
  const { sourceCode } = file;
  const typed = node.params.findIndex((each) => hasType(each, CONTEXT_TYPES, sourceCode));
  if (typed >= 0) return typed;
  const [first] = node.params;
  if (!first || isDecorated(node) || (!file.isNamed('koa') && hasImport(sourceCode, RIVALS))) return null;
  if (!isUsedAsContext(first, node, sourceCode) || usagesOf(node, sourceCode).some(isListener)) return null;
  return 0;
}

const NEXT = /^_*next\d?$/i;

/**
 * Whether a function answers through its first parameter as one does in Koa alone: by giving it a body or a status. Many
 * other things that are called a context have one of these, so a single one needs the name that is Koa's own.
 */
function isUsedAsContext(parameter: Node, { params }: FunctionNode, sourceCode: SourceCode): boolean {
  if (parameter.type !== 'Identifier' || !/^_?(?:ctx|context|koa_?(?:ctx|context))$/i.test(parameter.name))
    return false;
  const uses = new Set<Use>();
  for (const { identifier } of variableOf(parameter, sourceCode)?.references ?? []) {
    const use = useOf(identifier, sourceCode);
    if (use === 'foreign') return false;
    if (use) uses.add(use);
  }
  const [, second] = params;
  const hasNext = second?.type === 'Identifier' && NEXT.test(second.name);
  const isCtx = /ctx$/i.test(parameter.name);
  if (uses.size === 1 && uses.has('throw')) return hasNext;
  return uses.size > 1 || (uses.size === 1 && (isCtx || hasNext));
}

type Use = 'body' | 'status' | 'throw' | 'throws-status';

/** What a mention of a context does to it; `foreign` is what Koa's cannot be given. */
function useOf(identifier: Node, sourceCode: SourceCode): Use | 'foreign' | null {
  let member = identifier.parent;
  if (member?.type !== 'MemberExpression' || member.object !== identifier) return null;
  if (writtenKeyOf(member) === 'response' && member.parent.type === 'MemberExpression') member = member.parent;
  const key = writtenKeyOf(member);
  const { parent } = member;
  if (parent.type === 'CallExpression' && parent.callee === member) {
    const [first] = parent.arguments;
    if (key !== 'throw' || !first) return null;
    const status = staticValueOf(first, sourceCode)?.value;
    return typeof status === 'number' && status >= 400 && status < 600 ? 'throws-status' : 'throw';
  }
  if (parent.type !== 'AssignmentExpression' || parent.left !== member || parent.operator !== '=') return null;
  if (key === 'body') return 'body';
  if (key !== 'status') return null;
  const value = staticValueOf(parent.right, sourceCode);
  return value && typeof value.value !== 'number' ? 'foreign' : 'status';
}
