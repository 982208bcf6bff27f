import { createRequire } from 'node:module';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { compileFunction } from 'node:vm';
import type { Flags } from '../framework.js';
import type { Observation } from '../observation.js';
import { received } from '../wire.js';
import { outside } from './outside.js';
import type { Call, Listener, Stage } from './stage.js';
import { FILE, Outside, Taking, Thrown, type Conditions, type Decision, type Event } from './taking.js';
import type { Target } from './target.js';

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
  /** The lines at which an answer was made that somebody has to return, and of those that went out. */
  readonly made: ReadonlySet<number>;
  readonly given: ReadonlySet<number>;
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

const required = createRequire(import.meta.url);

/**
 * A program that is ready to run. It runs on the real framework, with a response that is a real one but for its socket, and
 * for the notes that are taken of each call.
 */
export class Execution implements Stage {
  private readonly target: Target;
  private current: Taking | null = null;
  private readonly listener: Listener;

  constructor(source: string, target: Target) {
    this.target = target;
    const { runner } = target;
    const module: { exports: unknown } = { exports: {} };
    const modules: Readonly<Record<string, unknown>> = {
      ...runner.modules?.(this),
      './outside': outside(this, (callback) => this.later(callback)),
    };
    const globals = {
      ...runner.globals?.(this),
      module,
      exports: module.exports,
      Error: Thrown,
      setImmediate: (callback: () => void) => {
        this.current?.called();
        this.later(callback);
      },
      require: (name: string): unknown => modules[name] ?? required(name),
    };
    const body = compileFunction(runner.compiled?.(source) ?? source, Object.keys(globals), { filename: FILE }) as Call;
    body(...Object.values(globals));
    this.listener = runner.listener(module.exports, this, source);
  }

  readonly taking = (): Taking => {
    if (!this.current) throw new Error('No program is running');
    return this.current;
  };

  /** Runs the program once. */
  async run(flags: Flags, conditions: Conditions): Promise<Run> {
    const { runner } = this.target;
    const socket = new Collecting();
    const request = new IncomingMessage(socket);
    const url = `/x?${new URLSearchParams(flags).toString()}`;
    Object.assign(request, {
      method: this.target.method ?? 'GET',
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
    const taking = new Taking(response, conditions);
    response.on('error', (error) => void taking.uncaught.push(error));
    this.current = taking;
    runner.instrument?.(response, this);
    // Nobody reads where the errors come from, and to find out takes longer than all the rest.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    this.listener(request, response);
    let idle = 0;
    do {
      await turn();
      idle = taking.waiting > 0 ? 0 : idle + 1;
    } while (idle === 0 || (idle < runner.turns && !response.writableEnded));
    await turn();
    Error.stackTraceLimit = stackTraceLimit;
    const { handedOn, uncaught } = taking;
    const raw = Buffer.concat(socket.chunks);
    const escaped = [...uncaught, handedOn?.error];
    return {
      flags,
      decisions: taking.decisions,
      events: taking.events,
      bytes: raw.toString('latin1').replaceAll(/^Date: .*$/gim, ''),
      isRefused: taking.isRefused,
      isLate: taking.isLate,
      calls: taking.calls,
      isLateThrow: taking.isLateThrow,
      isAssumedThrow: escaped.some(isFromOutside),
      made: taking.made,
      given: taking.given,
      observation: { ...received(raw), ended: response.writableEnded, handedOn, uncaught },
    };
  }

  /** For what is thrown in this run where nobody catches it. */
  uncaught(error: unknown): void {
    this.current?.uncaught.push(error);
  }

  /** Runs a callback when the framework has had time to answer for a handler that failed, which takes it a turn or two. */
  private later(callback: () => void): void {
    const taking = this.current;
    if (!taking) return;
    taking.waiting++;
    const run = (): void => {
      taking.waiting--;
      if (taking.isOver) return;
      try {
        callback();
      } catch (error) {
        taking.uncaught.push(error);
      }
    };
    if (taking.conditions.hurried) queueMicrotask(run);
    else afterTurns(5, run);
  }
}

function afterTurns(turns: number, run: () => void): void {
  setImmediate(() => (turns > 1 ? afterTurns(turns - 1, run) : run()));
}
