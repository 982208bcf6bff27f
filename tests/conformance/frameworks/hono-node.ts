import { honoOn } from './hono.js';

export default honoOn('node-server', 'Hono on Node');
