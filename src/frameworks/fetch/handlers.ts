import { isMethod, type Method } from '../../http/methods.js';
import { unwrapped, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { isGlobal } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { typeNamesOf } from '../../syntax/types.js';
import { importKey } from '../finding/apps.js';
import { placesOf, type Place } from '../finding/places.js';
import { makesResponse, requestOf, returnsResponse, takesRequest } from './evidence.js';

/** How a function answers: with a request of its own, an event that takes the answer, a context, or an error. */
export type Kind = 'request' | 'event' | 'context' | 'error';

/** A function that answers in the way of the Fetch standard, and what is known about where. */
export interface FetchHandler {
  readonly node: FunctionNode;
  readonly kind: Kind;
  /** The position of the request, the event, the context or the error. */
  readonly position: number;
  readonly runtime: 'bun' | 'standard';
  readonly methods: ReadonlySet<Method> | null;
  readonly route: string | null;
  readonly calledBy: 'framework' | 'code';
}

/** What a place says about the function that is there; `runtime` where it says that too. */
interface Finding {
  readonly kind: Kind;
  readonly runtime?: 'bun';
  readonly method?: Method;
  readonly route?: string | null;
  readonly calledBy?: 'code';
}

/** The handler that a function is by its place: given to a server, or exported under a name that a server calls. */
export function placedHandler(node: FunctionNode, filename: string, sourceCode: SourceCode): FetchHandler | null {
  const findings = placesOf(node, sourceCode).flatMap((place) => findingAt(place, node, filename, sourceCode) ?? []);
  const [first] = findings;
  if (!first) return null;
  const methods = findings.flatMap(({ method }) => method ?? []);
  return {
    node,
    kind: first.kind,
    position: 0,
    runtime: first.runtime ?? 'standard',
    methods: methods.length === findings.length ? new Set(methods) : null,
    route: first.route ?? null,
    calledBy: findings.some(({ calledBy }) => calledBy === undefined) ? 'framework' : 'code',
  };
}

/** The handler that a function is by its types, or by what it reads from its request: it takes a request and makes responses. */
export function shapedHandler(node: FunctionNode, sourceCode: SourceCode): FetchHandler | null {
  const position = requestOf(node, sourceCode);
  const answers = makesResponse(node, sourceCode);
  const isTyped = position !== null && (answers || returnsResponse(node, sourceCode));
  if (!isTyped && !(answers && takesRequest(node, sourceCode))) return null;
  return {
    node,
    kind: 'request',
    position: position ?? 0,
    runtime: 'standard',
    methods: null,
    route: null,
    calledBy: 'code',
  };
}

function findingAt(place: Place, node: FunctionNode, filename: string, sourceCode: SourceCode): Finding | null {
  return place.to.is === 'given' ? givenTo(place, sourceCode) : exportedAs(place, node, filename, sourceCode);
}

/** What calls a function that is given to `Bun.serve`, `Deno.serve` and the like. */
function givenTo({ to, path, through }: Place, sourceCode: SourceCode): Finding | null {
  if (to.is !== 'given') return null;
  const called = through.length === 0 ? {} : ({ calledBy: 'code' } as const);
  const [key, route, verb] = path;
  switch (serverOf(to.call.callee, sourceCode)) {
    case 'Bun.serve':
      if (key === 'error' && path.length === 1) return { ...called, kind: 'error', runtime: 'bun' };
      if (key === 'fetch' && path.length === 1) return { ...called, kind: 'request', runtime: 'bun' };
      if (key !== 'routes' || path.length > 3) return null;
      if (verb === undefined) return { ...called, kind: 'request', runtime: 'bun', route: route ?? null };
      return verb !== null && isMethod(verb)
        ? { ...called, kind: 'request', runtime: 'bun', route: route ?? null, method: verb }
        : null;
    case 'Deno.serve':
      if (path.length > 1) return null;
      if (key === 'onError') return { ...called, kind: 'error' };
      return key === undefined || key === 'handler' ? { ...called, kind: 'request' } : null;
    case 'addEventListener': {
      const [event] = to.call.arguments;
      const isFetch = event?.type === 'Literal' && event.value === 'fetch' && to.position === 1;
      return isFetch && path.length === 0 ? { ...called, kind: 'event' } : null;
    }
    default:
      return null;
  }
}

/** Deno's own server before `Deno.serve`, from wherever its standard library is loaded. */
const DENO_STANDARD = /(?:\/std(?:@[^/]*)?\/http\/(?:server|mod)\.ts|@std\/http(?:@[^/]*)?(?:\/server)?)$/;

/** The server that a callee starts, by the name of its runtime's own. */
function serverOf(callee: Node, sourceCode: SourceCode): 'Bun.serve' | 'Deno.serve' | 'addEventListener' | null {
  const node = unwrapped(callee);
  const imported = importOf(node, sourceCode);
  if (imported?.path.join('.') === 'serve') {
    if (imported.source === 'bun') return 'Bun.serve';
    return DENO_STANDARD.test(imported.source) ? 'Deno.serve' : null;
  }
  if (isGlobal(node, 'addEventListener', sourceCode)) return 'addEventListener';
  if (node.type !== 'MemberExpression') return null;
  const key = writtenKeyOf(node);
  if (key === 'serve' && isGlobal(node.object, 'Bun', sourceCode)) return 'Bun.serve';
  if (key === 'serve' && isGlobal(node.object, 'Deno', sourceCode)) return 'Deno.serve';
  const isWorker = isGlobal(node.object, 'self', sourceCode) || isGlobal(node.object, 'globalThis', sourceCode);
  return key === 'addEventListener' && isWorker ? 'addEventListener' : null;
}

const WORKER_CLASSES = new Set(['cloudflare:workers#WorkerEntrypoint', 'cloudflare:workers#DurableObject']);

/** What calls a function that is exported under that name. */
function exportedAs(place: Place, node: FunctionNode, filename: string, sourceCode: SourceCode): Finding | null {
  const { to, path, through } = place;
  if (to.is !== 'exported') return null;
  const called = through.length === 0 ? {} : ({ calledBy: 'code' } as const);
  if (path.length === 1 && path[0] === 'fetch') {
    if (isWorkerMethod(node, sourceCode)) return { ...called, kind: 'request' };
    if (to.name !== 'default' || !isWorkerModule(node, sourceCode)) return null;
    return { ...called, kind: 'request', ...(isForBun(node) && { runtime: 'bun' }) };
  }
  if (path.length > 0) return null;
  const answers = makesResponse(node, sourceCode);
  if (isMethod(to.name)) {
    const isHandler = answers || (requestOf(node, sourceCode) !== null && returnsResponse(node, sourceCode));
    return isHandler ? { ...called, kind: 'request', method: to.name } : null;
  }
  const [isPages, method] = /^onRequest([A-Z][a-z]+)?$/.exec(to.name) ?? [];
  if (isPages === undefined) return null;
  if (!isPagesFunction(node, sourceCode) && !(answers && /(?:^|[\\/])functions[\\/]/.test(filename))) return null;
  const verb = method?.toUpperCase();
  return { ...called, kind: 'context', ...(verb !== undefined && isMethod(verb) && { method: verb }) };
}

/** A handler of Cloudflare's Pages by its type, which is imported or, as generated types are, there for every file. */
function isPagesFunction(node: FunctionNode, sourceCode: SourceCode): boolean {
  return typeNamesOf(node, sourceCode).some((each) =>
    each.is === 'imported'
      ? each.source === '@cloudflare/workers-types' && each.path.join('.') === 'PagesFunction'
      : each.name === 'PagesFunction',
  );
}

/** Whether a function is a method of a class that extends one of Cloudflare's. */
function isWorkerMethod(node: FunctionNode, sourceCode: SourceCode): boolean {
  const body = node.parent.type === 'MethodDefinition' ? node.parent.parent : null;
  const superClass = body?.parent.superClass;
  return superClass ? WORKER_CLASSES.has(importKey(superClass, sourceCode) ?? '') : false;
}

/** Whether `fetch` in the default export is a worker's, and not a client's way to its server. */
function isWorkerModule(node: FunctionNode, sourceCode: SourceCode): boolean {
  if (makesResponse(node, sourceCode) || requestOf(node, sourceCode) !== null) return true;
  const [request, env] = node.params;
  return isNamed(request, /^_*(?:req|request)$/) && isNamed(env, /^_*(?:env|server)$/);
}

function isNamed(node: Node | undefined, name: RegExp): boolean {
  return node?.type === 'Identifier' && name.test(node.name);
}

/** Whether the object that holds a function also says at which port to listen, as Bun reads it. */
function isForBun({ parent }: FunctionNode): boolean {
  const object = parent.type === 'Property' ? parent.parent : null;
  return (
    object?.type === 'ObjectExpression' &&
    object.properties.some((each) => each.type === 'Property' && writtenKeyOf(each) === 'port')
  );
}
