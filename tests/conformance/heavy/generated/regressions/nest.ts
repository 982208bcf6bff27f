import type { Target } from '../../../generated/target.js';
import { spell, type Spell } from '../../../regressions/spelling.js';
import type { Regression } from '../../../regressions/testing.js';

/** Minimal programs from the generator, as in the list of regressions for the other frameworks, on one major. */
export function regressionsOn(targets: readonly Target[]): Readonly<Record<string, Regression>> {
  const [inNestReturning, inNestOnFastifyReturning] = ['nestReturning', 'nestOnFastifyReturning'].map(
    (wanted): Spell => {
      const target = targets.find(({ name }) => name === wanted);
      if (!target) throw new Error(`There are no programs for ${wanted}`);
      return spell(target);
    },
  );
  if (!inNestReturning || !inNestOnFastifyReturning) return {};
  return {
    'a function that comes to its end without a value': {
      known: null,
      source: inNestReturning(
        'a',
        `
        return h0(202, perhaps());`,
        `
        function h0(status, flag) {
          if (flag === '1') {
            return ({ n: 1 });
          }
        }`,
      ),
    },
    'a function whose last case leaves before its break': {
      known: null,
      source: inNestReturning(
        'a',
        `
        const g1 = h0(202, perhaps());
        if (g1) return g1;
        return;`,
        `
        function h0(status, flag) {
          switch (flag) {
            case '1': {
              return ({ n: 2 });
              break;
            }
            default: {
              return ({ n: 3 });
            }
          }
        }`,
      ),
    },
    'a response of a promise that a function gives back': {
      known: null,
      source: inNestOnFastifyReturning(
        'a',
        `
        return (() => {
          return task().then(() => {
            return new Response('n1', { status: 404 });
          });
        })();`,
        '',
        'async',
      ),
    },
  };
}
