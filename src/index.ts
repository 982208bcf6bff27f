import plugin from './plugin.js';

export default plugin;
// `require('eslint-plugin-http-status')` then gives the plugin itself, which is what .eslintrc and CommonJS configs read.
export { plugin as 'module.exports' };
