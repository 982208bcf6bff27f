import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settingsOf } from '../src/rule/settings.js';
import { sectionsOf } from './markdown.js';

const page = readFileSync(new URL('../docs/settings.md', import.meta.url), 'utf8');
// The part before the first setting has its examples too.
const sections = sectionsOf(page.replace('# Settings', '## Settings'));
const read = (code: string) => settingsOf({ 'http-status': JSON.parse(code) as unknown }, ['express', 'node']);

describe('docs/settings.md', () => {
  it('has a section for each setting', () => {
    const titles = sections.slice(1).map(({ title }) => title.replaceAll('`', ''));
    expect(titles).toEqual(Object.keys(settingsOf({})));
  });

  describe.each(sections)('$title', ({ fences }) => {
    it.each(fences.filter(({ language, info }) => language === 'json' && info === ''))(
      'shows settings that are taken, at line $line',
      ({ code }) => {
        expect(() => read(code)).not.toThrow();
      },
    );

    it('shows how wrong settings are refused', () => {
      const wrong = fences.filter(({ info }) => info === 'wrong');
      expect(wrong).toHaveLength(1);
      for (const fence of wrong) {
        const message = fences[fences.indexOf(fence) + 1]?.code.trim();
        expect(() => read(fence.code)).toThrow(new Error(message));
      }
    });
  });
});
