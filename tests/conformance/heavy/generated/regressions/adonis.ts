import { spell } from '../../../regressions/spelling.js';
import type { Regression } from '../../../regressions/testing.js';
import adonis from '../targets/adonis.js';

const inAdonis = spell(adonis);

/** Minimal programs from the generator, as in the list of regressions for the other frameworks. */
export const REGRESSIONS: Readonly<Record<string, Regression>> = {
  'a redirect with a status, where one was set': {
    known: null,
    source: inAdonis(
      'a',
      `
      if (a) ctx.response.status(201);
      ctx.response.redirect('/1', false, 308);
      ctx.response.json({ n: 2 });`,
    ),
  },
  'a status after a redirect with one': {
    known: null,
    source: inAdonis(
      'a',
      `
      ctx.response.redirect('/1', false, 308);
      if (a) ctx.response.status(202);`,
    ),
  },
  'nothing as content, and then some': {
    known: null,
    source: inAdonis(
      'a',
      `
      ctx.response.send(null);
      if (a) ctx.response.send('n1');`,
    ),
  },
  'nothing as content of a redirect with a status': {
    known: null,
    source: inAdonis(
      'a',
      `
      ctx.response.redirect('/1', false, 301);
      if (a) ctx.response.send(null);`,
    ),
  },
};
