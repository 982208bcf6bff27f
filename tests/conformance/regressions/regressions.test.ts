import { REGRESSIONS } from './sources.js';
import { testRegressions } from './testing.js';

testRegressions(REGRESSIONS);
