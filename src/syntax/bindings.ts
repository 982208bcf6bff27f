import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, Scope, SourceCode, Variable } from './ast.js';
import { writtenKeyOf } from './keys.js';

/** Where a variable's value comes from: an expression, and the properties that a destructuring pattern takes from it. */
export interface Origin {
  readonly node: Node;
  readonly path: readonly string[];
}

const variables = new WeakMap<SourceCode, ReadonlyMap<Node, Variable>>();

/** Says what identifiers refer to where scopes alone do not tell, as between files. */
export function declareVariables(sourceCode: SourceCode, byIdentifier: ReadonlyMap<Node, Variable>): void {
  variables.set(sourceCode, byIdentifier);
}

/** The variable that an identifier declares or refers to; null for property names and for globals that nothing declares. */
export function variableOf(identifier: Node, sourceCode: SourceCode): Variable | null {
  let known = variables.get(sourceCode);
  if (!known) {
    known = variablesByIdentifier(sourceCode.scopeManager?.scopes ?? []);
    variables.set(sourceCode, known);
  }
  return known.get(identifier) ?? null;
}

/** What each identifier in these scopes declares or refers to. */
export function variablesByIdentifier(scopes: readonly Scope[]): Map<Node, Variable> {
  const byIdentifier = new Map<Node, Variable>();
  for (const scope of scopes) {
    for (const variable of scope.variables) {
      // A class is declared twice, outside and inside itself: the outer variable, which comes first, is the one others use.
      for (const identifier of variable.identifiers) {
        if (!byIdentifier.has(identifier)) byIdentifier.set(identifier, variable);
      }
    }
    for (const { identifier, resolved } of scope.references) {
      if (resolved) byIdentifier.set(identifier, resolved);
    }
  }
  return byIdentifier;
}

/** Whether the identifier is the global of that name, which no declaration in the file shadows. */
export function isGlobal(node: Node, name: string, sourceCode: SourceCode): boolean {
  if (node.type !== 'Identifier' || node.name !== name) return false;
  const variable = variableOf(node, sourceCode);
  return variable === null || variable.defs.length === 0;
}

/** Whether the variable can hold more than one value: it is assigned after its declaration, or declared more than once. */
export function isReassigned(variable: Variable): boolean {
  let known = reassigned.get(variable);
  if (known === undefined) {
    known = valueDefinitions(variable).length > 1 || variable.references.some((use) => use.isWrite() && !use.init);
    reassigned.set(variable, known);
  }
  return known;
}

const reassigned = new WeakMap<Variable, boolean>();

/** The expression a variable is initialised with, or the function or class that declares it; null where it can hold anything else. */
export function initializerOf(variable: Variable): { readonly node: Node } | null {
  const origin = originOf(variable);
  return origin && origin.path.length === 0 ? { node: origin.node } : null;
}

/**
 * Where the value of a variable comes from, through `const { a: { b } } = …`; null for parameters, imports, enums,
 * loop variables, array patterns, patterns with defaults, and everything that is assigned again.
 */
export function originOf(variable: Variable): Origin | null {
  const [definition] = valueDefinitions(variable);
  if (!definition || isReassigned(variable)) return null;
  const { node, name } = definition;
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
      // A parameter is defined by its function too, and is not that function.
      return node.id === name ? { node, path: [] } : null;
    case 'VariableDeclarator': {
      const path = node.init && pathInPattern(node.id, name);
      return node.init && path ? { node: node.init, path } : null;
    }
    default:
      return null;
  }
}

/** The definitions that exist at run time: overload signatures, interfaces and type aliases do not. */
function valueDefinitions(variable: Variable): Variable['defs'] {
  return variable.defs.filter(
    ({ node }) =>
      node.type !== 'TSDeclareFunction' &&
      node.type !== 'TSInterfaceDeclaration' &&
      node.type !== 'TSTypeAliasDeclaration',
  );
}

/** The properties that lead from a pattern to one of its names: `['a', 'b']` for `x` in `{ a: { b: x } }`. */
function pathInPattern(pattern: TSESTree.BindingName, name: Node): readonly string[] | null {
  if (pattern === name) return [];
  if (pattern.type !== 'ObjectPattern') return null;
  for (const property of pattern.properties) {
    if (property.type !== 'Property') continue;
    const { value } = property;
    if (value.type !== 'Identifier' && value.type !== 'ObjectPattern') continue;
    const rest = pathInPattern(value, name);
    if (!rest) continue;
    const key = writtenKeyOf(property);
    return key === null ? null : [key, ...rest];
  }
  return null;
}
