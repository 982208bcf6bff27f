import { describe, expect, it } from 'vitest';
import { pathsIn } from './paths.js';

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
    ['res.send(new Error("x"))', 'data error'],
    ['load((error) => { res.send(error); })', '?data error'],
  ])('of %s', (call, content) => {
    expect(pathsIn(`${call};`)).toEqual([`always -> 200 by default ${content}`]);
  });
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
