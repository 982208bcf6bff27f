import { createRequire } from 'node:module';
import { IncomingMessage, ServerResponse, type RequestListener, type Server } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { compileFunction } from 'node:vm';
import type { HandedOn, Observation } from '../observation.js';
import { received } from '../wire.js';
import type { Flags } from '../framework.js';
import type { Target } from './grammar.js';

/** What a program did to its response, in order. Lines are those of the program. */
export type Event =
  | { readonly is: 'status'; readonly line: number; readonly code: number; readonly late: boolean }
  /** An answer, or the beginning of one; `code` where the call is given a status, `first` the line that answered before. */
  | {
      readonly is: 'send';
      readonly line: number;
      readonly code: number | null;
      readonly redirects: boolean;
      readonly first: number | null;
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
  /** What the code outside decides; the first choice where this says nothing. */
  readonly decisions: readonly number[];
  /** The calls with these numbers throw instead of doing their work. */
  readonly throwsAt: readonly number[];
}

/** What one run of a program came to. */
export interface Run {
  readonly flags: Flags;
  /** What the code outside decided, one after the other. */
  readonly decisions: readonly Decision[];
  readonly events: readonly Event[];
  readonly observation: Observation;
  /** Every byte that left the server, but for the time of day. */
  readonly bytes: string;
  /** Whether a call on the response objected to the status it was given. */
  readonly isRefused: boolean;
  /** Whether anything was done to the response after it had been answered. */
  readonly isLate: boolean;
  /** How many calls of the program there were at which something could have been thrown. */
  readonly calls: number;
  /** Whether something that only may be thrown was caught by nobody. */
  readonly isAssumedThrow: boolean;
  /** Whether code outside threw after the response had been answered. The engine takes what is thrown in a block to come before its answer. */
  readonly isLateThrow: boolean;
}

/** Thrown by code that the engine cannot see. */
class Outside extends Error {}

/** The errors that programs make: each knows its line. */
class Thrown extends Error {
  readonly line = lineOfProgram();
}

/** Whether an error comes from code that the engine cannot see. */
function isFromOutside(error: unknown): boolean {
  return error instanceof Outside;
}

/** A socket that keeps what is written to it. */
class Collecting extends Socket {
  readonly chunks: Buffer[] = [];
  override _write(chunk: Buffer | string, _encoding: string, done: (error?: Error | null) => void): void {
    this.chunks.push(Buffer.from(chunk));
    done();
  }
  override _writev(chunks: { chunk: Buffer | string }[], done: (error?: Error | null) => void): void {
    for (const { chunk } of chunks) this.chunks.push(Buffer.from(chunk));
    done();
  }
  override _read(): void {}
}

type Call = (...args: readonly unknown[]) => unknown;
type Members = Record<string, unknown>;

interface App extends RequestListener {
  use(...handlers: readonly unknown[]): unknown;
}

/** The names under which the majors of Express are installed. */
type Express = 'express' | 'express4';

const required = createRequire(import.meta.url);
const FILE = 'program.js';

/**
 * A program that is ready to run. It runs on the real framework, with a response that is a real one but for its socket, and
 * for the notes that are taken of each call.
 */
export class Execution {
  readonly target: Target;
  private readonly express: () => App & Record<string, Call>;
  private current: Taking | null = null;
  private readonly listener: (request: IncomingMessage, response: ServerResponse) => unknown;

  constructor(source: string, express: Express = 'express') {
    this.express = required(express) as () => App & Record<string, Call>;
    this.target = source.includes("require('express')") ? 'express' : 'node';
    const module: { exports: unknown } = { exports: null };
    const globals = {
      module,
      Error: Thrown,
      setImmediate: (callback: () => void) => {
        this.current?.called();
        this.later(callback);
      },
      require: (name: string): unknown =>
        name === './outside' ? this.outside() : name === 'express' ? () => this.app() : required(name),
    };
    const body = compileFunction(source, Object.keys(globals), { filename: FILE }) as Call;
    body(...Object.values(globals));
    if (this.target === 'express') {
      // The program's last line exports its app.
      this.listener = this.noticing(module.exports as App);
    } else {
      // `createServer` takes its argument for the only listener of this event.
      const [listener] = (module.exports as Server).listeners('request') as Call[];
      this.listener = (request, response) => this.unguarded(() => listener?.(request, response));
    }
  }

