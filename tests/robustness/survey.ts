import { writeSync } from 'node:fs';
import { lint, type Outcome, type ParserName, type Source } from './linting.js';

/** `npm run robustness` does everything; `npm test` a part that is always the same. */
export const isEverything = process.env['npm_lifecycle_event'] === 'robustness';

/** What became of many sources. */
export interface Tally {
  readonly linted: number;
  /** How many the parser did not take. */
  readonly refused: number;
  readonly reports: number;
  /** What crashed, what hung and what took too long. */
  readonly failures: readonly string[];
  readonly slowest: { readonly name: string; readonly milliseconds: number };
}

/** How long the rules may take for a source: far more than they do, and in proportion to its length. */
function bound({ code }: Source): number {
  return 2_000 + code.length / 500;
}

/** Why the outcome is a defect of the rules; null where it is none. */
export function defectOf(source: Source, outcome: Outcome): string | null {
  const text = source.code.length < 4_000 ? `:\n${source.code}` : '';
  switch (outcome.is) {
    case 'refused':
      return null;
    case 'hung':
      return `${source.name} does not end${text}`;
    case 'crashed':
      return `${source.name} crashes${text}\n${outcome.error}`;
    case 'linted':
      return outcome.milliseconds > bound(source)
        ? `${source.name} takes ${Math.round(outcome.milliseconds)} ms${text}`
        : null;
  }
}

/** Lints one source after the other. */
export function survey(sources: Iterable<Source>, parser: ParserName, settings: object = {}): Tally {
  let [linted, refused, reports] = [0, 0, 0];
  let slowest = { name: '', milliseconds: 0 };
  const failures: string[] = [];
  for (const source of sources) {
    const outcome = lint(source, parser, settings);
    const defect = defectOf(source, outcome);
    if (defect !== null) failures.push(defect);
    if (outcome.is === 'refused') refused++;
    if (outcome.is !== 'linted') continue;
    linted++;
    reports += outcome.reports.length;
    if (outcome.milliseconds > slowest.milliseconds)
      slowest = { name: `${source.name} (${source.code.length} characters)`, milliseconds: outcome.milliseconds };
  }
  return { linted, refused, reports, failures, slowest };
}

/** Says what was done, where somebody waits for it. */
export function tell(title: string, parser: ParserName, { linted, refused, reports, failures, slowest }: Tally): void {
  if (!isEverything) return;
  const numbers = `${linted} linted, ${refused} refused by the parser, ${reports} reports, ${failures.length} failures`;
  const time = `slowest: ${slowest.name}, ${Math.round(slowest.milliseconds)} ms`;
  writeSync(1, `${title}, ${parser}: ${numbers}, ${time}\n`);
}

/** The first few failures as one text; empty if there are none. */
export function printed({ failures }: Tally): string {
  return failures.slice(0, 5).join('\n\n');
}
