import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { disagreements, isOpen, type Observed } from './comparison.js';
import { flagsIn, requestsOf, type Case, type Framework } from './framework.js';
import { handlerOf, readFile } from './reading.js';
import { tableOf } from './table.js';

/** The frameworks that the files of a folder describe, one each. */
export function frameworksIn(folder: URL): Promise<readonly Framework[]> {
  return Promise.all(
    readdirSync(folder).map(async (file) => {
      // Each file of the folder describes one framework.
      const module = (await import(new URL(file, folder).href)) as { readonly default: Framework };
      return module.default;
    }),
  );
}

/** Holds what the engine says of each case against what the framework does; `known` are those in which it is known to be wrong. */
export function testFrameworks(frameworks: readonly Framework[], known: Readonly<Record<string, string>>): void {
  describe.each(frameworks)('$name', (framework) => {
    const { cases } = framework;

    it.each(Object.entries(cases))('%s', async (name, one) => {
      const { found, open } = await judged(one, framework);
      const wrong = known[`${framework.name}: ${name}`];
      if (wrong === undefined) {
        expect(found, found.join('\n')).toEqual([]);
        expect(open, 'what the model leaves open').toBe(one.open !== undefined);
      } else expect(found, `${wrong}: no longer so, take it off the list`).not.toEqual([]);
    });

    it('has a case for every row of the adapter’s table', () => {
      const { calls, assignments, progress, members, functions, made } = tableOf(framework);
      const sources = Object.values(cases).map((one) => framework.fileOf(one));
      const isUsed = (row: string): boolean => sources.some((each) => usesRow(each, row));
      const rows = [calls, assignments, progress, members, functions, made.calls, made.assignments].flatMap((table) =>
        Object.keys(table),
      );
      expect(rows.filter((row) => !isUsed(row) && !Object.hasOwn(framework.without, row))).toEqual([]);
    });
  });

  it('lists only cases that there are', () => {
    const names = frameworks.flatMap(({ name, cases }) => Object.keys(cases).map((each) => `${name}: ${each}`));
    expect(Object.keys(known).filter((each) => !names.includes(each))).toEqual([]);
  });
}

/** Whether a source calls, assigns or reads what a row is about: `headers.set`, `set.headers.*`, or `module#name`. */
function usesRow(source: string, row: string): boolean {
  const name = row.slice(row.lastIndexOf('#') + 1).replace(/\.?\*$/, '');
  if (row.includes('#')) return name === '' || new RegExp(`\\b${name.replaceAll('.', '\\.')}\\b`).test(source);
  const last = name.split('.').at(-1) ?? name;
  return new RegExp(`(?:\\.|[{,]\\s*)${last}\\b`).test(source);
}

/** Runs a case with all its requests, and holds what comes of them against what the engine says. */
async function judged(
  one: Case,
  framework: Framework,
): Promise<{ readonly found: readonly string[]; readonly open: boolean }> {
  const file = framework.fileOf(one);
  const read = readFile(file, framework.id, framework.major, framework.filename, framework.below);
  const handler = handlerOf(read, one.handler);
  const running = await framework.start(file);
  const observed: Observed[] = [];
  try {
    for (const request of requestsOf(one, framework.flag)) {
      observed.push({ request, observation: await running.send(request) });
    }
  } finally {
    await running.close();
  }
  const claim = { handler, sourceCode: read.sourceCode, flags: flagsIn(file, framework.flag), framework };
  return { found: disagreements(claim, observed), open: isOpen(handler) };
}
