import { defineConfig } from 'vitest/config';

/** The tests that mutants are held against. All of them may run for every mutant, so they are those of milliseconds. */
export default defineConfig({
  test: { name: 'mutation', include: ['tests/exchange/**/*.test.ts'] },
});
