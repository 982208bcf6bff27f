import { pictureOf } from '../../src/cli/picture.js';
import { readFile } from '../conformance/reading.js';

/**
 * What the engine sees in an Express 5 handler with that body: a line for each path, then the notes, all without line
 * numbers. `before` stands in front of the handler.
 */
export function pathsIn(body: string, before = ''): readonly string[] {
  const source = [
    "const express = require('express');",
    'const app = express();',
    before,
    `app.get('/', async (req, res, next) => {\n${body}\n});`,
  ].join('\n');
  const { handlers, sourceCode } = readFile(source, 'express', 5);
  const [, ...lines] = pictureOf(handlers.slice(-1), sourceCode).split('\n');
  return lines.map((line) => line.trim().replaceAll(/ L\d+/g, ''));
}
