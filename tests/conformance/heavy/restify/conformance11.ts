import { testFrameworks } from '../../judging.js';
import { restifyOf } from './restify.js';

testFrameworks([restifyOf(11)], {});
