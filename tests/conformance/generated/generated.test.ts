import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REGRESSIONS } from '../regressions/sources.js';
import { EXCUSES, unexcused } from './excuses.js';
import { program, type Target } from './grammar.js';
import { judge } from './judgement.js';
import { printed } from './printing.js';

/** `npm run fuzz` asks for more programs, and for others each time. */
const isFuzz = process.env['npm_lifecycle_event'] === 'fuzz';
const asked = Number(process.env['FUZZ_RUNS'] ?? (isFuzz ? 2_000 : 0));
const seed = asked > 0 ? Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000) : 20_261_121;
const numbers: Readonly<Record<Target, number>> =
  asked > 0 ? { express: asked, node: asked } : { express: 200, node: 100 };

describe.each(['express', 'node'] as const)('generated programs for %s', (target) => {
  const count = numbers[target];

  it(`come out as the engine says (${count}, seed ${seed})`, { timeout: asked > 0 ? 0 : 60_000 }, async () => {
    let open = 0;
    const result = await fc.check(
      fc.asyncProperty(program(target).map(printed), async (source) => {
        const judgement = await judge(source);
        if (judgement.open) open++;
        const found = unexcused(source, judgement.disagreements);
        if (found.length > 0) throw new Error(found.join('\n'));
      }),
      { seed, numRuns: count },
    );
    const [source = ''] = result.counterexample ?? [];
    const why = result.errorInstance instanceof Error ? result.errorInstance.message : '';
    expect(result.failed, `seed ${seed}, after ${result.numShrinks} steps of shrinking:\n${source}\n${why}\n`).toBe(
      false,
    );
    // What the engine leaves open is not judged, so most must not be.
    if (target === 'express') expect(open).toBeLessThan(count / 10);
  });
});

it('are let off only for what is known to be wrong', () => {
  const mended = EXCUSES.filter(({ regression }) => typeof REGRESSIONS[regression]?.known !== 'string');
  expect(mended.map(({ regression }) => regression)).toEqual([]);
});
