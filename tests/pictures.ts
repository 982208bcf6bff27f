import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pictureOf } from '../src/cli/picture.js';
import { readHandlers } from '../src/rule/analysis.js';
import { settingsOf } from '../src/rule/settings.js';
import { attributesOf, sectionsOf, type Fence } from './markdown.js';
import { ofFile } from './syntax/reading.js';

const settings = settingsOf({ 'http-status': { frameworkVersions: { express: 5 } } });

/** The file that a block of code says it is. */
function fileIn(info: string): string {
  const { file } = attributesOf(info);
  return typeof file === 'string' ? file : 'app.js';
}

/** What the engine makes of a block of code. */
function pictureIn({ language, code, info }: Fence): string {
  return ofFile(
    code,
    (sourceCode) =>
      `${pictureOf(readHandlers(sourceCode, { filename: fileIn(info), cwd: '/' }, settings), sourceCode) || 'no handler'}\n`,
    language === 'ts' ? 'ts' : 'esm',
  );
}

/** A block of code with the picture below it. `known` says what is still wrong with the engine, where the picture is what it should be. */
interface Case {
  readonly title: string;
  readonly source: Fence;
  readonly picture: Fence;
  readonly known: unknown;
}

function casesOf(page: string): Case[] {
  return sectionsOf(page).map(({ title, fences }) => {
    const [source, picture] = fences;
    if (!source || !picture || fences.length !== 2) throw new Error(`${title}: a block of code and a picture expected`);
    return { title, source, picture, known: attributesOf(picture.info)['known'] };
  });
}

/** The page with the pictures that the engine gives. Those that are known to be wrong stay as they should be. */
function pictured(page: string): string {
  const lines = page.split('\n');
  for (const { source, picture, known } of casesOf(page).toReversed()) {
    if (known !== undefined) continue;
    lines.splice(picture.line, picture.code.split('\n').length - 1, pictureIn(source).slice(0, -1));
  }
  return lines.join('\n');
}

/** Tests that each page of a folder shows, below each block of code, what the engine makes of it. */
export function testPictures(folder: URL): void {
  describe.each(readdirSync(folder))('%s', (file) => {
    const path = fileURLToPath(new URL(file, folder));
    const page = readFileSync(path, 'utf8');

    it.each(casesOf(page))('$title', ({ source, picture, known }) => {
      // With `vitest -u` the page is about to be written.
      if (expect.getState().snapshotState.snapshotUpdateState === 'all') return;
      if (known === undefined) expect(pictureIn(source)).toBe(picture.code);
      else expect(pictureIn(source), 'no longer so, take `known` away').not.toBe(picture.code);
    });

    it('shows what the engine says now; `vitest -u` writes it', async () => {
      await expect(pictured(page)).toMatchFileSnapshot(path);
    });
  });
}
