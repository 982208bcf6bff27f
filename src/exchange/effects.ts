import type { Call, FunctionNode, Node } from '../syntax/ast.js';
import type { Method } from '../http/methods.js';
import type { Dialect, Late, StatusSink } from './dialect.js';
import type { ContentFormat, Contract, Edit, Misplaced, Role, Site } from './model.js';
import type { MadeValue, Value } from './value.js';

/** What a call does with a field; `unless-json`: it sets it where the response has none yet, or one that is not about JSON. */
export type FieldMode = 'set' | 'append' | 'remove' | 'unless-json';

/** One thing done to a response, in HTTP's words, as an adapter reads it off a call or an assignment. */
export type Effect =
  | { readonly does: 'status'; readonly status: Value; readonly by: StatusSink }
  | { readonly does: 'field'; readonly name: Value; readonly value: Value; readonly mode: FieldMode }
  /** Fields given as an object, a list of pairs, or something that cannot be read. `over`: they take the place of all that were set, but for cookies. */
  | { readonly does: 'fields'; readonly from: Value; readonly over?: 'all' }
  /** Of the fields that were set before, some stay behind. */
  | { readonly does: 'doubt-fields' }
  | Send
  /** Content for a response that goes out later, the status that comes with it, and the fields that it takes away. */
  | {
      readonly does: 'content';
      readonly content: SentContent;
      readonly implies: ImpliedStatus | null;
      readonly removes?: readonly string[];
    }
  /** A redirect for a response that goes out later, with the status that the call brings itself. */
  | { readonly does: 'redirect'; readonly redirect: RedirectTo; readonly status: Value | null }
  /** A made response goes out, and with it what it keeps of the handler's own. */
  | { readonly does: 'answer'; readonly made: MadeValue; readonly keeps: Kept }
  /** A made response takes the place of the handler's own, with those fields that were set there, and goes out later. */
  | { readonly does: 'adopt'; readonly made: MadeValue }
  /** The status was put where the framework reads something else; see `MisplacedStatus`. */
  | {
      readonly does: 'misplace';
      readonly status: Value;
      readonly why: Misplaced;
      readonly outcome: 'honoured' | 'lost' | 'throws';
      readonly edit: Edit | null;
    }
  /** The call throws here for a redirect's target that is no whole URL. */
  | { readonly does: 'refuse'; readonly target: Value }
  /** `afterEnd`: what the call does when the response is complete, if it is not to hand on all the same what has been answered. */
  | { readonly does: 'delegate'; readonly to: 'next'; readonly afterEnd?: 'harmless' }
  /** The handlers behind this one answer, and then it goes on. `throws`: whether what they throw comes back here, or has been handled before. */
  | {
      readonly does: 'delegate';
      readonly to: 'downstream';
      readonly throws: 'here' | 'handled';
      readonly afterEnd?: 'harmless';
    }
  | { readonly does: 'delegate'; readonly to: 'error'; readonly error: Value; readonly afterEnd?: 'harmless' | Late }
  /** Functions that the call runs at some time; see `callbacks.ts` for when. */
  | { readonly does: 'call'; readonly callback: Value; readonly when: 'alternative' | 'independent' | 'later' }
  /** The call throws here; where it is an assertion, only if that argument is false, or if what it asserts is. */
  | { readonly does: 'throw'; readonly error: Value; readonly unless?: { readonly argument: number } | 'asserted' };

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
  readonly redirect: RedirectTo | null;
  /** What the call does when the response has begun but is not complete: goes on with it, or is one answer too many. */
  readonly afterBegin: 'continues' | Late;
  /** What the call does when the response is complete: nothing that anybody could mind, or it is one answer too many. */
  readonly afterEnd: 'harmless' | Late;
}

/**
 * All fields, with them the status where the made response has none but the default, all fields unless its status is an
 * error's, nothing, or nobody knows.
 */
export type Kept = 'fields' | 'fields and status' | 'unless-error' | 'nothing' | 'perhaps';

/** A status that comes with content. It counts from then on, for content that comes later as well; but for `unset`, which is looked at when the content goes out. */
export interface ImpliedStatus {
  readonly status: Value;
  /** What it takes the place of: nothing but the default, that also where it was written, or every status that allows content. */
  readonly over: 'default' | 'default-code' | 'contentful' | 'unset';
}

/** Where a redirect leads, and the call rewritten to send that status. */
export interface RedirectTo {
  readonly target: Value | null;
  readonly edit: (status: number) => Edit | null;
  /** Whether the response that the call makes has fields that cannot be changed: to try throws. */
  readonly isImmutable?: boolean;
}

/** What a sending call is given as content; `prepared` is what a `content` effect has left on the response before. */
export type SentContent =
  | { readonly is: 'none' | 'prepared' }
  | { readonly is: 'value'; readonly value: Value; readonly format: ContentFormat; readonly null: 'empty' | 'some' };

/** The arguments of a call on a response, as values. */
export interface Arguments {
  readonly node: Call;
  /** Where the call stands. */
  readonly site: Site;
  readonly dialect: Dialect;
  readonly count: number;
  /** Whether a spread makes the positions uncertain. */
  readonly spread: boolean;
  /** The value at that position; `undefined`, written nowhere, when it is missing. */
  readonly at: (index: number) => Value;
  readonly textOf: (node: Node) => string;
}

