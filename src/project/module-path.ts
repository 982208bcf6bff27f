import { statSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'] as const;

/** What TypeScript looks for in place of a compiled file (https://www.typescriptlang.org/docs/handbook/modules/reference.html#file-extension-substitution). */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** The file behind a relative import, as Node, TypeScript and bundlers look for it; null if there is none. */
export function moduleBehind(source: string, importer: string): string | null {
  if (!/^\.\.?(?:\/|$)/.test(source) || !isAbsolute(importer)) return null;
  const path = resolve(dirname(importer), source);
  return candidates(path).find((each) => fileAt(each) !== null) ?? null;
}

function candidates(path: string): readonly string[] {
  const extension = /\.[cm]?jsx?$/.exec(path)?.[0];
  const stem = extension === undefined ? path : path.slice(0, -extension.length);
  return [
    ...((extension !== undefined && SOURCES[extension]) || []).map((each) => `${stem}${each}`),
    ...(/\.[cm]?[jt]sx?$/.test(path) ? [path] : []),
    ...EXTENSIONS.map((each) => `${path}${each}`),
    ...EXTENSIONS.map((each) => resolve(path, `index${each}`)),
  ];
}

/** What the file system says of a file; null where there is none, or none that may be seen. */
export function fileAt(path: string): Stats | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() === true ? found : null;
  } catch {
    return null;
  }
}
