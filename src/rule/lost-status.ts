import type {
  Edit,
  Exchange,
  Fate,
  Handler,
  MisplacedStatus,
  Status,
  StatusWrite,
  Written,
} from '../exchange/model.js';
import type { Node, Primitive, SourceCode } from '../syntax/ast.js';
import { encloses, hasUnsafeArguments } from './fixes.js';
import { frameOf } from './place.js';
import { anyOf, isFinal, isSettled, pathsSentBy } from './reading.js';

/** How a status is lost that is written and never goes out. */
export interface Loss {
  readonly write: StatusWrite;
  /** `noRedirect`: by a redirect helper, to which the status could not be given. */
  readonly how: 'redirect' | 'noRedirect' | 'helper' | 'status' | 'content' | 'late';
  /** Where to report it. */
  readonly place: Node;
  /** The codes that are lost; none where the status cannot be read. */
  readonly codes: readonly Written<Primitive>[];
  /** The call that sends another status, that sets it, or that had already answered. */
  readonly by: Node;
  /** The codes that go out instead, in words; empty where they are not known. */
  readonly sent: string;
  /** What sends the lost code after all, besides taking out the place where it is written; null where that cannot be done. */
  readonly keep: Edit | null;
}

/** A status that is given to a call where the framework does not read it, or only for now. */
export interface Misplacement extends MisplacedStatus {
  /** The codes that go out with the call, in words; empty where they are not known. */
  readonly sent: string;
}

type LostFate = Extract<Fate, { readonly is: 'overwritten' | 'late' }>;

/** The status writes of a handler by the call or the assignment that writes; a conditional status is written twice there. */
type BySetter = ReadonlyMap<Node, readonly StatusWrite[]>;

const known = new WeakMap<Handler, readonly Loss[]>();

/** The statuses that are written in a handler and lost on every path that holds them. */
export function lossesIn(handler: Handler): readonly Loss[] {
  const losses = known.get(handler);
  if (losses) return losses;
  const bySetter = new Map<Node, StatusWrite[]>();
  for (const write of handler.statusWrites) {
    bySetter.set(write.setter, [...(bySetter.get(write.setter) ?? []), write]);
  }
  const found = handler.statusWrites.flatMap((write) => lossOf(write, handler, bySetter) ?? []);
  known.set(handler, found);
  return found;
}

/** The statuses that are given to a call in the wrong place. */
export function misplacementsIn(handler: Handler): readonly Misplacement[] {
  return handler.misplaced.flatMap((misplaced) => {
    const statuses = statusesAfter(misplaced, handler);
    const codes = statuses.flatMap((status) => status.codes);
    const isSentAnyway = misplaced.outcome === 'lost' && codes.some(({ value }) => value === misplaced.value);
    // What no final response can carry is a fault of its own.
    const isImpossible = statuses.some(({ invalid, informational }) => invalid.length + informational.length > 0);
    if (isSentAnyway || isImpossible) return [];
    // Beside a property that nobody reads, the default goes out.
    return [{ ...misplaced, sent: misplaced.why === 'unread-assignment' ? '' : anyOf(codes) }];
  });
}

/** The statuses that go out where that one should have; a property that nobody reads leaves the default, or another that is set. */
function statusesAfter({ call, why }: MisplacedStatus, handler: Handler): readonly Status[] {
  const paths = why === 'unread-assignment' ? handler.paths : pathsSentBy(call, handler);
  return paths.flatMap(({ exchange }) => exchange?.status ?? []);
}

/** Whether the right spelling sends the same, in every major of the framework that this may be, or the call always threw. */
export function keepsTheWire(
  { why, outcome, call }: Misplacement,
  { dialect }: Handler,
  sourceCode: SourceCode,
): boolean {
  if (outcome === 'lost') return false;
  // The majors that do not honour these arguments throw.
  if (why !== 'legacy-argument') return true;
  // A status alone brings its phrase along, whose type depends on what was set before.
  if (!dialect.certain || call.type !== 'CallExpression' || call.arguments.length !== 2) return false;
  // The error page for what its arguments throw goes out with a status that was set before.
  return !hasUnsafeArguments(call, sourceCode);
}

/**
 * Whether a status was written that should have gone out with this exchange, and was lost. To mend that may change the
 * status of the exchange, so until then there is no point in judging it.
 */
