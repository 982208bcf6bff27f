import { frameworksIn, testFrameworks } from '../judging.js';

testFrameworks(await frameworksIn(new URL('frameworks/', import.meta.url)), {});
