import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../../../src/plugin.js';
import { catching } from '../quiet.js';
import { Execution } from './execution.js';
import { assignmentsIn, decided, runs } from './runs.js';
import { STRICT } from './taking.js';
import type { Target } from './target.js';

const linter = new Linter({ configType: 'flat' });
const FIXING = Object.fromEntries(
  Object.entries(plugin.rules).flatMap(([name, { meta }]) =>
    'fixable' in meta ? [[`http-status/${name}`, 'error' as const]] : [],
  ),
);
/** How often two programs are compared at most with one assignment of their flags. */
const MOST_COMPARED = 8;

/** What came of comparing a program with what fixes make of it. */
export interface Compared {
  /** How many answers were compared. */
  readonly answers: number;
  readonly fixes: number;
  readonly changed: readonly string[];
}

/** Compares what a server sends before and after each fix of a program, and after all of them. */
export async function compared(source: string, target: Target): Promise<Compared> {
  const config: Linter.Config = {
    files: ['**'],
    plugins: { 'http-status': plugin },
    languageOptions: { parser: typescriptParser, sourceType: 'commonjs' },
    settings: { 'http-status': settingsOf(target) },
    rules: FIXING,
  };
  const each = linter
    .verify(source, config, 'file.js')
    .flatMap(({ fix, ruleId }) =>
      fix ? [{ by: String(ruleId), text: source.slice(0, fix.range[0]) + fix.text + source.slice(fix.range[1]) }] : [],
    );
  if (each.length === 0) return { answers: 0, fixes: 0, changed: [] };
  const { output } = linter.verifyAndFix(source, config, 'file.js');
  const again = linter.verifyAndFix(output, config, 'file.js').output;
  const changed = again === output ? [] : ['all fixes, made again, change the program again'];
  let answers = 0;
  for (const { by, text } of [...each, { by: 'all fixes', text: output }]) {
    const difference = await differences(source, text, target);
    answers += difference.answers;
    if (difference.isChanged) changed.push(`${by} changes what is sent:\n${text}`);
  }
  return { answers, fixes: each.length, changed };
}

function settingsOf({ framework: { id, major } }: Target): object {
  return major === null ? {} : { frameworkVersions: { [id]: major } };
}

async function differences(
  before: string,
  after: string,
  target: Target,
): Promise<{ readonly answers: number; readonly isChanged: boolean }> {
  const [old, now] = [new Execution(before, target), new Execution(after, target)];
  let [answers, isChanged] = [0, false];
  let current = old;
  await catching(
    (error) => current.uncaught(error),
    async () => {
      for (const run of (await runs(old, assignmentsIn(before), STRICT, MOST_COMPARED)).runs) {
        // What threw before may do anything now.
        if (run.isRefused) continue;
        answers++;
        current = now;
        const decisions = run.decisions.map(({ chosen }) => chosen);
        const [next] = await decided(now, run.flags, { ...STRICT, decisions }, 1);
        if (next?.bytes !== run.bytes) isChanged = true;
        current = old;
      }
    },
  );
  return { answers, isChanged };
}
