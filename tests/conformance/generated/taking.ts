import type { ServerResponse } from 'node:http';
import type { HandedOn } from '../observation.js';

/** What a program did to its response, in order. Lines are those of the program. */
export type Event =
  | { readonly is: 'status'; readonly line: number; readonly code: number; readonly late: boolean }
  /** An error was handed on before any answer, perhaps with a status of its own. */
  | { readonly is: 'failed'; readonly own: { readonly line: number; readonly code: number } | null }
  /** The framework put a status in the place of the one before. */
  | { readonly is: 'replaced' }
  /** An answer was made that somebody has to return. What is set afterwards comes too late for it. */
  | { readonly is: 'made'; readonly answer: object }
  /** An answer, or the beginning of one; `code` where the call is given a status, `first` the line that answered before. */
  | {
      readonly is: 'send';
      readonly line: number;
      readonly code: number | null;
      readonly redirects: boolean;
      readonly first: number | null;
      /** The answer that was made before. */
      readonly answer?: object;
    }
  | { readonly is: 'next'; readonly line: number; readonly first: number | null };

/** One of several things that code outside the program can do. */
export interface Decision {
  readonly chosen: number;
  readonly of: number;
}

export interface Conditions {
  /** What comes after the answer is noted and left out, so that the program goes on as if nobody minded. */
  readonly lenient: boolean;
  /** What is put off comes as soon as the program waits for anything, and not when the framework has had time to answer. */
  readonly hurried: boolean;
  /** What the code outside decides; the first choice where this says nothing. */
  readonly decisions: readonly number[];
  /** The calls with these numbers throw instead of doing their work. */
  readonly throwsAt: readonly number[];
}

export const STRICT: Conditions = { lenient: false, hurried: false, decisions: [], throwsAt: [] };
export const LENIENT: Conditions = { ...STRICT, lenient: true };
export const HURRIED: Conditions = { ...LENIENT, hurried: true };

/** Thrown by code that the engine cannot see. */
export class Outside extends Error {}

/** The errors that programs make: each knows its line. */
export class Thrown extends Error {
  readonly line = lineOfProgram();
}

/** A number that an error carries: the line on which the program made it, or its status. */
function numberIn(error: unknown, key: 'line' | 'status'): number | null {
  const value: unknown = error instanceof Error ? Reflect.get(error, key) : null;
  return typeof value === 'number' ? value : null;
}

/** The name of the file that a program is. */
export const FILE = 'program.js';

/** The notes of one run. */
export class Taking {
  readonly response: ServerResponse;
  readonly conditions: Conditions;
  readonly events: Event[] = [];
  readonly uncaught: unknown[] = [];
  readonly decisions: Decision[] = [];
  /** The lines at which an answer was made that somebody has to return, and of those that went out. */
  readonly made = new Set<number>();
  readonly given = new Set<number>();
  handedOn: HandedOn | null = null;
  waiting = 0;
  calls = 0;
  isLate = false;
  isLateThrow = false;
  /** Whether an error that nobody catches has ended the process, and with it everything that was still to come. */
  isOver = false;
  isRefused = false;
  /** The line that answered first. */
  first: number | null = null;
  /** How deep in the framework's own code. */
  private depth = 0;

  constructor(response: ServerResponse, conditions: Conditions) {
    this.response = response;
    this.conditions = conditions;
  }

  /** What the code outside does: one of so many things. */
  decide(of: number): number {
    const chosen = this.conditions.decisions[this.decisions.length] ?? 0;
    this.decisions.push({ chosen, of });
    return chosen;
  }

  throwsOutside(): void {
    this.isLateThrow ||= this.hasBegun();
  }

  /** Counts a call that may throw, and throws where it shall. */
  called(): void {
    if (this.conditions.throwsAt.includes(this.calls++)) throw new Outside('outside');
  }

  handOn(to: 'next' | 'error', error: unknown): void {
    const [line, code] = [numberIn(error, 'line'), numberIn(error, 'status')];
    if (!this.handedOn && to === 'error' && !this.response.headersSent)
      this.events.push({ is: 'failed', own: line === null || code === null ? null : { line, code } });
    this.handedOn ??= { to, error, late: this.response.headersSent };
    // An error is answered by the framework, so that whatever the program sends from now on is a second answer.
    if (this.isAnsweredByFramework()) this.first ??= line;
  }

  isAnsweredByFramework(): boolean {
    return this.handedOn?.to === 'error' && !this.handedOn.late;
  }

  /** Whether it is too late to set anything, or to answer. */
  hasBegun(): boolean {
    return this.response.headersSent || this.isAnsweredByFramework();
  }

  /** The line of the program that is being run; 0 in what the framework does by itself, or when the program is done. */
  line(): number {
    return this.depth > 0 ? 0 : lineOfProgram();
  }

  /** Whether a call of the program has led into the framework's own code. */
  get isInside(): boolean {
    return this.depth > 0;
  }

  /** Runs the framework's own code. */
  inside<T>(run: () => T): T {
    this.depth++;
    try {
      return run();
    } catch (error) {
      this.isRefused ||= /invalid status code|RangeError/i.test(String(error));
      throw error;
    } finally {
      this.depth--;
    }
  }

  /** Notes a call of `next`; whether it is to be carried out. */
  next(): boolean {
    this.called();
    this.isLate ||= this.hasBegun();
    this.events.push({ is: 'next', line: lineOfProgram(), first: this.first });
    return !(this.conditions.lenient && this.first !== null);
  }

  status(code: number, line: number): void {
    this.events.push({ is: 'status', line, code, late: this.hasBegun() });
  }

  /** Notes that the framework answers with what the program left on the response. */
  ended(): void {
    if (!this.handedOn) this.events.push({ is: 'send', line: 0, code: null, redirects: false, first: null });
  }
}

/** The line of the program that is being run: of the innermost of its functions; 0 where none of them is being run. */
export function lineOfProgram(): number {
  // Kept as it is and put back as it was: it is not called.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    // A program calls the response itself, so its frame is among the innermost.
    Error.stackTraceLimit = 7;
    Error.prepareStackTrace = (_error, sites) =>
      sites.find((site) => site.getFileName() === FILE)?.getLineNumber() ?? 0;
    const at: { stack?: unknown } = {};
    Error.captureStackTrace(at);
    return Number(at.stack);
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}
