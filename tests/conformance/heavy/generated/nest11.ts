import { testPrograms } from '../../generated/testing.js';
import { testRegressions } from '../../regressions/testing.js';
import { regressionsOn } from './regressions/nest.js';
import { targetsOf } from './targets/nest.js';

const targets = targetsOf(11);
testPrograms(targets);
testRegressions(regressionsOn(targets));
