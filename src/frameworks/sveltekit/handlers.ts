import { isMethod, type Method } from '../../http/methods.js';
import type { FunctionNode, SourceCode } from '../../syntax/ast.js';
import { typeNamesOf } from '../../syntax/types.js';
import { importKey } from '../finding/apps.js';
import { exportNames, exportsOf, isWrapped } from '../finding/exports.js';
import { placesOf } from '../finding/places.js';

/** How a function answers: as an endpoint, for a page, as an action of a form, or around all of them. */
export type Kind = 'endpoint' | 'load' | 'action' | 'hook';

/** A function that SvelteKit calls to answer. */
export interface KitHandler {
  readonly kind: Kind;
  readonly methods: ReadonlySet<Method> | null;
  readonly calledBy: 'framework' | 'code' | 'anyone';
}

const ENDPOINT = /^\+server\.[cm]?[jt]s$/;
const PAGE = /^\+(?:page|layout)(?:\.server)?\.[cm]?[jt]s$/;
const ACTIONS = /^\+page\.server\.[cm]?[jt]s$/;
const HOOKS = /^hooks\.server\.[cm]?[jt]s$/;

const READING: ReadonlySet<Method> = new Set(['GET']);
const SENDING: ReadonlySet<Method> = new Set(['POST']);

/** The types of `@sveltejs/kit`, which `./$types` has too, and what a function of each is. */
const TYPES: Readonly<Record<string, Kind>> = {
  RequestHandler: 'endpoint',
  Handle: 'hook',
  Action: 'action',
  Load: 'load',
  ServerLoad: 'load',
  PageLoad: 'load',
  PageServerLoad: 'load',
  LayoutLoad: 'load',
  LayoutServerLoad: 'load',
};

const METHODS: Readonly<Record<Kind, ReadonlySet<Method> | null>> = {
  endpoint: null,
  load: READING,
  action: SENDING,
  hook: null,
};

/** What a function is to SvelteKit by its file and its exports, or by its type; null for all others. */
export function kitHandler(node: FunctionNode, filename: string, sourceCode: SourceCode): KitHandler | null {
  const file = filename.split(/[\\/]/).at(-1) ?? '';
  return byPlace(node, file, sourceCode) ?? byType(node, sourceCode);
}

function byPlace(node: FunctionNode, file: string, sourceCode: SourceCode): KitHandler | null {
  const exported = exportsOf(node, sourceCode);
  const names = exportNames(exported);
  const calledBy = isWrapped(exported) ? 'code' : 'framework';
  if (ENDPOINT.test(file)) {
    const methods = names.filter(isMethod);
    if (methods.length > 0) return { kind: 'endpoint', methods: new Set(methods), calledBy };
    return names.includes('fallback') ? { kind: 'endpoint', methods: null, calledBy } : null;
  }
  // What is given to a wrapper need not answer, so that only a function itself is taken for a page's.
  if (PAGE.test(file) && names.includes('load') && calledBy === 'framework')
    return { kind: 'load', methods: READING, calledBy };
  if (ACTIONS.test(file) && isAction(node, sourceCode))
    return { kind: 'action', methods: SENDING, calledBy: 'framework' };
  if (HOOKS.test(file) && names.includes('handle') && calledBy === 'framework')
    return { kind: 'hook', methods: null, calledBy };
  return isInSequence(node, sourceCode) ? { kind: 'hook', methods: null, calledBy: 'framework' } : null;
}

/** `export const actions = { default: async (event) => … }`. */
function isAction(node: FunctionNode, sourceCode: SourceCode): boolean {
  return placesOf(node, sourceCode).some(
    ({ to, path, through }) =>
      to.is === 'exported' && to.name === 'actions' && path.length === 1 && through.length === 0,
  );
}

/** `sequence(one, other)`, which calls each handle around the next. */
function isInSequence(node: FunctionNode, sourceCode: SourceCode): boolean {
  return placesOf(node, sourceCode).some(
    ({ to, path, through }) =>
      to.is === 'given' &&
      path.length === 0 &&
      through.length === 0 &&
      importKey(to.call.callee, sourceCode) === '@sveltejs/kit/hooks#sequence',
  );
}

function byType(node: FunctionNode, sourceCode: SourceCode): KitHandler | null {
  for (const type of typeNamesOf(node, sourceCode)) {
    if (type.is !== 'imported' || !/^(?:@sveltejs\/kit|(?:.*\/)?\$types(?:\.js)?)$/.test(type.source)) continue;
    const name = type.path.join('.');
    const kind = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
    if (kind) return { kind, methods: METHODS[kind], calledBy: 'framework' };
  }
  return null;
}
