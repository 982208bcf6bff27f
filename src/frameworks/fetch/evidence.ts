import { isFunction, unwrapped, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { isGlobal, variableOf } from '../../syntax/bindings.js';
import { importedSources } from '../../syntax/imports.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { typeNamesOf, type TypeName } from '../../syntax/types.js';
import { namesInType } from '../../syntax/type-names.js';
import { importKey } from '../finding/apps.js';
import { functionAround, placesOf } from '../finding/places.js';

/** Types of requests that are the standard's, or extend it. */
const REQUEST_TYPES = new Set([
  'bun#BunRequest',
  '@cloudflare/workers-types#Request',
  'undici#Request',
  'itty-router#IRequest',
  'next/server#NextRequest',
]);

/** The position of the parameter that is typed as the standard's `Request`; null where none is. */
export function requestOf(node: FunctionNode, sourceCode: SourceCode): number | null {
  const position = node.params.findIndex((each) =>
    typeNamesOf(each, sourceCode).some((type) => isStandard(type, 'Request', sourceCode)),
  );
  return position < 0 ? null : position;
}

/** Whether a function is declared to give back a response, now or later. */
export function returnsResponse({ returnType }: FunctionNode, sourceCode: SourceCode): boolean {
  return returnType !== undefined && holdsResponse(returnType.typeAnnotation, sourceCode);
}

function holdsResponse(type: Node, sourceCode: SourceCode): boolean {
  if (type.type === 'TSUnionType') return type.types.some((each) => holdsResponse(each, sourceCode));
  if (type.type !== 'TSTypeReference') return false;
  const [argument] = type.typeArguments?.params ?? [];
  const isPromise = type.typeName.type === 'Identifier' && type.typeName.name === 'Promise';
  if (isPromise) return argument !== undefined && holdsResponse(argument, sourceCode);
  return namesInType(type, sourceCode).some((each) => isStandard(each, 'Response', sourceCode));
}

/** Whether a type is the standard's of that name, and not one that the file declares. */
function isStandard(type: TypeName, name: 'Request' | 'Response', sourceCode: SourceCode): boolean {
  if (type.is === 'imported')
    return name === 'Request'
      ? REQUEST_TYPES.has(`${type.source}#${type.path.join('.')}`)
      : type.source === 'next/server' && type.path.join('.') === 'NextResponse';
  const isDeclared = (sourceCode.scopeManager?.scopes ?? []).some(
    (scope) => (scope.type === 'global' || scope.type === 'module') && (scope.set.get(name)?.defs.length ?? 0) > 0,
  );
  return type.name === name && !isDeclared;
}

const makers = new WeakMap<SourceCode, ReadonlySet<FunctionNode>>();

/** Whether a function makes a response itself, or in what it does when a promise is settled. */
export function makesResponse(node: FunctionNode, sourceCode: SourceCode): boolean {
  const known = makers.get(sourceCode) ?? functionsWithResponses(sourceCode);
  makers.set(sourceCode, known);
  return known.has(node);
}

function functionsWithResponses(sourceCode: SourceCode): ReadonlySet<FunctionNode> {
  const found = new Set<FunctionNode>();
  for (const { references } of sourceCode.scopeManager?.scopes ?? []) {
    for (const { identifier } of references) {
      if (!isResponseClass(identifier, sourceCode) || !isMaking(identifier)) continue;
      for (let at = functionAround(identifier); at; at = isReaction(at) ? functionAround(at) : null) found.add(at);
    }
  }
  return found;
}

function isResponseClass(name: Node, sourceCode: SourceCode): boolean {
  return isGlobal(name, 'Response', sourceCode) || importKey(name, sourceCode) === 'next/server#NextResponse';
}

/** `new Response(…)`, `Response.json(…)` and the like. */
function isMaking(name: Node): boolean {
  const { parent } = name;
  if (parent?.type === 'NewExpression') return parent.callee === name;
  return (
    parent?.type === 'MemberExpression' &&
    parent.parent.type === 'CallExpression' &&
    parent.parent.callee === parent &&
    /^(?:json|redirect|next|rewrite)$/.test(writtenKeyOf(parent) ?? '')
  );
}

/** A function that is run with what a promise comes to, or at once. */
function isReaction(node: FunctionNode): boolean {
  const { parent } = node;
  if (parent.type !== 'CallExpression') return false;
  if (parent.callee === node) return true;
  const callee = unwrapped(parent.callee);
  return callee.type === 'MemberExpression' && /^(?:then|catch)$/.test(writtenKeyOf(callee) ?? '');
}

/** Whether a function's first parameter is called a request, and is not what it asks somebody else for an answer with. */
export function takesRequest({ params: [first] }: FunctionNode, sourceCode: SourceCode): boolean {
  if (first?.type !== 'Identifier' || !/^_*(?:req|request)$/i.test(first.name)) return false;
  return !(variableOf(first, sourceCode)?.references ?? []).some(
    ({ identifier }) => identifier.parent.type === 'CallExpression' && isAsking(identifier.parent.callee, sourceCode),
  );
}

/** `fetch(request)` and `caches.match(request)`, as clients and the workers of browsers ask. */
function isAsking(callee: Node, sourceCode: SourceCode): boolean {
  if (isGlobal(callee, 'fetch', sourceCode)) return true;
  if (callee.type !== 'MemberExpression') return false;
  const key = writtenKeyOf(callee);
  return key === 'match' || (key === 'fetch' && /^(?:self|globalThis)$/.test(nameOfGlobal(callee.object, sourceCode)));
}

function nameOfGlobal(node: Node, sourceCode: SourceCode): string {
  return node.type === 'Identifier' && isGlobal(node, node.name, sourceCode) ? node.name : '';
}

/** Packages with which the other side of a conversation is played. */
const DOUBLES =
  /^(?:msw|nock|fetch-mock|jest-fetch-mock|vitest-fetch-mock|vitest|jest|@jest\/globals|sinon|bun:test|@playwright\/test|@storybook\/.*)(?:\/|$)|^node:test$/;

/** Whether a file plays a server instead of being one, or runs in the client: its functions are handlers only where a server gets them. */
export function isAside(sourceCode: SourceCode): boolean {
  return (
    usesBrowser(sourceCode) ||
    [...importedSources(sourceCode)].some((source) => DOUBLES.test(source)) ||
    sourceCode.ast.body.some(
      (each) => each.type === 'ExpressionStatement' && 'directive' in each && each.directive === 'use client',
    )
  );
}

/** Whether a file names what only a page in a browser has. */
function usesBrowser({ scopeManager }: SourceCode): boolean {
  const [globals] = scopeManager?.scopes ?? [];
  const names = [
    ...(globals?.through ?? []).map(({ identifier }) => identifier.name),
    ...(globals?.variables ?? []).flatMap(({ name, defs, references }) =>
      defs.length === 0 && references.length > 0 ? [name] : [],
    ),
  ];
  return names.some((name) => /^(?:window|document|navigator|localStorage|sessionStorage)$/.test(name));
}

/** What only the workers of a browser do. */
const BROWSER =
  /\b(?:skipWaiting|clients\s*\.\s*(?:claim|matchAll|openWindow)|ServiceWorkerGlobalScope|navigationPreload)\b|addEventListener\(\s*['"](?:install|activate|push|notificationclick)['"]/;

/** Whether a file is the service worker of a browser, which answers a page from its caches. */
export function isServiceWorker(sourceCode: SourceCode): boolean {
  return BROWSER.test(sourceCode.text);
}

/** Whether a function stands in for a server, or for `fetch` itself. */
export function isDouble(node: FunctionNode, sourceCode: SourceCode): boolean {
  return (
    /mock|fake|stub|dummy/i.test(namesAround(node)) ||
    placesOf(node, sourceCode).some(({ to, path }) => {
      if (to.is === 'exported') return /mock|fake|stub/i.test(to.name);
      // Clients are given a `fetch` of their own under that name.
      return path.at(-1) === 'fetch' || /^(?:mock\w*|fn|stub|callsFake|spyOn)$/i.test(calledName(to.call.callee));
    })
  );
}

/** The names of what a function is assigned to, with those of the objects that hold it. */
function namesAround(node: FunctionNode): string {
  const names: string[] = node.id ? [node.id.name] : [];
  for (let at: Node | undefined = node.parent; at && !isFunction(at); at = at.parent) {
    if (at.type === 'VariableDeclarator' && at.id.type === 'Identifier') names.push(at.id.name);
    if (at.type === 'AssignmentExpression' && unwrapped(at.left).type === 'MemberExpression') {
      const left = unwrapped(at.left);
      // `globalThis.fetch = …`
      if (left.type === 'MemberExpression' && writtenKeyOf(left) === 'fetch') names.push('mock');
    }
    if (at.type === 'ClassDeclaration' && at.id) names.push(at.id.name);
  }
  return names.join(' ');
}

function calledName(written: Node): string {
  const callee = unwrapped(written);
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? (writtenKeyOf(callee) ?? '') : '';
}
