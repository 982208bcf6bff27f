import { relative } from 'node:path';

const FOLDERS: readonly string[] = ['__tests__', '__mocks__', 'test', 'tests', 'e2e'];

/**
 * Whether a file is a test by its name (`*.test.*`, `*.spec.*`) or by a folder it is in (`__tests__`, `__mocks__`, `test`, `tests`, `e2e`).
 * Folders above the working directory do not count: a whole project may lie in one that is called `tests`.
 */
export function isTestFile(filename: string, cwd: string): boolean {
  const folders = relative(cwd, filename).split(/[\\/]/);
  const name = folders.pop() ?? '';
  return /\.(?:test|spec)\./.test(name) || folders.some((folder) => FOLDERS.includes(folder));
}
