import { spell } from '../../../regressions/spelling.js';
import type { Regression } from '../../../regressions/testing.js';
import type { Target } from '../../../generated/target.js';

/** Minimal programs from the generator, as in the list of regressions for the other frameworks, on one major. */
export function regressionsOn(restify: Target): Readonly<Record<string, Regression>> {
  const inRestify = spell(restify);
  return {
    'a promise that an async handler does not wait for': {
      known: null,
      source: inRestify(
        'a',
        `
        task().then(() => {
          if (!res.headersSent) res.json({ n: 1 });
        });`,
        '',
        'async',
      ),
    },
  };
}
