import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from './ast.js';
import { childrenOf } from './children.js';

const membersOfThis = new WeakMap<Node, readonly TSESTree.MemberExpression[]>();

/** Every `this.x` in a class body. */
export function thisMembers(body: Node, sourceCode: SourceCode): readonly TSESTree.MemberExpression[] {
  const known = membersOfThis.get(body);
  if (known) return known;
  const found: TSESTree.MemberExpression[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression') found.push(node);
    for (const child of childrenOf(node, sourceCode)) visit(child);
  };
  visit(body);
  membersOfThis.set(body, found);
  return found;
}
