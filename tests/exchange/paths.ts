import { pictureOf } from '../../src/cli/picture.js';
import { readFile } from '../conformance/reading.js';

/**
 * What the engine sees in an Express 5 handler with that body: a line for each path, then the notes, all without line
 * numbers. `before` stands in front of the handler, which is for that method.
 */
export function pathsIn(body: string, before = '', method: 'get' | 'all' = 'get'): readonly string[] {
  const source = [
    "const express = require('express');",
    'const app = express();',
    before,
    `app.${method}('/', async (req, res, next) => {\n${body}\n});`,
  ];
  return linesOf(source.join('\n'), 'express', 5);
}

/** The same in Koa 3 middleware, where content is put on the context and goes out when the function ends. */
export function pathsInKoa(body: string): readonly string[] {
  const source = [
    "const Koa = require('koa');",
    'const app = new Koa();',
    `app.use(async (ctx, next) => {\n${body}\n});`,
  ];
  return linesOf(source.join('\n'), 'koa', 3);
}

function linesOf(source: string, framework: string, major: number): readonly string[] {
  const { handlers, sourceCode } = readFile(source, framework, major);
  const [, ...lines] = pictureOf(handlers.slice(-1), sourceCode).split('\n');
  return lines.map((line) => line.trim().replaceAll(/ L\d+/g, ''));
}
