import type { Framework } from '../../framework.js';
import { nestOn, ofOthers } from '../nest.js';
import { ON_FASTIFY, SHARED } from '../nest-cases.js';

const nest: Framework = { ...nestOn('fastify', 12, { ...SHARED, ...ON_FASTIFY }), without: ofOthers };

export default nest;
