import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect } from 'vitest';

/** One fenced block: its language, the attributes after it, and its text. */
export interface Fence {
  readonly language: string;
  readonly info: string;
  readonly code: string;
  readonly line: number;
}

export interface Section {
  readonly title: string;
  readonly text: string;
  readonly fences: readonly Fence[];
}

/** The parts of a page under its second-level headings. */
export function sectionsOf(page: string): Section[] {
  const sections: { title: string; lines: string[]; fences: Fence[] }[] = [];
  let open: { marks: string; language: string; info: string; line: number; lines: string[] } | null = null;
  for (const [index, line] of page.split('\n').entries()) {
    const fence = /^(`{3,})\s*(\S*)\s*(.*)$/.exec(line);
    const current = sections.at(-1);
    current?.lines.push(line);
    if (open) {
      if (fence?.[1] === open.marks && fence[2] === '') {
        const { language, info, line: start, lines } = open;
        current?.fences.push({ language, info, line: start, code: `${lines.join('\n')}\n` });
        open = null;
      } else {
        open.lines.push(line);
      }
    } else if (fence) {
      open = { marks: fence[1] ?? '', language: fence[2] ?? '', info: fence[3] ?? '', line: index + 1, lines: [] };
    } else if (line.startsWith('## ')) {
      sections.push({ title: line.slice(3).trim(), lines: [], fences: [] });
    }
  }
  return sections.map(({ title, lines, fences }) => ({ title, fences, text: lines.join('\n') }));
}

/** Reads `name=<JSON>` pairs, as in `options={"level":"should"} file="routes.ts"`. */
export function attributesOf(info: string): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  let rest = info.trim();
  while (rest !== '') {
    const name = /^([a-z]+)=/.exec(rest);
    if (!name?.[1]) throw new Error(`expected name=<JSON> at: ${rest}`);
    rest = rest.slice(name[0].length);
    const [value, length] = leadingJson(rest);
    attributes[name[1]] = value;
    rest = rest.slice(length).trimStart();
  }
  return attributes;
}

/** The JSON value that a text begins with, and its length: the shortest beginning that parses and ends at a space. */
function leadingJson(text: string): [unknown, number] {
  for (let length = 1; length <= text.length; length++) {
    if (length < text.length && text[length] !== ' ') continue;
    try {
      return [JSON.parse(text.slice(0, length)), length];
    } catch {
      // A space inside a string or between members: the value goes on.
    }
  }
  throw new Error(`not JSON: ${text}`);
}

/**
 * Expects the text between `<!-- name -->` and `<!-- /name -->` in a page to be what was rendered, in Prettier's layout.
 * `vitest -u` writes it, like any snapshot.
 */
export async function expectBlock(file: string, name: string, rendered: string): Promise<void> {
  const page = readFileSync(file, 'utf8');
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, after] = [page.indexOf(start), page.indexOf(end)];
  expect(before, `${file} has no ${start}`).toBeGreaterThanOrEqual(0);
  expect(after, `${file} has no ${end} after ${start}`).toBeGreaterThan(before);
  const updated = `${page.slice(0, before + start.length)}\n\n${rendered}\n\n${page.slice(after)}`;
  const formatted = await format(updated, { ...(await resolveConfig(file)), parser: 'markdown' });
  await expect(formatted).toMatchFileSnapshot(file);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
