import { testPrograms } from '../../generated/testing.js';
import next from './targets/next.js';

testPrograms([next]);
