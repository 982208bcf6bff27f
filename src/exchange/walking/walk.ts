import type { FunctionNode, Node, SourceCode, Variable } from '../../syntax/ast.js';
import { operandText } from '../../syntax/operand-text.js';
import type { Late } from '../dialect.js';
import type { Asked } from '../state/asked.js';
import { NESTING, READS, STEPS_PER_HANDLER, WAITING_READS } from '../bounds.js';
import type { HandlerSite } from '../effects.js';
import type { Ledger } from '../state/ledger.js';
import type { Path, Site } from '../model.js';
import type { Relevance } from './relevance.js';
import type { State } from '../state/state.js';

/** What users tell about their code beyond what can be read. */
export interface Hints {
  /** Spellings whose truth means "a developer's machine". */
  readonly developmentConditions: readonly string[];
  /** What helpers that cannot be seen do with a response. */
  readonly responders: Readonly<Record<string, Responder>>;
  /** Error classes and the statuses they carry. */
  readonly errors: Readonly<Record<string, ErrorStatus>>;
  /** Lower-case names of fields that are always sent. */
  readonly providedFields: ReadonlySet<string>;
}

export type StatusHint = { readonly code: number } | { readonly argument: number };
export interface Responder {
  readonly response: number | null;
  readonly status: StatusHint | null;
  readonly content: number | null;
}
export type ErrorStatus = StatusHint;

/** What is shared by the whole file while its handlers are walked. */
export interface FileWalk {
  readonly sourceCode: SourceCode;
  readonly relevance: Relevance;
  readonly ledger: Ledger;
  readonly hints: Hints;
  /** The tests of each function, as they are gathered. */
  readonly asked: Map<FunctionNode, Asked>;
  /** The functions that have been walked as a part of some handler. */
  readonly followed: Set<FunctionNode>;
  /** Steps taken in this file so far. */
  steps: number;
}

/** A function that is being walked, and how far the walk has come in it. */
export interface Frame {
  readonly node: FunctionNode;
  /** The call that led here; null for the handler itself. */
  readonly call: Node | null;
  position: number;
}

/** What a `try` block has seen: every state that something in it may have thrown in. */
export interface Recorder {
  readonly states: State[];
  /** Whether the response had gone out before the block began: whatever throws then does so after it. */
  readonly isAfterAnswer: boolean;
}

/** The walk of one handler. */
export interface Walk {
  readonly file: FileWalk;
  readonly site: HandlerSite;
  readonly frames: Frame[];
  readonly recorders: Recorder[];
  /** The functions that have been walked as a part of this handler. */
  readonly followed: Set<FunctionNode>;
  /** Paths of callbacks that run on their own, apart from the rest of the handler. */
  readonly independent: Path[];
  steps: number;
  nesting: number;
  /** What has been read for the value that was asked for: in all, and at the moment one for the sake of another. */
  readonly reads: { count: number; waiting: number };
  /** How many values are being narrowed by tests at the moment, each for the sake of the one before. */
  narrowing: number;
}

/** Thrown when a walk has taken too many steps: what it has found is thrown away, and the handler stays open. */
export class TooMuch extends Error {}

/** Counts one step of the walk. Throws `TooMuch` when there have been too many. */
export function step(walk: Walk): void {
  walk.file.steps++;
  if (++walk.steps > STEPS_PER_HANDLER || walk.nesting > NESTING) throw new TooMuch();
}

/** What is read from the source; null when too much would have to be. Takes no steps as long as that is little. */
export function readWithin<T>(walk: Walk, read: () => T): T | null {
  const { reads } = walk;
  if (reads.waiting === 0) reads.count = 0;
  if (reads.waiting >= WAITING_READS || reads.count >= READS) return null;
  reads.count++;
  reads.waiting++;
  try {
    return read();
  } finally {
    reads.waiting--;
    if (reads.waiting === 0 && reads.count >= READS) walk.steps += READS;
  }
}

/**
 * The site of a node in the code that is being walked. Code outside the handler is shared with others, so a report about
 * this handler goes to the call through which the handler came there.
 */
export function siteIn(node: Node, walk: Walk): Site {
  const { range } = walk.site.node;
  const outside = walk.frames.findIndex((frame) => frame.node.range[0] < range[0] || frame.node.range[1] > range[1]);
  if (outside < 0) return { at: node, origin: node, depth: 0 };
  return { at: walk.frames[outside]?.call ?? node, origin: node, depth: walk.frames.length - outside };
}

/** The function that is being walked. */
export function currentFrame(walk: Walk): Frame | undefined {
  return walk.frames.at(-1);
}

/** A text that stands for the variable in keys: its name, and where it is declared. */
export function idOf(variable: Variable): string {
  return `${variable.name}@${variable.defs[0]?.name.range[0] ?? ''}`;
}

/** The text of a node, as it can stand in another place of the file. */
export function textOf(walk: Walk, node: Node): string {
  return operandText(node, walk.file.sourceCode);
}

/** What a second send does; `call` is its name. */
export function secondSend(call: string, { site: { dialect } }: Walk): Late {
  return dialect.secondSend?.(call) ?? 'ignored';
}
