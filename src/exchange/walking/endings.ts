import { unwrapped, type Node } from '../../syntax/ast.js';
import type { Effect, HandlerEnd } from '../effects.js';
import { alternativesOf, literal } from '../reading/values.js';
import { isAnswered } from '../state/draft.js';
import { recordUnreturned } from '../state/ledger.js';
import type { Completion, State } from '../state/state.js';
import type { MadeValue, Value } from '../value.js';
import { applied } from './answers.js';
import { givesPromise } from './reactions.js';
import { readArguments } from './arguments.js';
import { siteIn, type Walk } from './walk.js';
import { byStatus } from './writes.js';

/** What the framework makes of the end of a handler: it sends what was returned, or what was left on the response. */
export function closed(completion: Completion, walk: Walk): readonly Completion[] {
  if (completion.ends === 'break' || completion.ends === 'continue') return [completion];
  const { state } = completion;
  if (isAnswered(state.draft) && !isSentTwice(completion, walk)) return [completion];
  if (completion.ends === 'throw') return thrown(completion, walk);
  if (isHandedOn(state)) return [completion];
  noteLaidIn(completion, walk);
  const { node: handler } = walk.site;
  const value = (completion.ends === 'return' ? completion.value : null) ?? literal(undefined, siteIn(handler, walk));
  const node = value.site.origin;
  // What is returned under one outcome of a test goes out under it alone.
  return byStatus(value, node, state, walk).flatMap(({ status: returned, state: under }) =>
    alternativesOf(returned).flatMap(({ value: one }) =>
      ended(one, completion, under, walk).map((each) =>
        completion.ends === 'return' ? { ...completion, value: one, state: each } : { ...completion, state: each },
      ),
    ),
  );
}

/** Whether a call has answered, and the framework goes on to send what is returned. */
function isSentTwice({ ends, state }: Completion, { site }: Walk): boolean {
  return site.table.sentBy === 'both' && ends === 'return' && state.draft.progress === 'complete';
}

/** Whether somebody else is to answer, whatever the handler returns. */
function isHandedOn({ draft }: State): boolean {
  return draft.delegated !== null && draft.downstream === null;
}

function ended(value: Value, completion: Completion, state: State, walk: Walk): readonly State[] {
  const { table, dialect, node: handler, role, calledBy, end } = walk.site;
  const { status, prepared, progress } = state.draft;
  const returned = returnedIn(completion);
  const how: HandlerEnd = {
    value,
    isAsync: handler.async,
    isPromise: handler.async || (returned !== null && givesPromise(returned, state, walk)),
    role,
    calledBy,
    mayBeAnswered: progress !== 'fresh' || state.mayAnswer || state.pending.length > 0,
    cameBack: state.draft.downstream !== null,
    hasStatus: status.origin !== 'default',
    hasContent: prepared !== null && prepared.by === 'handler',
    dialect,
  };
  const nodeOf = (effect: Effect): Node => (end ? end.call : placeOf(effect, value, completion, state));
  const effects = end ? end.effects(readArguments(end.call, state, walk), how) : table.ends(how);
  return effects.reduce<readonly State[]>(
    (states, effect) => states.flatMap((each) => applied(effect, nodeOf(effect), each, walk)),
    [state],
  );
}

/** The node that sends: what is returned, where that is the content, or what put the content, or the status, on the response. */
function placeOf(effect: Effect, value: Value, completion: Completion, { draft: { prepared, status } }: State): Node {
  const isContent = effect.does === 'content' || (effect.does === 'send' && effect.content.is === 'value');
  if (isContent) return returnedIn(completion) ?? value.site.origin;
  return (prepared?.by === 'handler' ? prepared.node : null) ?? status.record?.setter ?? value.site.origin;
}

/** The expression that a handler returns. */
function returnedIn(completion: Completion): Node | null {
  if (completion.ends !== 'return') return null;
  return completion.node.type === 'ReturnStatement' ? completion.node.argument : completion.node;
}

/** A response with a status that is laid into data does not go out, where the framework gets the data. */
function noteLaidIn(completion: Completion, walk: Walk): void {
  const returned = returnedIn(completion);
  const { calledBy, table } = walk.site;
  if (!returned || calledBy !== 'framework' || table.objects) return;
  for (const [made, { status }] of completion.state.made)
    if (status.record && isPartOf(made, unwrapped(returned))) recordUnreturned(walk.file.ledger, siteIn(made, walk));
}

function isPartOf(part: Node, data: Node): boolean {
  let at: Node | undefined = part;
  while (at && at !== data && IN_DATA.has(at.parent?.type ?? '')) at = at.parent;
  return at === data && (data.type === 'ObjectExpression' || data.type === 'ArrayExpression');
}

const IN_DATA: ReadonlySet<string> = new Set([
  'Property',
  'ObjectExpression',
  'ArrayExpression',
  'SpreadElement',
  'ConditionalExpression',
  'LogicalExpression',
]);

type Thrown = Extract<Completion, { ends: 'throw' }>;

/** A thrown response goes out where it was made to be thrown, or the framework sends every thrown response. */
function thrown(completion: Thrown, walk: Walk): readonly Completion[] {
  const { value, state, node } = completion;
  if (value.is !== 'made') return [completion];
  if (value.carrier === 'response' && walk.site.table.thrownResponse === 'error') return [completion];
  return out(value, state, walk).map((each) => ({ ends: 'return', state: each, value, node }));
}

/** A completion whose value is a made response, with that sent: what a callback makes is what somebody returns. */
export function goneOut(completion: Completion, walk: Walk): readonly Completion[] {
  if (completion.ends !== 'normal' && completion.ends !== 'return') return [completion];
  const { value, state } = completion;
  if (value?.is !== 'made' || isAnswered(state.draft)) return [completion];
  return out(value, state, walk).map((each) => ({ ...completion, state: each }));
}

function out(made: MadeValue, state: State, walk: Walk): readonly State[] {
  return applied({ does: 'answer', made, keeps: 'fields' }, made.made, state, walk);
}
