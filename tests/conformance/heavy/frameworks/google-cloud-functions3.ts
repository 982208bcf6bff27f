import { cloudFunctions } from '../google-cloud-functions.js';

export default cloudFunctions(3, 'functions-framework3');
