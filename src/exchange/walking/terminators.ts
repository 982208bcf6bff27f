import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, type FunctionNode, type Node, type SourceCode, type Variable } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { throws } from './exits.js';
import { NOW_MANY } from './unseen.js';

/** The mentions of functions in this file that can throw, directly or through one another, and of `process.exit`: a call of them may end a path. */
export function terminatingCalls(sourceCode: SourceCode): {
  readonly calls: readonly Node[];
  readonly throwers: ReadonlySet<FunctionNode>;
} {
  const scopes = sourceCode.scopeManager?.scopes ?? [];
  const exits = scopes
    .filter(({ type }) => type === 'global')
    .flatMap(({ through }) => through)
    .filter(({ identifier }) => identifier.name === 'process' && isExit(identifier.parent));
  const found: Node[] = exits.map(({ identifier }) => identifier);
  const seen = new Set<FunctionNode>();
  const queue = scopes.flatMap(({ type, block }) =>
    type === 'function' && isFunction(block) && throws(block.body) ? [block] : [],
  );
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const call = callAtOnceOf(node);
    if (call) {
      found.push(call);
      const caller = enclosingFunction(node);
      if (caller) queue.push(caller);
    }
    for (const { identifier } of referencesTo(node, sourceCode)) {
      if (identifier.parent.type !== 'CallExpression' || identifier.parent.callee !== identifier) continue;
      found.push(identifier);
      const caller = enclosingFunction(identifier);
      if (caller) queue.push(caller);
    }
  }
  return { calls: found, throwers: seen };
}

/** The call that runs a function where it is written: of the function itself, or of a method that runs it for each element. */
function callAtOnceOf(node: FunctionNode): Node | null {
  const { parent } = node;
  if (parent.type !== 'CallExpression') return null;
  return parent.callee === node || isIteration(parent) ? parent : null;
}

function isIteration({ callee }: TSESTree.CallExpression): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    !callee.computed &&
    NOW_MANY.test(callee.property.name)
  );
}

function referencesTo(node: FunctionNode, sourceCode: SourceCode): Variable['references'] {
  const name =
    node.type === 'FunctionDeclaration' ? node.id : node.parent.type === 'VariableDeclarator' ? node.parent.id : null;
  return (name && variableOf(name, sourceCode)?.references) ?? [];
}

function isExit(node: Node | undefined): boolean {
  return (
    node?.type === 'MemberExpression' &&
    node.property.type === 'Identifier' &&
    /^(?:exit|abort|reallyExit)$/.test(node.property.name)
  );
}

/** The functions in this file that surround a node, the innermost first. */
export function enclosingFunction(node: Node): FunctionNode | null {
  for (let at: Node | undefined = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return null;
}
