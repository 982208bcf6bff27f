import { describe, expect, it } from 'vitest';
import { disagreements, isOpen, type Observed } from './comparison.js';
import { flagsIn, requestsOf, type Case, type Framework } from './framework.js';
import express4 from './frameworks/express4.js';
import express5 from './frameworks/express5.js';
import nodeHttp from './frameworks/node-http.js';
import nodeHttp2 from './frameworks/node-http2.js';
import { KNOWN } from './known.js';
import { handlerOf, readFile } from './reading.js';
import { tableOf } from './table.js';

const frameworks = [express5, express4, nodeHttp, nodeHttp2];

describe.each(frameworks)('$name', (framework) => {
  const { cases } = framework;

  it.each(Object.entries(cases))('%s', async (name, one) => {
    const { found, open } = await judged(one, framework);
    const known = KNOWN[`${framework.name}: ${name}`];
    if (known === undefined) {
      expect(found, found.join('\n')).toEqual([]);
      expect(open, 'what the model leaves open').toBe(one.open !== undefined);
    } else expect(found, `${known}: no longer so, take it off the list`).not.toEqual([]);
  });

  it('has a case for every row of the adapter’s table', () => {
    const { calls, assignments, progress, members } = tableOf(framework);
    const sources = Object.values(cases).map((one) => framework.fileOf(one));
    const isUsed = (row: string): boolean => sources.some((each) => new RegExp(`\\.${row}\\b`).test(each));
    const rows = [calls, assignments, progress, members].flatMap((table) => Object.keys(table));
    expect(rows.filter((row) => !isUsed(row) && !Object.hasOwn(framework.without, row))).toEqual([]);
  });
});

it('lists only cases that there are', () => {
  const names = frameworks.flatMap(({ name, cases }) => Object.keys(cases).map((each) => `${name}: ${each}`));
  expect(Object.keys(KNOWN).filter((each) => !names.includes(each))).toEqual([]);
});

/** Runs a case with all its requests, and holds what comes of them against what the engine says. */
async function judged(
  one: Case,
  framework: Framework,
): Promise<{ readonly found: readonly string[]; readonly open: boolean }> {
  const file = framework.fileOf(one);
  const read = readFile(file, framework.id, framework.major);
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
