import { configDefaults, defineConfig } from 'vitest/config';

/** Measures time, which counting coverage would stretch. */
const performance = 'tests/performance.test.ts';

/** The rules' tests once more, on an older ESLint than the one that is installed as `eslint`. */
const rulesOn = (eslint: 'eslint8' | 'eslint9') => ({
  extends: true as const,
  test: {
    name: eslint,
    include: ['tests/rules/**/*.test.ts'],
    env: { ESLINT: eslint },
    setupFiles: ['tests/which-eslint.ts'],
  },
});

export default defineConfig({
  test: {
    environment: 'node',
    // The plugin keeps no state between files, so test files may share what they load.
    isolate: false,
    // One for each core: by itself Vitest leaves one to whoever watches.
    maxWorkers: '100%',
    // A rule test takes milliseconds; the end-to-end tests start real ESLints and say so themselves.
    testTimeout: 20_000,
    // What rules are tested with is read before the tests that try all of it.
    hookTimeout: 60_000,
    reporters: ['default', './tests/tally-reporter.ts'],
    projects: [
      // Projects start in the order of their names, and this one takes longest.
      { extends: true, test: { name: 'bounds', include: [performance], env: { COVERAGE: 'off' } } },
      {
        extends: true,
        test: { name: 'eslint10', include: ['tests/**/*.test.ts'], exclude: [...configDefaults.exclude, performance] },
      },
      rulesOn('eslint8'),
      rulesOn('eslint9'),
    ],
    coverage: {
      provider: 'custom',
      customProviderModule: './tests/coverage-provider.ts',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'html'],
      // Below what was measured by less than one in a hundred. They only rise.
      thresholds: { statements: 95.2, branches: 89.4, functions: 97.2, lines: 96.9 },
    },
  },
});
