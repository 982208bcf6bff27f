import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { lint, type ParserName, type Source } from './linting.js';
import { defectOf, survey, type Tally } from './survey.js';

const folder = fileURLToPath(new URL('../../node_modules/test262-parser-tests', import.meta.url));

/** Valid programs of every syntax there is. Those in `pass-explicit` are the same with all parentheses written. */
export function syntaxFiles(...parts: readonly ('pass' | 'pass-explicit')[]): readonly Source[] {
  return parts.flatMap((part) =>
    readdirSync(`${folder}/${part}`).map((file) => ({
      name: `${part}/${file}`,
      code: readFileSync(`${folder}/${part}/${file}`, 'utf8'),
      sourceType: file.endsWith('.module.js') ? ('module' as const) : ('script' as const),
    })),
  );
}

/** A handler of an Express app that holds some foreign code. */
export interface Wrapped {
  readonly name: string;
  readonly code: string;
}

/**
 * What a piece of code can stand in. The snippets like to call their variables `a`, `b` and `x`, and so do these handlers:
 * what a snippet does to `a` it does to the response. The first of each group that parses is taken.
 */
const WRAPPINGS: Readonly<Record<string, readonly ((code: string) => string)[]>> = {
  body: [
    (code) => `app.post('/', function (x, a, b) {\n${code}\n;a.status(201).json({}) });`,
    (code) => `app.post('/', function (x, a, b) { {\n${code}\n} a.status(201).json({}) });`,
    (code) => `app.post('/', async function (x, a, b) { {\n${code}\n} a.status(201).json({}) });`,
  ],
  'async body': [(code) => `app.post('/x', async (req, res) => {\n${code}\n;res.status(201).json({}) });`],
  branch: [
    (code) =>
      `app.put('/', (x, a, b) => { a.status(404); try { if (x.y) {\n${code}\na.set('b', x) } else b(x) } catch (y) { a.json(y) } a.end() });`,
  ],
  expression: [
    (code) =>
      `app.patch('/', (x, a, b) => { a.status((\n${trimmed(code)}\n)).set({ b: (\n${trimmed(code)}\n) }).send((\n${trimmed(code)}\n)) });`,
  ],
  argument: [(code) => `app.delete('/', (\n${trimmed(code)}\n), (x, a) => a.sendStatus(204));`],
};

const trimmed = (code: string) => code.replace(/;\s*$/, '');

/** The code in every wrapping in which it still parses. */
export function wrapped({ name, code }: Source): readonly Wrapped[] {
  return Object.entries(WRAPPINGS).flatMap(([title, wrappings]) => {
    const found = wrappings.map((wrap) => wrap(code)).find(isScript);
    return found === undefined ? [] : [{ name: `${name} as ${title}`, code: found }];
  });
}

function isScript(code: string): boolean {
  try {
    new Script(code);
    return true;
  } catch {
    return false;
  }
}

const APP = `const express = require('express'), app = express();\n`;
/** Linting many handlers in one file is many times as fast as one file each. */
const TOGETHER = 200;

/** Lints all of them, many in one file. */
export function surveyWrapped(all: readonly Wrapped[], parser: ParserName): Tally {
  let [linted, refused, reports] = [0, 0, 0];
  let slowest = { name: '', milliseconds: 0 };
  const failures: string[] = [];
  for (let from = 0; from < all.length; from += TOGETHER) {
    let batch: readonly Wrapped[] = all.slice(from, from + TOGETHER);
    let outcome = lint(fileOf(batch), parser);
    for (; outcome.is === 'refused'; outcome = lint(fileOf(batch), parser)) {
      batch = withoutLine(batch, outcome.line);
      refused++;
    }
    linted += batch.length;
    if (outcome.is === 'linted') reports += outcome.reports.length;
    if (outcome.is === 'linted' && outcome.milliseconds > slowest.milliseconds)
      slowest = { name: `${batch.length} handlers from ${batch[0]?.name}`, milliseconds: outcome.milliseconds };
    const defect = defectOf(fileOf(batch), outcome);
    // One by one, to tell which it is; together, if it is no single one.
    const single =
      defect === null
        ? []
        : survey(
            batch.map((one) => fileOf([one])),
            parser,
          ).failures;
    if (defect !== null) failures.push(...(single.length > 0 ? single : [defect]));
  }
  return { linted, refused, reports, failures, slowest };
}

function fileOf(batch: readonly Wrapped[]): Source {
  return {
    name: batch.length === 1 ? `${batch[0]?.name}.js` : 'app.js',
    sourceType: 'script',
    code: APP + batch.map(({ code }) => `${code}\n`).join(''),
  };
}

/** All but the one that has that line of their file. */
function withoutLine(batch: readonly Wrapped[], line: number): readonly Wrapped[] {
  let last = 1;
  const at = batch.findIndex(({ code }) => {
    // All that JavaScript takes for the end of a line.
    last += `${code}\n`.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0;
    return line <= last;
  });
  if (at < 0) throw new Error(`No snippet has line ${line}`);
  return batch.toSpliced(at, 1);
}
