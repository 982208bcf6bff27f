import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, isFunction, type Node, type Scope, type SourceCode, type Variable } from './ast.js';
import { exportsOf } from './exports.js';
import { importOfVariable } from './imports.js';
import { extended, importStatement, placeAfter, placeAtTop, type Insertion, type Names } from './import-text.js';

/** An object that a module gives, and how a file gets hold of it. */
export interface Exported {
  /** What the file writes to import the module. */
  readonly module: string;
  /** The export that is the object; null where it has no name. */
  readonly name: string | null;
  /** What a default import is: the object, something that holds it under its name, or neither. */
  readonly byDefault: 'object' | 'holder' | null;
  /** What `require` gives. */
  readonly byRequire: 'object' | 'holder' | null;
  /** What the file may call it, the best first. */
  readonly locals: readonly string[];
  /** Whether the file itself declares it. */
  readonly isHere: boolean;
  /** Whether a module that the file imports is this one. */
  readonly isFrom: (source: string) => boolean;
}

/** How a place in the file reaches the object, and what the file lacks for that. */
export interface Access {
  readonly text: string;
  readonly insertion: Insertion | null;
}

/** A name that the file has for the object already. */
interface Binding {
  readonly variable: Variable;
  readonly text: string;
}

/**
 * How places in a file reach an object of another module: by what the file imports, or with one more import, in the file's
 * own style. `first` is the first of these places. Null where every name is taken, or the file does not tell how it imports.
 */
export function accessTo(exported: Exported, first: Node, sourceCode: SourceCode): (at: Node) => Access | null {
  const bindings = bindingsOf(exported, sourceCode);
  const through = new Set(sourceCode.scopeManager?.globalScope?.through.map(({ identifier }) => identifier.name));
  return (at) => {
    const scopes = scopesAround(at, sourceCode);
    const known = bindings.find(({ variable }) => isUsable(variable, at, scopes));
    if (known) return { text: known.text, insertion: null };
    const isFree = (name: string): boolean => !through.has(name) && !scopes.some(({ set }) => set.has(name));
    const local = exported.isHere ? undefined : exported.locals.find(isFree);
    const insertion = local === undefined ? null : insertionOf(local, exported, first, sourceCode);
    return local !== undefined && insertion ? { text: local, insertion } : null;
  };
}

function bindingsOf(exported: Exported, sourceCode: SourceCode): readonly Binding[] {
  const variables = sourceCode.scopeManager?.scopes.flatMap((scope) => scope.variables) ?? [];
  const bindings = variables.flatMap((variable) => {
    const rest = restFrom(variable, exported, sourceCode);
    return rest === null ? [] : [{ variable, text: variable.name + rest }];
  });
  return bindings.sort((one, other) => one.text.length - other.text.length);
}

/** What leads from the variable to the object: nothing where it is the object; null where it does not lead there. */
function restFrom(variable: Variable, exported: Exported, sourceCode: SourceCode): string | null {
  const [definition, ...others] = variable.defs;
  if (!definition || others.length > 0) return null;
  if (exported.isHere) return variable.name === exported.name && isTop(variable.scope) ? '' : null;
  const imported = importOfVariable(variable, sourceCode);
  if (!imported || !exported.isFrom(imported.source) || isOfTypes(definition)) return null;
  if (imported.path.length > 0) return imported.path.join('.') === exported.name ? '' : null;
  const whole = wholeOf(definition.node, exported);
  return whole === 'holder' ? `.${exported.name}` : whole && '';
}

/** What a name for the whole of the module, or for its default export, stands for. */
function wholeOf(node: Node, { name, byDefault, byRequire }: Exported): Exported['byDefault'] {
  switch (node.type) {
    case 'ImportDefaultSpecifier':
    case 'ImportSpecifier':
      return byDefault;
    case 'ImportNamespaceSpecifier':
      return name === null || byDefault === 'object' ? null : 'holder';
    case 'TSImportEqualsDeclaration':
      return byRequire;
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' && requiredBy(node.init) ? byRequire : null;
    default:
      return null;
  }
}

function isOfTypes({ node, parent }: Variable['defs'][number]): boolean {
  return [node, parent].some((each) => each && 'importKind' in each && each.importKind === 'type');
}

