import { isParenthesized } from '@eslint-community/eslint-utils';
import { isElsewhere, type Node, type SourceCode } from './ast.js';

/** What binds as closely as a member does, so that it means the same without the parentheses around it. */
const CLOSE =
  /^(?:Identifier|ThisExpression|Super|Literal|TemplateLiteral|ArrayExpression|ObjectExpression|MemberExpression|CallExpression|TSNonNullExpression)$/;

/** The text of an expression as it can stand in another place: with the parentheses that keep it together, where it has them. */
export function operandText(node: Node, sourceCode: SourceCode): string {
  const text = sourceCode.getText(node);
  return CLOSE.test(node.type) || isElsewhere(node) || !hasParentheses(node, sourceCode) ? text : `(${text})`;
}

function hasParentheses(node: Node, sourceCode: SourceCode): boolean {
  // Its types are those of ESTree, which know no TypeScript; it asks for the tokens around the node.
  const [one, source] = [node, sourceCode] as unknown as Parameters<typeof isParenthesized>;
  return isParenthesized(one, source);
}
