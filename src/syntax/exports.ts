import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Node } from './ast.js';
import { writtenKeyOf } from './keys.js';

/** What a module gives to others under a name: something of its own, or what another module gives; `*` is all of that. */
export type Export =
  | { readonly is: 'own'; readonly node: Node }
  | { readonly is: 'passed on'; readonly source: string; readonly name: string };

export interface Exports {
  readonly names: ReadonlyMap<string, Export>;
  /** The modules of which everything is passed on. */
  readonly everythingOf: readonly string[];
  /** What a CommonJS module is as a whole; null where it has names alone. */
  readonly whole: Node | null;
}

/** What a module gives to others, by `export`, or by `module.exports` and `exports`. */
export function exportsOf({ body }: TSESTree.Program): Exports {
  const names = new Map<string, Export>();
  const everythingOf: string[] = [];
  let whole: Node | null = null;
  const own = (name: string, node: Node): void => void names.set(name, { is: 'own', node });
  for (const statement of body) {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        if (statement.declaration) for (const name of declaredBy(statement.declaration)) own(name.name, name);
        for (const { local, exported } of statement.specifiers) {
          if (statement.source)
            names.set(nameOf(exported), { is: 'passed on', source: statement.source.value, name: nameOf(local) });
          else own(nameOf(exported), local);
        }
        break;
      case 'ExportDefaultDeclaration': {
        const { declaration } = statement;
        const isNamed = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration';
        own('default', (isNamed && declaration.id) || declaration);
        break;
      }
      case 'ExportAllDeclaration':
        if (!statement.exported) everythingOf.push(statement.source.value);
        else names.set(nameOf(statement.exported), { is: 'passed on', source: statement.source.value, name: '*' });
        break;
      case 'TSExportAssignment':
        whole = statement.expression;
        break;
      case 'ExpressionStatement': {
        const given = assignedTo(statement.expression);
        if (given?.name === '*') whole = given.value;
        else if (given) own(given.name, given.value);
        break;
      }
      default:
    }
  }
  return { names, everythingOf, whole };
}

/** `module.exports = …`, and `exports.name = …` in both spellings, also where several stand in a row. */
function assignedTo(expression: Node): { readonly name: string; readonly value: Node } | null {
  if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') return null;
  const { left } = expression;
  if (left.type !== 'MemberExpression') return null;
  let value: Node = expression.right;
  while (value.type === 'AssignmentExpression') value = value.right;
  if (isModuleExports(left)) return { name: '*', value };
  const name = writtenKeyOf(left);
  const owner = unwrapped(left.object);
  const isExports = (owner.type === 'Identifier' && owner.name === 'exports') || isModuleExports(owner);
  return isExports && name !== null ? { name, value } : null;
}

function isModuleExports(node: Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module' &&
    writtenKeyOf(node) === 'exports'
  );
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

/** The names that an exported declaration declares; those in patterns are left out. */
function declaredBy(declaration: Node): readonly TSESTree.Identifier[] {
  switch (declaration.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
      return declaration.id ? [declaration.id] : [];
    case 'VariableDeclaration':
      return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id] : []));
    default:
      return [];
  }
}
