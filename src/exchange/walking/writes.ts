import { unwrapped, type Node } from '../../syntax/ast.js';
import type { StatusSink } from '../dialect.js';
import { contentOf } from '../state/content.js';
import { isAnswered, isBodyless, withoutContent, type Draft, type StatusDraft } from '../state/draft.js';
import type { Effect } from '../effects.js';
import { assume } from '../reading/assume.js';
import { addFate, recordMisplaced, recordWrite, type StatusRecord } from '../state/ledger.js';
import type { Edit, Fate } from '../model.js';
import { knownOutcome } from '../reading/outcomes.js';
import type { State } from '../state/state.js';
import type { Value } from '../value.js';
import { alternativesOf, choice, literal, narrowed, openValue, primitivesOf } from '../reading/values.js';
import { withField } from '../state/fields.js';
import { siteIn, textOf, type Walk } from './walk.js';

/** The status under each outcome of the tests it depends on; what depends on nothing known stays together. */
export function byStatus(
  status: Value,
  node: Node,
  state: State,
  walk: Walk,
): readonly { readonly status: Value; readonly state: State }[] {
  const left = narrowed(status, (condition) => {
    const known = knownOutcome(condition.test, state, walk) ?? outcomeNearby(condition.test, node, state, walk);
    return known === null ? null : known === condition.outcome;
  });
  if (left.is !== 'choice') return [{ status: left, state }];
  const free = left.of.filter(({ when }) => when === null);
  const together = free.length > 0 ? [{ status: choice(free, left.site), state }] : [];
  const apart = left.of.flatMap(({ value, when }) =>
    when ? assume(when, state, walk).map((under) => ({ status: value, state: under })) : [],
  );
  return [...together, ...apart];
}

/** How a test came out that is spelled the same in the same answer: `status(ok() ? 200 : 400).json(ok() ? … : …)` means one outcome. */
function outcomeNearby(test: Node, node: Node, { conditions }: State, walk: Walk): boolean | null {
  const text = textOf(walk, test);
  const isNearby = (each: Node): boolean => each.range[0] >= node.range[0] && each.range[1] <= node.range[1];
  return conditions.findLast((each) => isNearby(each.test) && textOf(walk, each.test) === text)?.outcome ?? null;
}

export function withStatus(state: State, status: Value, by: StatusSink, node: Node, walk: Walk): State {
  const { draft } = state;
  const record = recordOf(status, by, node, walk);
  if (isAnswered(draft)) {
    const after = draft.sent?.send.origin ?? node;
    addFate(record, { is: 'late', after, edit: draft.sent?.editStatus ?? (() => null) });
    return state;
  }
  // An error that was handed on is answered by the error handler, and nothing says when.
  if (draft.delegated === 'error') {
    addFate(record, { is: 'open' });
    return state;
  }
  const next: StatusDraft = { values: primitivesOf(status), record, origin: 'written' };
  overwritten(draft, next, node, 'status', () => null);
  return { ...state, draft: withOtherStatus(draft, next, node, walk) };
}

/** The draft with another status, and with what its framework takes away where that has no content. */
function withOtherStatus(draft: Draft, status: StatusDraft, node: Node, walk: Walk): Draft {
  const { takesAway } = walk.site.dialect;
  const { prepared } = draft;
  const next = { ...draft, status, prepared: prepared?.isTaken ? withoutContent(prepared) : prepared };
  if (!takesAway || !next.prepared || !isBodyless(next) || contentOf(next.prepared.content).is !== 'some') return next;
  const site = siteIn(node, walk);
  const taken: Draft = { ...next, prepared: { ...next.prepared, isTaken: true } };
  return takesAway.reduce((each, name) => withField(each, literal(name, site), openValue(site), 'remove'), taken);
}

export function recordOf(status: Value, by: StatusSink, node: Node, walk: Walk): StatusRecord {
  const site = status.site;
  return recordWrite(walk.file.ledger, {
    setter: node,
    site,
    node: site.origin,
    values: primitivesOf(status),
    by,
    remove: removalOf(node, by, walk),
  });
}

/** The write taken out of the source: the receiver for a call in a chain, nothing for a whole statement. */
function removalOf(node: Node, by: StatusSink, walk: Walk): Edit | null {
  if (by !== 'method' && by !== 'property') return null;
  const { parent } = node;
  const callee = node.type === 'CallExpression' ? unwrapped(node.callee) : null;
  // A receiver that is a call does something itself, and stays.
  const isAlone = callee?.type !== 'MemberExpression' || unwrapped(callee.object).type !== 'CallExpression';
  if (parent?.type === 'ExpressionStatement') return isAlone ? { node: parent, text: '' } : removedCall(node, walk);
  return parent?.type === 'MemberExpression' ? removedCall(node, walk) : null;
}

function removedCall(node: Node, walk: Walk): Edit | null {
  const callee = node.type === 'CallExpression' ? unwrapped(node.callee) : null;
  return callee?.type === 'MemberExpression' ? { node, text: textOf(walk, callee.object) } : null;
}

export function overwritten(
  draft: Draft,
  next: StatusDraft,
  by: Node,
  how: Extract<Fate, { is: 'overwritten' }>['how'],
  edit: (status: number) => Edit | null,
): void {
  // What it began with is the handler's own, and lost only where what was made goes out.
  if (draft.beside !== null && draft.beside === draft.status.record) return;
  addFate(draft.status.record, { is: 'overwritten', by, how, to: next.values, edit });
}

export function misplaced(effect: Effect & { does: 'misplace' }, node: Node, walk: Walk): void {
  for (const { value } of alternativesOf(effect.status)) {
    if (value.is !== 'literal' || typeof value.value !== 'number') continue;
    recordMisplaced(walk.file.ledger, {
      site: value.site,
      node: value.site.origin,
      value: value.value,
      call: node,
      why: effect.why,
      outcome: effect.outcome,
      edit: effect.edit,
    });
  }
}
