import type { Edit, Exchange, Fate, Handler, StatusWrite, Written } from '../exchange/model.js';
import type { Node, Primitive } from '../syntax/ast.js';
import { anyOf, isSettled, pathsSentBy } from './reading.js';

/** How a status is lost that is written and never goes out. */
export interface Loss {
  readonly how: 'redirect' | 'helper' | 'status' | 'late';
  /** The codes that are lost; none where the status cannot be read. */
  readonly codes: readonly Written<Primitive>[];
  /** The call that sends another status, that sets it, or that had already answered. */
  readonly by: Node;
  /** The codes that go out instead, in words; empty where they are not known. */
  readonly sent: string;
  /** What sends the lost code after all, besides taking out the place where it is written; null where that cannot be done. */
  readonly keep: Edit | null;
}

type LostFate = Extract<Fate, { readonly is: 'overwritten' | 'late' }>;

/** How a written status is lost on every path that holds it; null where it goes out, may go out, or would change nothing. */
export function lossOf(write: StatusWrite, handler: Handler): Loss | null {
  const fates = write.fates.filter((fate) => fate.is === 'overwritten' || fate.is === 'late');
  if (write.by === 'error' || fates.length < write.fates.length) return null;
  // What no final response can carry is a fault of its own, and so is a second answer.
  const codes = write.values.known.filter(({ value }) => isFinal(value));
  if (codes.length < write.values.known.length || fates.some((fate) => isAnsweredTwice(fate, handler))) return null;
  const losses = fates.map((fate) => (fate.is === 'late' ? late(fate, codes, handler) : overwritten(fate, codes)));
  const loss = losses.find((one) => one !== null);
  if (!loss) return null;
  const isLone = originsOf(handler).get(write.setter)?.size === 1;
  const isOneThing = isLone && codes.length === 1 && !write.values.open && losses.every((one) => one?.by === loss.by);
  return isOneThing ? loss : { ...loss, keep: null };
}

const origins = new WeakMap<Handler, ReadonlyMap<Node, ReadonlySet<Node>>>();

/** The places from which the status of each setter comes. */
function originsOf(handler: Handler): ReadonlyMap<Node, ReadonlySet<Node>> {
  const known = origins.get(handler);
  if (known) return known;
  const found = new Map<Node, Set<Node>>();
  for (const { setter, site } of handler.statusWrites) {
    found.set(setter, (found.get(setter) ?? new Set()).add(site.origin));
  }
  origins.set(handler, found);
  return found;
}

/** Whether an error status was written that should have gone out with this exchange, and was lost. */
export function missesErrorStatus({ send, status }: Exchange, handler: Handler): boolean {
  const setters = handler.statusWrites
    .filter(({ site }) => status.codes.some((code) => code.site.origin === site.origin))
    .map(({ setter }) => setter);
  const isLostHere = (loss: Loss | null) =>
    loss !== null &&
    [send.origin, ...setters].includes(loss.by) &&
    loss.codes.some(({ value }) => Number(value) >= 400);
  return (
    handler.misplaced.some(({ call, value }) => call === send.origin && value >= 400) ||
    handler.statusWrites.some((write) => isLostHere(lossOf(write, handler)))
  );
}

function overwritten(fate: Extract<LostFate, { is: 'overwritten' }>, codes: Loss['codes']): Loss | null {
  // What takes the place of the status may be the same status.
  if (fate.to.open) return null;
  const lost = without(codes, fate.to.known);
  return lost.length === 0 ? null : loss(fate, fate.how, fate.by, lost, fate.to.known);
}

function late(fate: Extract<LostFate, { is: 'late' }>, codes: Loss['codes'], handler: Handler): Loss | null {
  const statuses = pathsSentBy(fate.after, handler).flatMap(({ exchange }) => exchange?.status ?? []);
  const sent = statuses.every(isSettled) ? statuses.flatMap((status) => status.codes) : [];
  const lost = without(codes, sent);
  return codes.length > 0 && lost.length === 0 ? null : loss(fate, 'late', fate.after, lost, sent);
}

function loss(
  { edit }: LostFate,
  how: Loss['how'],
  by: Node,
  codes: Loss['codes'],
  sent: readonly Written<Primitive>[],
): Loss {
  const code = codes[0]?.value;
  return { how, by, codes, sent: anyOf(sent), keep: typeof code === 'number' ? edit(code) : null };
}

function without(codes: Loss['codes'], sent: readonly Written<Primitive>[]): Loss['codes'] {
  return codes.filter(({ value }) => !sent.some((one) => one.value === value));
}

function isFinal(value: Primitive): boolean {
  return typeof value === 'number' && value >= 200 && value <= 599;
}

function isAnsweredTwice(fate: LostFate, { repeats }: Handler): boolean {
  return fate.is === 'late' && repeats.some(({ first, second }) => [first.origin, second.origin].includes(fate.after));
}
