import type { FunctionNode, Node } from '../../syntax/ast.js';
import type { Condition } from '../model.js';
import { literal, openValue, truthOf } from '../reading/values.js';
import { mergedHere } from '../state/joins.js';
import { normal, type Completion, type State } from '../state/state.js';
import type { Value } from '../value.js';
import { canFollow, follow } from './functions.js';
import { siteIn, type Walk } from './walk.js';

/** The methods of arrays and their kin that stop at the first turn whose result is true, or false, and what they give back then and else. */
const STOPS: Readonly<
  Record<
    string,
    { readonly at: boolean; readonly then: 'true' | 'false' | 'element'; readonly else: boolean | undefined }
  >
> = {
  some: { at: true, then: 'true', else: false },
  every: { at: false, then: 'false', else: true },
  find: { at: true, then: 'element', else: undefined },
  findLast: { at: true, then: 'element', else: undefined },
};

/** Runs a callback that is called at once, any number of times: not at all, once, or twice. */
export function iterated(
  called: FunctionNode,
  method: string,
  state: State,
  walk: Walk,
  call: Node,
): readonly Completion[] {
  if (!canFollow(called, walk)) return [normal({ ...state, mayAnswer: true })];
  const first = turn(called, method, state, walk, call);
  const second = first.goingOn.map((each) =>
    turn(called, method, { ...each, conditions: [...each.conditions, loopCondition(call)] }, walk, call),
  );
  const none = isOnFilledList(call) ? [] : [state];
  // Callbacks that each turn starts may count down and leave the answer to the last of them.
  const isCountdown = first.goingOn.some((each) => each.pending.length > state.pending.length);
  if (isCountdown) return [...none, ...first.goingOn].map((each) => normal({ ...each, mayAnswer: true }));
  const site = siteIn(call, walk);
  const stop = Object.hasOwn(STOPS, method) ? STOPS[method] : undefined;
  const whole: Value = stop ? literal(stop.else, site) : openValue(site);
  const turns = [first, ...second];
  return [
    ...mergedHere([...none, ...turns.flatMap((each) => each.goingOn)], call.range[1], walk).map((each) =>
      normal(each, whole),
    ),
    ...turns
      .flatMap((each) => each.stopped)
      .map((each) => normal(each, stop ? stoppedWith(stop.then, call, walk) : whole)),
    ...turns.flatMap((each) => each.left),
  ];
}

function stoppedWith(what: 'true' | 'false' | 'element', call: Node, walk: Walk): Value {
  const site = siteIn(call, walk);
  return what === 'element' ? openValue(site) : literal(what === 'true', site);
}

/** The states after one turn: those that go on with the next, those with which the method stops, and other ways out. */
interface Turn {
  readonly goingOn: readonly State[];
  readonly stopped: readonly State[];
  readonly left: readonly Completion[];
}

function turn(called: FunctionNode, method: string, state: State, walk: Walk, call: Node): Turn {
  const args = called.params.map((each) => openValue(siteIn(each, walk)));
  const stop = Object.hasOwn(STOPS, method) ? STOPS[method] : undefined;
  const goingOn: State[] = [];
  const stopped: State[] = [];
  const left: Completion[] = [];
  for (const each of follow(called, args, state, walk, call)) {
    if (each.ends !== 'normal') {
      left.push(each);
      continue;
    }
    const truth = each.value ? truthOf(each.value) : null;
    if (stop && truth !== !stop.at) stopped.push(each.state);
    if (!stop || truth !== stop.at) goingOn.push(each.state);
  }
  const joined = (states: readonly State[]): readonly State[] => mergedHere(states, call.range[1], walk);
  return { goingOn: joined(goingOn), stopped: joined(stopped), left };
}

/** How many turns a loop over a list takes: at least, and at most. */
export function turnsOver(list: Node): { readonly least: number; readonly most: number } {
  if (list.type !== 'ArrayExpression') return { least: 0, most: Number.POSITIVE_INFINITY };
  const { elements } = list;
  return {
    // Some loops leave out what is not there.
    least: elements.filter((each) => each && each.type !== 'SpreadElement').length,
    most: elements.some((each) => each?.type === 'SpreadElement') ? Number.POSITIVE_INFINITY : elements.length,
  };
}

function isOnFilledList(call: Node): boolean {
  const callee = call.type === 'CallExpression' ? call.callee : null;
  return callee?.type === 'MemberExpression' && turnsOver(callee.object).least > 0;
}

/** The condition that a loop took another turn. */
export function loopCondition(loop: Node): Condition {
  return { test: loop, outcome: true, kind: 'loop', deployment: null };
}
