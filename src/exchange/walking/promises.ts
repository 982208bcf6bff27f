import { unwrapped, type Call, type Node } from '../../syntax/ast.js';
import { writtenKeyOf } from '../../syntax/keys.js';

/** One link of a chain of promise reactions. */
export interface Reaction {
  readonly to: 'then' | 'catch' | 'finally';
  readonly node: Call;
  readonly args: readonly Node[];
}

/** A promise with the reactions that are attached to it, in order. */
export interface Chain {
  readonly root: Node;
  readonly reactions: readonly Reaction[];
}

/** The chain that a call of `then`, `catch` or `finally` ends; null for any other call. */
export function chainOf(node: Call): Chain | null {
  const reactions: Reaction[] = [];
  let at: Node = node;
  for (;;) {
    const reaction: Reaction | null = at.type === 'CallExpression' ? reactionOf(at) : null;
    if (!reaction) break;
    reactions.unshift(reaction);
    at = unwrapped(receiverOf(reaction.node));
  }
  return reactions.length > 0 ? { root: at, reactions } : null;
}

function reactionOf(node: Call): Reaction | null {
  const callee = unwrapped(node.callee);
  const key = callee.type === 'MemberExpression' ? writtenKeyOf(callee) : null;
  if (key !== 'then' && key !== 'catch' && key !== 'finally') return null;
  return node.arguments.length > 0 ? { to: key, node, args: node.arguments } : null;
}

function receiverOf(node: Call): Node {
  const callee = unwrapped(node.callee);
  return callee.type === 'MemberExpression' ? callee.object : callee;
}
