import { createRequire } from 'node:module';
import type { Framework } from '../framework.js';
import express5, { commonCases, startExpress, type Express } from './express5.js';

const load = createRequire(import.meta.url);

const framework: Framework = {
  ...express5,
  name: 'Express 4',
  major: 4,
  // The package has no types of its own; only what is used here is named.
  start: (file) => startExpress(file, load('express4') as Express),
  without: {},
  cases: {
    ...commonCases,
    sendfile: {
      handler: "(req, res) => { res.sendfile('page.txt', { root: __dirname }); }",
      open: 'a file brings its own fields',
    },
  },
};

export default framework;
