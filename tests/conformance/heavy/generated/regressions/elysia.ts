import { spell } from '../../../regressions/spelling.js';
import type { Regression } from '../../../regressions/testing.js';
import elysia from '../targets/elysia.js';

const inElysia = spell(elysia);

/** Minimal programs from the generator, as in the list of regressions for the other frameworks. */
export const REGRESSIONS: Readonly<Record<string, Regression>> = {
  'fields in the place of all others': {
    known: null,
    source: inElysia(
      'a',
      `
      context.set.headers['x-1'] = '1';
      if (a) context.set.headers = { 'x-0': '1' };`,
    ),
  },
  'a field that is taken back': {
    known: null,
    source: inElysia(
      'a',
      `
      try {
        context.set.headers['x-1'] = '1';
        if (a) return ({ n: 0 });
      } finally {
        delete context.set.headers['x-1'];
      }
      return ({ n: 1 });`,
    ),
  },
  'a status that is set after one was made': {
    known: null,
    source: inElysia(
      'a',
      `
      try {
        if (a) return context.status(202, 'n0');
        return new Response('n1');
      } finally {
        context.set.status = 206;
      }`,
    ),
  },
};
