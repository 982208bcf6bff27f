import process from 'node:process';
import { startVitest } from 'vitest/node';

// The trees of the largest bundles need more than Node gives by itself.
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --max-old-space-size=8192`;
// What follows `npm run robustness --` are the names of packages, where vitest would look for names of tests.
process.env.ROBUSTNESS_PACKAGES = process.argv.slice(2).join(' ');
const vitest = await startVitest('test', ['tests/robustness/'], { project: ['eslint10'], watch: false });
await vitest.close();
