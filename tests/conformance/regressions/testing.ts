import { describe, expect, it } from 'vitest';
import { judge } from '../generated/judgement.js';
import type { Spelled } from './spelling.js';

/** A program on which the engine and the framework once disagreed. */
export interface Regression {
  readonly source: Spelled;
  /** What is still wrong; null once it is right. */
  readonly known: string | null;
}

/** Holds each of these programs against the engine. */
export function testRegressions(regressions: Readonly<Record<string, Regression>>): void {
  describe('the engine agrees with the framework on', () => {
    it.each(Object.entries(regressions))('%s', async (_title, { source: { text, target }, known }) => {
      const { disagreements } = await judge(text, target);
      if (known === null) expect(disagreements, text).toEqual([]);
      else expect(disagreements, `${known}: no longer so, set it to null`).not.toEqual([]);
    });
  });
}
