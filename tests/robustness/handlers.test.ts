import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Garden } from './grafts.js';
import { handledSources } from './handled.js';
import { PARSERS, type Source } from './linting.js';
import { mutant, mutationOf } from './mutants.js';
import { syntaxFiles } from './snippets.js';
import { isEverything, printed, survey, tell } from './survey.js';

const seed = Number(process.env['ROBUSTNESS_SEED'] ?? (isEverything ? Date.now() % 1_000_000 : 20_261_122));
const count = Number(process.env['ROBUSTNESS_RUNS'] ?? (isEverything ? 4_000 : 100));

describe(`handlers (seed ${seed})`, { timeout: isEverything ? 0 : 60_000 }, () => {
  let sources: readonly Source[] = [];
  let garden: Garden | null = null;

  beforeAll(async () => {
    sources = await handledSources();
    garden = new Garden(sources, isEverything ? syntaxFiles('pass') : []);
  }, 60_000);

  it.each(PARSERS)('as they are crash no rule with %s', (parser) => {
    const share = sources.filter((_, index) => isEverything || index % 12 === PARSERS.indexOf(parser));
    const tally = survey(share, parser);
    tell('handlers', parser, tally);
    expect(printed(tally)).toBe('');
  });

  it.each(PARSERS)('with parts of others in them crash no rule with %s', (parser) => {
    if (!garden) throw new Error('Nothing has been planted');
    const tally = survey(fc.sample(garden.sources(), { seed, numRuns: count }), parser);
    tell(`handlers with parts of others (seed ${seed})`, parser, tally);
    expect(printed(tally)).toBe('');
    expect(tally.linted).toBeGreaterThan(0.6 * count);
    expect(tally.reports).toBeGreaterThan(0.3 * count);
  });

  it.each(PARSERS)('half typed crash no rule with %s', (parser) => {
    const half = mutationOf(sources.length).map((mutation): Source => {
      const source = sources[mutation.source];
      if (!source) throw new Error(`There is no source ${mutation.source}`);
      return { ...source, code: mutant(source.code, mutation) };
    });
    const tally = survey(fc.sample(half, { seed, numRuns: 2 * count }), parser);
    tell(`handlers half typed (seed ${seed})`, parser, tally);
    expect(printed(tally)).toBe('');
    // Most of what is half typed does not parse, and no rule sees it.
    expect(tally.linted).toBeGreaterThan(0.1 * 2 * count);
  });
});
