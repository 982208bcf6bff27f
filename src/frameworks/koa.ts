import type { Dialect, Taken } from '../exchange/dialect.js';
import type { HandlerSite, Parameter } from '../exchange/effects.js';
import type { Method } from '../http/methods.js';
import { isMethod } from '../http/methods.js';
import { isAssigned } from '../http/statuses.js';
import type { FunctionNode, Primitive, SourceCode } from '../syntax/ast.js';
import { staticValueOf } from '../syntax/static-value.js';
import { callerOf, parametersRound } from './finding/callers.js';
import { withEarlier, type Found } from './finding/middleware.js';
import { functionsOf, nameOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { ABOUT_CONTENT, TABLE } from './koa/context.js';
import { contextIn, isTypedMiddleware, registrationsOf, type KoaRegistration } from './koa/evidence.js';
import { nodeTakes } from './node.js';

/** `ctx.status = value`: an integer from 100 to 999, or an assertion fails (measured on 2.16.4 and 3.3.0). */
function statusTakes(value: Primitive): Taken {
  const isTaken = typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= 999;
  return isTaken ? { is: 'sent', code: value } : { is: 'throws', error: 'AssertionError', client: 'error-500' };
}

/** An error's own status counts when it is a number with a phrase; everything else is answered with 500. */
function errorTakes(value: Primitive): Taken {
  return typeof value === 'number' && hasPhrase(value) ? { is: 'sent', code: value } : { is: 'replaced', code: 500 };
}

/** Whether the table of phrases that Koa uses has the code (https://github.com/jshttp/statuses). */
function hasPhrase(code: number): boolean {
  return code === 509 || (isAssigned(code) && code !== 104 && code !== 306);
}

function dialect(major: 2 | 3, certain: boolean): Dialect {
  return {
    framework: 'Koa',
    name: `Koa ${major}`,
    major,
    certain,
    defaultStatus: 404,
    unsent: 404,
    thrown: { sync: 'handled', async: 'handled' },
    errorStatus: { from: ['status', 'statusCode'], passesOver: 'falsy', otherwise: 500 },
    redirect: { status: 302, keepsStatus: 'redirects' },
    takesAway: ABOUT_CONTENT,
    writesNull: major === 3,
    takes: (value, sink) =>
      sink === 'error'
        ? errorTakes(value)
        : sink === 'head' || sink === 'property'
          ? nodeTakes(value, 'error-500')
          : statusTakes(value),
    contentOn: (status, call) => (status === 205 && (call === 'end' || call === 'write') ? 'sent' : 'dropped'),
    // What writes to Node's own response goes round Koa.
    sendsPhrase: (call) => call !== 'end' && call !== 'writeHead',
    secondSend: (call) => (call === 'end' || call === 'write' ? 'crashes' : 'throws'),
  };
}

/** Koa 2 and 3, with its routers. */
export const koa: Framework = {
  id: 'koa',
  trace: /\bkoa\b|\.(?:body|status)\s*=[^=]|\.throw\s*\(/i,
  handlers(file: SourceFile): readonly HandlerSite[] {
    const { sourceCode } = file;
    const version = file.versionOf('koa', 'koa');
    const spoken = dialect(version && version.major < 3 ? 2 : 3, version?.certain ?? false);
    const registered = registrationsOf(sourceCode);
    const found = functionsOf(sourceCode).flatMap((node): readonly Found[] => {
      if (node.generator) return [];
      const registrations = registered.get(node) ?? [];
      const parameters = parametersOf(node, registrations, file);
      return parameters ? [{ site: siteOf(node, parameters, registrations, spoken, sourceCode), registrations }] : [];
    });
    return withEarlier(found, sourceCode);
  },
};

function parametersOf(
  node: FunctionNode,
  registrations: readonly KoaRegistration[],
  file: SourceFile,
): readonly Parameter[] | null {
  // `router.param` hands over the value of the parameter first.
  if (registrations.some(({ verb }) => verb === 'param')) return [null, 'response', 'next'];
  if (registrations.length > 0 || isTypedMiddleware(node, file.sourceCode)) return ['response', 'next'];
  const at = contextIn(node, file);
  return at === null ? null : parametersRound(node, at);
}

function siteOf(
  node: FunctionNode,
  parameters: readonly Parameter[],
  registrations: readonly KoaRegistration[],
  spoken: Dialect,
  sourceCode: SourceCode,
): Found['site'] {
  const isMiddleware =
    registrations.length > 0 && registrations.every(({ verb }) => verb === 'use' || verb === 'param');
  const isCertain = registrations.length > 0 || isTypedMiddleware(node, sourceCode);
  return {
    framework: 'koa',
    dialect: spoken,
    table: TABLE,
    node,
    parameters,
    methods: methodsOf(registrations, sourceCode),
    route: registrations.find(({ route }) => route !== null)?.route ?? null,
    role: isMiddleware && node.params.length >= parameters.length ? 'middleware' : 'handler',
    name: nameOf(node),
    start: [],
    calledBy: callerOf(node, parameters, isCertain ? 'certain' : 'likely', sourceCode),
    earlier: [],
  };
}

/** The methods of all registrations; null when one takes any. */
function methodsOf(registrations: readonly KoaRegistration[], sourceCode: SourceCode): ReadonlySet<Method> | null {
  const lists = registrations.map(({ verb, call }) => {
    const [, methods] = call.arguments;
    return verb !== 'register'
      ? [verb === 'del' ? 'DELETE' : verb.toUpperCase()]
      : methods?.type === 'ArrayExpression'
        ? methods.elements.map((each) => String(each && staticValueOf(each, sourceCode)?.value).toUpperCase())
        : [];
  });
  const known = lists.flat().filter(isMethod);
  const isWhole = lists.length > 0 && lists.every((each) => each.length > 0) && known.length === lists.flat().length;
  return isWhole ? new Set(known) : null;
}