/** What a call does, and what it gives back. */
export interface CallRow {
  readonly effects: (args: Arguments) => readonly Effect[];
  /**
   * `response`: the response it was called on. `promise`: a promise, of nothing. `open`: something that is not known. `made`: a new response, on which the effects are; `made-here`: the same,
   * which begins with the status and fields that the handler's own has by now. `never`: it throws the new response, which
   * goes out unless somebody catches it.
   */
  readonly returns: 'response' | 'undefined' | 'promise' | 'open' | 'made' | 'made-here' | 'never';
}

/** Calls and assignments by what they are done to: the way from the response, such as `json` or `headers.set`. */
export interface Spelling {
  readonly calls: Readonly<Record<string, CallRow>>;
  /** Properties whose assignment does something; `headers.*` stands for every property of `headers`. */
  readonly assignments: Readonly<Record<string, (value: Value, name: Value) => readonly Effect[]>>;
}

/** The end of a handler that has not answered with a call. */
export interface HandlerEnd {
  /** What it returns: `undefined` where nothing. */
  readonly value: Value;
  readonly isAsync: boolean;
  /** Whether it gives back a promise of its value, as it does where it is `async`. */
  readonly isPromise: boolean;
  readonly role: Role;
  readonly calledBy: HandlerSite['calledBy'];
  /** Whether a call has answered, or something that cannot be seen may have, or may yet. */
  readonly mayBeAnswered: boolean;
  /** Whether the handlers behind this one have had the request. */
  readonly cameBack: boolean;
  /** Whether a status, or content, was left on the response. */
  readonly hasStatus: boolean;
  readonly hasContent: boolean;
  readonly dialect: Dialect;
}

/** How a framework's response object is spelled. */
export interface ResponseTable extends Spelling {
  /** Functions and classes that are no members of it, by module and name: `next/server#NextResponse.json`, `#Response` for a global, `this#setStatus` for a method of the handler's own object. */
  readonly functions: Readonly<Record<string, CallRow>>;
  /** Methods of other objects that are given the response first, by the last names of the way to them: `adapter.reply`. */
  readonly given?: Readonly<Record<string, CallRow>>;
  /** Responses that were made and not sent. */
  readonly made: Spelling;
  /** What an object is as a response, where handlers give back plain ones; those that are built up are `made` from then on. */
  readonly objects?: (object: Value) => readonly Effect[];
  /** Who sends: calls on the response, the framework when the handler ends, or the framework where no call has. */
  readonly sentBy: 'calls' | 'end' | 'both';
  /** All that can be set on the handler's own response, where that is not everything. */
  readonly settable?: 'fields';
  /** What the framework does at the end of a handler that has not answered with a call. */
  readonly ends: (end: HandlerEnd) => readonly Effect[];
  /** What is done when a value is waited for while content is left on the response, if that does not wait for the end. */
  readonly awaits?: (value: Value) => readonly Effect[];
  /** What a thrown response comes to where it was not made to be thrown: it goes out, or is an error like any other. */
  readonly thrownResponse: 'sent' | 'error';
  /** The parts of the request, or of the response object, that are the request's method, such as `method`. */
  readonly method: readonly string[];
  /** Properties that are true once the head (`begun`) or the whole response (`ended`) has gone out, or as long as it can be (`writable`). */
  readonly progress: Readonly<Record<string, 'begun' | 'ended' | 'writable'>>;
  /** Properties that hold another of the framework's things: `response` is the whole response again, and `other` nothing that could answer. */
  readonly members: Readonly<Record<string, 'request' | 'response' | 'next' | 'error' | 'other'>>;
  /** The property of the request that holds the whole response, as `req.res` does; nothing here where there is none. */
  readonly responseOnRequest?: string;
  /** What sends, spelled so that it carries that status; null, or nothing here, where it cannot. It is a call, a `new`, an assignment or a returned value. */
  readonly editStatus?: (send: Node, status: number, textOf: (node: Node) => string) => Edit | null;
  /** What sends, spelled so that it carries that field as well; null, or nothing here, where it cannot. */
  readonly addField?: (send: Node, name: string, value: string, textOf: (node: Node) => string) => Edit | null;
  /** What sends, spelled so that it carries no content; null, or nothing here, where it cannot. */
  readonly withoutContent?: (send: Node, textOf: (node: Node) => string) => Edit | null;
  /** What calling `next` does, if it is not to hand the request on: as a rule one thing, but a callback that takes the response does several. */
  readonly next?: (args: Arguments) => Effect | readonly Effect[];
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
  /** What its description says that it answers with. */
  readonly contract?: Contract | null;
  /** What was done to the response before the handler began, such as by its decorators. */
  readonly start: readonly { readonly call: Call; readonly row: CallRow }[];
  /** What is done when the handler has ended in place of what its table says, such as by a decorator that redirects. */
  readonly end?: { readonly call: Call; readonly effects: (args: Arguments, end: HandlerEnd) => readonly Effect[] };
  /**
   * Who calls it. `framework`: it is registered in this file, or typed as a handler; `code`: functions that go on after it,
   * in this file or, by its parameters, in others; `anyone`: it may be either.
   */
  readonly calledBy: 'framework' | 'code' | 'anyone';
  /** The handlers that ran before this one: of the same registration, and the middleware of its app. */
  readonly earlier: readonly HandlerSite[];
}
