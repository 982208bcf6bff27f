import type { Node, Primitive } from '../../syntax/ast.js';
import type { StatusSink } from '../dialect.js';
import type {
  Edit,
  Fate,
  MisplacedStatus,
  RefusedTarget,
  Repeat,
  Site,
  StatusWrite,
  Unreturned,
  Values,
} from '../model.js';

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
  readonly writes: Register<StatusRecord>;
  readonly repeats: Register<Repeat>;
  readonly misplaced: Register<MisplacedStatus>;
  readonly unreturned: Register<Unreturned>;
  readonly refused: Register<RefusedTarget>;
}

/** Entries in the order in which they were first made, each under a key of its own. */
interface Register<T> {
  readonly keys: Map<string, T>;
  readonly entries: T[];
}

export function createLedger(): Ledger {
  const empty = <T>(): Register<T> => ({ keys: new Map(), entries: [] });
  return { writes: empty(), repeats: empty(), misplaced: empty(), unreturned: empty(), refused: empty() };
}

function entered<T>({ keys, entries }: Register<T>, key: string, make: (id: number) => T): T {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const entry = make(entries.length);
  keys.set(key, entry);
  entries.push(entry);
  return entry;
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
  return entered(ledger.writes, key, (id) => ({ ...write, id, fates: [] }));
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
  const places = [repeat.first.at, repeat.first.origin, repeat.second.at, repeat.second.origin];
  entered(ledger.repeats, places.map(({ range }) => range.join('-')).join(), () => repeat);
}

export function recordMisplaced(ledger: Ledger, misplaced: MisplacedStatus): void {
  entered(ledger.misplaced, misplaced.node.range.join('-'), () => misplaced);
}

export function recordUnreturned(ledger: Ledger, site: Site): void {
  entered(ledger.unreturned, site.origin.range.join('-'), () => ({ site }));
}

export function recordRefused(ledger: Ledger, site: Site): void {
  entered(ledger.refused, site.origin.range.join('-'), () => ({ site }));
}
