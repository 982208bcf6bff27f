import { createRequire } from 'node:module';
import { SENSIBLE } from '../../../src/http/errors/sensible.js';
import type { Framework } from '../framework.js';
import fastify5, { commonCases, startFastify, type Fastify } from './fastify5.js';

const load = createRequire(import.meta.url);

const SENSIBLE_HELPERS = [
  ...Object.keys(SENSIBLE),
  'getHttpError',
  'vary',
  'cacheControl',
  'preventCache',
  'maxAge',
  'revalidate',
  'staticCache',
  'stale',
];

const framework: Framework = {
  ...fastify5,
  name: 'Fastify 4',
  major: 4,
  // The package types its factory itself; only what is used here is named.
  start: (file) => startFastify(file, load('fastify4') as Fastify),
  without: {
    ...fastify5.without,
    writeEarlyHints: 'of Fastify 5',
    ...Object.fromEntries(SENSIBLE_HELPERS.map((name) => [name, 'the plugin that is installed is for Fastify 5'])),
  },
  cases: commonCases,
};

export default framework;
