import { defineConfig } from 'eslint/config';
import { defineConfig as defineConfig9 } from 'eslint9/config';
import httpStatus from 'eslint-plugin-http-status';
import type tseslint from 'typescript-eslint';

export const preset = defineConfig(httpStatus.configs['flat/recommended']);
export const list = defineConfig([httpStatus.configs['flat/strict'], httpStatus.configs['flat/all']]);
export const byName = defineConfig({ plugins: { 'http-status': httpStatus }, extends: ['http-status/recommended'] });
export const byValue = defineConfig({ files: ['**/*.ts'], extends: [httpStatus.configs['flat/recommended']] });

export const inNine = defineConfig9(httpStatus.configs['flat/recommended'], {
  plugins: { 'http-status': httpStatus },
  extends: ['http-status/recommended'],
});

export const inTypescriptEslint: tseslint.ConfigArray = [httpStatus.configs['flat/recommended']];

export const prefix: string = httpStatus.meta.namespace;
export const eslintrc: string[] = httpStatus.configs.recommended.plugins;

// @ts-expect-error -- there is no such preset
export const missing: unknown = httpStatus.configs['flat/none'];
