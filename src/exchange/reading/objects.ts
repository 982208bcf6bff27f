import type { TSESTree } from '@typescript-eslint/utils';
import { type Node } from '../../syntax/ast.js';
import { keyOf } from '../../syntax/static-value.js';
import { read } from './reading.js';
import type { State } from '../state/state.js';
import type { Alternative, Property, Value } from '../value.js';
import { choice, literal } from './values.js';
import { siteIn, type Walk } from '../walking/walk.js';

/** The object that a literal makes, with what its spreads add. */
export function readObject(node: TSESTree.ObjectExpression, state: State, walk: Walk, depth: number): Value {
  const site = siteIn(node, walk);
  const properties: Property[] = [];
  let open = false;
  for (const each of node.properties) {
    if (each.type === 'SpreadElement') {
      const before = (name: string): Value | null => properties.findLast((one) => one.key === name)?.value ?? null;
      const spread = spreadOf(read(each.argument, state, walk, depth + 1), each, before, walk);
      open ||= spread.open;
      properties.push(...spread.properties);
      continue;
    }
    const key = keyOf(each, walk.file.sourceCode);
    if (key === null || each.kind !== 'init') open = true;
    else properties.push({ key, value: read(each.value, state, walk, depth + 1), node: each });
  }
  return { is: 'object', properties, open, site };
}

/**
 * What spreading a value into an object adds; `before` is what the object has already, and keeps where one of several values
 * does not have it. An error's own properties are those its class made enumerable, so it is one of its parts.
 */
function spreadOf(
  value: Value,
  node: Node,
  before: (name: string) => Value | null,
  walk: Walk,
): { readonly properties: readonly Property[]; readonly open: boolean } {
  switch (value.is) {
    case 'object':
      return value;
    case 'literal':
      return { properties: [], open: false };
    case 'error':
      return {
        properties: [{ key: '...', value: { is: 'error-part', part: 'inspected', site: siteIn(node, walk) }, node }],
        open: true,
      };
    case 'choice': {
      const absent: Value = literal(undefined, siteIn(node, walk));
      const sides = value.of.map(({ value: each, when }) => ({ ...spreadOf(each, node, before, walk), when }));
      const names = [...new Set(sides.flatMap((side) => side.properties.map(({ key }) => key)))];
      const properties = names.map((key) => {
        const of = sides.map((side): Alternative => ({
          value: side.properties.find((each) => each.key === key)?.value ?? before(key) ?? absent,
          when: side.when,
        }));
        const written = sides.flatMap((side) => side.properties).find((each) => each.key === key);
        return { key, value: choice(of, value.site), node: written?.node ?? node };
      });
      // The falsy side of `cond && { … }` spreads nothing, whatever it is.
      const sure = sides.filter((side, index) => value.of[index]?.value.is !== 'open' || side.when?.outcome !== false);
      return { properties, open: sure.some((side) => side.open) };
    }
    default:
      return { properties: [], open: true };
  }
}
