import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Frameworks that are too much to install for every test run: `npm run conformance:heavy`. */
export default defineConfig({
  test: {
    environment: 'node',
    root: fileURLToPath(new URL('.', import.meta.url)),
    // Restify and Next.js change what all share in a process, so each file runs in one of its own.
    include: [
      'conformance.ts',
      'restify/conformance*.ts',
      'next/conformance.ts',
      'built/conformance.ts',
      'generated/*.ts',
    ],
    testTimeout: 60_000,
    // Frameworks print the errors that handlers throw; a search says how far it has come, and what it has found.
    onConsoleLog: (text) => /FUZZ_SEED=|^seeds /.test(text),
  },
});
