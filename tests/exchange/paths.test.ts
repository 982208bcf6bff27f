import { describe, expect, it } from 'vitest';
import { pathsIn, pathsInKoa } from './paths.js';

describe('tests on a path', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'that are taken twice come out the same',
      'const ok = req.query.a; if (ok) res.status(201); if (ok) res.send("a"); else res.send("b");',
      ['ok -> 201 data "a"', 'not ok -> 200 by default data "b"'],
    ],
    [
      'may contradict each other by what they compare with',
      'const { k } = req.query; if (k === "a") res.status(201); if (k === "b") return res.end(); res.send("x");',
      [
        'k === "a", not k === "b" -> 201 data "x"',
        'not k === "a", not k === "b" -> 200 by default data "x"',
        'not k === "a", k === "b" -> 200 by default none',
      ],
    ],
    [
      'may follow from what is missing',
      'const x = await find(); if (x == null) res.status(404); if (!x) return res.end(); res.send("x");',
      [
        'not x == null, x -> 200 by default data "x"',
        'x == null, not x -> 404 none',
        'not x == null, not x -> 200 by default none',
      ],
    ],
    [
      'are asked again in the next turn of a loop',
      'const ok = req.query.a; while (more()) { if (ok) res.status(201); } res.send("x");',
      [
        'loop not more() -> 200 by default data "x"',
        'loop more(), ok, loop not more() -> 201 data "x"',
        'loop more(), not ok, loop not more() -> 200 by default data "x"',
      ],
    ],
    [
      'are asked in the second turn of a loop over a list of two, which it always takes',
      'for (const each of ["a", "b"]) { if (res.headersSent) return; if (req.query.a) res.end(); } res.send("x");',
      [
        'not res.headersSent, not req.query.a -> 200 by default data "x"',
        'not res.headersSent, req.query.a, res.headersSent -> 200 by default none',
      ],
    ],
    [
      'are asked in no second turn of a loop over a list of one',
      'for (const each of ["a"]) { if (res.headersSent) return; if (req.query.a) res.end(); } res.send("x");',
      [
        'not res.headersSent, req.query.a -> 200 by default none',
        'not res.headersSent, not req.query.a -> 200 by default data "x"',
        '! answers again after',
      ],
    ],
    [
      'are asked in further turns of a loop over a longer list',
      'for (const each of ["a", ...more]) { if (res.headersSent) return; if (req.query.a) res.end(); } res.send("x");',
      [
        'not res.headersSent, req.query.a -> 200 by default none',
        'not res.headersSent, not req.query.a -> 200 by default data "x"',
        'not res.headersSent, req.query.a, loop for (const each of ["a", ...more]) { ..., res.headersSent -> 200 by default none',
        '! answers again after',
      ],
    ],
    [
      'that nothing asks for later are forgotten where ways meet',
      'if (req.query.a) log("a"); else log("b"); res.send("x");',
      ['always -> 200 by default data "x"'],
    ],
    [
      'may be remembered in a variable',
      'let bad = false; for (const each of all()) { if (each.bad) bad = true; } if (bad) return res.status(400).end(); res.end();',
      ['not bad -> 200 by default none', 'not each.bad, not bad -> 200 by default none', 'each.bad, bad -> 400 none'],
    ],
    [
      'are asked of the same value by switch and if',
      'switch (req.query.k) { case "a": res.status(201); break; case "b": res.status(202); } if (req.query.k === "a") return res.end(); res.send("x");',
      [
        'case "b", not req.query.k === "a" -> 202 data "x"',
        'not req.query.k === "a" -> 200 by default data "x"',
        'case "a", req.query.k === "a" -> 201 none',
      ],
    ],
  ])('%s', (_, body, paths) => {
    expect(pathsIn(body)).toEqual(paths);
  });
});

