import type { TSESTree } from '@typescript-eslint/utils';
import type { HandlerSite } from '../exchange/effects.js';
import { isMethod, type Method } from '../http/methods.js';
import { ancestorsOf, isFunction, unwrapped, type FunctionNode, type Node, type SourceCode } from '../syntax/ast.js';
import { variableOf } from '../syntax/bindings.js';
import { calledFunction } from '../syntax/callees.js';
import { importedSources } from '../syntax/imports.js';
import { writtenKeyOf } from '../syntax/keys.js';
import { staticValueOf } from '../syntax/static-value.js';
import { hasType, isApp, type AppSpelling } from './finding/apps.js';
import { placesOf } from './finding/places.js';
import { functionsOf, nameOf, usagesOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { DIALECT } from './hapi/dialect.js';
import { TABLE } from './hapi/response.js';

const APPS: AppSpelling = {
  makers: new Set(['@hapi/hapi#server', '@hapi/hapi#Server', 'hapi#server', 'hapi#Server']),
  types: new Set(['@hapi/hapi#Server']),
};
const ROUTE_TYPES = new Set(['@hapi/hapi#ServerRoute', '@hapi/hapi#Lifecycle.Method']);
/** What nothing else has that a handler is given. */
const OF_TOOLKIT = new Set(['response', 'redirect', 'continue', 'view', 'file']);
const TOOLKIT_TYPES = new Set(['@hapi/hapi#ResponseToolkit']);

/** Servers made with `@hapi/hapi`, route objects beside it, and functions that are typed as its lifecycle methods. */
export const hapi: Framework = {
  id: 'hapi',
  trace: /\bhapi\b|\bh\.(?:response|redirect|continue)\b/,
  handlers: ({ sourceCode }: SourceFile): readonly HandlerSite[] =>
    functionsOf(sourceCode).flatMap((node) => siteOf(node, sourceCode) ?? []),
};

function siteOf(node: FunctionNode, sourceCode: SourceCode): HandlerSite | null {
  const route = routeOf(node, sourceCode);
  const isExtension = isGivenAs('ext', node, sourceCode);
  const isTyped =
    hasType(node, ROUTE_TYPES, sourceCode) || node.params.some((each) => hasType(each, TOOLKIT_TYPES, sourceCode));
  if (!route && !isExtension && !isTyped) return null;
  return {
    framework: 'hapi',
    dialect: DIALECT,
    table: TABLE,
    node,
    parameters: ['request', 'response'],
    methods: route ? methodsIn(route, sourceCode) : null,
    route: route ? textAt(route, 'path', sourceCode) : null,
    role: isExtension ? 'middleware' : 'handler',
    name: nameOf(node),
    start: [],
    calledBy: route || isExtension ? 'framework' : 'anyone',
    earlier: [],
  };
}

/** The route object that a function is the handler of; null where it is none, or where nothing speaks of hapi. */
function routeOf(node: FunctionNode, sourceCode: SourceCode): TSESTree.ObjectExpression | null {
  for (const { to } of placesOf(node, sourceCode)) {
    const objects = to.is === 'given' ? routesIn(to.call.arguments[to.position]) : [];
    const callee = to.is === 'given' ? unwrapped(to.call.callee) : null;
    const isRoute = callee?.type === 'MemberExpression' && writtenKeyOf(callee) === 'route';
    const route = objects.find((each) => handlerIn(each, sourceCode) === node);
    if (isRoute && route && (isApp(callee.object, APPS, sourceCode) || speaksOfHapi(node, sourceCode))) return route;
  }
  const own = ancestorsOf(node).find((each) => each.type === 'ObjectExpression' && propertyOf(each, 'method') !== null);
  const isHandler = own?.type === 'ObjectExpression' && propertyOf(own, 'path') && handlerIn(own, sourceCode) === node;
  return isHandler && speaksOfHapi(node, sourceCode) ? own : null;
}

/** Whether the file imports hapi, or the function uses its second parameter as only hapi's toolkit can be used. */
function speaksOfHapi({ params }: FunctionNode, sourceCode: SourceCode): boolean {
  if ([...importedSources(sourceCode)].some((source) => source.startsWith('@hapi/'))) return true;
  const [, toolkit] = params;
  const references = toolkit?.type === 'Identifier' ? variableOf(toolkit, sourceCode)?.references : undefined;
  return (
    references?.some(({ identifier }) => {
      const { parent } = identifier;
      if (parent.type !== 'MemberExpression' || parent.object !== identifier) return false;
      return OF_TOOLKIT.has(writtenKeyOf(parent) ?? '');
    }) ?? false
  );
}

function routesIn(argument: Node | undefined): readonly TSESTree.ObjectExpression[] {
  const value = argument && unwrapped(argument);
  if (value?.type === 'ObjectExpression') return [value];
  return value?.type === 'ArrayExpression' ? value.elements.flatMap((each) => (each ? routesIn(each) : [])) : [];
}

/** The function that a route object names as its handler, in its options or beside them. */
function handlerIn(route: TSESTree.ObjectExpression, sourceCode: SourceCode): FunctionNode | null {
  const options = propertyOf(route, 'options') ?? propertyOf(route, 'config');
  const value =
    propertyOf(route, 'handler') ?? (options?.type === 'ObjectExpression' ? propertyOf(options, 'handler') : null);
  if (!value) return null;
  return isFunction(value) ? value : calledFunction(value, sourceCode);
}

function propertyOf(object: TSESTree.ObjectExpression, key: string): Node | null {
  const property = object.properties.find((each) => each.type === 'Property' && writtenKeyOf(each) === key);
  return property?.type === 'Property' ? unwrapped(property.value) : null;
}

/** The methods of a route: one, or a list; `*` is any. */
function methodsIn(route: TSESTree.ObjectExpression, sourceCode: SourceCode): ReadonlySet<Method> | null {
  const value = propertyOf(route, 'method');
  const nodes = value?.type === 'ArrayExpression' ? value.elements : [value];
  const names = nodes.map((each) => (each ? staticValueOf(each, sourceCode)?.value : undefined));
  const methods = names.flatMap((each) => {
    const name = typeof each === 'string' ? each.toUpperCase() : '';
    return isMethod(name) ? [name] : [];
  });
  return methods.length === names.length ? new Set(methods) : null;
}

function textAt(route: TSESTree.ObjectExpression, key: string, sourceCode: SourceCode): string | null {
  const node = propertyOf(route, key);
  const value = node && staticValueOf(node, sourceCode)?.value;
  return typeof value === 'string' ? value : null;
}

function isGivenAs(verb: string, node: FunctionNode, sourceCode: SourceCode): boolean {
  return usagesOf(node, sourceCode).some(({ call }) => {
    const callee = unwrapped(call.callee);
    return (
      callee.type === 'MemberExpression' && writtenKeyOf(callee) === verb && isApp(callee.object, APPS, sourceCode)
    );
  });
}
