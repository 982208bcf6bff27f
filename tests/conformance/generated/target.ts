import type { ServerResponse } from 'node:http';
import type { Arbitrary } from 'fast-check';
import type { Framework } from '../framework.js';
import type { FieldWay, Send, Statement } from './grammar.js';
import type { Listener, Stage } from './stage.js';

/** A framework for which programs are made: all in which it differs from the others. One file each, in `targets/`. */
export interface Target {
  /** Its name in the tests, and in the list of regressions. */
  readonly name: string;
  readonly framework: Framework;
  /** Whether handlers are `async` where the list of regressions does not say so. */
  readonly usual: 'sync' | 'async';
  /** The method of its requests, where that is not GET. */
  readonly method?: 'POST';
  readonly kinds: Kinds;
  readonly spelling: Spelling;
  readonly runner: Runner;
  /** How many programs the tests make, and in how many of them the engine may leave something open. */
  readonly tested: { readonly programs: number; readonly open: number };
}

/** What programs are made of. */
export interface Kinds {
  /**
   * Who answers: calls, wherever they are made; the framework, with what the handler has left on its context (`end`); or the
   * framework, with what the handler returns.
   */
  readonly sentBy: 'calls' | 'end' | 'return';
  readonly send: Arbitrary<Send>;
  /** What programs never have: `async` handlers, or tests of what a function gives back. */
  readonly never?: readonly ('async' | 'guard')[];
  /** The answers that can be changed after they were made, where those are not all. */
  readonly changeable?: Arbitrary<Send>;
  /** The calls that are always given a status of their own. */
  readonly withStatus: readonly Send['call'][];
  /** The calls that are always returned: what comes of them where nobody waits for them is a matter of time. */
  readonly returned?: readonly Send['call'][];
  /** Where what the handler returns is sent: whether calls send as well. */
  readonly sendsCalls?: true;
  /** Whether what the handler returns is sent as well. */
  readonly sendsReturned?: true;
  /**
   * What the engine only reads functions beside the handler for, as they are not given anything to answer with: it does not
   * say under which tests they give which content, or which answer.
   */
  readonly readsHelpers?: 'for content' | 'for all';
  /** Statements that not every framework has. */
  readonly has: readonly Optional[];
  /** Statements that `async` handlers do not have. */
  readonly hasSync?: readonly Optional[];
}

export type Optional = Extract<Statement['is'], 'status' | 'field' | 'next' | 'later' | 'load' | 'forEach' | 'made'>;

/** An answer to be spelled. */
export interface Answer {
  readonly call: Send['call'];
  /** The source of its status; null where it has none of its own. */
  readonly code: string | null;
  /** A number that no other answer has. */
  readonly content: number;
}

/** How programs are spelled. */
export interface Spelling {
  /** The first lines, before and after the one that has what all programs share. */
  readonly requires: readonly string[];
  readonly app: readonly string[];
  /** The line that begins the handler, by which programs are told apart. */
  readonly head: (kind: '' | 'async ') => string;
  /** The lines that end it, and the program. */
  readonly close: readonly string[];
  /** What flags are read from. */
  readonly flags: string;
  /** What functions beside the handler are given to answer with; null where they need nothing. */
  readonly response: string | null;
  /** A test for whether there is an answer already. */
  readonly answered: string | null;
  /** The statuses that can be given to a call, where that is not any. */
  readonly codes?: Readonly<Partial<Record<Send['call'] | 'any', readonly number[]>>>;
  /** An answer: statements, and an expression last, which is what answers. */
  readonly send: (answer: Answer) => readonly string[];
  readonly status?: (code: string, by: 'method' | 'property') => string;
  readonly field?: (name: string, does: FieldWay) => string;
  /** An error that is thrown, one of several by a number; all are plain ones where this is left out. */
  readonly thrown?: (choice: number) => string;
  /** A line with a statement that is nothing but an answer, which nobody returns. */
  readonly answers?: RegExp;
  /** What is done to an answer that was made and is still to be returned. */
  readonly made?: { readonly change: (name: string, field: string) => string };
}

/** How programs are run. */
export interface Runner {
  /** The program in plain JavaScript, each line where it was; programs are in it already where this is left out. */
  readonly compiled?: (source: string) => string;
  /** Modules that programs are given in place of their own. */
  readonly modules?: (stage: Stage) => Readonly<Record<string, unknown>>;
  /** Globals that programs have beside Node's. */
  readonly globals?: (stage: Stage) => Readonly<Record<string, unknown>>;
  /** What answers requests with what the program exports. */
  readonly listener: (exported: unknown, stage: Stage, source: string) => Listener;
  /** What is done to each response, before it goes to the listener. */
  readonly instrument?: (response: ServerResponse, stage: Stage) => void;
  /** Turns of the event loop without anything under way after which nothing more comes. */
  readonly turns: number;
}
