import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode, Variable } from '../syntax/ast.js';
import { initializerOf } from '../syntax/bindings.js';
import type { Export } from '../syntax/exports.js';
import { importOfVariable } from '../syntax/imports.js';
import { writtenKeyOf } from '../syntax/keys.js';
import type { Modules } from './imported-modules.js';
import type { Module } from './modules.js';

/** What an imported name stands for: a variable of another file, or an expression there. */
export type Target =
  | { readonly is: 'variable'; readonly variable: Variable }
  | { readonly is: 'expression'; readonly node: TSESTree.Expression; readonly module: Module };

/** The modules, and the source that holds them all. */
export interface Reach {
  readonly modules: Modules;
  readonly joined: SourceCode;
}

/** How many modules a name is followed through that pass it on. */
const MAX_PASSES = 8;

/** What a variable of a file stands for that holds something of a module; null where it holds anything else. */
export function targetOf(variable: Variable, filename: string, reach: Reach, passes = MAX_PASSES): Target | null {
  const imported = importOfVariable(variable, reach.joined);
  if (!imported || imported.path.length > 1 || passes === 0) return null;
  const module = reach.modules.behind(imported.source, filename);
  if (!module) return null;
  const [name] = imported.path;
  if (name !== undefined) return targetNamed(name, module, reach, passes - 1);
  const isDefault = variable.defs[0]?.node.type === 'ImportDefaultSpecifier';
  return (isDefault && targetNamed('default', module, reach, passes - 1)) || wholeOf(module, reach, passes - 1);
}

/** What a module gives under a name. */
function targetNamed(name: string, module: Module, reach: Reach, passes: number): Target | null {
  if (passes === 0) return null;
  const { everythingOf } = module.exports;
  const given = exportNamed(name, module);
  if (given) return targetOfExport(given, module, reach, passes);
  for (const source of everythingOf) {
    const other = reach.modules.behind(source, module.filename);
    const target = other && targetNamed(name, other, reach, passes - 1);
    if (target) return target;
  }
  return null;
}

function targetOfExport(given: Export, module: Module, reach: Reach, passes: number): Target | null {
  if (given.is === 'own') return targetIn(given.node, module, reach, passes);
  const other = reach.modules.behind(given.source, module.filename);
  if (!other) return null;
  return given.name === '*' ? wholeOf(other, reach, passes - 1) : targetNamed(given.name, other, reach, passes - 1);
}

/** What the node of a module stands for that it gives to others. */
function targetIn(node: Node, module: Module, reach: Reach, passes: number): Target | null {
  const variable = module.variables.get(node);
  if (variable) return targetOf(variable, module.filename, reach, passes) ?? { is: 'variable', variable };
  // A declaration stands here only where it has no name, and then it is exported as an expression is.
  return node.type === 'Identifier' ? null : { is: 'expression', node: node as TSESTree.Expression, module };
}

/** What a module gives under a name, unless that is among everything of another one. */
export function exportNamed(name: string, module: Module): Export | null {
  const { names, whole } = module.exports;
  return names.get(name) ?? propertyOf(whole, name, module);
}

/** The property of the object that a CommonJS module is. */
function propertyOf(whole: Node | null, name: string, module: Module): Export | null {
  const variable = whole && module.variables.get(whole);
  const object = variable ? initializerOf(variable)?.node : whole;
  if (object?.type !== 'ObjectExpression') return null;
  for (const each of object.properties) {
    if (each.type === 'Property' && writtenKeyOf(each) === name) return { is: 'own', node: each.value };
  }
  return null;
}

/** A module as the object that it is to those who import all of it. */
function wholeOf(module: Module, reach: Reach, passes: number): Target | null {
  if (passes === 0) return null;
  const { whole, names } = module.exports;
  if (whole) return targetIn(whole, module, reach, passes);
  const properties = [...names.keys()].flatMap((name) => {
    const target = targetNamed(name, module, reach, passes);
    const value = target && (target.is === 'variable' ? target.variable.identifiers[0] : target.node);
    return value ? [propertyNode(name, value)] : [];
  });
  return { is: 'expression', node: objectNode(properties, module.ast), module };
}

// What a module is as a whole is written nowhere, so the nodes for it are made here. They have what is read of nodes, which
// is less than their types ask for: hence the casts.

function objectNode(properties: readonly TSESTree.Property[], program: TSESTree.Program): TSESTree.Expression {
  const { range, loc } = program;
  return {
    type: 'ObjectExpression',
    properties,
    range: [range[0], range[0]],
    loc,
    parent: program,
  } as unknown as TSESTree.ObjectExpression;
}

function propertyNode(name: string, value: Node): TSESTree.Property {
  const { range, loc } = value;
  const key = { type: 'Identifier', name, range, loc };
  return {
    type: 'Property',
    key,
    value,
    kind: 'init',
    computed: false,
    method: false,
    shorthand: false,
    range,
    loc,
  } as unknown as TSESTree.Property;
}

/** The variable that an expression of a module has for those who import it. */
export function variableFor({ node, module }: Extract<Target, { is: 'expression' }>): Variable {
  const { range, loc } = node;
  const name = { type: 'Identifier', name: '', range, loc };
  const declarator = { type: 'VariableDeclarator', id: name, init: node, range, loc, parent: module.ast };
  return {
    name: '',
    defs: [{ type: 'Variable', name, node: declarator }],
    identifiers: [],
    references: [],
    scope: module.scopes.find(({ block }) => block === module.ast),
  } as unknown as Variable;
}
