import type { Handler, Repeat } from '../exchange/model.js';
import { ancestorsOf, isElsewhere, isFunction, unwrapped, type Node } from '../syntax/ast.js';
import { calledName, frameOf, isApart, isLoop } from './place.js';

/**
 * How a second answer comes about. `branch`: the first stands in a branch of its own, and a `return` there would keep the
 * second from following it; `chain`: it is in an earlier callback of a chain of `then`; `row`: one follows the other; `turn`: the same call, with the next turn of a loop; `run`: the
 * same call, with the next run of a callback, which a `return` ends alone; `inside`: one call leads to both.
 */
type Way = 'branch' | 'chain' | 'row' | 'turn' | 'run' | 'inside';

/** A second answer, with the two nodes to speak of. */
export interface PlacedRepeat extends Repeat {
  readonly from: Node;
  readonly to: Node;
  readonly way: Way;
}

/** One defect, one report: of all that follows an answer, the first thing that answers again, else the `next()`. */
export function repeatsOf(handler: Handler): Iterable<PlacedRepeat> {
  const placed = handler.repeats.map((repeat) => placedIn(handler, repeat));
  const ordered = [
    ...placed.filter(({ secondIs }) => secondIs === 'delegate').toReversed(),
    ...placed.filter(({ secondIs }) => secondIs === 'send').toReversed(),
    // What follows an answer that is returned does so in another run.
    ...placed.filter(({ from, way }) => way === 'run' && isReturned(from)),
  ];
  // Later entries take the place of earlier ones, so the one to keep comes last.
  return new Map(ordered.map((repeat) => [repeat.from, repeat])).values();
}

/** Whether all answers of a handler come once more with each turn of a loop or each run of a callback, and so with none if there is none. */
export function answersOnlyInTurns({ paths, repeats }: Handler): boolean {
  const inTurns = new Set(
    repeats.filter(({ first, second }) => first.origin === second.origin).map(({ first }) => first.origin),
  );
  const answered = paths.filter(({ end }) => end === 'sent' || end === 'delegated');
  return inTurns.size > 0 && answered.every(({ exchange }) => exchange && inTurns.has(exchange.send.origin));
}

/** The two answers themselves where the function that holds them is to blame, else the calls that lead to them. */
function placedIn(handler: Handler, repeat: Repeat): PlacedRepeat {
  const { first, second } = repeat;
  const again = first.origin === second.origin ? againIn(first.origin, handler) : null;
  const isTogether = first.at === second.at && frameOf(first.origin) === frameOf(second.origin);
  const isThere = isTogether && !isElsewhere(first.origin) && (first.origin !== second.origin || again !== null);
  const [from, to] = isThere ? [first.origin, second.origin] : [first.at, second.at];
  if (from === to) return { ...repeat, from, to, way: again ?? 'inside' };
  return { ...repeat, from, to, way: wayBetween(from, to, repeat) };
}

function wayBetween(from: Node, to: Node, { firstIs }: Repeat): Way {
  // A `return` after a mere beginning would leave the client without the rest.
  if (firstIs !== 'begin' && isApart(from, to)) return 'branch';
  return firstIs === 'send' && isLaterInChain(from, to) ? 'chain' : 'row';
}

/** Whether both stand in callbacks of `then`, and the one for the second hangs on the one for the first. */
function isLaterInChain(first: Node, second: Node): boolean {
  const [before, after] = [frameOf(first)?.parent, frameOf(second)?.parent];
  if (!before || !after || calledName(before) !== 'then' || calledName(after) !== 'then') return false;
  for (let link = after; link.type === 'CallExpression' && link.callee.type === 'MemberExpression';) {
    link = unwrapped(link.callee.object);
    if (link === before) return true;
  }
  return false;
}

/** Whether the function that holds the node ends with it. */
function isReturned(node: Node): boolean {
  const end = [node, ...ancestorsOf(node)].find(
    ({ type, parent }) => type === 'ReturnStatement' || (parent && isFunction(parent)),
  );
  return end !== undefined && end.type !== 'BlockStatement';
}

/** What makes a call happen again in the function that it stands in: a loop round it, or that the function is a callback. */
function againIn(node: Node, handler: Handler): 'turn' | 'run' | null {
  const around = ancestorsOf(node).find((each) => isLoop(each) || isFunction(each));
  if (!around || around === handler.node) return null;
  if (isLoop(around)) return 'turn';
  const { parent } = around;
  return parent?.type === 'CallExpression' && parent.callee !== around ? 'run' : null;
}
