import type { Observation } from './observation.js';

export type Flags = Readonly<Record<string, string>>;

/** A request that a case sends. */
export interface Request {
  readonly method: string;
  /** The flags that are on, with their values: query parameters, or header fields where there is no query. */
  readonly flags: Flags;
  readonly headers: Readonly<Record<string, string>>;
}

/** One handler, and the requests that go to it. */
export interface Case {
  readonly handler: string;
  /** Source before and after the registration, on the same app. */
  readonly before?: string;
  readonly after?: string;
  /** How the handler is registered; the framework says what it is otherwise. */
  readonly as?: (handler: string) => string;
  /** Methods with which requests are sent; the framework says which otherwise. */
  readonly methods?: readonly string[];
  /** Fields of the requests: each of these sets is sent. */
  readonly headers?: readonly Readonly<Record<string, string>>[];
  /** Why the model is open here. Without it every part of every exchange has to be read. */
  readonly open?: string;
}

/** A file that runs: its requests are answered until it is closed. */
export interface Running {
  send(request: Request): Promise<Observation>;
  close(): Promise<void>;
}

/** What the harness has to know about a framework. One file each, in `frameworks/`. */
export interface Framework {
  readonly name: string;
  /** The adapter's name, and the major version that this is. */
  readonly id: string;
  readonly major: number | null;
  /** The adapters of the servers that it stands on, with their major versions. */
  readonly below?: Readonly<Record<string, number>>;
  /** Where the file stands, for frameworks that go by that. */
  readonly filename?: string;
  /** A handler in the framework's own spelling, where `(req, res) => …` is none of it. */
  readonly emptyHandler?: string;
  /** The source of a file with one handler. The last handler of the file that contains this text is the one under test. */
  fileOf(one: Case): string;
  /** How flags are read in handlers, as a pattern whose first group is the flag. */
  readonly flag: RegExp;
  /** Runs a file for real. */
  start(file: string): Promise<Running>;
  /** Calls whose content is the framework's own where the handler gives none, such as the phrase of `sendStatus`. */
  readonly ownContent: RegExp;
  /** Fields that the framework or Node adds by itself. */
  readonly ownFields: RegExp;
  /** The same for single calls. */
  readonly callFields: Readonly<Record<string, RegExp>>;
  /** Whether a request that was handed on to the next handler comes back, so that the one before may still answer. */
  readonly comesBack?: boolean;
  /** Whether the framework says so when it leaves a second answer out. */
  readonly warnsOfRepeats?: boolean;
  /** The status of the framework's own answer to an error that does not carry one. */
  readonly errorStatus: number | null;
  readonly cases: Readonly<Record<string, Case>>;
  /** Rows of the adapter's tables that this version does not have, each with the reason. */
  readonly without: Readonly<Record<string, string>>;
}

/** The flags that a source reads. */
export function flagsIn(source: string, flag: RegExp): readonly string[] {
  return [...new Set([...source.matchAll(new RegExp(flag, 'g'))].flatMap(([, name]) => (name ? [name] : [])))];
}

/** Every assignment of the flags that a case reads, with each of its methods. */
export function requestsOf({ handler, before, after, methods, headers }: Case, flag: RegExp): readonly Request[] {
  const flags = flagsIn([before, handler, after].join('\n'), flag);
  return (methods ?? ['GET']).flatMap((method) =>
    (headers ?? [{}]).flatMap((fields) => assignmentsOf(flags).map((on) => ({ method, flags: on, headers: fields }))),
  );
}

/** Every assignment of the flags: each is off, or has one of the values. */
export function assignmentsOf(flags: readonly string[], values: readonly string[] = ['1']): readonly Flags[] {
  return flags.reduce<readonly Flags[]>(
    (all, flag) => all.flatMap((each) => [each, ...values.map((value) => ({ ...each, [flag]: value }))]),
    [{}],
  );
}

export function nameOfRequest({ method, flags }: Request): string {
  const on = Object.entries(flags).map(([name, value]) => (value === '1' ? name : `${name}=${value}`));
  return `${method} ${on.length === 0 ? 'without flags' : on.join('+')}`;
}
