import { writeSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Ends the run's output with one line, `123 passed, 0 failed`, that a program can read as well as a person. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      // A file that cannot be loaded holds no tests, and a broken hook none that ran.
      failed += module.errors().length;
      for (const suite of module.children.allSuites()) failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed++;
        if (state === 'failed') failed++;
      }
    }
    // At exit, because other reporters and the coverage summary still write after this.
    process.once('exit', () => {
      writeSync(1, `\n${passed} passed, ${failed} failed\n`);
    });
  }
}
