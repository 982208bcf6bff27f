import type { Framework } from '../../framework.js';
import { nestOn } from '../nest.js';
import { ON_FASTIFY, SHARED } from '../nest-cases.js';

const nest: Framework = { ...nestOn('fastify', 11, { ...SHARED, ...ON_FASTIFY }), without: {} };

export default nest;
