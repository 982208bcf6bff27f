import type { Method } from '../http/methods.js';
import type { FunctionNode, Node, Primitive } from '../syntax/ast.js';
import type { Dialect, Late, StatusSink } from './dialect.js';
import type { Value } from './value.js';

/**
 * Where something was written. `origin` is the node itself; `at` is the node that a report about a handler's path points at:
 * the same node, or the outermost call that leads to it when it stands in a function that several places share.
 */
export interface Site {
  readonly at: Node;
  readonly origin: Node;
  /** How many calls lie between the handler and the function this stands in; 0 in the handler itself. */
  readonly depth: number;
}

/** A value and where it was written. */
export interface Written<T> {
  readonly value: T;
  readonly site: Site;
}

/** What an expression can come to: the values that can be read from the source, and whether there may be others. */
export interface Values<T> {
  readonly known: readonly Written<T>[];
  readonly open: boolean;
}

/** How a status came to be: a call or property that sets it, a helper that brings its own, an error that carries it, or nothing. */
export type StatusOrigin = 'written' | 'helper' | 'error' | 'default';

/**
 * The status of an exchange, sorted by what can be judged.
 *
 * `codes` are final status codes as they go on the wire (the framework's own coercion of `"404"` is applied);
 * `informational` are 1xx codes; `invalid` are values the framework cannot take. Only `codes` concern rules
 * about what a status means; the other two belong to the rules about impossible statuses.
 */
export interface Status {
  readonly codes: readonly Written<number>[];
  readonly informational: readonly Written<number>[];
  readonly invalid: readonly Written<Primitive>[];
  readonly open: boolean;
  readonly origin: StatusOrigin;
}

/** One header field of an exchange: certainly not sent, certainly sent, or not known. */
export type Field =
  | { readonly is: 'absent' }
  | { readonly is: 'present'; readonly value: Value; readonly site: Site }
  | { readonly is: 'open' };

/** The header fields of an exchange. Names are lower case. */
export interface Fields {
  /** The field of that name; `absent` only when every place that could set it has been read. */
  get(name: string): Field;
  /** The names of the fields that are certainly sent. */
  readonly names: readonly string[];
  /** Whether fields that cannot be read may be sent as well. */
  readonly open: boolean;
}

/** What kind of thing a content is made from. `page` is a rendered view or a file: text for people. */
export type ContentFormat = 'json' | 'text' | 'page' | 'stream' | 'data';

/** The content (body) of an exchange. `none`: the call takes no content; `empty`: a value that comes to nothing. */
export type Content =
  | { readonly is: 'none' }
  | { readonly is: 'empty'; readonly node: Node; readonly value: Value }
  | { readonly is: 'some'; readonly node: Node; readonly value: Value; readonly format: ContentFormat }
  | { readonly is: 'open'; readonly node: Node | null; readonly value: Value; readonly format: ContentFormat };

/** A piece of source that would take the place of a node. */
export interface Edit {
  readonly node: Node;
  readonly text: string;
}

/** A redirect helper's part in an exchange: its target, and the call. */
export interface Redirect {
  readonly node: Node;
  readonly target: Value | null;
  /** The call rewritten to send that status, in the framework's spelling; null where it cannot be done in one place. */
  readonly edit: (status: number) => Edit | null;
}

/** What a client gets on a path. */
export interface Exchange {
  readonly status: Status;
  readonly fields: Fields;
  readonly content: Content;
  readonly redirect: Redirect | null;
  /** The call that sends, `at` the place a report should point to. */
  readonly send: Site;
  /** Where the status was written, or the send when it is the default. Reports about the status go here. */
  readonly statusSite: Site;
  /** The one change that makes this exchange carry that status; null where no single change does. */
  readonly editStatus: (status: number) => Edit | null;
  /** The one change that makes this exchange carry that field as well; null where no single change does. */
  readonly addField: (name: string, value: string) => Edit | null;
  /** The one change that makes this exchange carry no content, such as `.end()` for `.json(body)`; null where there is none. */
  readonly withoutContent: () => Edit | null;
}

/** What a test on a path says about the deployment: that it is a developer's machine, that it is not, or nothing. */
export type Deployment = 'development' | 'production' | null;

/** A test that was taken on a path, with its outcome. */
export interface Condition {
  readonly test: Node;
  readonly outcome: boolean;
  readonly kind: 'branch' | 'case' | 'catch' | 'loop' | 'callback';
  /** What the test, with that outcome, says about where the program runs. */
  readonly deployment: Deployment;
}

/**
 * How a path ends. `sent`: the response is complete; `unsent`: nobody answers; `delegated`: the next handler or the error
 * handler takes over; `thrown`: an error leaves the handler; `escaped`: code that cannot be seen has the response; `open`: something on the path may answer.
 */
export type PathEnd = 'sent' | 'unsent' | 'delegated' | 'thrown' | 'escaped' | 'open';

