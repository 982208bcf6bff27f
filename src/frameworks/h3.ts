import type { Dialect, Taken } from '../exchange/dialect.js';
import type { HandlerSite } from '../exchange/effects.js';
import { isMethod, type Method } from '../http/methods.js';
import { unwrapped, type FunctionNode, type Primitive, type SourceCode } from '../syntax/ast.js';
import { isGlobal } from '../syntax/bindings.js';
import { importedSources } from '../syntax/imports.js';
import { staticValueOf } from '../syntax/static-value.js';
import { responseTakes } from './fetch-response.js';
import { hasType, importKey, type AppSpelling } from './finding/apps.js';
import { withEarlier, type Found } from './finding/middleware.js';
import { placesOf } from './finding/places.js';
import { methodsOfVerbs, registeredOn, type Registration } from './finding/registered.js';
import { functionsOf, nameOf, usagesOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { nitroFileOf, type NitroFile } from './h3/files.js';
import { TABLES_1, type Home } from './h3/v1.js';
import { TABLE_2 } from './h3/v2.js';
import { nodeTakes } from './node.js';

const MODULES = ['h3', 'nitro/h3', 'nitro', 'nitropack/runtime', '#imports'] as const;

function from(names: readonly string[]): ReadonlySet<string> {
  return new Set(MODULES.flatMap((module) => names.map((name) => `${module}#${name}`)));
}

const MAKERS = [
  'defineEventHandler',
  'eventHandler',
  'defineHandler',
  'defineCachedEventHandler',
  'cachedEventHandler',
];
const HANDLER_MAKERS = from(MAKERS);
const HANDLER_TYPES = from(['EventHandler']);
const APPS: AppSpelling = {
  makers: from(['createApp', 'createRouter', 'H3']),
  types: from(['H3', 'App', 'Router']),
};
const VERB = /^(?:get|post|put|patch|delete|head|options|connect|trace|all|use|on)$/;

/** What a setter makes of a value: what it does not take, it passes over (measured on 1.15.11). */
function setterTakes(value: Primitive, otherwise: number): Taken {
  const code = typeof value === 'string' ? Number.parseInt(value, 10) : value;
  if (!value || typeof code !== 'number') return { is: 'replaced', code: otherwise };
  if (Number.isNaN(code)) return { is: 'throws', error: 'ERR_HTTP_INVALID_STATUS_CODE', client: 'crash' };
  if (code < 100 || code > 999) return { is: 'replaced', code: otherwise };
  return value === Math.trunc(code) ? { is: 'sent', code } : { is: 'coerced', code: Math.trunc(code) };
}

function dialect1(certain: boolean, home: Home): Dialect {
  const isNitro = home === 'nitro';
  return {
    framework: isNitro ? 'Nitro' : 'h3',
    name: isNitro ? 'Nitro 2' : 'h3 1',
    major: 1,
    certain,
    defaultStatus: 200,
    unsent: isNitro ? 204 : 404,
    thrown: { sync: 'handled', async: 'handled' },
    errorStatus: { from: ['statusCode', 'status'], passesOver: 'falsy', otherwise: 500 },
    redirect: { status: 302, keepsStatus: 'never' },
    takes(value, sink) {
      if (sink === 'property') return nodeTakes(value, 'crash');
      if (sink === 'head') return nodeTakes(value, 'error-500');
      if (sink === 'init') return responseTakes(value);
      return setterTakes(value, sink === 'error' ? 500 : 200);
    },
    contentOn: (status) => (status === 205 ? 'sent' : 'dropped'),
  };
}

/** A whole number from 100 to 599, also as a text (measured on 2.0.8). */
function takes2(value: Primitive, otherwise: number): Taken {
  const code = typeof value === 'string' ? Number(value) : value;
  if (!code || typeof code !== 'number' || !Number.isInteger(code) || code < 100 || code > 599)
    return { is: 'replaced', code: otherwise };
  return value === code ? { is: 'sent', code } : { is: 'coerced', code };
}

function dialect2(certain: boolean): Dialect {
  return {
    framework: 'h3',
    name: 'h3 2',
    major: 2,
    certain,
    defaultStatus: 200,
    unsent: 200,
    thrown: { sync: 'handled', async: 'handled' },
    errorStatus: { from: ['status', 'statusCode'], passesOver: 'falsy', otherwise: 500 },
    redirect: { status: 302, keepsStatus: 'never' },
    takes: (value, sink) => takes2(value, sink === 'error' ? 500 : 200),
    contentOn: () => 'dropped',
  };
}

/** Handlers of h3 1 and 2, and the server routes of Nitro and Nuxt. */
export const h3: Framework = {
  id: 'h3',
  trace: /\bh3\b|defineEventHandler|eventHandler|EventHandler|\bdefineHandler\b/,
  handlers(file: SourceFile): readonly HandlerSite[] {
    const { sourceCode } = file;
    const place = nitroFileOf(file.filename);
    const registered = new Map(registeredOn(APPS, sourceCode).map(({ node, registrations }) => [node, registrations]));
    const found = functionsOf(sourceCode).flatMap((node): readonly Found[] => {
      const registrations = (registered.get(node) ?? []).filter(
        ({ verb, key }) => VERB.test(verb) && (key === null || key === 'handler'),
      );
      const made = madeBy(node, place, sourceCode);
      if (made === 'other' || (!made && registrations.length === 0 && !hasType(node, HANDLER_TYPES, sourceCode)))
        return [];
      return [{ site: siteOf(node, registrations, made, place, file), registrations }];
    });
    return withEarlier(found, sourceCode);
  },
};

type Made = 'handler' | 'request hook' | 'other' | null;

/** What of a handler a function is, by the function that it is given to: all of it, or one of its parts. */
function madeBy(node: FunctionNode, place: NitroFile, sourceCode: SourceCode): Made {
  for (const { call, argument, key } of usagesOf(node, sourceCode)) {
    if (call.arguments[0] !== argument || !makesHandler(call.callee, place, sourceCode)) continue;
    if (key === null || key === 'handler') return 'handler';
    return key === 'onRequest' ? 'request hook' : 'other';
  }
  return null;
}

function makesHandler(callee: Parameters<typeof importKey>[0], place: NitroFile, sourceCode: SourceCode): boolean {
  if (HANDLER_MAKERS.has(importKey(callee, sourceCode) ?? '')) return true;
  const node = unwrapped(callee);
  if (node.type !== 'Identifier' || !MAKERS.includes(node.name) || !isGlobal(node, node.name, sourceCode)) return false;
  // Only Nitro and Nuxt import these by themselves; the shorter names are common enough to need their folders, too.
  return place.is !== 'other' || /^define\w*EventHandler$/.test(node.name);
}

function siteOf(
  node: FunctionNode,
  registrations: readonly Registration[],
  made: Made,
  place: NitroFile,
  file: SourceFile,
): Found['site'] {
  const { sourceCode } = file;
  const isFileRoute =
    place.is !== 'other' && placesOf(node, sourceCode).some(({ to }) => to.is === 'exported' && to.name === 'default');
  const home: Home = registrations.length > 0 ? 'app' : isFileRoute ? 'nitro' : 'unknown';
  const isRoute = isFileRoute && place.is === 'route';
  const isMiddleware =
    made === 'request hook' ||
    (isFileRoute && place.is === 'middleware') ||
    (registrations.length > 0 && registrations.every(({ verb }) => verb === 'use'));
  const version = versionIn(file);
  return {
    framework: 'h3',
    dialect: version.major === 2 ? dialect2(version.certain) : dialect1(version.certain, home),
    table: version.major === 2 ? TABLE_2 : TABLES_1[home],
    node,
    parameters: ['response', 'next'],
    methods: isRoute ? place.methods : methodsOf(registrations, sourceCode),
    route: isRoute ? place.route : routeOf(registrations, sourceCode),
    role: isMiddleware ? 'middleware' : 'handler',
    name: nameOf(node),
    start: [],
    calledBy: 'framework',
    earlier: [],
  };
}

/** What only h3 2 exports. */
const ONLY_IN_2 = /\b(?:H3|defineHandler|HTTPError|HTTPResponse|noContent)\b/;

/** The version that a file is written for, by what it imports and then by what is installed. */
function versionIn({ sourceCode, versionOf }: SourceFile): { readonly major: 1 | 2; readonly certain: boolean } {
  const sources = new Set(importedSources(sourceCode));
  if (sources.has('nitro/h3') || sources.has('nitro')) return { major: 2, certain: true };
  const isWrittenFor2 = sourceCode.ast.body.some(
    (each) =>
      each.type === 'ImportDeclaration' && each.source.value === 'h3' && ONLY_IN_2.test(sourceCode.getText(each)),
  );
  if (isWrittenFor2) return { major: 2, certain: true };
  const version = versionOf('h3', 'h3');
  return { major: version && version.major >= 2 ? 2 : 1, certain: version?.certain ?? false };
}

/** The path of a registration, which stands behind the method in `on('PUT', '/path', handler)`. */
function routeOf([first]: readonly Registration[], sourceCode: SourceCode): string | null {
  if (first?.verb !== 'on') return first?.route ?? null;
  const [, path] = first.call.arguments;
  const value = path && staticValueOf(path, sourceCode)?.value;
  return typeof value === 'string' ? value : null;
}

/** The methods of all registrations; null when one takes any. */
function methodsOf(registrations: readonly Registration[], sourceCode: SourceCode): ReadonlySet<Method> | null {
  const verbs = registrations.map(({ verb, call }) => {
    const [method] = call.arguments;
    return verb === 'on' ? String(method && staticValueOf(method, sourceCode)?.value).toUpperCase() : verb;
  });
  return verbs.every((verb) => isMethod(verb.toUpperCase())) ? methodsOfVerbs(verbs) : null;
}
