import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Node } from '../../syntax/ast.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { isRequestMethod, methodsIf, outcomesOf } from '../reading/assume.js';
import { CONDITIONS } from '../bounds.js';
import { bound, branch, evaluate, perform } from './expressions.js';
import { answerOf, withAnswer } from '../state/facts.js';
import { withOpenFields } from '../state/fields.js';
import { mergedHere } from '../state/joins.js';
import { executeLoop, type Loop } from './loops.js';
import { bindPattern } from '../reading/parameters.js';
import { jsonOf, subjectOf } from '../reading/questions.js';
import { read } from '../reading/reading.js';
import { andThen, mergedLossily, normal, type Completion, type State } from '../state/state.js';
import { noteThrowIn } from './throwing.js';
import type { Value } from '../value.js';
import { literal, openValue } from '../reading/values.js';
import { currentFrame, siteIn, step, type Recorder, type Walk } from './walk.js';

/** Executes the body of a function. */
export function executeBody(body: TSESTree.BlockStatement, state: State, walk: Walk): readonly Completion[] {
  return executeAll(body.body, [state], walk);
}

/** Executes statements one after another; after each, the states that are alike join. */
export function executeAll(statements: readonly Node[], states: readonly State[], walk: Walk): readonly Completion[] {
  const left: Completion[] = [];
  let current = states;
  for (const statement of statements) {
    if (current.length === 0) break;
    const frame = currentFrame(walk);
    if (frame) frame.position = statement.range[1];
    const next: State[] = [];
    for (const state of current) {
      for (const each of execute(statement, state, walk)) {
        if (each.ends === 'normal') next.push(each.state);
        else left.push(each);
      }
    }
    current = mergedHere(next, statement.range[1], walk);
  }
  return [...current.map((each) => normal(each)), ...left];
}

/** Executes one statement. */
export function execute(node: Node, state: State, walk: Walk): readonly Completion[] {
  step(walk);
  if (!walk.file.relevance.matters(node)) {
    noteThrowIn(node, state, walk);
    return [normal(state)];
  }
  walk.nesting++;
  const completions = executeMattering(node, state, walk);
  walk.nesting--;
  return completions;
}

function executeMattering(node: Node, state: State, walk: Walk): readonly Completion[] {
  switch (node.type) {
    case 'ExpressionStatement':
      return perform(node.expression, state, walk);
    case 'VariableDeclaration':
      return node.declarations.reduce<readonly Completion[]>(
        (done, each) => andThen(done, (next) => declare(each, next, walk)),
        [normal(state)],
      );
    case 'BlockStatement':
    case 'StaticBlock':
      return executeAll(node.body, [state], walk);
    case 'ReturnStatement':
      if (!node.argument) return [{ ends: 'return', state, value: literal(undefined, siteIn(node, walk)), node }];
      return andThen(evaluate(node.argument, state, walk), (after, value) => [
        { ends: 'return', state: after, value, node },
      ]);
    case 'ThrowStatement':
      return andThen(evaluate(node.argument, state, walk), (after, value) => [
        { ends: 'throw', state: after, value: value ?? openValue(siteIn(node, walk)), node },
      ]);
    case 'IfStatement':
      return branch(node.test, state, walk, (under, outcome) => {
        const side = outcome ? node.consequent : node.alternate;
        return side ? execute(side, under, walk) : [normal(under)];
      });
    case 'SwitchStatement':
      return executeSwitch(node, state, walk);
    case 'TryStatement':
      return executeTry(node, state, walk);
    case 'BreakStatement':
    case 'ContinueStatement':
      return [{ ends: node.type === 'BreakStatement' ? 'break' : 'continue', state, label: node.label?.name ?? null }];
    case 'LabeledStatement': {
      const done = isLoop(node.body)
        ? executeLoop(node.body, node.label.name, state, walk)
        : execute(node.body, state, walk);
      return done.map((each) => (each.ends === 'break' && each.label === node.label.name ? normal(each.state) : each));
    }
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return executeLoop(node, null, state, walk);
    case 'WithStatement':
      return execute(node.body, state, walk);
    default:
      return [normal(state)];
  }
}

function isLoop(node: Node): node is Loop {
  return /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type);
}

function declare(node: TSESTree.VariableDeclarator, state: State, walk: Walk): readonly Completion[] {
  if (!node.init) {
    const isFresh = node.parent.type === 'VariableDeclaration' && node.parent.kind !== 'var';
    return [normal(isFresh ? bound(node.id, literal(undefined, siteIn(node, walk)), state, walk) : state)];
  }
  const { init, id } = node;
  const needsValue = walk.file.relevance.touches(node);
  if (!needsValue) {
    noteThrowIn(init, state, walk);
    return [normal(state)];
  }
  // A function is read where it is used, so that it needs no place in the state.
  return andThen(evaluate(init, state, walk), (after, value) => {
    if (!value || value.is === 'function') return [normal(after)];
    return [
      normal(walk.file.relevance.touches(init) ? bindPattern(id, value, after, walk) : bound(id, value, after, walk)),
    ];
  });
}

function executeSwitch(node: TSESTree.SwitchStatement, state: State, walk: Walk): readonly Completion[] {
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

function executeTry(node: TSESTree.TryStatement, state: State, walk: Walk): readonly Completion[] {
  const caught = node.handler ? tried(node.block, node.handler, state, walk) : execute(node.block, state, walk);
  const { finalizer } = node;
  if (!finalizer) return caught;
  return caught.flatMap((each) =>
    execute(finalizer, each.state, walk).map((last): Completion =>
      last.ends === 'normal' ? { ...each, state: last.state } : last,
    ),
  );
}

/** The block, and the handler from every state in which something in the block may have thrown. */
function tried(
  block: TSESTree.BlockStatement,
  handler: TSESTree.CatchClause,
  state: State,
  walk: Walk,
): readonly Completion[] {
  const recorder: Recorder = { states: [] };
  walk.recorders.push(recorder);
  const done = execute(block, state, walk);
  walk.recorders.pop();
  const failure: Value = {
    is: 'error',
    from: 'catch',
    status: null,
    site: siteIn(handler.param ?? handler, walk),
  };
  const begin = (from: State, value: Value): readonly Completion[] => {
    const caught = handler.param ? bindPattern(handler.param, value, from, walk) : from;
    const conditions = [
      ...caught.conditions.slice(1 - CONDITIONS),
      { test: handler.param ?? handler, outcome: true, kind: 'catch', deployment: null } as const,
    ];
    return execute(handler.body, { ...caught, conditions }, walk);
  };
  const isFresh = state.draft.progress === 'fresh' || state.draft.progress === 'perhaps';
  const noted = isFresh && block.body.length > 0 && recorder.states.length === 0 ? [state] : recorder.states;
  // Code that had the response may have set fields before it failed, whichever call it was that did.
  const isGivenAway = noted.some((each) => each.draft.progress === 'perhaps');
  const assumed = mergedLossily(
    isGivenAway ? noted.map((each) => ({ ...each, draft: withOpenFields(each.draft) })) : noted,
  );
  return [
    ...done.filter((each) => each.ends !== 'throw'),
    ...done.flatMap((each) =>
      each.ends === 'throw' ? begin(each.state, each.value.is === 'open' ? failure : each.value) : [],
    ),
    ...assumed.flatMap((each) => begin(each, failure)),
  ];
}
