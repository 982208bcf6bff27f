import * as fc from 'fast-check';
import { compileFunction } from 'node:vm';
import { describe, expect, it } from 'vitest';
import * as spelling from '../regressions/spelling.js';
import { program } from './grammar.js';
import { printed } from './printing.js';
import { BATCH, NOTHING_SEARCHED, report, searched, together, type Search } from './search.js';
import type { Target } from './target.js';

/** `npm run fuzz` goes on for minutes, from another seed each time, or makes as many programs as it is told. */
const isFuzz = process.env['npm_lifecycle_event']?.startsWith('fuzz') === true;
const { FUZZ_MINUTES: minutes, FUZZ_RUNS: wanted, FUZZ_SEED: seed, FUZZ_FRAMEWORK: framework } = process.env;

/** How many disagreements are enough for one time. */
const ENOUGH = 8;
/** How many batches lie between two lines that say how far it has come. */
const BATCHES_PER_LINE = 20;

/** Makes programs for these frameworks, always the same, and holds each against the engine. */
export function testPrograms(targets: readonly Target[]): void {
  const searchedFor = targets.filter(({ name }) => framework === undefined || name === framework);

  describe.skipIf(isFuzz)('generated programs', () => {
    it.each(targets)('for $name come out as the engine says', { timeout: 120_000 }, async (target) => {
      const { programs: count, open } = target.tested;
      let all = NOTHING_SEARCHED;
      for (let first = 0; first < count; first += BATCH)
        all = together(all, await searched(target, 20_261_121 + first));
      expect(all.found, report(all)).toEqual([]);
      // What the engine leaves open is not judged, so most must not be.
      expect(all.open).toBeLessThanOrEqual(open);
    });
  });

  describe.runIf(isFuzz && searchedFor.length > 0)('generated programs', () => {
    it('come out as the engine says', { timeout: 0 }, async () => {
      const all = await searchedLong(searchedFor);
      expect(all.found.map(({ target, seed: its }) => `${target}, FUZZ_SEED=${its}`)).toEqual([]);
    });
  });

  it.each(targets)('for $name are printed as regressions that make the same program', (target) => {
    for (const source of fc.sample(program(target).map(printed), { seed: 1, numRuns: 50 }))
      expect(linesOf(sourceOfEntry(source, target))).toEqual(linesOf(source));
  });
}

async function searchedLong(targets: readonly Target[]): Promise<Search> {
  const from = Number(seed ?? Date.now() % 1_000_000);
  const most = Number(wanted ?? (minutes === undefined && seed !== undefined ? BATCH : Number.POSITIVE_INFINITY));
  const until = wanted === undefined ? Date.now() + Number(minutes ?? 5) * 60_000 : Number.POSITIVE_INFINITY;
  let all = NOTHING_SEARCHED;
  const say = (next: number): void => {
    console.log(`seeds ${from} to ${next - 1}: ${textOf(all)}`);
  };
  let next = from;
  for (; Date.now() < until && all.found.length < ENOUGH && (next - from) * BATCH < most; next++) {
    for (const target of targets) {
      const batch = await searched(target, next);
      if (batch.found.length > 0) console.log(`\n${report(batch)}\n`);
      all = together(all, batch);
    }
    if ((next - from + 1) % BATCHES_PER_LINE === 0) say(next + 1);
  }
  say(next);
  return all;
}

function textOf({ programs, runs, open, found }: Search): string {
  return `${programs} programs, run ${runs} times, ${open} of them partly open; ${found.length} disagreements`;
}

/** The source that an entry of the list of regressions makes, of the entry that a program is printed as. */
function sourceOfEntry(source: string, target: Target): string {
  // The entry's own source, as an expression.
  const text = /source: in\w+(\([^]*\)),\n {2}\},$/.exec(spelling.asRegression(source, target))?.[1] ?? '';
  const evaluate = compileFunction(`return spell${text};`, ['spell']) as (spell: spelling.Spell) => spelling.Spelled;
  return evaluate(spelling.spell(target)).text;
}

function linesOf(source: string): readonly string[] {
  return source.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}
