import { testPrograms } from '../../generated/testing.js';
import { testRegressions } from '../../regressions/testing.js';
import { REGRESSIONS } from './regressions/adonis.js';
import adonis, { returning } from './targets/adonis.js';

testPrograms([adonis, returning]);
testRegressions(REGRESSIONS);
