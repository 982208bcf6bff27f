import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/**/*.test.ts'],
    // A rule test takes milliseconds; the end-to-end tests start real ESLints and say so themselves.
    testTimeout: 20_000,
    reporters: ['default', './tests/tally-reporter.ts'],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'html', 'lcov'],
    },
  },
});
