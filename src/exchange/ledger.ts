import type { Node, Primitive } from '../syntax/ast.js';
import type { StatusSink } from './dialect.js';
import type { Edit, Fate, MisplacedStatus, Repeat, Site, StatusWrite, Values } from './model.js';

/** A status write while its fates are still being collected. */
export interface StatusRecord extends StatusWrite {
  readonly id: number;
  readonly fates: Fate[];
}

/**
 * What happened to each status write and each answer, over all paths of all handlers of a file. It is kept beside the
 * paths because a write is lost only if *no* path sends it, and paths that join forget what their writes went through.
 */
export interface Ledger {
  readonly writes: Map<string, StatusRecord>;
  readonly repeats: Map<string, Repeat>;
  readonly misplaced: Map<string, MisplacedStatus>;
}

export function createLedger(): Ledger {
  return { writes: new Map(), repeats: new Map(), misplaced: new Map() };
}

/** The record of a status given at `setter`: one for each place that sets and each place the value comes from. */
export function recordWrite(
  ledger: Ledger,
  write: {
    readonly setter: Node;
    readonly site: Site;
    readonly node: Node;
    readonly values: Values<Primitive>;
    readonly by: StatusSink;
    readonly remove: Edit | null;
  },
): StatusRecord {
  const key = `${write.setter.range.join('-')}<${write.node.range.join('-')}<${write.values.known.map((each) => String(each.value)).join()}`;
  const known = ledger.writes.get(key);
  if (known) return known;
  const { setter, site, node, values, by, remove } = write;
  const record: StatusRecord = { id: ledger.writes.size, setter, site, node, values, by, remove, fates: [] };
  ledger.writes.set(key, record);
  return record;
}

/** Adds what became of the write on one path; the same fate counts once. */
export function addFate(record: StatusRecord | null, fate: Fate): void {
  if (!record || record.fates.some((known) => isSameFate(known, fate))) return;
  record.fates.push(fate);
}

function isSameFate(one: Fate, other: Fate): boolean {
  if (one.is === 'overwritten') return other.is === 'overwritten' && one.by === other.by;
  if (one.is === 'late') return other.is === 'late' && one.after === other.after;
  return one.is === other.is;
}

export function recordRepeat(ledger: Ledger, repeat: Repeat): void {
  const key = `${repeat.first.origin.range.join('-')}>${repeat.second.origin.range.join('-')}`;
  if (!ledger.repeats.has(key)) ledger.repeats.set(key, repeat);
}

export function recordMisplaced(ledger: Ledger, misplaced: MisplacedStatus): void {
  ledger.misplaced.set(misplaced.node.range.join('-'), misplaced);
}
