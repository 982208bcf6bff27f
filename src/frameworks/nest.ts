import type { Dialect } from '../exchange/dialect.js';
import type { HandlerSite, Parameter, ResponseTable } from '../exchange/effects.js';
import type { Role } from '../exchange/model.js';
import type { Method } from '../http/methods.js';
import type { FunctionNode, Node, SourceCode } from '../syntax/ast.js';
import { staticValueOf } from '../syntax/static-value.js';
import { importKey } from './finding/apps.js';
import { methodsOfVerbs } from './finding/registered.js';
import { functionsOf, nameOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import {
  classOf,
  decoratorsOf,
  decoratorsOfClass,
  type ClassNode,
  type Decorator,
  type Decorators,
} from './finding/decorators.js';
import { describedIn } from './nest/described.js';
import { nestDialect, platformOf, type Platform } from './nest/dialects.js';
import { callerByShape, hasMiddlewareByShape, middlewareParameters } from './nest/middleware.js';
import { AFTER, BEFORE, REVERSED_REDIRECT, UNREAD } from './nest/rows.js';
import { answering, filtering, guarding, middleware, passing, returning } from './nest/tables.js';

/** The decorators that make a method a route, and the method they stand for. */
const ROUTES: Readonly<Record<string, string>> = {
  Get: 'GET',
  Post: 'POST',
  Put: 'PUT',
  Patch: 'PATCH',
  Delete: 'DELETE',
  Head: 'HEAD',
  Options: 'OPTIONS',
  QueryMethod: 'QUERY',
  Sse: 'GET',
  All: '*',
  Search: '*',
  Propfind: '*',
  Proppatch: '*',
  Mkcol: '*',
  Copy: '*',
  Move: '*',
  Lock: '*',
  Unlock: '*',
};

/** The decorators that hand a method the framework's own things. */
const PARAMETERS: Readonly<Record<string, Parameter>> = {
  Req: 'request',
  Request: 'request',
  Res: 'response',
  Response: 'response',
  Next: 'next',
};

/** Decorators of the project's own whose names say that they may set a status or fields. `Api…` describe, as those of OpenAPI do. */
const UNREAD_NAME = /^(?!Api).*(?:http|status|code|created|redirect|header|respon)/i;

/** What all sites of a file share. */
interface Ground {
  readonly sourceCode: SourceCode;
  readonly platform: Platform;
  readonly dialect: Dialect;
  readonly dialectOfPost: Dialect;
}

/** Nest: the routes of controllers, and what stands around them, by the decorators and types of `@nestjs/common`, and middleware by its shape. */
export const nest: Framework = {
  id: 'nest',
  trace: /@nestjs\/common/,
  handlers(file: SourceFile): readonly HandlerSite[] {
    const { sourceCode } = file;
    const platform = platformOf(file);
    const dialect = nestDialect(file, platform, 200);
    const ground: Ground = {
      sourceCode,
      platform,
      dialect,
      dialectOfPost: nestDialect(file, platform, 201),
    };
    const isByShape = hasMiddlewareByShape(sourceCode);
    return functionsOf(sourceCode).flatMap((node): readonly HandlerSite[] => {
      const owner = classOf(node);
      const site =
        (owner && (routeOf(node, owner, ground) ?? aroundOf(node, owner, ground))) ??
        (isByShape ? middlewareOf(node, ground) : null);
      return site ? [site] : [];
    });
  },
};

/** Middleware that no type makes one; null for all other functions. */
function middlewareOf(node: FunctionNode, ground: Ground): HandlerSite | null {
  const parameters = middlewareParameters(node, ground.platform, ground.sourceCode);
  return (
    parameters && {
      ...siteOf(node, ground),
      table: middleware(ground.platform),
      parameters,
      role: parameters[0] === 'error' ? 'error-handler' : 'middleware',
      calledBy: callerByShape(node, ground.sourceCode),
    }
  );
}

function nestOnly(decorators: readonly Decorator[]): readonly Decorator[] {
  return decorators.filter(({ source }) => source === '@nestjs/common');
}

/** The method as a route of its controller; null where no decorator makes it one. */
function routeOf(node: FunctionNode, owner: ClassNode, ground: Ground): HandlerSite | null {
  const decorators = decoratorsOf(node, ground.sourceCode);
  const ours = nestOnly(decorators.method);
  const route = ours.findLast(({ name }) => Object.hasOwn(ROUTES, name) || name === 'RequestMapping');
  if (!route) return null;
  const verb = verbOf(route, ground.sourceCode);
  const parameters = parametersOf(decorators);
  const end = endOf(ours, ground.sourceCode);
  return {
    ...siteOf(node, ground),
    dialect: verb === 'POST' ? ground.dialectOfPost : ground.dialect,
    table: tableOf(decorators, ground),
    parameters,
    methods: methodsOf(verb),
    route: pathOf(route, owner, ground.sourceCode),
    contract: describedIn(decorators.method, decoratorsOfClass(owner, ground.sourceCode), ground.sourceCode),
    start: startOf(decorators, ground.sourceCode),
    ...(end ? { end } : {}),
  };
}

/** What every site begins with. */
function siteOf(node: FunctionNode, { dialect }: Ground): HandlerSite {
  return {
    framework: 'nest',
    dialect,
    table: returning('express'),
    node,
    parameters: [],
    methods: null,
    route: null,
    role: 'handler',
    name: nameOf(node),
    start: [],
    calledBy: 'framework',
    earlier: [],
  };
}

function methodsOf(verb: string | null): ReadonlySet<Method> | null {
  return verb === null ? null : methodsOfVerbs([verb]);
}

/** The request method of a route: by the name of its decorator, or by `@RequestMapping({ method: RequestMethod.POST })`. */
function verbOf({ name, call }: Decorator, sourceCode: SourceCode): string | null {
  if (name !== 'RequestMapping') return ROUTES[name] ?? null;
  const [options] = call.arguments;
  if (!options) return 'GET';
  if (options.type !== 'ObjectExpression') return null;
  const method = optionIn(options, 'method');
  if (!method) return 'GET';
  return /^@nestjs\/common#RequestMethod\.(\w+)$/.exec(importKey(method, sourceCode) ?? '')?.[1] ?? null;
}

function optionIn(options: Node | undefined, key: string): Node | null {
  if (options?.type !== 'ObjectExpression') return null;
  const option = options.properties.findLast(
    (each) => each.type === 'Property' && each.key.type === 'Identifier' && each.key.name === key,
  );
  return option?.type === 'Property' ? option.value : null;
}

function parametersOf({ parameters }: Decorators): readonly Parameter[] {
  return parameters.map((each) => {
    const given = nestOnly(each).find(({ name }) => Object.hasOwn(PARAMETERS, name));
    return (given && PARAMETERS[given.name]) ?? null;
  });
}

/** A method that asks for the response or for `next` has to answer itself, unless it says `{ passthrough: true }`. */
function tableOf(decorators: Decorators, { platform, sourceCode }: Ground): ResponseTable {
  const given = parametersOf(decorators);
  if (!given.some((each) => each === 'response' || each === 'next')) return returning(platform);
  const isPassing = decorators.parameters.flat().some(({ call }) => {
    const option = optionIn(call.arguments[0], 'passthrough');
    return option !== null && staticValueOf(option, sourceCode)?.value !== false;
  });
  return isPassing ? passing(platform) : answering(platform);
}

function startOf({ method }: Decorators, sourceCode: SourceCode): HandlerSite['start'] {
  return method.flatMap(({ call, source, name }): HandlerSite['start'] => {
    if (source === null) return UNREAD_NAME.test(name) ? [{ call, row: UNREAD }] : [];
    if (source !== '@nestjs/common') return [];
    const row = name === 'Redirect' && isReversed(call, sourceCode) ? REVERSED_REDIRECT : rowIn(BEFORE, name);
    return row ? [{ call, row }] : [];
  });
}

function endOf(decorators: readonly Decorator[], sourceCode: SourceCode): HandlerSite['end'] | null {
  for (const [name, effects] of Object.entries(AFTER)) {
    const found = decorators.findLast((each) => each.name === name);
    if (found && !(name === 'Redirect' && isReversed(found.call, sourceCode))) return { call: found.call, effects };
  }
  return null;
}

function rowIn<T>(rows: Readonly<Record<string, T>>, name: string): T | null {
  return Object.hasOwn(rows, name) ? (rows[name] ?? null) : null;
}

/** Whether what should be the target of a redirect is no text. */
function isReversed({ arguments: [target] }: Decorator['call'], sourceCode: SourceCode): boolean {
  const value = target && staticValueOf(target, sourceCode)?.value;
  return typeof value === 'number';
}

/** The path of a route, behind that of its controller. */
function pathOf(route: Decorator, owner: ClassNode, sourceCode: SourceCode): string | null {
  const controller = nestOnly(decoratorsOfClass(owner, sourceCode)).find(({ name }) => name === 'Controller');
  const parts = [controller, route].map((each) => (each ? textOf(each.call.arguments[0], sourceCode) : ''));
  return parts.includes(null) ? null : `/${parts.filter((each) => each !== '').join('/')}`.replaceAll(/\/{2,}/g, '/');
}

function textOf(path: Node | undefined, sourceCode: SourceCode): string | null {
  if (!path) return '';
  const written = path.type === 'ObjectExpression' ? optionIn(path, 'path') : path;
  if (!written) return '';
  const value = staticValueOf(written, sourceCode)?.value;
  return typeof value === 'string' ? value : null;
}

/** What stands around routes: filters, guards, interceptors and middleware. */
interface Around {
  readonly role: Role;
  readonly parameters: readonly Parameter[];
  readonly table: (platform: Platform) => ResponseTable;
}

/** By the name of the method, and by the interface that its class implements. */
const AROUND: Readonly<Record<string, Around & { readonly of: string }>> = {
  catch: { of: 'ExceptionFilter', role: 'error-handler', parameters: ['error', 'response'], table: filtering },
  intercept: { of: 'NestInterceptor', role: 'middleware', parameters: ['response'], table: guarding },
  canActivate: { of: 'CanActivate', role: 'middleware', parameters: ['response'], table: guarding },
  use: { of: 'NestMiddleware', role: 'middleware', parameters: ['request', 'response', 'next'], table: middleware },
};

function aroundOf(node: FunctionNode, owner: ClassNode, ground: Ground): HandlerSite | null {
  const name = nameOf(node) ?? '';
  const around = rowIn(AROUND, name);
  if (!around || !isOf(around.of, owner, ground.sourceCode)) return null;
  const text = ground.sourceCode.getText(node);
  // A filter, a guard or an interceptor may be for other transports.
  if (name !== 'use' && !/\bswitchToHttp\b/.test(text)) return null;
  return {
    ...siteOf(node, ground),
    table: around.table(ground.platform),
    parameters: around.parameters,
    role: around.role,
    calledBy: /\b(?:getType|switchToWs|switchToRpc)\b/.test(text) ? 'code' : 'framework',
  };
}

/** Whether a class implements an interface of Nest's, or is decorated as such a class is. */
function isOf(name: string, owner: ClassNode, sourceCode: SourceCode): boolean {
  // Parsers of plain JavaScript leave the property out.
  const interfaces = 'implements' in owner ? owner.implements : [];
  const isNamed = interfaces.some((each) => importKey(each.expression, sourceCode) === `@nestjs/common#${name}`);
  // `use` is too common a name, and what it is written for is gone from compiled code.
  if (isNamed || name === 'NestMiddleware') return isNamed;
  const decorator = name === 'ExceptionFilter' ? 'Catch' : 'Injectable';
  return nestOnly(decoratorsOfClass(owner, sourceCode)).some((each) => each.name === decorator);
}
