import { defineConfig } from 'vitest/config';

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
    // A rule test takes milliseconds; the end-to-end tests start real ESLints and say so themselves.
    testTimeout: 20_000,
    reporters: ['default', './tests/tally-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'eslint10', include: ['tests/**/*.test.ts'] } },
      rulesOn('eslint8'),
      rulesOn('eslint9'),
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'html', 'lcov'],
      thresholds: { statements: 88, branches: 80, functions: 90, lines: 90 },
    },
  },
});
