import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PARSERS, type Source } from './linting.js';
import { packages, sourcesOf } from './packages.js';
import { isEverything, printed, survey, tell } from './survey.js';

const folder = fileURLToPath(new URL('../../node_modules/typescript/lib/', import.meta.url));

/** Small enough to be parsed in a moment, each of another kind: a program, declarations, and those of a server. */
const TELLING = ['_typingsInstaller.js', '_tsserver.js', 'lib.es5.d.ts', 'lib.esnext.temporal.d.ts', 'typescript.d.ts'];

const files: readonly Source[] = readdirSync(folder)
  .filter((file) => (isEverything ? /\.(?:js|d\.ts)$/.test(file) : TELLING.includes(file)))
  .map((name) => {
    const code = readFileSync(folder + name, 'utf8');
    return { name, code, sourceType: /^(?:export|import)\b/m.test(code) ? 'module' : 'commonjs' };
  });

describe("TypeScript's own files", { timeout: isEverything ? 0 : 60_000 }, () => {
  it.each(PARSERS)('crash no rule with %s, and take no longer than they are', (parser) => {
    const readable = files.filter(({ name }) => parser !== 'espree' || name.endsWith('.js'));
    const tally = survey(readable, parser);
    tell("TypeScript's own files", parser, tally);
    expect(printed(tally)).toBe('');
    expect(tally.refused).toBe(0);
    expect(tally.reports).toBe(0);
  });
});

// They are downloaded and take minutes, so `npm test` has none of them.
describe.each(isEverything ? packages : [])('the package %s', { timeout: 0 }, (name) => {
  it.each(PARSERS)('crashes no rule with %s', (parser) => {
    const readable = sourcesOf(name).filter((each) => parser !== 'espree' || !/tsx?$/.test(each.name));
    const tally = survey(readable, parser, { testFiles: true });
    tell(name, parser, tally);
    expect(printed(tally)).toBe('');
  });
});
