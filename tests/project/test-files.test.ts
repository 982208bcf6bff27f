import { expect, test } from 'vitest';
import { isTestFile } from '../../src/project/test-files.js';

test.each<[string, boolean]>([
  ['/app/src/users.test.ts', true],
  ['/app/src/users.spec.js', true],
  ['/app/src/users.test.helpers.js', true],
  ['/app/src/__tests__/users.js', true],
  ['/app/src/__mocks__/chat.js', true],
  ['/app/test/server.js', true],
  ['/app/packages/api/tests/server.js', true],
  ['/app/e2e/server.js', true],
  ['/app/src/users.js', false],
  ['/app/src/test.js', false],
  ['/app/src/latest/users.js', false],
  ['/app/src/contest.js', false],
  ['/app/src/testing/users.js', false],
])('%s', (filename, expected) => {
  expect(isTestFile(filename, '/app')).toBe(expected);
});

test('a project that lies in a folder called tests is no test', () => {
  expect(isTestFile('/home/tests/app/src/users.js', '/home/tests/app')).toBe(false);
  expect(isTestFile('/home/tests/app/tests/users.js', '/home/tests/app')).toBe(true);
});

test('text without a file is no test', () => {
  expect(isTestFile('<input>', '/app')).toBe(false);
});
