import type { Node, SourceCode } from '../syntax/ast.js';
import { accessTo } from '../syntax/import-writing.js';
import { isConstant } from '../syntax/unchanged.js';
import type { Fix } from './create-rule.js';
import { replaceValue } from './fixes.js';
import type { StatusConstants } from './status-constants.js';
import type { WrittenStatus } from './written-statuses.js';

/** A constant that can stand where a status is written. */
interface Replacement {
  readonly node: Node;
  /** The constant, as it is written there. */
  readonly constant: string;
  /** Writes it, and imports it where that is needed; null where one of the two cannot be done. */
  readonly fix: Fix | null;
}

/** The constants for statuses of a file. Those for which there is none are left out. */
export function asConstants(
  statuses: readonly WrittenStatus[],
  constants: StatusConstants,
  sourceCode: SourceCode,
): readonly Replacement[] {
  const named = statuses.flatMap(({ node, code }) => {
    const member = constants.members.get(code);
    return member === undefined ? [] : [{ node, member }];
  });
  const [first] = named;
  if (!first) return [];
  const accessFrom = accessTo(constants, first.node, sourceCode);
  return named.map(({ node, member }) => {
    const access = accessFrom(node);
    const constant = `${access?.text ?? constants.locals[0] ?? ''}.${member}`;
    // `as const` takes literals, and members of enums alone.
    const isAsserted = node.parent !== undefined && isConstant(node.parent, sourceCode);
    const replace = isAsserted ? null : replaceValue(node, constant, sourceCode);
    if (!access || !replace) return { node, constant, fix: null };
    const { insertion } = access;
    const fix: Fix = (fixer) => {
      const replaced = replace(fixer);
      return insertion && replaced && 'range' in replaced
        ? [fixer.replaceTextRange(insertion.range, insertion.text), replaced]
        : replaced;
    };
    return { node, constant, fix };
  });
}
