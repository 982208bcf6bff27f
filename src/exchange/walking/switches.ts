import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Node, type Primitive } from '../../syntax/ast.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { assume, isRequestMethod, methodsIf, outcomesOf } from '../reading/assume.js';
import { CONDITIONS } from '../bounds.js';
import { perform } from './expressions.js';
import { answerOf, withAnswer } from '../state/facts.js';
import { mergedHere } from '../state/joins.js';
import { jsonOf, subjectOf } from '../reading/questions.js';
import { read } from '../reading/reading.js';
import { andThen, normal, type Completion, type State } from '../state/state.js';
import { type Walk } from './walk.js';
import type { Value } from '../value.js';
import { executeAll } from './statements.js';

/** Executes a `switch`: each case is entered from its test, and from the case before it that does not leave. */
export function executeSwitch(node: TSESTree.SwitchStatement, state: State, walk: Walk): readonly Completion[] {
  return andThen(perform(node.discriminant, state, walk), (start) => {
    const { entries, unmatched } = enterCases(node, start, walk);
    const left: Completion[] = [];
    let running: readonly State[] = [];
    node.cases.forEach((each, index) => {
      const entering = each.test ? (entries[index] ?? []) : unmatched;
      running = mergedHere([...running, ...entering], each.range[0], walk);
      const done = executeAll(each.consequent, running, walk);
      running = done.flatMap((one) => (one.ends === 'normal' ? [one.state] : []));
      left.push(...done.filter((one) => one.ends !== 'normal'));
    });
    const isExhaustive = node.cases.some((each) => each.test === null);
    const broken = left.flatMap((each) => (each.ends === 'break' && each.label === null ? [each.state] : []));
    const out = mergedHere([...running, ...broken, ...(isExhaustive ? [] : unmatched)], node.range[1], walk);
    return [...out.map((each) => normal(each)), ...left.filter((each) => each.ends !== 'break' || each.label !== null)];
  });
}

/** The states in which each case is entered from above, and those that match none. */
function enterCases(
  node: TSESTree.SwitchStatement,
  start: State,
  walk: Walk,
): { readonly entries: readonly (readonly State[])[]; readonly unmatched: readonly State[] } {
  const isOnTrue = node.discriminant.type === 'Literal' && node.discriminant.value === true;
  let unmatched: readonly State[] = [start];
  const entries = node.cases.map(({ test }) => {
    if (!test) return [];
    const sides = unmatched.map((each) =>
      isOnTrue ? outcomesOf(test, each, walk, 'case') : matched(node.discriminant, test, each, walk),
    );
    unmatched = mergedHere(
      sides.flatMap((each) => each.no),
      test.range[1],
      walk,
    );
    return sides.flatMap((each) => each.yes);
  });
  return { entries, unmatched };
}

function matched(
  discriminant: Node,
  test: Node,
  state: State,
  walk: Walk,
): { readonly yes: readonly State[]; readonly no: readonly State[] } {
  const wanted = staticValueOf(test, walk.file.sourceCode);
  const under = (outcome: boolean, next: State): State => ({
    ...next,
    conditions: outcome
      ? [...next.conditions.slice(1 - CONDITIONS), { test, outcome, kind: 'case', deployment: null }]
      : next.conditions,
  });
  if (!wanted) return { yes: [under(true, state)], no: [state] };
  const value = read(discriminant, state, walk);
  if (value.is === 'literal')
    return value.value === wanted.value ? { yes: [under(true, state)], no: [] } : { yes: [], no: [state] };
  if (value.is === 'choice' && value.of.every((each) => each.value.is === 'literal' && each.when)) {
    return matchedByTest(value, wanted.value, state, walk, under);
  }
  if (typeof wanted.value === 'string' && isRequestMethod(discriminant, state, walk)) {
    const [yes, no] = [methodsIf(wanted.value, true, state.methods), methodsIf(wanted.value, false, state.methods)];
    return {
      yes: yes?.size === 0 ? [] : [under(true, { ...state, methods: yes })],
      no: no?.size === 0 ? [] : [{ ...state, methods: no }],
    };
  }
  const subject = subjectOf(unwrapped(discriminant), walk.file);
  if (subject === null) return { yes: [under(true, state)], no: [state] };
  const question = { asks: 'equality', subject, literal: jsonOf(wanted.value) } as const;
  const known = answerOf(state.facts, question);
  const side = (outcome: boolean): readonly State[] =>
    known === !outcome
      ? []
      : [under(outcome, known === null ? { ...state, facts: withAnswer(state.facts, question, outcome) } : state)];
  return { yes: side(true), no: side(false) };
}

/** A value that depends on tests matches a case under those of them that give it that value. */
function matchedByTest(
  value: Extract<Value, { is: 'choice' }>,
  wanted: Primitive,
  state: State,
  walk: Walk,
  under: (outcome: boolean, next: State) => State,
): { readonly yes: readonly State[]; readonly no: readonly State[] } {
  const sides = value.of.map((each) => ({
    isMatch: each.value.is === 'literal' && each.value.value === wanted,
    states: each.when ? assume(each.when, state, walk) : [state],
  }));
  return {
    yes: sides.flatMap((each) => (each.isMatch ? each.states.map((one) => under(true, one)) : [])),
    no: sides.flatMap((each) => (each.isMatch ? [] : each.states)),
  };
}
