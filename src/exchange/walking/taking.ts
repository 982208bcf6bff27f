import type { Call, Node } from '../../syntax/ast.js';
import type { Arguments, CallRow, Effect } from '../effects.js';
import { literal, openValue } from '../reading/values.js';
import { andThen, normal, type Completion, type State } from '../state/state.js';
import type { Value } from '../value.js';
import { applied } from './answers.js';
import { argumentsOf } from './arguments.js';
import { thrownHere } from './assertions.js';
import { runIndependently } from './callbacks.js';
import { putOff } from './later.js';
import { make } from './made.js';
import { siteIn, type Walk } from './walk.js';

/** The effects of a call, and what it gives back: the response it was called on, one that it makes, or something else. */
export function taken(
  row: CallRow,
  node: Call,
  args: readonly Value[],
  receiver: Value | null,
  state: State,
  walk: Walk,
): readonly Completion[] {
  const effects = row.effects(argumentsOf(node, args, walk));
  if (row.returns === 'made' || row.returns === 'made-here' || row.returns === 'never')
    return make(row, effects, node, state, walk, takeEffect);
  const site = siteIn(node, walk);
  const result =
    row.returns === 'response' && receiver
      ? receiver
      : row.returns === 'undefined'
        ? literal(undefined, site)
        : { ...openValue(site), ...(row.returns === 'promise' && { truth: true }) };
  return andThen(takeEffects(effects, node, state, walk), (after) => [normal(after, result)]);
}

/** What calling `next` does: it hands the request on, unless the framework's has more to say. */
export function handedOn(args: Arguments, { site: { table } }: Walk): readonly Effect[] {
  return [table.next?.(args) ?? ({ does: 'delegate', to: 'next' } as const)].flat();
}

/** What effects leave behind, each after the one before it. */
export function takeEffects(effects: readonly Effect[], node: Node, state: State, walk: Walk): readonly Completion[] {
  return effects.reduce<readonly Completion[]>(
    (done, effect) => andThen(done, (next) => takeEffect(effect, node, next, walk)),
    [normal(state)],
  );
}

function takeEffect(effect: Effect, node: Node, state: State, walk: Walk): readonly Completion[] {
  if (effect.does === 'throw') return thrownHere(effect, node, state, walk);
  if (effect.does !== 'call') return applied(effect, node, state, walk).map((each) => normal(each));
  if (effect.callback.is !== 'function' || !walk.file.relevance.touches(effect.callback.node)) return [normal(state)];
  switch (effect.when) {
    case 'later':
      return [normal(putOff({ is: 'later', callback: effect.callback.node }, node, state, walk))];
    case 'alternative':
      return [
        normal(
          putOff(
            { is: 'listener', callback: effect.callback.node, afterFailure: true },
            effect.callback.node,
            state,
            walk,
          ),
        ),
      ];
    case 'independent':
      runIndependently(effect.callback.node, node, state, walk);
      return [normal(state)];
  }
}
