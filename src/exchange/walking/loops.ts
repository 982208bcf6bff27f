import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../../syntax/ast.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { evaluate, perform } from './expressions.js';
import { branch } from './branching.js';
import { filtered } from '../state/facts.js';
import { mergedHere } from '../state/joins.js';
import { loopCondition, turnsOver } from './iterations.js';
import { bindPattern } from '../reading/parameters.js';
import { isDeclaredIn } from '../reading/questions.js';
import { execute } from './statements.js';
import { andThen, normal, type Completion, type State } from '../state/state.js';
import { openValue } from '../reading/values.js';
import { siteIn, type Walk } from './walk.js';

export type Loop =
  | TSESTree.ForStatement
  | TSESTree.ForInStatement
  | TSESTree.ForOfStatement
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement;

/** How many turns are followed: two, so that what one turn leaves behind meets the next. */
const TURNS = 2;

/** Executes a loop: no turn, one, or two; what further turns could assign is open. */
export function executeLoop(loop: Loop, label: string | null, state: State, walk: Walk): readonly Completion[] {
  const begun =
    loop.type === 'ForStatement' && loop.init
      ? begin(loop.init, state, walk)
      : loop.type === 'ForInStatement' || loop.type === 'ForOfStatement'
        ? perform(loop.right, state, walk)
        : [normal(state)];
  return andThen(begun, (start) => turns(loop, label, start, walk));
}

function begin(init: Node, state: State, walk: Walk): readonly Completion[] {
  return init.type === 'VariableDeclaration' ? execute(init, state, walk) : perform(init, state, walk);
}

function turns(loop: Loop, label: string | null, start: State, walk: Walk): readonly Completion[] {
  const out: State[] = [];
  const left: Completion[] = [];
  let current: readonly State[] = [start];
  for (let turn = 0; turn <= TURNS; turn++) {
    const before = out.length;
    // A `do` has its first turn before its first test.
    const entered =
      loop.type === 'DoWhileStatement' && turn === 0 ? current : enter(loop, turn, current, out, left, walk);
    // What a turn left undone, the last one may not.
    if (turn > 0) out.push(...out.splice(before).map((each) => ({ ...each, mayAnswer: true })));
    if (turn === TURNS) break;
    const next: State[] = [];
    for (const each of entered) {
      const isSure = turn === 0 || isSureTurn(loop, turn);
      const again = isSure ? each : { ...each, conditions: [...each.conditions, loopCondition(loop)] };
      for (const done of bodyOf(loop, forgetful(loop, again), walk)) {
        if (done.ends === 'normal' || (done.ends === 'continue' && isMine(done.label, label))) next.push(done.state);
        else if (done.ends === 'break' && isMine(done.label, label)) out.push(done.state);
        else left.push(done);
      }
    }
    current = mergedHere(
      next.flatMap((each) => updated(loop, each, left, walk)),
      loop.range[0],
      walk,
    );
    if (current.length === 0) break;
  }
  return [...mergedHere(out, loop.range[1], walk).map((each) => normal(opened(loop, each))), ...left];
}

/** Whether a loop over a short list always takes that turn, and all of its turns are followed. */
function isSureTurn(loop: Loop, turn: number): boolean {
  if (loop.type !== 'ForInStatement' && loop.type !== 'ForOfStatement') return false;
  const { least, most } = turnsOver(loop.right);
  return turn < least && most <= TURNS;
}

function isMine(label: string | null, mine: string | null): boolean {
  return label === null || label === mine;
}

/** The states that go into another turn; those that leave the loop at its head are added to `out`. */
function enter(
  loop: Loop,
  turn: number,
  states: readonly State[],
  out: State[],
  left: Completion[],
  walk: Walk,
): readonly State[] {
  if (loop.type === 'ForInStatement' || loop.type === 'ForOfStatement') {
    const { least, most } = turnsOver(loop.right);
    if (turn >= Math.min(least, TURNS)) out.push(...states);
    return turn >= most ? [] : states.map((each) => bindLoopVariable(loop.left, each, walk));
  }
  const { test } = loop;
  if (!test || staticValueOf(test, walk.file.sourceCode)?.value) return states;
  const entered: State[] = [];
  for (const state of states) {
    const tested = branch(
      test,
      state,
      walk,
      (under, outcome) => {
        (outcome ? entered : out).push(under);
        return [];
      },
      'loop',
    );
    left.push(...tested);
  }
  return mergedHere(entered, loop.range[0], walk);
}

function bindLoopVariable(left: Node, state: State, walk: Walk): State {
  const pattern = left.type === 'VariableDeclaration' ? left.declarations[0].id : left;
  return bindPattern(pattern, openValue(siteIn(pattern, walk)), state, walk);
}

function bodyOf(loop: Loop, state: State, walk: Walk): readonly Completion[] {
  return execute(loop.body, state, walk);
}

function updated(loop: Loop, state: State, left: Completion[], walk: Walk): readonly State[] {
  if (loop.type !== 'ForStatement' || !loop.update) return [state];
  const done = evaluate(loop.update, state, walk);
  left.push(...done.filter((each) => each.ends !== 'normal'));
  return done.flatMap((each) => (each.ends === 'normal' ? [each.state] : []));
}

/** Each turn has variables of its own, so what was known about those of the last turn is forgotten. */
function forgetful(loop: Loop, state: State): State {
  const facts = filtered(state.facts, (key) => !isDeclaredIn(loop, key));
  return { ...state, facts };
}

/** After the turns that were followed, variables that the loop assigned may hold what later turns gave them. */
function opened(loop: Loop, state: State): State {
  const isInLoop = (node: Node): boolean => node.range[0] >= loop.body.range[0] && node.range[1] <= loop.body.range[1];
  const isSecond = state.conditions.some((each) => each.kind === 'loop' && each.test === loop);
  if (!isSecond) return state;
  const env = new Map(
    [...state.env].map(([variable, value]) => {
      const isAssigned =
        variable.references.some((use) => use.isWrite() && isInLoop(use.identifier)) && value.is === 'open';
      return [variable, isAssigned ? openValue(value.site) : value] as const;
    }),
  );
  return { ...state, env };
}
