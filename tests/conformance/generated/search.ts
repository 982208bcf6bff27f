import * as fc from 'fast-check';
import { asRegression } from '../regressions/spelling.js';
import { program } from './grammar.js';
import { judge } from './judgement.js';
import { printed } from './printing.js';
import type { Target } from './target.js';

/** A program on which the engine and the framework disagree, as small as it could be made. */
export interface Found {
  /** The framework's name. */
  readonly target: string;
  /** The program as it is written in the list of regressions. */
  readonly entry: string;
  readonly disagreements: readonly string[];
  /** What makes the same program again. */
  readonly seed: number;
}

export interface Search {
  readonly programs: number;
  /** How often they were run: with each assignment of their flags, and everything that code outside can decide. */
  readonly runs: number;
  /** How many programs the engine left something open in, so that less could be compared. */
  readonly open: number;
  readonly found: readonly Found[];
}

export const NOTHING_SEARCHED: Search = { programs: 0, runs: 0, open: 0, found: [] };

/** How many programs are made from one seed. */
export const BATCH = 50;
/** How many smaller programs are tried for one on which there is a disagreement. */
const SMALLER = 1_500;

/** Makes the programs of one seed and holds each against the engine, up to the first on which there is a disagreement. */
export async function searched(target: Target, seed: number): Promise<Search> {
  let [programs, runs, open, tried] = [0, 0, 0, 0];
  const found: Found[] = [];
  const property = fc.asyncProperty(program(target).map(printed), async (source) => {
    if (found.length > 0 && ++tried > SMALLER) return;
    const judgement = await judge(source, target);
    if (found.length === 0) {
      programs++;
      runs += judgement.runs;
      if (judgement.open) open++;
    }
    const { disagreements } = judgement;
    if (disagreements.length === 0) return;
    found.push({ target: target.name, entry: asRegression(source, target), disagreements, seed });
    throw new Error('smaller ones follow');
  });
  const { failed, errorInstance } = await fc.check(property, { seed, numRuns: BATCH });
  // What is no disagreement is something that the tests themselves do not know.
  if (failed && found.length === 0) throw errorInstance;
  return { programs, runs, open, found: found.slice(-1) };
}

/** What several searches come to. */
export function together(one: Search, other: Search): Search {
  return {
    programs: one.programs + other.programs,
    runs: one.runs + other.runs,
    open: one.open + other.open,
    found: [...one.found, ...other.found],
  };
}

/** What was found, in words. */
export function report({ found }: Search): string {
  return found
    .map(({ target, entry, disagreements, seed }) =>
      [`${target}, FUZZ_SEED=${seed}:`, ...disagreements.map((each) => `- ${each}`), entry].join('\n'),
    )
    .join('\n\n');
}
