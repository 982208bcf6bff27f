import type { Condition, Handler, Path } from '../exchange/model.js';
import type { Node } from '../syntax/ast.js';
import { headOf, wholeTest } from './place.js';
import { answersOnlyInTurns } from './repeats.js';

/**
 * A path on which nobody answers, in a handler that answers on others. `leaves`: a `return` ends it; `swallowed`: an error was
 * caught; `branch`: the test with that outcome leads there; `past`: the test is one on the way, which alone does not; `ends`:
 * there is no test.
 */
export type Silence = { readonly node: Node } & (
  { readonly how: 'leaves' | 'swallowed' | 'past' | 'ends' } | { readonly how: 'branch'; readonly outcome: boolean }
);

/** The silent paths of a handler, one for each node that somebody would change. */
export function silencesIn(handler: Handler): readonly Silence[] {
  const answered = handler.paths.filter(({ end }) => end === 'sent' || end === 'delegated');
  // Where the one answer is to go decides what the other paths lack.
  if (answered.length === 0 || answersOnlyInTurns(handler)) return [];
  // A response that is made and not returned is what lacks there.
  if (handler.unreturned.length > 0) return [];
  const silences = handler.paths
    .filter((path) => isSilent(path, handler))
    .map((path) => silenceOf(path, answered, handler));
  return silences.filter(({ node }, at) => silences.findIndex((other) => other.node === node) === at);
}

/** Whether nobody answers on the path, not even whoever called the function for what it returns. */
function isSilent({ end, unsentStatus, last }: Path, { route, methods }: Handler): boolean {
  if (end !== 'unsent' || unsentStatus) return false;
  const givesBack = last.type === 'ReturnStatement' && last.argument !== null;
  return !givesBack || route !== null || methods !== null;
}

function silenceOf(path: Path, answered: readonly Path[], handler: Handler): Silence {
  if (path.last.type === 'ReturnStatement') return { node: path.last, how: 'leaves' };
  const fork = forkOf(path, answered);
  const condition = fork ?? testsOf(path).at(-1);
  if (!condition) return { node: headOf(handler), how: 'ends' };
  const { node, outcome } = wholeTest(condition);
  if (condition.kind === 'catch') return { node, how: 'swallowed' };
  return fork || outcome === null ? { node, how: 'past' } : { node, how: 'branch', outcome };
}

/** The tests on a path, without the loops round them. */
function testsOf({ conditions }: Path): readonly Condition[] {
  return conditions.filter(({ kind }) => kind !== 'loop');
}

/** The test at which a path that answers parts from this one, where this path keeps no test that would tell them apart. */
function forkOf(silent: Path, answered: readonly Path[]): Condition | undefined {
  const shared = testsOf(silent);
  return answered
    .map(testsOf)
    .filter((tests) =>
      shared.every(({ test, outcome }, at) => tests[at]?.test === test && tests[at].outcome === outcome),
    )
    .map((tests) => tests[shared.length])
    .find((next) => next !== undefined && next.kind !== 'catch');
}
