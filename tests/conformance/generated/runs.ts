import { assignmentsOf, type Flags } from '../framework.js';
import type { Execution, Run } from './execution.js';
import type { Conditions } from './taking.js';

/** The flags that a program reads. */
export function flagsOf(source: string): readonly string[] {
  return /^ {2}const \{ (.*) \} = /m.exec(source)?.[1]?.split(', ') ?? [];
}

/** Every assignment of the flags that makes a difference to a program. */
export function assignmentsIn(source: string): readonly Flags[] {
  return assignmentsOf(flagsOf(source), source.includes("'1'") ? ['1', '2'] : ['1']);
}

/** How often a program is run with one assignment of its flags. */
const MOST_RUNS = 64;

/** Runs a program with each assignment, and each time with everything that the code outside can decide. */
export async function runs(
  execution: Execution,
  assignments: readonly Flags[],
  conditions: Conditions,
  most = MOST_RUNS,
): Promise<{ readonly runs: readonly Run[]; readonly complete: boolean }> {
  const all: (readonly Run[])[] = [];
  for (const flags of assignments) {
    all.push(await decided(execution, flags, conditions, most));
  }
  return { runs: all.flat(), complete: all.every(({ length }) => length < most) };
}

/** Runs a program with everything that the code outside can decide beyond what is said, but not more often than `most` times. */
export async function decided(
  execution: Execution,
  flags: Flags,
  conditions: Conditions,
  most: number,
): Promise<readonly Run[]> {
  const done: Run[] = [];
  const left = [conditions.decisions];
  for (let decisions = left.pop(); decisions && done.length < most; decisions = left.pop()) {
    const already = decisions.length;
    const run = await execution.run(flags, { ...conditions, decisions });
    done.push(run);
    run.decisions.forEach(({ of }, at) => {
      if (at < already) return;
      const before = run.decisions.slice(0, at).map(({ chosen }) => chosen);
      for (let other = 1; other < of; other++) left.push([...before, other]);
    });
  }
  return done;
}
