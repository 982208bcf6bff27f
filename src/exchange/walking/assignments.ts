import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Node } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { keyOf } from '../../syntax/static-value.js';
import type { Effect, Spelling } from '../effects.js';
import { bindPattern } from '../reading/parameters.js';
import { subjectOf } from '../reading/questions.js';
import { read } from '../reading/reading.js';
import { literal, openValue } from '../reading/values.js';
import { withoutSubject } from '../state/facts.js';
import { isSettled } from '../state/joins.js';
import { andThen, normal, type Completion, type State } from '../state/state.js';
import type { MadeValue, ResponseValue, Value } from '../value.js';
import { applied } from './answers.js';
import { escaped, settle } from './escapes.js';
import { evaluate, perform } from './expressions.js';
import { onMade } from './made.js';
import { siteIn, type Walk } from './walk.js';
import { byStatus } from './writes.js';

export function assign(node: TSESTree.AssignmentExpression, state: State, walk: Walk): readonly Completion[] {
  if (node.operator === '=') {
    return andThen(evaluate(node.right, state, walk), (after, value) =>
      assigned(node, value ?? read(node.right, after, walk), after, walk),
    );
  }
  if (node.operator === '||=' || node.operator === '&&=' || node.operator === '??=') {
    return andThen(evaluate(node.right, state, walk), (after, value) => [
      normal(after),
      ...assigned(node, value ?? read(node.right, after, walk), after, walk),
    ]);
  }
  return andThen(perform(node.right, state, walk), (after) =>
    assigned(node, openValue(siteIn(node, walk)), after, walk),
  );
}

/** Gives a value to a variable, to a property of the response, or to something that may keep the response for later. */
function assigned(node: TSESTree.AssignmentExpression, value: Value, state: State, walk: Walk): readonly Completion[] {
  const target = unwrapped(node.left);
  if (target.type !== 'MemberExpression') return [normal(bound(target, value, state, walk), value)];
  return andThen(perform(target.object, state, walk), (after) => {
    const owner = read(target.object, after, walk);
    const key = keyOf(target, walk.file.sourceCode);
    const subject = subjectOf(target, walk.file);
    const known = subject === null ? after : { ...after, facts: withoutSubject(after.facts, subject) };
    if (owner.is === 'response' || owner.is === 'made') return toResponse(owner, key, value, node, known, walk);
    if (value.is === 'response' && value.part === '') return [normal(escaped(known, node, walk), value)];
    const isKept = value.is === 'function' && walk.file.relevance.touches(value.node);
    return [normal(isKept ? settle(value, node, known, walk) : known, value)];
  });
}

/** What giving a value to a property of a response does to it. */
function toResponse(
  owner: ResponseValue | MadeValue,
  key: string | null,
  value: Value,
  node: TSESTree.AssignmentExpression,
  state: State,
  walk: Walk,
): readonly Completion[] {
  const effectsOf = rowOf(owner, key, walk);
  if (!effectsOf) return [normal(state, value)];
  // What is assigned under one outcome of a test is assigned under it alone.
  const have = (from: State): readonly Completion[] =>
    byStatus(value, node, from, walk).flatMap(({ status: assigned, state: under }) =>
      effectsOf(assigned, nameOf(key, node, walk))
        .reduce<readonly State[]>((states, each) => states.flatMap((one) => applied(each, node, one, walk)), [under])
        .map((each) => normal(each, assigned)),
    );
  return owner.is === 'made' ? onMade(owner, state, have) : have(state);
}

/** What the table says of a property of the response, or of a made one. */
function rowOf(
  owner: ResponseValue | MadeValue,
  key: string | null,
  { site: { table } }: Walk,
): Spelling['assignments'][string] | undefined {
  const { assignments } = owner.is === 'made' ? table.made : table;
  const within = owner.part === '' ? '' : `${owner.part}.`;
  const row = [`${within}${key ?? '*'}`, `${within}*`].find((each) => Object.hasOwn(assignments, each));
  return row === undefined ? undefined : assignments[row];
}

/** `delete response.headers.name`: a field that is set by its property goes with it. */
export function withoutProperty(node: TSESTree.UnaryExpression, state: State, walk: Walk): readonly Completion[] {
  const target = unwrapped(node.argument);
  if (target.type !== 'MemberExpression') return perform(target, state, walk);
  return andThen(perform(target.object, state, walk), (after) => {
    const owner = read(target.object, after, walk);
    if (owner.is !== 'response' && owner.is !== 'made') return [normal(after)];
    const key = keyOf(target, walk.file.sourceCode);
    const set = rowOf(owner, key, walk)?.(literal(undefined, siteIn(node, walk)), nameOf(key, node, walk)) ?? [];
    const have = (from: State): readonly Completion[] =>
      set
        .flatMap((each): readonly Effect[] => (each.does === 'field' ? [{ ...each, mode: 'remove' }] : []))
        .reduce<readonly State[]>((states, each) => states.flatMap((one) => applied(each, node, one, walk)), [from])
        .map((each) => normal(each));
    return owner.is === 'made' ? onMade(owner, after, have) : have(after);
  });
}

function nameOf(key: string | null, node: Node, walk: Walk): Value {
  const site = siteIn(node, walk);
  return key === null ? openValue(site) : literal(key, site);
}

/** The state in which the names of a pattern hold parts of a value, if their values are followed at all. */
export function bound(pattern: Node, value: Value, state: State, walk: Walk): State {
  const target = unwrapped(pattern);
  if (target.type === 'Identifier') {
    const variable = variableOf(target, walk.file.sourceCode);
    const { relevance } = walk.file;
    if (!variable || !(relevance.isTracked(variable) || isSettled(value) || relevance.isDirect(variable))) return state;
  }
  return bindPattern(target, value, state, walk);
}
