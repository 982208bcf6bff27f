import { cloudFunctions } from '../google-cloud-functions.js';

export default cloudFunctions(5, '@google-cloud/functions-framework');
