import { isWithin, type FunctionNode, type Node } from '../../syntax/ast.js';
import { CALL_DEPTH } from '../bounds.js';
import { evaluate } from './expressions.js';
import { isSettled, mergedHere } from '../state/joins.js';
import { bindParameters } from '../reading/parameters.js';
import { executeBody } from './statements.js';
import { normal, type Completion, type Environment, type State } from '../state/state.js';
import type { Value } from '../value.js';
import { keyOfValue, literal } from '../reading/values.js';
import { currentFrame, siteIn, type Walk } from './walk.js';

/** Whether a function can be followed into: it is not being walked already, and not too many others are. */
export function canFollow(called: FunctionNode, walk: Walk): boolean {
  return !called.generator && walk.frames.length <= CALL_DEPTH && walk.frames.every((frame) => frame.node !== called);
}

/** Walks a function with its arguments; what it returns or ends with is the value of each normal completion. */
export function follow(
  called: FunctionNode,
  args: readonly Value[],
  state: State,
  walk: Walk,
  call: Node,
  captured?: Environment,
): readonly Completion[] {
  const caller = currentFrame(walk);
  if (caller && isWithin(call, caller.node)) caller.position = call.range[1];
  const env = captured ? new Map([...captured, ...state.env]) : state.env;
  walk.followed.add(called);
  walk.frames.push({ node: called, call, position: called.range[0] });
  const inside = bindParameters(called, args, { ...state, env }, walk, call);
  const completions =
    called.body.type === 'BlockStatement'
      ? executeBody(called.body, inside, walk)
      : evaluate(called.body, inside, walk);
  walk.frames.pop();
  const nothing = literal(undefined, siteIn(call, walk));
  const done = completions.flatMap((each): readonly Completion[] => {
    const back = { ...each.state, env: withoutLocals(each.state.env, called) };
    switch (each.ends) {
      case 'normal':
        return [normal(back, called.body.type === 'BlockStatement' ? nothing : each.value)];
      case 'return':
        return [normal(back, each.value)];
      case 'throw':
        return [{ ...each, state: back }];
      default:
        return [];
    }
  });
  return joinedByValue(done, call, walk);
}

/** Completions with the same kind of value joined, so that a helper with many returns goes on as few states. */
function joinedByValue(completions: readonly Completion[], call: Node, walk: Walk): readonly Completion[] {
  if (completions.length < 3) return completions;
  const byValue = new Map<string, { readonly value: Value | null; readonly states: State[] }>();
  const rest: Completion[] = [];
  for (const each of completions) {
    if (each.ends !== 'normal') {
      rest.push(each);
      continue;
    }
    const key = each.value ? keyOfValue(each.value) : '';
    const group = byValue.get(key);
    if (group) group.states.push(each.state);
    else byValue.set(key, { value: each.value, states: [each.state] });
  }
  const joined = [...byValue.values()].flatMap(({ value, states }) =>
    mergedHere(states, call.range[1], walk).map((state) => normal(state, value)),
  );
  return [...joined, ...rest];
}

/** The variables that outlive a call. What a framework handed out is kept, for the functions that close over it. */
function withoutLocals(env: Environment, called: FunctionNode): Environment {
  return new Map(
    [...env].filter(([variable, value]) => {
      const name = variable.defs[0]?.name;
      const isLocal = name !== undefined && isWithin(name, called);
      return !isLocal || isSettled(value);
    }),
  );
}
