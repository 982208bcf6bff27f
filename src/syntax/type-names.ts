import type { Node, SourceCode, Variable } from './ast.js';
import { variableOf } from './bindings.js';
import { importOf, importOfVariable, withoutScheme, type Import } from './imports.js';

/** A type by the name it is known by: a member of a module, or a name that is declared in the file, globally or nowhere. */
export type TypeName = ({ readonly is: 'imported' } & Import) | { readonly is: 'named'; readonly name: string };

/** How many aliases, constraints and wrappers are followed. */
const MAX_STEPS = 8;

/** Types that hand out the members of their first argument. */
const WRAPPERS = ['Readonly', 'Required', 'NonNullable', 'Omit', 'Pick'];

/** The types a type annotation refers to: several for a union or an intersection, none for literal types, functions and the like. */
export function namesInType(type: Node, sourceCode: SourceCode, steps = MAX_STEPS): readonly TypeName[] {
  if (steps === 0) return [];
  switch (type.type) {
    case 'TSTypeReference': {
      const [argument] = type.typeArguments?.params ?? [];
      const names = namesOfReference(type.typeName, sourceCode, steps);
      const [only] = names;
      return argument && only?.is === 'named' && WRAPPERS.includes(only.name)
        ? namesInType(argument, sourceCode, steps - 1)
        : names;
    }
    case 'TSImportType':
      return importedType(type);
    case 'TSUnionType':
    case 'TSIntersectionType':
      return type.types.flatMap((member) => namesInType(member, sourceCode, steps - 1));
    case 'TSTypeOperator':
      return type.typeAnnotation ? namesInType(type.typeAnnotation, sourceCode, steps - 1) : [];
    default:
      return [];
  }
}

/** An import type of any version: typescript-eslint 6 and 7 have the module's name in the argument. */
interface AnyImportType {
  readonly source?: Node;
  readonly argument?: Node;
  readonly qualifier: Node | null;
}

/** `Response` for `import('express').Response`. */
function importedType({ source, argument, qualifier }: AnyImportType): readonly TypeName[] {
  const module = source ?? (argument?.type === 'TSLiteralType' ? argument.literal : null);
  if (module?.type !== 'Literal' || typeof module.value !== 'string') return [];
  return [{ is: 'imported', source: withoutScheme(module.value), path: qualifier ? dotted(qualifier).split('.') : [] }];
}

function namesOfReference(reference: Node, sourceCode: SourceCode, steps: number): readonly TypeName[] {
  const imported = importOf(reference, sourceCode);
  if (imported) return [{ is: 'imported', ...imported }];
  const variable = variableOf(reference, sourceCode);
  return variable ? namesOfVariable(variable, sourceCode, steps) : [{ is: 'named', name: dotted(reference) }];
}

/** The types that a declared name stands for: the target of an alias, an interface and what it extends, a parameter's constraint. */
export function namesOfVariable(variable: Variable, sourceCode: SourceCode, steps = MAX_STEPS): readonly TypeName[] {
  const imported = importOfVariable(variable, sourceCode);
  if (imported) return [{ is: 'imported', ...imported }];
  const named: TypeName = { is: 'named', name: variable.name };
  if (steps === 0) return [named];
  const names = variable.defs.flatMap(({ node }): readonly TypeName[] => {
    switch (node.type) {
      case 'TSTypeAliasDeclaration':
        return namesInType(node.typeAnnotation, sourceCode, steps - 1);
      case 'TSTypeParameter':
        return node.constraint ? namesInType(node.constraint, sourceCode, steps - 1) : [];
      case 'TSInterfaceDeclaration': {
        const extended = node.extends.map(({ expression }) => expression);
        return [named, ...extended.flatMap((base) => namesOfReference(base, sourceCode, steps - 1))];
      }
      default:
        return [named];
    }
  });
  return names.length > 0 ? names : [named];
}

/** `a.b` for a qualified name, as a type (`TSQualifiedName`) or in an `extends` clause (a member expression). */
function dotted(name: Node): string {
  switch (name.type) {
    case 'Identifier':
      return name.name;
    case 'TSQualifiedName':
      return `${dotted(name.left)}.${name.right.name}`;
    case 'MemberExpression':
      return `${dotted(name.object)}.${dotted(name.property)}`;
    default:
      return '';
  }
}
