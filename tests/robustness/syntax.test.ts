import { describe, expect, it } from 'vitest';
import { PARSERS } from './linting.js';
import { surveyWrapped, syntaxFiles, wrapped } from './snippets.js';
import { isEverything, printed, survey, tell } from './survey.js';

const files = isEverything ? syntaxFiles('pass', 'pass-explicit') : syntaxFiles('pass');

describe('JavaScript of every syntax', { timeout: isEverything ? 0 : 60_000 }, () => {
  const handlers = files.flatMap(wrapped);

  it.each(PARSERS)('inside a handler crashes no rule with %s', (parser) => {
    // Each parser has others, and together they have a third of all.
    const share = handlers.filter((_, index) => isEverything || index % 9 === PARSERS.indexOf(parser));
    const tally = surveyWrapped(share, parser);
    tell('handlers of every syntax', parser, tally);
    expect(printed(tally)).toBe('');
    // They are walked, and to the end: one wrapping in five has a 201 there, and another no answer that is sure.
    expect(tally.linted).toBeGreaterThan(0.95 * share.length);
    expect(tally.reports).toBeGreaterThan(0.4 * share.length);
  });

  it.each(PARSERS)('in a file of its own crashes no rule with %s', (parser) => {
    // Modules cannot be wrapped; of the others, those that speak of responses are few.
    const alone = isEverything ? files : files.filter(({ sourceType }) => sourceType === 'module');
    const tally = survey(alone, parser);
    tell('files of every syntax', parser, tally);
    expect(printed(tally)).toBe('');
    expect(tally.linted).toBeGreaterThan(0.95 * alone.length);
  });
});
