import { operandsOf, unwrapped, type Node } from '../../syntax/ast.js';
import type { Condition } from '../model.js';
import { outcomesOf, sidesOf } from '../reading/assume.js';
import { truthOf } from '../reading/values.js';
import { mergedHere } from '../state/joins.js';
import type { Completion, State } from '../state/state.js';
import { evaluate } from './expressions.js';
import { noteThrowIn } from './throwing.js';
import type { Walk } from './walk.js';

/** Evaluates a test, and what follows under each way it can come out. */
export function branch(
  test: Node,
  state: State,
  walk: Walk,
  follow: (state: State, outcome: boolean) => readonly Completion[],
  kind: Condition['kind'] = 'branch',
): readonly Completion[] {
  const tested = testOf(test, state, walk, kind);
  const side = (outcome: boolean): readonly Completion[] =>
    mergedHere(
      tested.flatMap((each) => (each.ends === 'tested' && each.outcome === outcome ? [each.state] : [])),
      test.range[1],
      walk,
    ).flatMap((each) => follow(each, outcome));
  const left = tested.flatMap((each) => (each.ends === 'tested' ? [] : [each]));
  return [...side(true), ...side(false), ...left];
}

type Tested =
  | { readonly ends: 'tested'; readonly outcome: boolean; readonly state: State }
  | Exclude<Completion, { ends: 'normal' }>;

function testOf(written: Node, state: State, walk: Walk, kind: Condition['kind']): readonly Tested[] {
  const node = unwrapped(written);
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    return testOf(node.argument, state, walk, kind).map((each) =>
      each.ends === 'tested' ? { ...each, outcome: !each.outcome } : each,
    );
  }
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const goesOn = node.operator === '&&';
    const [first, ...others] = operandsOf(node);
    return others.reduce<readonly Tested[]>(
      (sofar, operand) =>
        sofar.flatMap((each) =>
          each.ends === 'tested' && each.outcome === goesOn ? testOf(operand, each.state, walk, kind) : [each],
        ),
      first ? testOf(first, state, walk, kind) : [],
    );
  }
  const isPlain = node.type === 'Identifier' || node.type === 'MemberExpression' || !walk.file.relevance.touches(node);
  if (isPlain) {
    noteThrowIn(node, state, walk);
    const { yes, no } = outcomesOf(node, state, walk, kind);
    return [...yes.map((each) => tested(each, true)), ...no.map((each) => tested(each, false))];
  }
  return evaluate(node, state, walk).flatMap((each): readonly Tested[] => {
    if (each.ends !== 'normal') return [each];
    const sides = isComparison(node)
      ? outcomesOf(node, each.state, walk, kind)
      : sidesOf(node, each.value && truthOf(each.value), each.state, walk, kind);
    return [...sides.yes.map((under) => tested(under, true)), ...sides.no.map((under) => tested(under, false))];
  });
}

function isComparison({ type }: Node): boolean {
  return type === 'BinaryExpression';
}

function tested(state: State, outcome: boolean): Tested {
  return { ends: 'tested', outcome, state };
}
