import { TARGETS } from './targets.js';
import { testPrograms } from './testing.js';

testPrograms(TARGETS);
