import { setImmediate as turn } from 'node:timers/promises';

/** Turns of the event loop with nothing under way after which nothing more will come of a request. */
const IDLE_TURNS = 20;

/**
 * Waits until the process has nothing to do but to wait for other programs: no file operation is under way, and a number of
 * turns of the event loop have passed. No clock is asked, so a slow machine only takes longer.
 */
export async function quiet(): Promise<void> {
  for (let idle = 0; idle < IDLE_TURNS; idle++) {
    await turn();
    // Experimental by name in the oldest versions, and the same in all.
    // eslint-disable-next-line n/no-unsupported-features/node-builtins
    if (process.getActiveResourcesInfo().some((kind) => /^FSReq|^Zlib/.test(kind))) idle = 0;
  }
}

/** Runs something, and hands what is thrown meanwhile where nobody catches it to `note`, not to the test runner's own listeners. */
export async function catching<T>(note: (error: unknown) => void, run: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const others = events.map((event) => [event, process.rawListeners(event)] as const);
  for (const event of events) process.removeAllListeners(event).on(event, note);
  try {
    return await run();
  } finally {
    for (const [event, listeners] of others) {
      process.off(event, note);
      // Whatever listened before is put back as it was.
      for (const listener of listeners) process.on(event, listener as (...args: unknown[]) => void);
    }
  }
}
