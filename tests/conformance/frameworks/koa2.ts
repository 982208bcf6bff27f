import { createRequire } from 'node:module';
import type { Framework } from '../framework.js';
import koa3, { koaCases, startKoa, type Koa } from './koa3.js';

const load = createRequire(import.meta.url);

const others = Object.fromEntries(Object.entries(koaCases).filter(([name]) => name !== 'back'));

const framework: Framework = {
  ...koa3,
  name: 'Koa 2',
  major: 2,
  // The package has no types of its own; only what is used here is named.
  start: (file) => startKoa(file, load('koa2') as Koa),
  without: { back: "Koa 2 has `redirect('back')`" },
  cases: {
    ...others,
    'redirect back': { handler: "(ctx) => { if (ctx.query.a) ctx.status = 303; ctx.redirect('back', '/a'); }" },
  },
};

export default framework;