/** Whether the name means that variable at this place, and has its value by then. */
function isUsable(variable: Variable, at: Node, scopes: readonly Scope[]): boolean {
  const meant = scopes.find(({ set }) => set.has(variable.name))?.set.get(variable.name);
  if (meant !== variable) return false;
  const [definition] = variable.defs;
  const isHoisted = definition?.parent?.type === 'ImportDeclaration';
  const isBefore = variable.identifiers.every(({ range }) => range[1] <= at.range[0]);
  // What is written in a function runs after the file has been loaded.
  return isHoisted || isBefore || (isTop(variable.scope) && ancestorsOf(at).some(isFunction));
}

function scopesAround(at: Node, sourceCode: SourceCode): readonly Scope[] {
  const scopes: Scope[] = [];
  for (let scope: Scope | null = sourceCode.getScope(at); scope; scope = scope.upper) scopes.push(scope);
  return scopes;
}

function isTop({ block }: Scope): boolean {
  return block.type === 'Program';
}

function insertionOf(local: string, exported: Exported, first: Node, sourceCode: SourceCode): Insertion | null {
  const { body } = sourceCode.ast;
  const { module, name } = exported;
  if (body.some(isModuleSyntax)) {
    const names: Names = { name: exported.byDefault === 'object' ? null : name, local };
    const list = names.name === null ? null : body.find((each) => isListOf(exported, each));
    if (list?.type === 'ImportDeclaration') return extended(list.specifiers, names, sourceCode);
    const last = body.findLast(({ type }) => type === 'ImportDeclaration' || type === 'TSImportEqualsDeclaration');
    const text = importStatement({ by: 'import', module, names }, sourceCode);
    return last ? placeAfter(last, text, sourceCode) : placeAtTop(text, sourceCode);
  }
  const { names: given, whole } = exportsOf(sourceCode.ast);
  const required = body.filter((each) => isRequiring(each) && each.range[1] <= first.range[0]);
  const isCommonJs = required.length > 0 || given.size > 0 || whole !== null;
  if (!isCommonJs || exported.byRequire === null) return null;
  const names: Names = { name: exported.byRequire === 'object' ? null : name, local };
  const list = names.name === null ? null : required.map((each) => patternOf(exported, each)).find((each) => each);
  if (list) return extended(list.properties, names, sourceCode);
  const last = required.at(-1);
  const text = importStatement({ by: 'require', module, names }, sourceCode);
  return last ? placeAfter(last, text, sourceCode) : placeAtTop(text, sourceCode);
}

function isModuleSyntax({ type }: Node): boolean {
  return /^(?:Import|Export|TSImportEquals|TSExport)/.test(type);
}

/** Whether the statement imports names of values from the module, so that one more can stand beside them. */
function isListOf(exported: Exported, statement: Node): boolean {
  return (
    statement.type === 'ImportDeclaration' &&
    statement.importKind !== 'type' &&
    exported.isFrom(statement.source.value) &&
    statement.specifiers.some(({ type }) => type === 'ImportSpecifier')
  );
}

/** `{ a, b }` in `const { a, b } = require('module')`. */
function patternOf(exported: Exported, statement: Node): TSESTree.ObjectPattern | null {
  if (statement.type !== 'VariableDeclaration') return null;
  for (const { id, init } of statement.declarations) {
    const source = requiredBy(init);
    const isIt = source?.type === 'Literal' && exported.isFrom(String(source.value));
    if (isIt && id.type === 'ObjectPattern' && id.properties.at(-1)?.type === 'Property') return id;
  }
  return null;
}

/** Whether a statement begins with a call of `require`, as in `const app = require('express')()`. */
function isRequiring(statement: Node): boolean {
  if (statement.type === 'ExpressionStatement') return beginsWithRequire(statement.expression);
  return (
    statement.type === 'VariableDeclaration' &&
    statement.declarations.some(({ init }) => init !== null && beginsWithRequire(init))
  );
}

function beginsWithRequire(expression: Node): boolean {
  let node = expression;
  while (requiredBy(node) === null) {
    if (node.type === 'CallExpression') node = node.callee;
    else if (node.type === 'MemberExpression') node = node.object;
    else return false;
  }
  return true;
}

/** What a call of `require` is given. */
function requiredBy(node: Node | null): Node | null {
  const isCall = node?.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require';
  return isCall ? (node.arguments[0] ?? null) : null;
}
