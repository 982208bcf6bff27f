import { testPrograms } from '../../generated/testing.js';
import { testRegressions } from '../../regressions/testing.js';
import { regressionsOn } from './regressions/restify.js';
import { targetOf } from './targets/restify.js';

const restify = targetOf(12);
testPrograms([restify]);
testRegressions(regressionsOn(restify));
