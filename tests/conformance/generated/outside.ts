import type { Call, Stage } from './stage.js';
import { Outside } from './taking.js';

/** Functions that programs call and the engine cannot see. What they do is decided by the run. */
export function outside({ taking }: Stage, later: (callback: () => void) => void): Readonly<Record<string, Call>> {
  const call = (): void => taking().called();
  const decides = (of: number): number => taking().decide(of);
  const mayFail = (): void => {
    call();
    if (decides(2) === 0) return;
    taking().throwsOutside();
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
      later(() => (done as Call)(error, { n: 1 }));
    },
    task: () => {
      call();
      const fails = decides(2) === 1;
      return new Promise((resolve, reject) => {
        later(() => (fails ? reject(new Outside('outside')) : resolve(1)));
      });
    },
  };
}
