import type { Framework } from '../../framework.js';
import { nestOn } from '../nest.js';
import { ON_EXPRESS, SHARED } from '../nest-cases.js';

const nest: Framework = {
  ...nestOn('express', 12, { ...SHARED, ...ON_EXPRESS }),
  without: { sendfile: 'Express 5 has sendFile alone' },
};

export default nest;
