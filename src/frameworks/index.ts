import { express } from './express.js';
import type { Framework } from './framework.js';
import { node } from './node.js';

/** Every adapter, the more particular ones first: a function belongs to the first that knows it. */
export const FRAMEWORKS: readonly Framework[] = [express, node];
