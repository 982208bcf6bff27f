import type { Node } from '../../syntax/ast.js';
import type { Effect } from '../effects.js';
import { outcomesOf, sidesOf } from '../reading/assume.js';
import { normal, type Completion, type State } from '../state/state.js';
import type { Walk } from './walk.js';

/** The ways on from a call that throws: none, or for an assertion those on which what it asserts is so. */
export function thrownHere(
  { error, unless }: Effect & { does: 'throw' },
  node: Node,
  state: State,
  walk: Walk,
): readonly Completion[] {
  const thrown = (from: State): Completion => ({ ends: 'throw', state: from, value: error, node });
  if (!unless) return [thrown(state)];
  const test = unless !== 'asserted' && node.type === 'CallExpression' ? node.arguments[unless.argument] : null;
  const { yes, no } =
    test && test.type !== 'SpreadElement' ? outcomesOf(test, state, walk) : sidesOf(node, null, state, walk, 'branch');
  return [...yes.map((each) => normal(each)), ...no.map(thrown)];
}
