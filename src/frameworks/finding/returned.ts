import { isFunction, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { childrenOf } from '../../syntax/children.js';

/** The expressions that a function gives back: of its `return` statements, or its whole body. */
export function returnedBy({ body }: FunctionNode, sourceCode: SourceCode): readonly Node[] {
  return body.type === 'BlockStatement' ? returnedIn(body, sourceCode) : [body];
}

function returnedIn(node: Node, sourceCode: SourceCode): readonly Node[] {
  if (node.type === 'ReturnStatement') return node.argument ? [node.argument] : [];
  // Statements stand in no expression but in functions, whose returns are their own.
  if (isFunction(node) || !/(?:Statement|SwitchCase|CatchClause)$/.test(node.type)) return [];
  return childrenOf(node, sourceCode).flatMap((each) => returnedIn(each, sourceCode));
}
