import { describe, expect, it } from 'vitest';
import { judge } from '../generated/judgement.js';
import { REGRESSIONS } from './sources.js';

describe('the engine agrees with the framework on', () => {
  it.each(Object.entries(REGRESSIONS))('%s', async (_title, { source, known }) => {
    const { disagreements } = await judge(source);
    if (known === null) expect(disagreements, source).toEqual([]);
    else expect(disagreements, `${known}: no longer so, set it to null`).not.toEqual([]);
  });
});
