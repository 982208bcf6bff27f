import type { Handler } from '../exchange/model.js';
import { isNameOf } from '../http/constant-names.js';
import { isElsewhere, type Node, type SourceCode } from '../syntax/ast.js';
import { initializerOf, variableOf } from '../syntax/bindings.js';
import { importOf } from '../syntax/imports.js';
import { writtenKeyOf } from '../syntax/keys.js';

/** A status where it is written in the file: as a number, or under a name that says nothing but the status. */
export interface WrittenStatus {
  readonly node: Node;
  readonly code: number;
  readonly as: 'number' | 'name';
}

/** The statuses that handlers send or throw, where they are written in this file, from its top to its end. */
export function writtenStatuses(handlers: readonly Handler[], sourceCode: SourceCode): readonly WrittenStatus[] {
  const found = new Map<Node, WrittenStatus>();
  for (const { statusWrites } of handlers) {
    for (const { value, site } of statusWrites.flatMap(({ values }) => values.known)) {
      const node = numberBehind(site.origin, sourceCode);
      if (typeof value !== 'number' || isElsewhere(node)) continue;
      if (node.type === 'Literal') {
        if (node.value === value) found.set(node, { node, code: value, as: 'number' });
      } else if (isNameOf(nameIn(node, sourceCode), value)) {
        found.set(node, { node, code: value, as: 'name' });
      }
    }
  }
  return [...found.values()].sort((one, other) => one.node.range[0] - other.node.range[0]);
}

/** The number that a name of this file stands for, where it is written; else the node itself. */
function numberBehind(node: Node, sourceCode: SourceCode): Node {
  const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
  const initializer = variable && initializerOf(variable)?.node;
  return initializer?.type === 'Literal' ? initializer : node;
}

/** The last name in an expression, as its module has it; empty where it does not end on one. */
function nameIn(node: Node, sourceCode: SourceCode): string {
  const imported = importOf(node, sourceCode)?.path.at(-1);
  if (imported !== undefined) return imported;
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? (writtenKeyOf(node) ?? '') : '';
}
