import { describe, expect, it } from 'vitest';
import { LIVE_STATES } from '../../src/exchange/bounds.js';
import { pathsIn, pathsInKoa } from './paths.js';

describe('more ways than are followed', () => {
  const each = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join('\n');

  it('are told apart by their status and the last field that was set', () => {
    const fields = each(6, (index) => `if (req.query.f${index}) res.set('x-${index}', '1');`);
    expect(pathsIn(`${fields}\nif (req.query.a) res.status(201);\nres.set('x-all', '1').end();`)).toEqual([
      'req.query.f5, req.query.a -> 201 {x-5, x-all} none',
      'req.query.f5, not req.query.a -> 200 by default {x-5, x-all} none',
      'not req.query.f5, req.query.a -> 201 {x-all} none',
      'not req.query.f5, not req.query.a -> 200 by default {x-all} none',
    ]);
  });

  it('are none while each can be followed', () => {
    const statuses = each(LIVE_STATES - 1, (index) => `if (req.query.f${index}) res.status(${400 + index});`);
    const paths = pathsIn(`${statuses}\nres.end();`).filter((line) => !line.startsWith('!'));
    expect(paths).toHaveLength(LIVE_STATES);
    expect(paths.at(-1)).toMatch(/ -> 200 by default none$/);
  });

  it('are none where one object holds many values that may be missing', () => {
    const values = each(24, (index) => `a${index}: req.body.a${index} ?? kept.a${index},`);
    const keys = Array.from({ length: 24 }, (_, index) => `a${index}`).join(', ');
    expect(pathsIn(`const kept = res.locals;\nconst all = {\n${values}\n};\nres.status(201).json(all);`)).toEqual([
      `always -> 201 json {${keys}}`,
    ]);
  });

  // One status more than is followed, each of which may have gone out.
  const statuses = each(LIVE_STATES + 1, (index) => `if (req.query.f${index}) res.status(${400 + index});`);
  const forgotten = (body: string): readonly string[] => pathsIn(body.replace('...', `\n${statuses}\n`));

  it('become one with an unknown status and unknown fields', () => {
    expect(forgotten("res.set('x-before', '1'); ... res.set('x-after', '1').end();")).toEqual([
      'req.query.f32 -> 432 {x-after, ...} none',
      'not req.query.f32 -> ? {x-after, ...} none',
    ]);
  });

  it('keep a variable that is the same in all of them, and no other', () => {
    expect(forgotten('const n = 201; ... res.status(n).end();')[0]).toBe('always -> 201 {...} none');
    expect(forgotten('let n = 201; if (req.query.a) n = 202; ... res.status(n).end();')[0]).toBe(
      'always -> ? {...} none',
    );
  });

  it.each<[string, string, readonly string[]]>([
    ['may have answered if one of them has', 'if (req.query.a) res.end(); ...', ['escaped']],
    ['have answered if all of them have', 'res.end(); ...', ['200 by default none']],
    [
      'may have answered in one of two ways',
      'if (req.query.a) res.status(201).end(); else res.status(202).end(); ...',
      ['201 none', '202 none'],
    ],
    ['may have handed on if one of them has', 'if (req.query.a) next(); ...', ['open']],
    ['have handed on if all of them have', 'next(); ...', ['delegated']],
    ['may answer later', '...', ['open']],
    [
      'may answer in a callback that one of them has',
      'if (req.query.a) load(() => { res.end(); }); ...',
      ['open', '? {...} none'],
    ],
    ['may answer in a callback', 'load(() => { res.end(); }); ...', ['open', '? {...} none']],
  ])('%s', (_, body, outcomes) => {
    const paths = forgotten(body).filter((line) => !line.startsWith('!'));
    expect([...new Set(paths.map((path) => path.replace(/.* -> /, '')))]).toEqual(outcomes);
  });

  it('say nothing of what was sent when each has sent something else', () => {
    const cases = each(LIVE_STATES, (index) => `case ${index}: res.status(${400 + index}).end(); break;`);
    expect(pathsIn(`switch (req.query.k) {\n${cases}\ndefault: res.end();\n}`)).toEqual(['always -> escaped']);
  });

  it('forget which methods led there', () => {
    const paths = pathsIn(`if (req.method === 'POST') res.set('x', '1');\n${statuses}\nres.end();`, '', 'all');
    expect(paths.filter((line) => line.includes('->') && /POST/.test(line))).toEqual([]);
  });

  describe('in which content waits to be sent', () => {
    const inKoa = (count: number, line: (index: number) => string): string =>
      each(count, (index) => `if (ctx.query.f${index}) ${line(index)};`);
    const koaStatuses = inKoa(LIVE_STATES + 1, (index) => `ctx.status = ${400 + index}`);
    const bodies = inKoa(LIVE_STATES + 1, (index) => `ctx.body = 'b${index}'`);
    const last = (body: string): string | undefined =>
      pathsInKoa(body)
        .at(-1)
        ?.replace(/.* -> /, '');

    it('keep content that all of them have', () => {
      expect(last(`ctx.body = 'x';\n${koaStatuses}`)).toBe('? {...} data "x"');
    });

    it.each<[string, string]>([
      ['each has its own', bodies],
      ['only one of them has some', `if (ctx.query.a) ctx.body = 'x';\n${koaStatuses}`],
      ['only one of them redirects', `if (ctx.query.a) ctx.redirect('/x');\n${koaStatuses}`],
    ])('send something that is not known when %s', (_, body) => {
      expect(last(body)).toBe('? {...} ?data open');
    });
  });
});
