import type { Parameter } from '../../exchange/effects.js';
import { isMethod, type Method } from '../../http/methods.js';
import type { FunctionNode, Node, SourceCode } from '../../syntax/ast.js';
import { hasType } from '../finding/apps.js';
import { exportNames, exportsOf, isWrapped } from '../finding/exports.js';
import type { Place } from '../finding/places.js';
import { isCalledHere } from '../finding/usages.js';
import { isAside, isDouble, makesResponse, requestOf } from '../fetch/evidence.js';
import { shapedHandler } from '../fetch/handlers.js';
import { isNextLike, shapeOf, useOf } from '../request-response/evidence.js';
import type { NextFile } from './files.js';

/** How a function answers: as a route handler, as middleware, with a response it is given, for a page, or as an action. */
export type Kind = 'route' | 'middleware' | 'api' | 'page' | 'action';

/** A function that Next.js calls to answer. */
export interface NextHandler {
  readonly kind: Kind;
  readonly parameters: readonly Parameter[];
  readonly methods: ReadonlySet<Method> | null;
  readonly calledBy: 'framework' | 'code' | 'anyone';
}

/** What a function is to Next.js by its file and its exports, or by its types; null for all others. */
export function nextHandler(
  node: FunctionNode,
  file: NextFile,
  isInNext: boolean,
  sourceCode: SourceCode,
): NextHandler | null {
  const exported = exportsOf(node, sourceCode);
  return (
    routeHandler(node, file, exported, sourceCode) ??
    apiHandler(node, file, exported, sourceCode) ??
    middleware(node, file, exported, isInNext, sourceCode) ??
    (isInNext || file.is === 'page' ? pageFunction(exported) : null) ??
    (isInNext ? (action(node, exported, sourceCode) ?? helper(node, sourceCode)) : null)
  );
}

/** `export function GET(request)` in a `route` file. */
function routeHandler(
  node: FunctionNode,
  file: NextFile,
  exported: readonly Place[],
  sourceCode: SourceCode,
): NextHandler | null {
  if (file.is !== 'route') return null;
  const methods = exportNames(exported).filter(isMethod);
  if (methods.length === 0) return null;
  const wrapped = isWrapped(exported);
  // What is given to a wrapper may be anything, such as the handler of an event.
  if (wrapped && !answers(node, sourceCode)) return null;
  return {
    kind: 'route',
    parameters: requestAt(node, sourceCode),
    methods: new Set(methods),
    calledBy: wrapped ? 'code' : 'framework',
  };
}

function answers(node: FunctionNode, sourceCode: SourceCode): boolean {
  return makesResponse(node, sourceCode) || requestOf(node, sourceCode) !== null;
}

/** The parameters of a function that takes a request: where that is typed or called so, else the first. */
function requestAt(node: FunctionNode, sourceCode: SourceCode): readonly Parameter[] {
  const named = node.params.findIndex(isRequestLike);
  const at = requestOf(node, sourceCode) ?? Math.max(named, 0);
  return node.params.map((_, index) => (index === at ? 'request' : null));
}

function isRequestLike(parameter: Node): boolean {
  return parameter.type === 'Identifier' && /^_*(?:req|request)$/i.test(parameter.name);
}

const API_RESPONSES = new Set(['next#NextApiResponse']);
const API_REQUESTS = new Set(['next#NextApiRequest']);
const API_HANDLERS = new Set(['next#NextApiHandler']);

/** `export default function handler(req, res)` below `pages/api`, and functions that are typed like one. */
function apiHandler(
  node: FunctionNode,
  file: NextFile,
  exported: readonly Place[],
  sourceCode: SourceCode,
): NextHandler | null {
  const isTyped = hasType(node, API_HANDLERS, sourceCode);
  const response = node.params.findIndex((each) => hasType(each, API_RESPONSES, sourceCode));
  const isDefault = file.is === 'api' && exportNames(exported).includes('default');
  if (isDefault && (node.params.length < 2 || requestOf(node, sourceCode) !== null)) {
    const isEdge = answers(node, sourceCode);
    return isEdge
      ? {
          kind: 'route',
          parameters: requestAt(node, sourceCode),
          methods: null,
          calledBy: isWrapped(exported) ? 'code' : 'framework',
        }
      : null;
  }
  const calledBy =
    (isDefault && !isWrapped(exported)) || isTyped ? 'framework' : isCalledHere(node, sourceCode) ? 'code' : 'anyone';
  const shared = { kind: 'api', methods: null, calledBy } as const;
  if (response >= 0) return { ...shared, parameters: parametersRound(node, response, sourceCode) };
  if (isTyped || (isDefault && !isWrapped(exported))) return { ...shared, parameters: ['request', 'response', 'next'] };
  if (file.is !== 'api') return null;
  const shape = shapeOf(node);
  const used = shape && node.params[shape.indexOf('response')];
  if (!used || node.params.some((each) => hasType(each, API_REQUESTS, sourceCode))) return null;
  const use = useOf(used, sourceCode);
  return use && (use.express || use.node) ? { ...shared, parameters: shape } : null;
}

function parametersRound(node: FunctionNode, response: number, sourceCode: SourceCode): readonly Parameter[] {
  return node.params.map((each, index) => {
    if (index === response) return 'response';
    if (hasType(each, API_REQUESTS, sourceCode) || index === response - 1) return 'request';
    return index > response && isNextLike(each) ? 'next' : null;
  });
}

/** `export function middleware(request)`, or `proxy` as it is called since Next.js 16. */
function middleware(
  node: FunctionNode,
  file: NextFile,
  exported: readonly Place[],
  isInNext: boolean,
  sourceCode: SourceCode,
): NextHandler | null {
  if (file.is !== 'middleware' || !isInNext) return null;
  if (!exportNames(exported).some((name) => /^(?:middleware|proxy|default)$/.test(name))) return null;
  const wrapped = isWrapped(exported);
  if (wrapped && !answers(node, sourceCode)) return null;
  return {
    kind: 'middleware',
    parameters: requestAt(node, sourceCode),
    methods: null,
    calledBy: wrapped ? 'code' : 'framework',
  };
}

/** `getServerSideProps` and `getStaticProps`: what they return decides how the page is answered. */
function pageFunction(exported: readonly Place[]): NextHandler | null {
  if (!exportNames(exported).some((name) => /^get(?:ServerSide|Static)Props$/.test(name))) return null;
  return {
    kind: 'page',
    parameters: ['response'],
    methods: new Set(['GET']),
    calledBy: isWrapped(exported) ? 'code' : 'framework',
  };
}

/** A function with `'use server'`, or an exported one of a file with it: a form is posted to it. */
function action(node: FunctionNode, exported: readonly Place[], sourceCode: SourceCode): NextHandler | null {
  const isOfFile = exported.length > 0 && hasDirective(sourceCode.ast.body);
  const isOwn = node.body.type === 'BlockStatement' && hasDirective(node.body.body);
  return node.async && (isOfFile || isOwn)
    ? { kind: 'action', parameters: [], methods: new Set(['POST']), calledBy: 'code' }
    : null;
}

function hasDirective(statements: readonly Node[]): boolean {
  return statements.some((each) => each.type === 'ExpressionStatement' && each.directive === 'use server');
}

/** A function that takes a request and gives back a response, for route handlers to use. */
function helper(node: FunctionNode, sourceCode: SourceCode): NextHandler | null {
  if (isAside(sourceCode) || isDouble(node, sourceCode)) return null;
  const found = shapedHandler(node, sourceCode);
  return found && { kind: 'route', parameters: requestAt(node, sourceCode), methods: found.methods, calledBy: 'code' };
}
