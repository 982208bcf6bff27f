import { CASES } from '../tsoa-cases.js';
import { tsoaOn } from '../tsoa.js';

export default tsoaOn(5, CASES);
