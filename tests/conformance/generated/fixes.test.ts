import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { compared } from './fixing.js';
import { program } from './grammar.js';
import { misspelled } from './misspelling.js';
import { printed } from './printing.js';
import express, { onExpress4 } from './targets/express.js';
import node from './targets/node.js';

/** `npm run fuzz` compares more programs, from another seed each time. */
const isFuzz = process.env['npm_lifecycle_event'] === 'fuzz';
const { FUZZ_RUNS: wanted, FUZZ_SEED: given } = process.env;
const seed = Number(given ?? (isFuzz ? Date.now() % 1_000_000 : 20_261_122));
const count = isFuzz ? Number(wanted ?? (given === undefined ? 500 : 50)) : 40;
const TARGETS = [onExpress4, express, node];

const choices = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 6 });

beforeAll(() => {
  // Express 4 warns of what is fixed here, and shows where errors come from unless it is in production.
  vi.stubEnv('NO_DEPRECATION', 'express');
  vi.stubEnv('NODE_ENV', 'production');
  vi.spyOn(console, 'error').mockReturnValue();
});
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it.each(TARGETS)(
  `fixes of generated programs for $framework.name leave every byte as it was (${count}, seed ${seed})`,
  { timeout: isFuzz ? 0 : 120_000 },
  async (target) => {
    let [answers, fixes] = [0, 0];
    const source = fc.tuple(program(target).map(printed), choices).map(([text, some]) => misspelled(text, some));
    const result = await fc.check(
      fc.asyncProperty(source, async (text) => {
        const one = await compared(text, target);
        answers += one.answers;
        fixes += one.fixes;
        if (one.changed.length > 0) throw new Error(one.changed.join('\n'));
      }),
      { seed, numRuns: count },
    );
    const [smallest = ''] = result.counterexample ?? [];
    const why = result.errorInstance instanceof Error ? result.errorInstance.message : '';
    expect(result.failed, `${smallest}\n${why}`).toBe(false);
    if (isFuzz) console.log(`${target.framework.name}: ${fixes} fixes, ${answers} answers compared`);
    // A fix of what always threw leaves nothing to compare.
    expect(fixes).toBeGreaterThan(count / 5);
  },
);
