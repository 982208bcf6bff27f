import { lambda } from '../lambda.js';

export default lambda(1);
