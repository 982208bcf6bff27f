import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Frameworks that are too much to install for every test run: `npm run conformance:heavy`. */
export default defineConfig({
  test: {
    environment: 'node',
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['conformance.ts'],
    testTimeout: 60_000,
  },
});