/** One bounded way through a handler. */
export interface Path {
  readonly conditions: readonly Condition[];
  readonly end: PathEnd;
  /** What the client gets; null unless something was sent, or an error with a readable status was handed on. */
  readonly exchange: Exchange | null;
  /** The methods that can lead here, narrowed by tests on the request's method; null: not visible. */
  readonly methods: ReadonlySet<Method> | null;
  /** The status that was set but not sent when the path ended unsent; null if none was. */
  readonly unsentStatus: Values<Primitive> | null;
  /** The last node of the path: a `return`, the end of a branch, or the function itself. */
  readonly last: Node;
}

/** What became of a status that was written, on one path. */
export type Fate =
  | { readonly is: 'sent' }
  | { readonly is: 'unsent' }
  | { readonly is: 'delegated' }
  | { readonly is: 'open' }
  /**
   * Another status took its place before it was sent. `how` says by what: a redirect helper, a helper that brings its status,
   * another setter, or content that is none.
   */
  | {
      readonly is: 'overwritten';
      readonly by: Node;
      readonly how: 'status' | 'redirect' | 'helper' | 'content';
      readonly to: Values<Primitive>;
      /** What took its place, rewritten to send that status instead; null where that cannot be done in one place. */
      readonly edit: (status: number) => Edit | null;
    }
  /** It was set after the response had gone out at `after`; `edit` makes that response carry a status. */
  | { readonly is: 'late'; readonly after: Node; readonly edit: (status: number) => Edit | null };

/** One place where a status is written, and what became of it on every path that holds it. */
export interface StatusWrite {
  readonly site: Site;
  /** The call or the assignment that writes it; the value may come from somewhere else. */
  readonly setter: Node;
  /** The node of the status value itself, such as `404` in `res.status(404)`. */
  readonly node: Node;
  readonly values: Values<Primitive>;
  /** `helper`: a status given to a call that sends it too, such as `sendStatus`, `writeHead` or a redirect. */
  readonly by: StatusSink;
  readonly fates: readonly Fate[];
  /** The source without this write: `res` for `res.status(404)`, nothing for a whole statement; null where more would be lost. */
  readonly remove: Edit | null;
}

/**
 * Where a status stands that the framework does not look for it there: in an argument that older majors took it from, in
 * the place of a redirect's target, there with nothing redirected at all, as a bare number where options are expected,
 * under a property of another name in what is sent, or assigned to one that nobody reads.
 */
export type Misplaced =
  | 'legacy-argument'
  | 'swapped-redirect'
  | 'ignored-redirect'
  | 'bare-number'
  | 'other-property'
  | 'unread-assignment'
  | 'other-function';

/** A status given to a call in a position, or in a shape, that the framework reads as something else. */
export interface MisplacedStatus {
  readonly site: Site;
  readonly node: Node;
  readonly value: number;
  readonly call: Node;
  readonly why: Misplaced;
  /** What comes of it: the status goes out all the same, it is lost and the one goes out that would without it, or the call throws. */
  readonly outcome: 'honoured' | 'lost' | 'throws';
  /** The call spelled so that the status counts. */
  readonly edit: Edit | null;
}

/** The target of a redirect that the call does not take, because it is no whole URL. */
export interface RefusedTarget {
  readonly site: Site;
}

/** A response that was made in a statement of its own, so that nobody can return it. */
export interface Unreturned {
  readonly site: Site;
}

/** A second answer on a path that had already answered. */
export interface Repeat {
  /** What answers first: a call that sends, or only begins to (as `writeHead`), or that hands an error to the error handler, which answers. */
  readonly first: Site;
  readonly firstIs: 'send' | 'begin' | 'delegate';
  /** What answers again, which may be the same call in the next turn of a loop: another send, or `next()` handing an answered request on. */
  readonly second: Site;
  readonly secondIs: 'send' | 'delegate';
  /** What the second answer does; where the request is handed on, what the next handler's would do. */
  readonly late: Late;
}

/** A status that a contract declares: a code, a class such as `4xx`, or `default`. */
export interface DeclaredStatus {
  readonly status: string;
  /** Where it stands; null where that is a place which several handlers share, so that each of them need not send it. */
  readonly node: Node | null;
}

/** What a handler's description says that it answers with, such as a schema of its responses. */
export interface Contract {
  /** How the framework calls such a description. */
  readonly name: string;
  readonly declares: readonly DeclaredStatus[];
}

export type Role = 'handler' | 'middleware' | 'error-handler' | 'limiter';

/** A function that answers requests, with every way through it. */
export interface Handler {
  readonly framework: string;
  readonly dialect: Dialect;
  /** null: not visible in this file. */
  readonly methods: ReadonlySet<Method> | null;
  readonly route: string | null;
  readonly role: Role;
  readonly name: string | null;
  /** null: there is none, or not all of it can be read. */
  readonly contract: Contract | null;
  readonly node: FunctionNode;
  readonly paths: readonly Path[];
  readonly statusWrites: readonly StatusWrite[];
  readonly misplaced: readonly MisplacedStatus[];
  readonly refused: readonly RefusedTarget[];
  readonly repeats: readonly Repeat[];
  readonly unreturned: readonly Unreturned[];
}
