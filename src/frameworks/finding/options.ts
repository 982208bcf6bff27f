import { unwrapped, type Node, type SourceCode } from '../../syntax/ast.js';
import { initializerOf, variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';

/** A property of the object that a node comes to, also where a function that describes a route, such as `createRoute`, is given it. */
export function propertyOf(node: Node | undefined, name: string, sourceCode: SourceCode): Node | undefined {
  const written = node && valueBehind(node, sourceCode);
  if (written?.type === 'CallExpression') return propertyOf(written.arguments[0], name, sourceCode);
  if (written?.type !== 'ObjectExpression') return undefined;
  const property = written.properties.find((each) => each.type === 'Property' && writtenKeyOf(each) === name);
  return property?.type === 'Property' ? property.value : undefined;
}

/** What a constant holds, or the node itself. */
export function valueBehind(node: Node, sourceCode: SourceCode): Node {
  const inner = unwrapped(node);
  const variable = inner.type === 'Identifier' ? variableOf(inner, sourceCode) : null;
  const value = variable && initializerOf(variable)?.node;
  return value ? unwrapped(value) : inner;
}
