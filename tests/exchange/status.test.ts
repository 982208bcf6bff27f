import { expect, it } from 'vitest';
import type { Dialect } from '../../src/exchange/dialect.js';
import { statusOf } from '../../src/exchange/state/status.js';
import type { Primitive } from '../../src/syntax/ast.js';
import { handlerOf, readFile, sourceCodeOf } from '../conformance/reading.js';

const { ast } = sourceCodeOf('here;');
const site = { at: ast, origin: ast, depth: 0 };
const handler = '(req, res) => { res.end(); }';
const app = `const express = require('express');\nconst app = express();\napp.get('/', ${handler});`;

/** What Express 5 makes of the values, given to `status()`. */
function sorted(...values: readonly Primitive[]): Readonly<Record<string, readonly Primitive[]>> {
  const dialect: Dialect = handlerOf(readFile(app, 'express', 5), handler).dialect;
  const known = values.map((value) => ({ value, site }));
  const { codes, informational, invalid } = statusOf({ known, open: false }, 'written', 'method', dialect);
  const valuesOf = (written: readonly { readonly value: Primitive }[]): readonly Primitive[] =>
    written.map(({ value }) => value);
  return { codes: valuesOf(codes), informational: valuesOf(informational), invalid: valuesOf(invalid) };
}

it('is a code from 200, information below it, and invalid where the framework throws', () => {
  expect(sorted(100, 199, 200, 999, 1000, 99)).toEqual({
    codes: [200, 999],
    informational: [100, 199],
    invalid: [1000, 99],
  });
});
