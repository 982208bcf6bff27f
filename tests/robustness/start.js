import process from 'node:process';
import { startVitest } from 'vitest/node';

// What follows `npm run robustness --` are the names of packages, where vitest would look for names of tests.
process.env.ROBUSTNESS_PACKAGES = process.argv.slice(2).join(' ');
const vitest = await startVitest('test', ['tests/robustness/'], { project: ['eslint10'], watch: false });
await vitest.close();
