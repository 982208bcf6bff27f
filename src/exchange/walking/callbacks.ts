import type { FunctionNode, Node } from '../../syntax/ast.js';
import { withOpenFields } from '../state/fields.js';
import { canFollow, follow } from './functions.js';
import { goneOut } from './endings.js';
import { composed } from './later.js';
import type { Path } from '../model.js';
import { pathsOf } from './paths.js';
import { type State } from '../state/state.js';
import { ERROR_NAME } from './unseen.js';
import type { Value } from '../value.js';
import { errorValue, openValue } from '../reading/values.js';
import { currentFrame, siteIn, type Walk } from './walk.js';
import { isAnswered, OPEN_STATUS } from '../state/draft.js';

/** The arguments of a callback: nothing is known about them, but that the first of an error-first callback is an error, if there was one. */
export function callbackArguments(called: FunctionNode, walk: Walk): readonly Value[] {
  return called.params.map((each, index) => {
    const site = siteIn(each, walk);
    const isError = index === 0 && each.type === 'Identifier' && ERROR_NAME.test(each.name);
    return isError ? errorValue('parameter', site) : openValue(site);
  });
}

/** Walks a callback of which nobody knows when it runs: its paths stand beside those of the handler. */
export function runIndependently(called: FunctionNode, node: Node, state: State, walk: Walk): void {
  const { draft } = state;
  if (!canFollow(called, walk) || isAnswered(draft)) return;
  // What the code after the call does to the response may be done by then.
  const unsure: State['draft'] = {
    ...draft,
    progress: 'perhaps',
    status: OPEN_STATUS,
  };
  const start: State = { ...state, pending: [], draft: isFollowed(node, walk) ? withOpenFields(unsure) : draft };
  const completions = follow(called, callbackArguments(called, walk), start, walk, node);
  const paths = pathsOf(
    completions.flatMap((each) => composed(each, walk)).flatMap((each) => goneOut(each, walk)),
    node,
    walk,
  );
  // That this callback does not answer says nothing: another may.
  walk.independent.push(
    ...paths.map((path): Path => (path.end === 'unsent' ? { ...path, end: 'open', unsentStatus: null } : path)),
  );
}

/** Whether code that can touch the response stands behind the node, in the function around it. */
function isFollowed(node: Node, walk: Walk): boolean {
  const frame = currentFrame(walk)?.node;
  let below: Node = node;
  for (let at: Node | undefined = node.parent; at && below !== frame; below = at, at = at.parent) {
    const end = below.range[1];
    const siblings: readonly Node[] = at.type === 'BlockStatement' ? at.body : [];
    if (siblings.some((each) => each.range[0] >= end && walk.file.relevance.matters(each))) return true;
  }
  return false;
}
