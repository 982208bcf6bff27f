import type { Node } from './ast.js';

/** A parser's list of the properties that hold nodes, for each type of node. */
interface Keyed {
  readonly visitorKeys: Readonly<Record<string, readonly string[] | undefined>>;
}

/** The nodes right below a node, in the order of the parser's own list of what holds nodes. */
export function childrenOf(node: Node, { visitorKeys }: Keyed): readonly Node[] {
  const children: Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    // By that list, these properties hold nodes, lists of nodes with gaps, or nothing.
    const held = (node as unknown as Readonly<Record<string, Node | readonly (Node | null)[] | null | undefined>>)[key];
    if (!held) continue;
    if ('type' in held) children.push(held);
    else for (const each of held) if (each) children.push(each);
  }
  return children;
}
