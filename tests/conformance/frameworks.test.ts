import { frameworksIn, testFrameworks } from './judging.js';
import { KNOWN } from './known.js';

testFrameworks(await frameworksIn(new URL('frameworks/', import.meta.url)), KNOWN);
