import { testPrograms } from '../../generated/testing.js';
import { testRegressions } from '../../regressions/testing.js';
import { REGRESSIONS } from './regressions/elysia.js';
import elysia from './targets/elysia.js';

testPrograms([elysia]);
testRegressions(REGRESSIONS);
