import { readFileSync } from 'node:fs';
import { defineConfig, globalIgnores } from 'eslint/config';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import httpStatus from 'eslint-plugin-http-status';
import n from 'eslint-plugin-n';
import tseslint from 'typescript-eslint';

const layers = JSON.parse(readFileSync(new URL('tests/layers.json', import.meta.url), 'utf8'));

export default defineConfig(
  // The shop is full of mistakes: it is what `npm run demo` lints.
  globalIgnores(['dist/', 'coverage/', 'examples/shop/', 'tests/fixtures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  {
    files: ['**/*.{js,ts}'],
    extends: [n.configs['flat/recommended-module'], httpStatus.configs['flat/all']],
    rules: {
      eqeqeq: 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      // TypeScript resolves imports, `.js` for `.ts` included; this rule does not know of that.
      'n/no-missing-import': 'off',
      'n/no-unpublished-import': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Node types are compared as strings, so that nothing of the parser is loaded.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // `Record<never, never>` is how an interface says that it asks for no properties.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // Node 20 has the Fetch API and calls it experimental.
    files: ['tests/conformance/**'],
    rules: { 'n/no-unsupported-features/node-builtins': ['error', { ignores: ['Request', 'Response'] }] },
  },
  {
    // What these import besides their frameworks is the repository's own.
    files: ['tests/conformance/heavy/**'],
    rules: { 'n/no-extraneous-import': 'off' },
  },
  {
    files: ['src/rules/*.ts'],
    extends: [eslintPlugin.configs['rules-recommended']],
    rules: {
      'eslint-plugin/require-meta-docs-description': ['error', { pattern: '^(disallow|enforce|require)' }],
      'eslint-plugin/require-meta-schema-description': 'error',
      // `createRule` wants them always, so that the type of the options is inferred from one place.
      'eslint-plugin/require-meta-default-options': 'off',
    },
  },
  Object.entries(layers).map(([layer, { values, types }]) => ({
    files: [`src/${layer}/**`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: Object.keys(layers)
            .filter((other) => other !== layer && !values.includes(other))
            .map((other) => ({
              regex: `^(\\.\\./)+${other}/`,
              allowTypeImports: types.includes(other),
              message: `${layer}/ may not import ${types.includes(other) ? 'values' : 'anything'} from ${other}/: see tests/layers.json.`,
            })),
        },
      ],
    },
  })),
);
