import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** A node of the syntax tree, as ESLint's parsers give it. */
export type Node = TSESTree.Node;
export type Expression = TSESTree.Expression;
/** A call, with or without `new`. */
export type Call = TSESTree.CallExpression | TSESTree.NewExpression;
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
/** The parsed text of one file, with its scopes. */
export type SourceCode = Readonly<TSESLint.SourceCode>;
export type Variable = TSESLint.Scope.Variable;
export type Scope = TSESLint.Scope.Scope;

/** What a literal in source code can stand for. */
export type Primitive = string | number | boolean | bigint | null | undefined;

/** Whether the node is a function with a body that can be walked. */
export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'FunctionDeclaration'
  );
}

/** The expression inside TypeScript casts, non-null assertions and optional chains, none of which exist at run time. */
export function unwrapped(node: Node): Node {
  let inner = node;
  while (
    inner.type === 'TSAsExpression' ||
    inner.type === 'TSSatisfiesExpression' ||
    inner.type === 'TSNonNullExpression' ||
    inner.type === 'TSTypeAssertion' ||
    inner.type === 'TSInstantiationExpression' ||
    inner.type === 'ChainExpression'
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** Where the ranges of nodes begin that stand in other files than the one that is linted. */
export const ELSEWHERE = 2 ** 40;

/** Whether the node stands in another file than the one that is linted. */
export function isElsewhere(node: Node): boolean {
  return node.range[0] >= ELSEWHERE;
}

/** The operands of a chain of one logical operator, in the order in which they are evaluated: `a`, `b` and `c` of `a && b && c`. */
export function operandsOf(node: TSESTree.LogicalExpression): readonly Node[] {
  const operands: Node[] = [node.right];
  let left: Node = node.left;
  // Chains of thousands are found in generated code, so they are not followed by recursion.
  while (left.type === 'LogicalExpression' && left.operator === node.operator) {
    operands.push(left.right);
    left = left.left;
  }
  return [left, ...operands.reverse()];
}

/** The nodes around a node, from the inside out. */
export function ancestorsOf(node: Node): readonly Node[] {
  const ancestors: Node[] = [];
  for (let at = node.parent; at; at = at.parent) ancestors.push(at);
  return ancestors;
}

/** Whether a node stands in another, or is that itself. */
export function isWithin(node: Node, outer: Node): boolean {
  return node.range[0] >= outer.range[0] && node.range[1] <= outer.range[1];
}
