import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { program } from '../conformance/generated/grammar.js';
import { printed } from '../conformance/generated/printing.js';
import { TARGETS } from '../conformance/generated/targets.js';
import { REGRESSIONS } from '../conformance/regressions/sources.js';
import { ODD_FILES } from '../odd-files.js';
import { reportedCases } from '../rule-cases.js';
import { filesBelow, root } from '../source.js';
import type { Source } from './linting.js';

/** Sources that hold handlers: the example shop, odd files, what rules report, and programs for the real frameworks. */
export async function handledSources(): Promise<readonly Source[]> {
  const shop = filesBelow(`${root}examples/shop/src`).map((file) =>
    sourceOf(file, readFileSync(`${root}examples/shop/src/${file}`, 'utf8')),
  );
  const odd = Object.values(ODD_FILES).map(({ name, code }) => sourceOf(name, code));
  const reported = (await reportedCases()).map(({ filename, code }) => sourceOf(filename ?? 'file.ts', code));
  const programs = [
    ...Object.values(REGRESSIONS).map(({ source }) => source.text),
    ...TARGETS.flatMap((target) => fc.sample(program(target).map(printed), { seed: 1, numRuns: 20 })),
  ].map((code) => sourceOf('program.js', code));
  return [...shop, ...odd, ...reported, ...programs];
}

function sourceOf(name: string, code: string): Source {
  const isModule = /^\s*(?:import|export)\b/m.test(code);
  return { name: name.replace(/^.*\//, ''), code, sourceType: isModule ? 'module' : 'commonjs' };
}
