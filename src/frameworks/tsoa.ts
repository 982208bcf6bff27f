import type { Dialect } from '../exchange/dialect.js';
import type { HandlerSite, Parameter } from '../exchange/effects.js';
import type { FunctionNode, SourceCode } from '../syntax/ast.js';
import { writtenKeyOf } from '../syntax/keys.js';
import { staticValueOf } from '../syntax/static-value.js';
import { thisMembers } from '../syntax/this-members.js';
import { expressDialect } from './express.js';
import { importKey } from './finding/apps.js';
import {
  classOf,
  decoratorsOf,
  decoratorsOfClass,
  isOf,
  type ClassNode,
  type Decorator,
  type Decorators,
} from './finding/decorators.js';
import { methodsOfVerbs } from './finding/registered.js';
import { functionsOf, nameOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { open, stops } from './spelling.js';
import { describedIn, PACKAGES, successStatusOf } from './tsoa/described.js';
import { tableOf } from './tsoa/tables.js';

/**
 * The routes that tsoa makes of controllers (measured with 6.6.0 on Express 5 and 4). They catch what methods throw, and
 * take a status that counts as false for none.
 */
function dialectOf(file: SourceFile): Dialect {
  const server = file.versionOf('express', 'express');
  const version = file.versionOf('tsoa', 'tsoa') ?? file.versionOf('tsoa', '@tsoa/runtime');
  const base = expressDialect(server && server.major < 5 ? 4 : 5, server?.certain ?? false);
  return {
    ...base,
    framework: 'tsoa',
    name: 'tsoa',
    major: version?.major ?? null,
    unsent: 204,
    thrown: { sync: 'handled', async: 'handled' },
    secondSend: () => 'ignored',
  };
}

function withDefault(dialect: Dialect, defaultStatus: number): Dialect {
  return {
    ...dialect,
    defaultStatus,
    takes: (value, sink) =>
      !value && (sink === 'method' || sink === 'helper')
        ? { is: 'replaced', code: defaultStatus }
        : dialect.takes(value, sink),
  };
}

const ROUTE = /^(?:Get|Post|Put|Patch|Delete|Head|Options)$/;

const UNREAD_STATUS = stops(({ site }) => [{ does: 'status', status: open(site), by: 'decorator' }]);

/** Controllers of tsoa: the methods that its decorators make routes of. */
export const tsoa: Framework = {
  id: 'tsoa',
  trace: /\btsoa\b/,
  handlers(file: SourceFile): readonly HandlerSite[] {
    const dialect = dialectOf(file);
    return functionsOf(file.sourceCode).flatMap((node): readonly HandlerSite[] => {
      const owner = classOf(node);
      const site = owner && routeOf(node, owner, dialect, file.sourceCode);
      return site ? [site] : [];
    });
  },
};

/** The method as a route of its controller; null where it is none. */
function routeOf(node: FunctionNode, owner: ClassNode, dialect: Dialect, sourceCode: SourceCode): HandlerSite | null {
  const decorators = decoratorsOf(node, sourceCode);
  const route = decorators.method.find(({ source, name }) => isOurs(source) && ROUTE.test(name));
  if (!route) return null;
  const ofClass = decoratorsOfClass(owner, sourceCode);
  const prefix = ofClass.find((each) => isOf(each, PACKAGES, 'Route'));
  if (!prefix) return null;
  const success = successStatusOf(decorators, sourceCode);
  return {
    framework: 'tsoa',
    dialect: withDefault(dialect, success.is === 'number' ? success.code : 200),
    table: tableOf({ ...controllerOf(owner, sourceCode), hasSuccessStatus: success.is === 'number' }),
    node,
    parameters: parametersOf(decorators),
    methods: methodsOfVerbs([route.name]),
    route: pathOf([prefix, route], sourceCode),
    role: 'handler',
    name: nameOf(node),
    contract: describedIn(node, decorators, ofClass, sourceCode),
    start: success.is === 'open' ? [{ call: success.call, row: UNREAD_STATUS }] : [],
    calledBy: 'framework',
    earlier: [],
  };
}

function isOurs(source: string | null): boolean {
  return source !== null && PACKAGES.includes(source);
}

/** A responder of `@Res()` is a function that answers; the request has Express's response. */
function parametersOf({ parameters }: Decorators): readonly Parameter[] {
  return parameters.map((each) => {
    if (each.some((one) => isOf(one, PACKAGES, 'Res'))) return 'next';
    return each.some((one) => isOf(one, PACKAGES, 'Request')) ? 'request' : null;
  });
}

function pathOf(parts: readonly Decorator[], sourceCode: SourceCode): string | null {
  const texts = parts.map(
    ({
      call: {
        arguments: [path],
      },
    }) => (path ? staticValueOf(path, sourceCode)?.value : ''),
  );
  const isRead = texts.every((each) => typeof each === 'string');
  return isRead ? `/${texts.join('/')}`.replaceAll(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '') : null;
}

/** What a class has from tsoa, and which of its methods come from a base class that is not read. */
function controllerOf(
  owner: ClassNode,
  sourceCode: SourceCode,
): { readonly isController: boolean; readonly inherited: readonly string[] } {
  if (!owner.superClass) return { isController: false, inherited: [] };
  const isBase = PACKAGES.some((each) => importKey(owner.superClass ?? owner, sourceCode) === `${each}#Controller`);
  if (isBase) return { isController: true, inherited: [] };
  const own = new Set(
    owner.body.body.map((each) =>
      each.type === 'MethodDefinition' || each.type === 'PropertyDefinition' ? writtenKeyOf(each) : null,
    ),
  );
  const called = thisMembers(owner.body, sourceCode).flatMap((each) => {
    const key = writtenKeyOf(each);
    const isCalled = each.parent.type === 'CallExpression' && each.parent.callee === each;
    return key !== null && isCalled && !own.has(key) ? [key] : [];
  });
  return { isController: true, inherited: called };
}