  /** Runs the program once. */
  async run(flags: Flags, conditions: Conditions): Promise<Run> {
    const socket = new Collecting();
    const request = new IncomingMessage(socket);
    const url = `/x?${new URLSearchParams(flags).toString()}`;
    Object.assign(request, {
      method: 'GET',
      url,
      httpVersion: '1.1',
      httpVersionMajor: 1,
      httpVersionMinor: 1,
      complete: true,
    });
    Object.assign(request.headers, flags);
    request.push(null);
    const response = new ServerResponse(request);
    response.assignSocket(socket);
    response.on('error', (error) => void taking.uncaught.push(error));
    const taking = new Taking(response, conditions);
    this.current = taking;
    taking.instrument();
    // Nobody reads where the errors come from, and to find out takes longer than all the rest.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    this.listener(request, response);
    do await turn();
    while (taking.waiting > 0);
    await turn();
    Error.stackTraceLimit = stackTraceLimit;
    const { handedOn, uncaught } = taking;
    const raw = Buffer.concat(socket.chunks);
    const escaped = [...uncaught, handedOn?.error];
    return {
      flags,
      decisions: taking.decisions,
      events: taking.events,
      bytes: raw.toString('latin1').replaceAll(/^Date: .*$/gm, ''),
      isRefused: taking.isRefused,
      isLate: taking.isLate,
      calls: taking.calls,
      isLateThrow: taking.isLateThrow,
      isAssumedThrow: escaped.some(isFromOutside),
      observation: { ...received(raw), ended: response.writableEnded, handedOn, uncaught },
    };
  }

  /** For what is thrown in this run where nobody catches it. */
  uncaught(error: unknown): void {
    this.current?.uncaught.push(error);
  }

  /** Runs a callback when the framework has had time to answer for a handler that failed, which takes it a turn or two. */
  private later(callback: () => void, turns = 4): void {
    const taking = this.current;
    if (!taking) return;
    taking.waiting++;
    setImmediate(() => {
      taking.waiting--;
      // Node ends the process when nobody catches an error, and with it everything that is still to come.
      if (this.target === 'node' && taking.handedOn) return;
      if (turns > 0) return this.later(callback, turns - 1);
      try {
        callback();
      } catch (error) {
        taking.uncaught.push(error);
      }
    });
  }

  private outside(): Readonly<Record<string, Call>> {
    const call = (): void => this.current?.called();
    const decides = (of: number): number => this.current?.decide(of) ?? 0;
    const mayFail = (): void => {
      call();
      if (decides(2) === 0) return;
      this.current?.throwsOutside();
      throw new Outside('outside');
    };
    return {
      mayThrow: mayFail,
      now: () => Promise.resolve().then(mayFail),
      perhaps: () => {
        call();
        return [undefined, '1', '2'][decides(3)];
      },
      items: () => {
        call();
        return [1, 2].slice(0, decides(3));
      },
      load: (done) => {
        call();
        const error = decides(2) === 1 ? new Outside('outside') : null;
        // The only callers are programs, which give a callback.
        this.later(() => (done as Call)(error, { n: 1 }));
      },
      task: () => {
        call();
        const fails = decides(2) === 1;
        return new Promise((resolve, reject) => {
          this.later(() => (fails ? reject(new Outside('outside')) : resolve(1)));
        });
      },
    };
  }

  /** An Express app whose handlers get a `next` that notes its calls. */
  private app(): App {
    const app = this.express();
    const get = app['get']?.bind(app) as Call;
    const wrapped = (path: unknown, handler?: unknown): unknown =>
      handler === undefined
        ? get(path)
        : get(path, (req: unknown, res: unknown, next: Call) => (handler as Call)(req, res, this.noted(next)));
    return Object.assign(app, { get: wrapped });
  }

  private noted(next: Call): Call {
    return (...args) => {
      const { current } = this;
      if (!current || current.next()) next(...args);
    };
  }

  private noticing(app: App): RequestListener {
    const outer = this.express();
    outer.use(app);
    outer.use((_req: unknown, _res: unknown, next: Call) => {
      this.current?.handOn('next', undefined);
      next();
    });
    outer.use((error: unknown, _req: unknown, _res: unknown, next: Call) => {
      this.current?.handOn('error', error);
      next(error);
    });
    return outer;
  }

  /** Node itself catches nothing. */
  private unguarded(run: () => unknown): void {
    const taking = this.current;
    const fail = (error: unknown): void => taking?.handOn('error', error);
    try {
      Promise.resolve(run()).catch(fail);
    } catch (error) {
      fail(error);
    }
  }
}

