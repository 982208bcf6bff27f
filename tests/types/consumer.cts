import config = require('eslint/config');
import httpStatus = require('eslint-plugin-http-status');

export = config.defineConfig(httpStatus.configs['flat/recommended'], {
  plugins: { 'http-status': httpStatus },
  extends: ['http-status/strict'],
});
