import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Node } from '../../syntax/ast.js';
import { CONDITIONS } from '../bounds.js';
import { evaluate, evaluateReturned, perform } from './expressions.js';
import { bound } from './assignments.js';
import { branch } from './branching.js';
import { withOpenFields } from '../state/fields.js';
import { mergedHere } from '../state/joins.js';
import { recordUnreturned } from '../state/ledger.js';
import { executeLoop, type Loop } from './loops.js';
import { bindPattern } from '../reading/parameters.js';
import { andThen, mergedLossily, normal, type Completion, type State } from '../state/state.js';
import { noteThrow, noteThrowIn } from './throwing.js';
import type { Value } from '../value.js';
import { errorValue, literal, openValue } from '../reading/values.js';
import { currentFrame, siteIn, step, type Recorder, type Walk } from './walk.js';
import { executeSwitch } from './switches.js';
import { isAnswered } from '../state/draft.js';

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
      return performed(node, state, walk);
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
      return andThen(evaluateReturned(node.argument, state, walk), (after, value) => [
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

/** A response that a statement makes and leaves is one that nobody can return. */
function performed(node: TSESTree.ExpressionStatement, state: State, walk: Walk): readonly Completion[] {
  const done = perform(node.expression, state, walk);
  if (isKept(node.expression)) return done;
  for (const each of done) {
    if (each.ends !== 'normal' || each.value?.is !== 'made' || each.value.part !== '') continue;
    if (!state.made.has(each.value.made)) recordUnreturned(walk.file.ledger, each.value.site);
  }
  return done;
}

/** Whether an expression gives what it comes to, to something. */
function isKept(written: Node): boolean {
  const node = unwrapped(written);
  if (node.type === 'SequenceExpression') return node.expressions.slice(-1).some(isKept);
  if (node.type === 'LogicalExpression') return isKept(node.right);
  if (node.type === 'ConditionalExpression') return isKept(node.consequent) || isKept(node.alternate);
  return node.type === 'AssignmentExpression';
}

function isLoop(node: Node): node is Loop {
  return /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type);
}

function declare(node: TSESTree.VariableDeclarator, state: State, walk: Walk): readonly Completion[] {
  if (!node.init) {
    const isFresh = node.parent.kind !== 'var';
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

function executeTry(node: TSESTree.TryStatement, state: State, walk: Walk): readonly Completion[] {
  const { block, handler, finalizer } = node;
  const run = (): readonly Completion[] => (handler ? tried(block, handler, state, walk) : execute(block, state, walk));
  if (!finalizer) return run();
  const recorder: Recorder = { states: [], isAfterAnswer: isAnswered(state.draft) };
  walk.recorders.push(recorder);
  const done = run();
  walk.recorders.pop();
  const broken = mergedLossily(recorder.states).flatMap((each) => brokenOff(finalizer, each, walk));
  return [...done.flatMap((each) => finished(finalizer, each, walk)), ...broken];
}

/** A completion with what `finally` does after it; a way out that `finally` takes itself replaces it. */
function finished(finalizer: TSESTree.BlockStatement, completion: Completion, walk: Walk): readonly Completion[] {
  return execute(finalizer, completion.state, walk).map((last) =>
    last.ends === 'normal' ? { ...completion, state: last.state } : last,
  );
}

/** What `finally` does when something before it has thrown: it matters where it answers, or leaves and so drops the error. */
function brokenOff(finalizer: TSESTree.BlockStatement, state: State, walk: Walk): readonly Completion[] {
  const value: Value = errorValue('catch', siteIn(finalizer, walk));
  return execute(finalizer, afterThrow(finalizer, state), walk).flatMap((last): readonly Completion[] => {
    if (last.ends !== 'normal') return [last];
    noteThrow(last.state, walk);
    // What was answered before the block is answered before what may have thrown, and nothing is known to have.
    const answersHere = isAnswered(last.state.draft) && !isAnswered(state.draft);
    return answersHere ? [{ ends: 'throw', state: last.state, value, node: finalizer }] : [];
  });
}

/** The state in which what follows a throw begins, which holds that something was thrown. */
function afterThrow(test: Node, state: State): State {
  const condition = { test, outcome: true, kind: 'catch', deployment: null } as const;
  return { ...state, conditions: [...state.conditions.slice(1 - CONDITIONS), condition] };
}

/** The block, and the handler from every state in which something in the block may have thrown. */
function tried(
  block: TSESTree.BlockStatement,
  handler: TSESTree.CatchClause,
  state: State,
  walk: Walk,
): readonly Completion[] {
  const isAfterAnswer = isAnswered(state.draft);
  const recorder: Recorder = { states: [], isAfterAnswer };
  walk.recorders.push(recorder);
  const done = execute(block, state, walk);
  walk.recorders.pop();
  const failure: Value = errorValue('catch', siteIn(handler.param ?? handler, walk));
  const begin = (from: State, value: Value): readonly Completion[] => {
    const caught = handler.param ? bindPattern(handler.param, value, from, walk) : from;
    return execute(handler.body, afterThrow(handler.param ?? handler, caught), walk);
  };
  const isSilent =
    recorder.states.length === 0 && !done.some(({ ends, state: { draft } }) => ends === 'throw' && !isAnswered(draft));
  const noted = !isAfterAnswer && block.body.length > 0 && isSilent ? [state] : recorder.states;
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
