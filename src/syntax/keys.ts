import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from './ast.js';

/** The nodes that name a property: `a.b`, `{ b: 1 }`, class members. */
export type Keyed =
  | TSESTree.MemberExpression
  | TSESTree.Property
  | TSESTree.MethodDefinition
  | TSESTree.PropertyDefinition
  | TSESTree.AccessorProperty;

/** The expression that names the property. */
export function keyNodeOf(node: Keyed): Node {
  return node.type === 'MemberExpression' ? node.property : node.key;
}

/** The property's name where it stands in the source as such (`a.b`, `a['b']`, `{ 404: … }`); null for any other computed name. */
export function writtenKeyOf(node: Keyed): string | null {
  const key = keyNodeOf(node);
  if (key.type === 'Literal') return 'regex' in key ? null : String(key.value);
  if (node.computed) {
    return key.type === 'TemplateLiteral' && key.expressions.length === 0
      ? (key.quasis[0]?.value.cooked ?? null)
      : null;
  }
  return key.type === 'Identifier' ? key.name : null;
}
