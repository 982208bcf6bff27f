import type { Call } from '../../syntax/ast.js';
import type { Arguments } from '../effects.js';
import { read } from '../reading/reading.js';
import { literal, openValue } from '../reading/values.js';
import type { State } from '../state/state.js';
import type { Value } from '../value.js';
import { siteIn, textOf, type Walk } from './walk.js';

/** The arguments of a call as adapters read them. */
export function argumentsOf(node: Call, args: readonly Value[], walk: Walk): Arguments {
  const spread = node.arguments.some((each) => each.type === 'SpreadElement');
  const site = siteIn(node, walk);
  return {
    node,
    site,
    dialect: walk.site.dialect,
    count: args.length,
    spread,
    at: (index) => args[index] ?? (spread ? openValue(site) : literal(undefined, site)),
    textOf: (each) => textOf(walk, each),
  };
}

/** The arguments of a call that is not made on the path itself, such as a decorator's. */
export function readArguments(node: Call, state: State, walk: Walk): Arguments {
  return argumentsOf(
    node,
    node.arguments.map((each) => read(each, state, walk)),
    walk,
  );
}
