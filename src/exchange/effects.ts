import type { Call, FunctionNode, Node } from '../syntax/ast.js';
import type { Method } from '../http/methods.js';
import type { Dialect, Late, StatusSink } from './dialect.js';
import type { ContentFormat, Edit, Role } from './model.js';
import type { Value } from './value.js';

/** One thing done to a response, in HTTP's words, as an adapter reads it off a call or an assignment. */
export type Effect =
  | { readonly does: 'status'; readonly status: Value; readonly by: 'method' | 'property' }
  | { readonly does: 'field'; readonly name: Value; readonly value: Value; readonly mode: 'set' | 'append' | 'remove' }
  /** Fields given as an object, a list of pairs, or something that cannot be read. */
  | { readonly does: 'fields'; readonly from: Value }
  | Send
  /** The status was put where the framework reads something else; see `MisplacedStatus`. */
  | {
      readonly does: 'misplace';
      readonly status: Value;
      readonly why: 'legacy-argument' | 'swapped-redirect' | 'redirect-target-first';
      readonly outcome: 'honoured' | 'lost' | 'throws';
      readonly edit: Edit | null;
    }
  | { readonly does: 'delegate'; readonly to: 'next' }
  | { readonly does: 'delegate'; readonly to: 'error'; readonly error: Value }
  /** Functions that the call runs at some time; see `callbacks.ts` for when. */
  | { readonly does: 'call'; readonly callback: Value; readonly when: 'alternative' | 'independent' | 'later' }
  /** The call throws here, whatever its arguments. */
  | { readonly does: 'throw'; readonly error: Value };

/** Sending: the head alone (`begins`), a whole response (`completes`), or a response that follows bit by bit, later (`streams`). */
export interface Send {
  readonly does: 'send';
  readonly extent: 'begins' | 'completes' | 'streams';
  /** A status that the call brings itself; null when what was set before counts. */
  readonly status: Value | null;
  /** How that status is taken; `helper` where nothing is said. */
  readonly sink?: StatusSink;
  /** Whether the status that was set before may be replaced, as by a proxied upstream response. */
  readonly statusOpen?: boolean;
  readonly content: SentContent;
  readonly redirect: { readonly target: Value | null; readonly edit: (status: number) => Edit | null } | null;
  /** What the call does when the response has begun but is not complete: goes on with it, or is one answer too many. */
  readonly afterBegin: 'continues' | Late;
  /** What the call does when the response is complete. */
  readonly afterEnd: Late;
}

/** What a sending call is given as content. */
export type SentContent =
  | { readonly is: 'none' }
  | { readonly is: 'value'; readonly value: Value; readonly format: ContentFormat; readonly null: 'empty' | 'some' };

/** The arguments of a call on a response, as values. */
export interface Arguments {
  readonly node: Call;
  readonly dialect: Dialect;
  readonly count: number;
  /** Whether a spread makes the positions uncertain. */
  readonly spread: boolean;
  /** The value at that position; `undefined`, written nowhere, when it is missing. */
  at(index: number): Value;
  textOf(node: Node): string;
}

/** What a call on the response does and gives back. */
export interface CallRow {
  readonly effects: (args: Arguments) => readonly Effect[];
  readonly returns: 'response' | 'undefined' | 'open';
}

/** How a framework's response object is spelled. */
export interface ResponseTable {
  readonly calls: Readonly<Record<string, CallRow>>;
  /** Properties whose assignment does something. */
  readonly assignments: Readonly<Record<string, (value: Value) => readonly Effect[]>>;
  /** Properties that are true once the head (`begun`) or the whole response (`ended`) has gone out. */
  readonly progress: Readonly<Record<string, 'begun' | 'ended'>>;
  /** Properties that hold another of the framework's things. */
  readonly members: Readonly<Record<string, 'request' | 'response' | 'next'>>;
  /** The sending call spelled so that it carries that status; null where it cannot. */
  readonly editStatus: (send: Call, status: number, textOf: (node: Node) => string) => Edit | null;
  /** The sending call spelled so that it carries no content; null where it cannot. */
  readonly withoutContent: (send: Call, textOf: (node: Node) => string) => Edit | null;
  /** What calling `next` does. */
  readonly next: (args: Arguments) => Effect;
}

/** What a function's parameters are, by position. */
export type Parameter = 'request' | 'response' | 'next' | 'error' | null;

/** A place where an adapter found a handler. */
export interface HandlerSite {
  readonly framework: string;
  readonly dialect: Dialect;
  readonly table: ResponseTable;
  readonly node: FunctionNode;
  readonly parameters: readonly Parameter[];
  readonly methods: ReadonlySet<Method> | null;
  readonly route: string | null;
  readonly role: Role;
  readonly name: string | null;
  /**
   * Who calls it. `framework`: it is registered in this file, or typed as a handler; `code`: functions that go on after it,
   * in this file or, by its parameters, in others; `anyone`: it may be either.
   */
  readonly calledBy: 'framework' | 'code' | 'anyone';
  /** The handlers that ran before this one: of the same registration, and the middleware of its app. */
  readonly earlier: readonly HandlerSite[];
}
