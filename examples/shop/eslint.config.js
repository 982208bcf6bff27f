import { defineConfig } from 'eslint/config';
import { parser } from 'typescript-eslint';
// In a project of your own: import httpStatus from 'eslint-plugin-http-status';
import httpStatus from '../../dist/index.js';

export default defineConfig([
  { files: ['**/*.ts'], languageOptions: { parser } },
  {
    files: ['src/**/*.{js,ts}'],
    plugins: { 'http-status': httpStatus },
    extends: ['http-status/recommended'],
  },
]);
