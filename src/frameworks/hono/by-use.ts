import type { Parameter } from '../../exchange/effects.js';
import { unwrapped, type Call, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { importedSources } from '../../syntax/imports.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { hasType } from '../finding/apps.js';
import { parametersRound } from '../finding/callers.js';
import { ownerOf } from '../finding/registered.js';
import { usagesOf, type Usage } from '../finding/usages.js';
import type { SourceFile } from '../framework.js';
import { CONTEXT_TYPES, partOf, type HonoRegistration } from './evidence.js';

/** Packages whose contexts answer in a similar way, and mean something else. */
const RIVALS =
  /^(?:astro|express|fastify|h3|next|polka|elysia|(?:@oak\/)?oak|@adonisjs\/core|better-call|(?:@?koa|@strapi)\b.*|.*[-/]koa)(?:\/|$)/;

/** The parameters of a function that gets a context, by the type of one of them or by the way that it is used; null where none does. */
export function contextParameters(node: FunctionNode, file: SourceFile): readonly Parameter[] | null {
  const { sourceCode } = file;
  const typed = node.params.findIndex((each) => hasType(each, CONTEXT_TYPES, sourceCode));
  if (typed >= 0) return parametersRound(node, typed);
  const [first] = node.params;
  if (first?.type !== 'Identifier' || (!file.isNamed('hono') && hasRival(sourceCode))) return null;
  const uses = usesOf(first, sourceCode);
  if (uses.includes('other') || !uses.includes('answer')) return null;
  return uses.includes('member') || routesOf(node, sourceCode).length > 0 ? parametersRound(node, 0) : null;
}

function hasRival(sourceCode: SourceCode): boolean {
  return [...importedSources(sourceCode)].some((each) => RIVALS.test(each));
}

const ANSWERS = /^(?:json|text|html|body|newResponse)$/;
/** What others' contexts can do as well, though nobody calls those `c`. */
const SHARED_ANSWERS = /^(?:redirect|notFound)$/;
const MEMBERS = /^(?:req|get|set|var|env|header|status|executionCtx)$/;
/** What Koa's context has, and those of other frameworks. */
const OTHERS =
  /^(?:request|response|state|cookies|throw|type|app|session|context|query|params|headers|path|method|url|store|locals)$/;

/** What is done with a parameter: it makes what is returned, is read as only Hono's context is, or as another's. */
function usesOf(parameter: Node, sourceCode: SourceCode): readonly ('answer' | 'member' | 'other')[] {
  if (parameter.type !== 'Identifier' || !/^_?(?:c|ctx|context)$/.test(parameter.name)) return [];
  return (variableOf(parameter, sourceCode)?.references ?? []).flatMap(({ identifier }) => {
    const member = identifier.parent;
    if (member.type !== 'MemberExpression' || member.object !== identifier) return [];
    const key = writtenKeyOf(member) ?? '';
    const { parent } = member;
    const isWritten = parent.type === 'AssignmentExpression' && parent.left === member;
    if (OTHERS.test(key) || (isWritten && key !== 'res')) return ['other'];
    const isCall = parent.type === 'CallExpression' && parent.callee === member;
    const isAnswer = ANSWERS.test(key) || (parameter.name === 'c' && SHARED_ANSWERS.test(key));
    // Who writes for Hono alone gives the status as it is; contexts of others are given the options of a `Response`.
    if (isAnswer && isCall && parent.arguments[1]?.type === 'ObjectExpression') return ['other'];
    if (isAnswer && isCall) return isReturned(parent) ? ['answer'] : [];
    if (key === 'body') return ['other'];
    return MEMBERS.test(key) ? ['member'] : [];
  });
}

function isReturned(call: Node): boolean {
  const { parent } = call;
  if (parent?.type === 'AwaitExpression' || parent?.type === 'ConditionalExpression') return isReturned(parent);
  return parent?.type === 'ReturnStatement' || (parent?.type === 'ArrowFunctionExpression' && parent.body === call);
}

/** The routes that a function is given to, on apps of which nothing else is known: `app.get('/users', fn)`. */
export function routesOf(node: FunctionNode, sourceCode: SourceCode): readonly HonoRegistration[] {
  return usagesOf(node, sourceCode).flatMap((usage) => routeOf(usage, sourceCode));
}

function routeOf({ call, argument, key }: Usage, sourceCode: SourceCode): readonly HonoRegistration[] {
  const callee = unwrapped(call.callee);
  const verb = callee.type === 'MemberExpression' ? writtenKeyOf(callee) : null;
  if (callee.type !== 'MemberExpression' || verb === null || !isRoute(verb, call)) return [];
  const [first] = call.arguments;
  const path = first && staticValueOf(first, sourceCode)?.value;
  const owner = ownerOf(callee.object, sourceCode);
  const route = typeof path === 'string' ? path : null;
  return partOf({ call, argument, key, verb, route, owner, certain: false }, sourceCode);
}

/** Whether a call reads like one that makes a route: with a path, or with what describes one. */
function isRoute(verb: string, { arguments: [first, second] }: Call): boolean {
  if (verb === 'openapi') return second !== undefined;
  const path = verb === 'on' ? second : first;
  const text = path?.type === 'Literal' ? path.value : path?.type === 'TemplateLiteral' ? '/' : null;
  return typeof text === 'string' && /^[/*]/.test(text);
}
