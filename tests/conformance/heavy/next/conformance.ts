import { testFrameworks } from '../../judging.js';
import { pagesApi } from './pages-api.js';
import { next } from './route-handlers.js';

testFrameworks([next, pagesApi], {});