/** The calls that set something, and those that send. */
const SETTERS = ['status', 'set', 'setHeader', 'removeHeader', 'append'];
const SENDERS = ['json', 'send', 'end', 'sendStatus', 'redirect', 'writeHead', 'write'];

/** Those that do not give the response back. */
const GIVES_NOTHING = ['removeHeader', 'redirect'];

/** The notes of one run. */
class Taking {
  readonly events: Event[] = [];
  readonly uncaught: unknown[] = [];
  handedOn: HandedOn | null = null;
  waiting = 0;
  calls = 0;
  private readonly response: ServerResponse;
  private readonly conditions: Conditions;
  readonly decisions: Decision[] = [];
  isLate = false;
  isLateThrow = false;
  isRefused = false;
  /** How deep in the framework's own code. */
  private depth = 0;
  /** The line that answered first. */
  private first: number | null = null;

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
    this.handedOn ??= { to, error, late: this.response.headersSent };
    // An error is answered by the framework, so that whatever the program sends from now on is a second answer.
    if (this.isAnsweredByFramework()) this.first ??= error instanceof Thrown ? error.line : null;
  }

  private isAnsweredByFramework(): boolean {
    return this.handedOn?.to === 'error' && !this.handedOn.late;
  }

  /** Whether it is too late to set anything, or to answer. */
  private hasBegun(): boolean {
    return this.response.headersSent || this.isAnsweredByFramework();
  }

  /** Notes a call of `next`; whether it is to be carried out. */
  next(): boolean {
    this.called();
    this.isLate ||= this.hasBegun();
    this.events.push({ is: 'next', line: lineOfProgram(), first: this.first });
    return !(this.conditions.lenient && this.first !== null);
  }

  instrument(): void {
    const { response } = this;
    for (const name of [...SETTERS, ...SENDERS]) {
      const call = (...args: readonly unknown[]): unknown => {
        const prototype = Object.getPrototypeOf(response) as Members;
        const method = prototype[name] as Call;
        // What the framework does by itself, or when the program is done, is not the program's.
        const line = this.depth > 0 ? 0 : lineOfProgram();
        if (line === 0) return Reflect.apply(method, response, args);
        this.called();
        this.isLate ||= this.hasBegun();
        const isDone = SETTERS.includes(name) ? this.set(name, args, line) : this.send(name, args, line);
        if (isDone) return GIVES_NOTHING.includes(name) ? undefined : response;
        this.depth++;
        try {
          return Reflect.apply(method, response, args);
        } catch (error) {
          this.isRefused ||= /invalid status code/i.test(String(error));
          throw error;
        } finally {
          this.depth--;
        }
      };
      Object.defineProperty(response, name, { value: call, configurable: true, writable: true });
    }
    let status = 200;
    Object.defineProperty(response, 'statusCode', {
      get: () => status,
      set: (code: number) => {
        const line = this.depth > 0 ? 0 : lineOfProgram();
        if (line > 0) {
          this.called();
          this.status(code, line);
        }
        status = code;
      },
    });
  }

  private status(code: number, line: number): void {
    this.events.push({ is: 'status', line, code, late: this.hasBegun() });
  }

  /** Notes what is set; whether nothing more is to be done. */
  private set(name: string, [value]: readonly unknown[], line: number): boolean {
    if (name === 'status') this.status(Number(value), line);
    return this.conditions.lenient && this.hasBegun();
  }

  /** Notes an answer; whether nothing more is to be done. */
  private send(name: string, args: readonly unknown[], line: number): boolean {
    const { response, first } = this;
    const [argument] = args;
    const hasBegun = this.hasBegun();
    // `end()` without content after the answer is harmless, and goes on with what has begun.
    if (response.writableEnded && name === 'end' && argument === undefined) return true;
    const continues =
      (name === 'end' || name === 'write') && hasBegun && !response.writableEnded && !this.isAnsweredByFramework();
    const code =
      name === 'sendStatus' || name === 'writeHead' || (name === 'redirect' && args.length > 1)
        ? Number(argument)
        : null;
    if (!continues) {
      this.events.push({ is: 'send', line, code, redirects: name === 'redirect', first: hasBegun ? first : null });
      if (!hasBegun) this.first = line;
    }
    return this.conditions.lenient && hasBegun && !continues;
  }
}

/** The line of the program that is being run: of the innermost of its functions; 0 where none of them is being run. */
function lineOfProgram(): number {
  // Kept as it is and put back as it was: it is not called.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    // A program calls the response itself, so its frame is among the innermost.
    Error.stackTraceLimit = 5;
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