export function hasLostStatus({ send, status }: Exchange, handler: Handler): boolean {
  const setters = handler.statusWrites
    .filter(({ site }) => status.codes.some((code) => code.site.origin === site.origin))
    .map(({ setter }) => setter);
  return (
    lossesIn(handler).some(({ by }) => by === send.origin || setters.includes(by)) ||
    misplacementsIn(handler).some(
      ({ call, why, outcome }) =>
        outcome === 'lost' && (call === send.origin || (why === 'unread-assignment' && status.origin === 'default')),
    )
  );
}

/** How a written status is lost on every path that holds it; null where it goes out, may go out, or would change nothing. */
function lossOf(write: StatusWrite, handler: Handler, bySetter: BySetter): Loss | null {
  const fates = write.fates.filter((fate) => fate.is === 'overwritten' || fate.is === 'late');
  if (write.by === 'error' || fates.length < write.fates.length) return null;
  // What no final response can carry is a fault of its own, and so is a second answer.
  const codes = write.values.known.filter(isFinal);
  if (codes.length < write.values.known.length || fates.some((fate) => isAnsweredTwice(fate, handler))) return null;
  const losses = fates.map((fate) =>
    fate.is === 'late' ? late(fate, write, codes, handler) : overwritten(fate, write, codes, bySetter),
  );
  const loss = losses.find((one) => one !== null);
  if (!loss) return null;
  const isLone = bySetter.get(write.setter)?.every(({ site }) => site.origin === write.site.origin);
  const isOneThing = isLone && codes.length === 1 && !write.values.open && losses.every((one) => one?.by === loss.by);
  return isOneThing ? loss : { ...loss, keep: null };
}

function overwritten(
  fate: Extract<LostFate, { is: 'overwritten' }>,
  write: StatusWrite,
  codes: Loss['codes'],
  bySetter: BySetter,
): Loss | null {
  // What takes the place of the status may be the same status, or none that can go out.
  if (fate.to.open || !fate.to.known.every(isFinal)) return null;
  // Where nothing is sent after all, that is the fault.
  const next = bySetter.get(fate.by)?.flatMap(({ fates }) => fates) ?? [];
  if (next.some(({ is }) => is === 'unsent') && !next.some(({ is }) => is === 'sent')) return null;
  const lost = without(codes, fate.to.known);
  return lost.length === 0 ? null : loss(fate, write, fate.how, fate.by, lost, fate.to.known);
}

function late(
  fate: Extract<LostFate, { is: 'late' }>,
  write: StatusWrite,
  codes: Loss['codes'],
  handler: Handler,
): Loss | null {
  const statuses = pathsSentBy(fate.after, handler).flatMap(({ exchange }) => exchange?.status ?? []);
  const sent = statuses.every(isSettled) ? statuses.flatMap((status) => status.codes) : [];
  const lost = without(codes, sent);
  return codes.length > 0 && lost.length === 0 ? null : loss(fate, write, 'late', fate.after, lost, sent);
}

function loss(
  { edit }: LostFate,
  write: StatusWrite,
  how: Exclude<Loss['how'], 'noRedirect'>,
  by: Node,
  codes: Loss['codes'],
  sent: readonly Written<Primitive>[],
): Loss {
  const [first] = codes;
  const canRedirect = codes.every(({ value }) => Number(value) >= 300 && Number(value) <= 399);
  const shared = { write, place: placeOf(write, by), codes, by, sent: anyOf(sent) };
  if (how === 'redirect' && !canRedirect) return { ...shared, how: 'noRedirect', keep: null };
  return { ...shared, how, keep: typeof first?.value === 'number' ? edit(first.value) : null };
}

/**
 * The lost status itself, or the call that sets it where the value is kept in a variable, for which others may have a use.
 * In a function that several places share, it is to blame only where that function also holds what takes its place.
 */
function placeOf({ setter, site }: StatusWrite, by: Node): Node {
  const frame = frameOf(setter);
  if (frame !== frameOf(site.origin) || frame !== frameOf(by)) return site.at;
  return encloses(setter, site.origin) ? site.origin : setter;
}

function without(codes: Loss['codes'], sent: readonly Written<Primitive>[]): Loss['codes'] {
  return codes.filter(({ value }) => !sent.some((one) => one.value === value));
}

function isAnsweredTwice(fate: LostFate, { repeats }: Handler): boolean {
  return fate.is === 'late' && repeats.some(({ first, second }) => [first.origin, second.origin].includes(fate.after));
}
