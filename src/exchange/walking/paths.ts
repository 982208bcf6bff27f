import type { Node } from '../../syntax/ast.js';
import { errorExchange } from './delegating.js';
import { addFate } from '../state/ledger.js';
import type { Fate, Path, PathEnd } from '../model.js';
import { keyOfDraft } from '../state/draft.js';
import type { Completion, State } from '../state/state.js';
import type { Value } from '../value.js';
import type { Walk } from './walk.js';
import { isAnswered } from '../state/draft.js';

/** The paths that a handler's completions stand for; those that a client and a reader cannot tell apart are one. */
export function pathsOf(completions: readonly Completion[], end: Node, walk: Walk): readonly Path[] {
  const ways = completions.flatMap((completion) => {
    const path = pathOf(completion, end, walk);
    return path ? [{ path, completion }] : [];
  });
  const isTalk = isTalkWithCaller(ways, walk);
  const paths = new Map<string, Path>();
  for (const { path, completion } of ways) {
    const { draft } = completion.state;
    const known = isTalk ? unsure(path) : path;
    if (!isAnswered(draft)) addFate(draft.status.record, { is: FATES[known.end] });
    const key = `${keyOfDraft(draft)}|${path.last.range.join('-')}|${path.end}|${path.conditions.map((one) => `${one.test.range[0]}${one.outcome ? '+' : '-'}`).join()}|${path.methods ? [...path.methods].join() : ''}`;
    if (!paths.has(key)) paths.set(key, known);
  }
  return [...paths.values()].map((path, _index, every) => (isGuard(path, every) ? unsure(path) : path));
}

/** What a status that nothing has sent comes to at the end of a path. */
const FATES: Readonly<Record<PathEnd, Fate['is'] & ('unsent' | 'delegated' | 'open')>> = {
  unsent: 'unsent',
  delegated: 'delegated',
  thrown: 'delegated',
  sent: 'open',
  escaped: 'open',
  open: 'open',
};

/** A path, and the completion that it stands for. */
interface Way {
  readonly path: Path;
  readonly completion: Completion;
}

/** Whether what ends without an answer leaves the rest to a caller: where somebody may call it, a value is returned to him, or it never answers. */
function isTalkWithCaller(ways: readonly Way[], { site: { calledBy } }: Walk): boolean {
  if (calledBy !== 'anyone') return calledBy === 'code';
  return (
    ways.every(({ path }) => path.end === 'unsent') ||
    ways.some(
      ({ completion: each }) => each.ends === 'return' && returnsValue(each.value) && !isAnswered(each.state.draft),
    )
  );
}

/** The path of which nothing is said when it ends without an answer. */
function unsure(path: Path): Path {
  return path.end === 'unsent' ? { ...path, end: 'open', unsentStatus: null } : path;
}

/** Whether a `return` also ends paths that have been answered: then it asks for that, in words that cannot be read. */
function isGuard({ end, last }: Path, paths: readonly Path[]): boolean {
  if (end !== 'unsent' || last.type !== 'ReturnStatement') return false;
  return paths.some((each) => each.last === last && each.end === 'sent' && !isInside(each.exchange, last));
}

function isInside(exchange: Path['exchange'], last: Node): boolean {
  const send = exchange?.send.origin.range;
  return send !== undefined && send[0] >= last.range[0] && send[1] <= last.range[1];
}

function returnsValue(value: Value | null): boolean {
  return value !== null && !(value.is === 'literal' && value.value === undefined) && value.is !== 'response';
}

function pathOf(completion: Completion, end: Node, walk: Walk): Path | null {
  const { state } = completion;
  switch (completion.ends) {
    case 'break':
    case 'continue':
      return null;
    case 'throw':
      return thrown(completion.value, completion.node, state, walk);
    case 'return':
      return ended(endOf(state, completion.value, completion.node, walk), completion.node, state);
    case 'normal':
      return ended(endOf(state, null, null, walk), end, state);
  }
}

function ended(how: PathEnd, last: Node, state: State): Path {
  const { status, sent } = state.draft;
  return {
    conditions: state.conditions,
    end: how,
    exchange: sent,
    methods: state.methods,
    unsentStatus: how === 'unsent' && status.origin !== 'default' ? status.values : null,
    last,
  };
}

function reachesHandling({ site }: Walk): boolean {
  return site.dialect.thrown[site.node.async ? 'async' : 'sync'] === 'handled';
}

function thrown(error: Value, last: Node, state: State, walk: Walk): Path {
  const { draft } = state;
  return {
    conditions: state.conditions,
    end: draft.progress === 'complete' ? 'sent' : 'thrown',
    exchange: isAnswered(state.draft)
      ? draft.sent
      : reachesHandling(walk)
        ? errorExchange(error, last, draft, walk)
        : null,
    methods: state.methods,
    unsentStatus: null,
    last,
  };
}

function endOf(state: State, value: Value | null, node: Node | null, walk: Walk): PathEnd {
  const { progress, delegated } = state.draft;
  if (progress === 'complete') return 'sent';
  if (delegated) return 'delegated';
  if (progress === 'perhaps') return state.draft.sent ? 'sent' : 'escaped';
  if (progress === 'begun' || state.mayAnswer || state.pending.length > 0) return 'open';
  return mayReturnAnswer(value, node, walk) ? 'open' : 'unsent';
}

/** Whether what a handler returns may be a promise, or the result of a call, that answers in a way that cannot be seen. */
function mayReturnAnswer(value: Value | null, node: Node | null, walk: Walk): boolean {
  if (!node || value?.is !== 'open') return false;
  const returned = node.type === 'ReturnStatement' ? node.argument : node;
  const text = returned ? walk.file.sourceCode.getText(returned) : '';
  return /[(`]|\bawait\b/.test(text) && !/^(?:void |console\.|log(?:ger)?\.)/.test(text);
}
