import type { Primitive } from '../syntax/ast.js';
import type { StatusCarrier } from './value.js';

/**
 * The ways a status reaches a response: a setter, a property, `writeHead`, a helper that sends it (`sendStatus`,
 * `redirect`), the options of a response (`new Response(body, { status })`), a decorator, a thrown error.
 */
export type StatusSink = 'method' | 'property' | 'head' | 'helper' | 'init' | 'decorator' | 'error';

/**
 * What the framework makes of a status value.
 * `sent`: that code goes out; `coerced`: the value is turned into that code, silently; `replaced`: it is ignored and
 * that code goes out; `throws`: an error, and what the client sees of it.
 */
export type Taken =
  | { readonly is: 'sent'; readonly code: number }
  | { readonly is: 'coerced'; readonly code: number }
  | { readonly is: 'replaced'; readonly code: number }
  | { readonly is: 'throws'; readonly error: string; readonly client: 'error-500' | 'hangs' | 'crash' };

/** What becomes of content that is given to a status that has none: left out, sent all the same, or an error. */
export type ForbiddenContent = 'dropped' | 'sent' | 'throws';

/** What happens to a second answer, or to a status that comes after the answer; `resets`: so does the stream, if it still carries the first. */
export type Late = 'ignored' | 'throws' | 'crashes' | 'resets';

/** The facts in which frameworks differ, as measured on the framework itself. */
export interface Dialect {
  /** The framework's name as its users write it, such as `Express`. */
  readonly framework: string;
  /** The framework with its major version where that matters, such as `Express 5`. */
  readonly name: string;
  readonly major: number | null;
  /** Whether the major version is certain: named by a setting or read from the installed package. */
  readonly certain: boolean;
  /** The status of a response that nobody gave one. */
  readonly defaultStatus: number;
  /** The status of a response that code makes and gives none, where that is another. */
  readonly madeStatus?: number;
  /** What a client gets when a handler ends without an answer: nothing at all, that status, or one of those. */
  readonly unsent: 'hangs' | number | readonly number[];
  /** Whether the framework goes on to the next handler, or answers, as soon as one has ended without an answer: what comes later is too late. */
  readonly goesOn?: boolean;
  /** What becomes of an error that is thrown out of a handler, by whether that is `async`: error handling gets it, or nobody does. */
  readonly thrown: { readonly sync: 'handled' | 'lost'; readonly async: 'handled' | 'lost' };
  /** Where the framework looks for the status of a thrown error, and what goes out when it finds none. */
  readonly errorStatus: {
    readonly from: readonly StatusCarrier[];
    /** What it passes over to look in the next place: a value that it cannot send, or only one that counts as false. */
    readonly passesOver?: 'falsy' | 'invalid';
    /** Whether an error without a status goes out with the one that was set before, if that is a number from 400 to 599. */
    readonly keepsNumber?: true;
    readonly otherwise: number;
  };
  /** The status of a redirect that brings none, and which statuses that were set before are kept: all of them, perhaps even where it brings one. */
  readonly redirect: { readonly status: number; readonly keepsStatus: 'never' | 'redirects' | 'always' | 'over-own' };
  /** What the framework makes of the value when it is given to that sink. */
  takes(value: Primitive, sink: StatusSink): Taken;
  /**
   * The codes that the framework compares a status with, as numbers: a text of such a code goes out, but not with all that
   * belongs to the code. Those without content where nothing is said here.
   */
  readonly comparesWith?: readonly number[];
  /** What becomes of content on a 204, 205 or 304; `call` is the name of the sending call, such as `json` or `end`. */
  contentOn(status: 204 | 205 | 304, call: string): ForbiddenContent;
  /** Whether a response without content gets the phrase of its status as text; `call` as above. */
  sendsPhrase?(call: string): boolean;
  /** The fields that go for good, with the content, when a response is given a status that has none; nothing here where all stays. */
  readonly takesAway?: readonly string[];
  /** Whether nothing as content, which implies a status, is the text `null` where the fields say that content is JSON. */
  readonly writesNull?: boolean;
  /** What a second send does; `call` is its name. Not said where only what a handler returns is sent: a second is left aside. */
  secondSend?(call: string): Late;
}
