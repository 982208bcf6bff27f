import { describe, expect, it } from 'vitest';
import { pathsIn } from './paths.js';

describe('what a function of the file gives back', () => {
  const body = 'res.send(textOf(req.query.k));';

  it.each<[string, string, readonly string[]]>([
    [
      'may be nothing that can be read, where a way through it ends without a return',
      'function textOf(k) { if (k === "a") return "x"; }',
      ['always -> 200 by default ?data "x" or open'],
    ],
    [
      'may be so after a switch that need not name every case',
      'function textOf(k) { switch (k) { case "a": return "x"; case "b": return "y"; } }',
      ['always -> 200 by default ?data "x" or "y" or open'],
    ],
    [
      'is one of its returns, where every way leads to one',
      'function textOf(k) { switch (k) { case "a": { return "x"; break; } default: if (k) return "y"; else return "z"; } }',
      ['always -> 200 by default data "x" or "y" or "z"'],
    ],
    [
      'is what the block or the catch around it gives',
      'function textOf(k) { try { return "x"; } catch { return "y"; } }',
      ['always -> 200 by default data "x" or "y"'],
    ],
    [
      'is what finally gives, whatever came before',
      'function textOf(k) { try { return parsed(k); } catch { return "x"; } finally { return "y"; } }',
      ['always -> 200 by default data "y"'],
    ],
    [
      'comes out of the first turn of a loop that has one',
      'function textOf(k) { do { return "x"; } while (more(k)); }',
      ['always -> 200 by default data "x"'],
    ],
    [
      'may be nothing where that turn may be cut short',
      'function textOf(k) { do { if (k) continue; return "x"; } while (more(k)); }',
      ['always -> 200 by default ?data "x" or open'],
    ],
    [
      'comes out of a loop without end',
      'function textOf(k) { while (true) { if (next(k)) return "x"; } }',
      ['always -> 200 by default data "x"'],
    ],
    [
      'may be nothing where such a loop is left',
      'function textOf(k) { for (;;) { if (next(k)) return "x"; if (last(k)) break; } }',
      ['always -> 200 by default ?data "x" or open'],
    ],
    [
      'is none of the returns that nothing leads to',
      'function textOf(k) { return "x"; return "y"; }',
      ['always -> 200 by default data "x"'],
    ],
  ])('%s', (_name, before, paths) => {
    expect(pathsIn(body, before)).toEqual(paths);
  });
});