describe('a chain of tests without an else', () => {
  const chain = 'if (k === "a") return res.send("a"); if (k === "b") res.send("b");';
  const otherwise = (before: string): string | undefined =>
    pathsIn(`const { k, l } = req.query; if (!${before}) return res.status(400).end(); ${chain}`)
      .find((path) => path.includes('not k === "b"'))
      ?.replace(/.* -> /, '');

  it('may be complete when a call has looked at the value before', () => {
    expect(otherwise('isKind(k)')).toBe('open');
  });

  it('leaves the client without an answer when nothing has looked at the value', () => {
    expect(otherwise('isKind()')).toBe('unsent');
    expect(otherwise('isKind(l)')).toBe('unsent');
    expect(otherwise('k')).toBe('unsent');
  });

  it('leaves the client without an answer when it asks for truth', () => {
    const paths = pathsIn('const { k } = req.query; if (!isKind(k)) return res.end(); if (k) return res.send("a");');
    expect(paths).toContain('isKind(k), not k -> unsent');
  });
});

describe('two ways that meet', () => {
  const helper = (body: string, one: string, other: string): readonly string[] =>
    pathsIn(`const done = (x) => { ${body} }; if (req.query.a) done(${one}); else done(${other});`);

  it('are one when the client gets the same', () => {
    expect(pathsIn('if (req.query.a) res.removeHeader("x"); res.set("x", "1").end();')).toEqual([
      'always -> 200 by default {x} none',
    ]);
    expect(pathsIn('if (req.query.a) log("a"); else log("b"); res.set("x", "1").end();')).toHaveLength(1);
    expect(
      pathsIn(
        'const x = () => res.set("x", "1"); const y = () => res.set("y", "1"); if (req.query.a) { x(); y(); } else { y(); x(); } res.end();',
      ),
    ).toEqual(['always -> 200 by default {x, y} none']);
    expect(helper('res.send(x);', 'req.query.b', 'req.query.c')).toEqual(['always -> 200 by default ?data open']);
  });

  // Each pair is sent by the same call, so that nothing but what is sent tells them apart.
  it.each<[string, readonly [string, string, string], readonly [string, string]]>([
    ['the status', ['res.status(x).end();', '404', '500'], ['404 none', '500 none']],
    ['the status, where one is not known', ['res.status(x).end();', '404', 'req.query.b'], ['404 none', '? none']],
    [
      'the fields',
      ['res.set(x, "1"); res.end();', '"x"', '"y"'],
      ['200 by default {x} none', '200 by default {y} none'],
    ],
    ['the content', ['res.json(x);', '{}', '[]'], ['200 by default json {}', '200 by default json []']],
    ['the status that the call brings', ['res.sendStatus(x);', '404', '500'], ['404 none', '500 none']],
    [
      'the value of a field',
      ['res.set("x", x); res.end();', '"1"', '"2"'],
      ['200 by default {x} none', '200 by default {x} none'],
    ],
    [
      'the content, of which one is a text',
      ['res.send(x);', '`${req.query.b}`', 'req.query.c'],
      ['200 by default ?data text(open)', '200 by default ?data open'],
    ],
    [
      'the content, where one is not known',
      ['res.send(x);', '""', 'req.query.b'],
      ['200 by default empty', '200 by default ?data open'],
    ],
  ])('stay apart when the client gets something else in %s', (_, [body, one, other], [first, second]) => {
    expect(helper(body, one, other)).toEqual([`req.query.a -> ${first}`, `not req.query.a -> ${second}`]);
  });

  it('stay apart when what waits to be sent is not the same', () => {
    const put = (one: string, other: string): readonly string[] =>
      pathsInKoa(`const put = (x) => { ctx.body = x; }; if (ctx.query.a) put(${one}); else put(${other});`);
    expect(put('"x"', '"y"')).toEqual([
      'ctx.query.a -> 200 by default data "x"',
      'not ctx.query.a -> 200 by default data "y"',
    ]);
    expect(put('ctx.query.b', 'ctx.query.c')).toEqual(['always -> 200 by default ?data open']);
  });

  it('stay apart when the request goes to another handler', () => {
    expect(pathsIn('if (req.query.a) next(); else next(new Error("x"));')).toEqual([
      'req.query.a -> delegated',
      'not req.query.a -> delegated',
    ]);
  });

  it('stay apart when one of them has removed what may have been set', () => {
    expect(pathsIn('res.set(req.query.o); if (req.query.a) res.removeHeader("x"); res.end();')).toEqual([
      'req.query.a -> 200 by default {...} none',
      'not req.query.a -> 200 by default {...} none',
    ]);
  });

  it('stay apart when another callback will answer', () => {
    expect(pathsIn('if (req.query.a) load(() => { res.end(); }); else load(() => { res.json({}); });')).toEqual([
      'always -> open',
      'req.query.a -> 200 by default none',
      'not req.query.a -> 200 by default json {}',
    ]);
  });

  it('keep the tests that both have passed, and no other', () => {
    expect(
      pathsIn(
        'if (!req.query.k) return; if (req.query.a) { if (req.query.b) return; } else { if (req.query.c) return; } res.end();',
      ),
    ).toContain('req.query.k -> 200 by default none');
  });

  it.each<[string, string, readonly [string, string]]>([
    ['a status that is not known', 'res.status(req.query.s);', ['? none', '200 by default none']],
    ['fields that are not known', 'res.set(req.query.o);', ['200 by default {...} none', '200 by default none']],
    ['content that has begun', 'res.write("a");', ['200 by default text "a"', '200 by default none']],
  ])('stay apart when one of them has %s', (_, done, [first, second]) => {
    expect(pathsIn(`if (req.query.a) ${done} res.end();`)).toEqual([
      `req.query.a -> ${first}`,
      `not req.query.a -> ${second}`,
    ]);
  });
});

