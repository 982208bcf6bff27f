import type { Framework } from '../../framework.js';
import { nestOn } from '../nest.js';
import { ON_FASTIFY, SHARED } from '../nest-cases.js';

const nest: Framework = {
  ...nestOn('fastify', 12, { ...SHARED, ...ON_FASTIFY }),
  without: Object.fromEntries(
    ['headersSent', 'writableEnded', 'finished', 'writableFinished', 'req'].map((each) => [
      each,
      'no method asks for it',
    ]),
  ),
};

export default nest;
