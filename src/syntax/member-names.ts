import { unwrapped, type Node, type SourceCode } from './ast.js';
import { initializerOf, variableOf } from './bindings.js';
import { enumMembersOf } from './enums.js';
import { writtenKeyOf } from './keys.js';
import { isFreeze } from './unchanged.js';

/** The names under which an object or an enum is written to have members. */
export function memberNamesOf(written: Node, sourceCode: SourceCode): readonly string[] {
  const node = unwrapped(written);
  switch (node.type) {
    case 'Identifier': {
      const variable = variableOf(node, sourceCode);
      const members = variable && enumMembersOf(variable);
      if (members) return members.flatMap((each) => [...each.keys()]);
      const origin = variable && initializerOf(variable);
      return origin && origin.node !== node ? memberNamesOf(origin.node, sourceCode) : [];
    }
    case 'ObjectExpression':
      return node.properties.flatMap((each) => (each.type === 'Property' ? (writtenKeyOf(each) ?? []) : []));
    case 'CallExpression': {
      const [argument] = node.arguments;
      return argument && isFreeze(node, sourceCode) ? memberNamesOf(argument, sourceCode) : [];
    }
    default:
      return [];
  }
}