describe('content', () => {
  it.each<[string, string]>([
    ['res.end()', 'none'],
    ['res.json(undefined)', 'empty'],
    ['res.json("")', 'json ""'],
    ['res.json(null)', 'json null'],
    ['res.json({})', 'json {}'],
    ['res.json([])', 'json []'],
    ['res.send("")', 'empty'],
    ['res.send(null)', 'empty'],
    ['res.send(`${req.query.a}`)', '?data text(open)'],
    ['res.send(`n${req.query.a}`)', 'data text("n" open)'],
    ['res.send(req.query.a)', '?data open'],
    ['res.send("" + req.query.a)', '?data text("" open)'],
    ['res.send(new Error("x"))', 'data error'],
    ['load((error) => { res.send(error); })', '?data error'],
  ])('of %s', (call, content) => {
    expect(pathsIn(`${call};`)).toEqual([`always -> 200 by default ${content}`]);
  });
});

describe('a call that throws', () => {
  const fail = 'const fail = () => { throw new Error("x"); };';

  it.each(['log(fail()); res.end();', 'res.status(fail()).end();', 'res.set("x", fail()); res.end();'])(
    'ends what it is a part of: %s',
    (body) => {
      expect(pathsIn(`${fail} try { ${body} } catch { res.status(500).end(); }`)).toEqual(['catch -> 500 none']);
    },
  );
});

describe('a status', () => {
  it.each<[string, string]>([
    ['404', '404'],
    ['103', '103'],
    ['199', '199'],
    ['200', '200'],
    ['999', '999'],
    ['1000', '!1000'],
    ['"404"', '!"404"'],
    ['req.query.a', '?'],
  ])('of %s', (written, status) => {
    expect(pathsIn(`res.status(${written}).end();`)).toEqual([`always -> ${status} none`]);
  });

  it.each<[string, string, readonly string[]]>([
    ['is lost when another takes its place', 'res.status(201); res.status(202).end();', ['! 201 at is overwritten']],
    ['is lost after the answer', 'res.end(); res.status(404);', ['! 404 at is late']],
    ['is lost after the head', 'res.write("a"); res.status(404); res.end();', ['! 404 at is late']],
    [
      'is lost in both ways',
      'if (req.query.a) res.end(); res.status(404); res.status(200).end();',
      ['! 404 at is late and overwritten'],
    ],
    ['is not lost when one way sends it', 'res.status(201); if (req.query.a) res.status(202); res.end();', []],
    ['is not lost when the next handler sends it', 'res.status(201); next();', []],
  ])('%s', (_, body, notes) => {
    expect(pathsIn(body).filter((line) => line.startsWith('!'))).toEqual(notes);
  });
});
