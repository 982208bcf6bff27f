import { testFrameworks } from '../../judging.js';
import { next } from './route-handlers.js';

testFrameworks([next], {});
