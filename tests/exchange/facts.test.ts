import { describe, expect, it } from 'vitest';
import { EXCLUSIONS } from '../../src/exchange/bounds.js';
import {
  answerOf,
  filtered,
  isLimited,
  joinedExactly,
  keysOf,
  shared,
  withAnswer,
  withLimit,
  withoutSubject,
  type Facts,
  type Question,
} from '../../src/exchange/state/facts.js';

const isTrue = (subject = 'x'): Question => ({ asks: 'truth', subject });
const isNullish = (subject = 'x'): Question => ({ asks: 'nullish', subject });
const equals = (literal: string, subject = 'x'): Question => ({ asks: 'equality', subject, literal });

/** What is known once the questions have been answered, one after the other. */
function known(...answers: readonly (readonly [Question, boolean])[]): Facts {
  return answers.reduce<Facts>((facts, [question, answer]) => withAnswer(facts, question, answer), new Map());
}

describe('what a test says about a later one', () => {
  it.each<[string, () => Facts, Question, boolean | null]>([
    ['nothing, of another value', () => known([isTrue(), true]), isTrue('y'), null],
    ['x, so x', () => known([isTrue(), true]), isTrue(), true],
    ['!x, so !x', () => known([isTrue(), false]), isTrue(), false],
    ['x, so not x == null', () => known([isTrue(), true]), isNullish(), false],
    ['!x, so perhaps x == null', () => known([isTrue(), false]), isNullish(), null],
    ['x, so not x === 0', () => known([isTrue(), true]), equals('0'), false],
    ['x, so perhaps x === 1', () => known([isTrue(), true]), equals('1'), null],
    ['!x, so not x === 1', () => known([isTrue(), false]), equals('1'), false],
    ['!x, so perhaps x === 0', () => known([isTrue(), false]), equals('0'), null],
    ['x === 1, so x === 1', () => known([equals('1'), true]), equals('1'), true],
    ['x === 1, so not x === 2', () => known([equals('1'), true]), equals('2'), false],
    ['x === 1, so x', () => known([equals('1'), true]), isTrue(), true],
    ['x === "0", so x', () => known([equals('"0"'), true]), isTrue(), true],
    ['x === 1, so not x == null', () => known([equals('1'), true]), isNullish(), false],
    ['x === null, so x == null', () => known([equals('null'), true]), isNullish(), true],
    ['x === undefined, so x == null', () => known([equals('undefined'), true]), isNullish(), true],
    ['x === false, so not x == null', () => known([equals('false'), true]), isNullish(), false],
    ['x !== 1, so not x === 1', () => known([equals('1'), false]), equals('1'), false],
    ['x !== 1, so perhaps x === 2', () => known([equals('1'), false]), equals('2'), null],
    ['x !== 1, so perhaps x', () => known([equals('1'), false]), isTrue(), null],
    ['x !== 1, so perhaps x == null', () => known([equals('1'), false]), isNullish(), null],
    [
      'x !== 1 and x !== 2, so not x === 1',
      () => known([equals('1'), false], [equals('2'), false]),
      equals('1'),
      false,
    ],
    ['x !== 1, then x === 2, so x === 2', () => known([equals('1'), false], [equals('2'), true]), equals('2'), true],
    ['x == null, so x == null', () => known([isNullish(), true]), isNullish(), true],
    ['x == null, so !x', () => known([isNullish(), true]), isTrue(), false],
    ['x == null, so not x === 1', () => known([isNullish(), true]), equals('1'), false],
    ['x == null, so perhaps x === null', () => known([isNullish(), true]), equals('null'), null],
    ['x == null, so perhaps x === undefined', () => known([isNullish(), true]), equals('undefined'), null],
    ['x != null, so not x == null', () => known([isNullish(), false]), isNullish(), false],
    ['x != null, so perhaps x', () => known([isNullish(), false]), isTrue(), null],
    ['x != null, so perhaps x === 1', () => known([isNullish(), false]), equals('1'), null],
  ])('%s', (_, facts, question, answer) => {
    expect(answerOf(facts(), question)).toBe(answer);
  });

  it.each(['false', '0', '-0', '""', 'null', 'undefined', 'NaN'])('x === %s, so !x', (literal) => {
    expect(answerOf(known([equals(literal), true]), isTrue())).toBe(false);
  });

  it('is no more than a bounded number of literals that a value is not', () => {
    const literals = Array.from({ length: EXCLUSIONS + 1 }, (_, index) => String(index + 1));
    const facts = known(...literals.map((literal) => [equals(literal), false] as const));
    expect(literals.filter((literal) => answerOf(facts, equals(literal)) === null)).toEqual(literals.slice(-1));
  });
});

describe('a value that a test has looked at in a way that cannot be read', () => {
  const limited = (): Facts => withLimit(new Map(), 'x');

  it('may be one of few, and no other value may', () => {
    expect(isLimited(limited(), equals('1'))).toBe(true);
    expect(isLimited(limited(), equals('1', 'y'))).toBe(false);
    expect(isLimited(known([equals('1'), false]), equals('1'))).toBe(false);
  });

  it.each([isTrue(), isNullish(), equals('1')])('leaves its $asks unknown', (question) => {
    expect(answerOf(limited(), question)).toBeNull();
  });

  it('is forgotten when it changes, and where ways meet of which one has not looked', () => {
    expect(isLimited(withoutSubject(limited(), 'x'), isTrue())).toBe(false);
    expect(isLimited(shared(limited(), new Map()), isTrue())).toBe(false);
    expect(isLimited(shared(limited(), limited()), isTrue())).toBe(true);
  });
});

describe('two ways to one point', () => {
  const x = () => known([isTrue(), true]);
  const notX = () => known([isTrue(), false]);
  const is = (literal: string) => known([equals(literal), true]);
  const isNot = (...literals: readonly string[]) =>
    known(...literals.map((literal) => [equals(literal), false] as const));
  const withY = (facts: Facts, answer: boolean) => withAnswer(facts, isTrue('y'), answer);

  it.each<[string, () => readonly [Facts, Facts, Facts | null]]>([
    ['the same are joined', () => [x(), known([isTrue(), true]), x()]],
    ['x and !x leave nothing', () => [x(), notX(), new Map()]],
    ['x and !x leave what both know of y', () => [withY(x(), true), withY(notX(), true), known([isTrue('y'), true])]],
    ['x, y and !x, !y stay apart', () => [withY(x(), true), withY(notX(), false), null]],
    ['x and something about y stay apart', () => [x(), known([isTrue('y'), true]), null]],
    ['x and nothing stay apart', () => [x(), new Map(), null]],
    ['x, y and x stay apart', () => [withY(x(), true), x(), null]],
    ['x and x, y stay apart', () => [x(), withY(x(), true), null]],
    ['the same literal is joined', () => [is('1'), is('1'), is('1')]],
    ['two literals stay apart', () => [is('1'), is('2'), null]],
    ['1 and anything but 1 leave nothing', () => [is('1'), isNot('1'), new Map()]],
    ['anything but 1 and 1 leave nothing', () => [isNot('1'), is('1'), new Map()]],
    ['1 and anything but 1 and 2 leave anything but 2', () => [is('1'), isNot('1', '2'), isNot('2')]],
    ['anything but 1 and 2, and 2, leave anything but 1', () => [isNot('1', '2'), is('2'), isNot('1')]],
    ['1 and anything but 2 stay apart', () => [is('1'), isNot('2'), null]],
    ['the same exclusions are joined, in whatever order', () => [isNot('1', '2'), isNot('2', '1'), isNot('1', '2')]],
    ['other exclusions stay apart', () => [isNot('1', '2'), isNot('1', '3'), null]],
    ['exclusions that only read alike stay apart', () => [isNot('1', '23'), isNot('12', '3'), null]],
  ])('%s', (_, ways) => {
    const [one, other, joint] = ways();
    expect(joinedExactly(one, other)).toEqual(joint);
  });

  it('share what is the same in both', () => {
    expect(shared(withY(x(), true), withY(notX(), true))).toEqual(known([isTrue('y'), true]));
    expect(shared(is('1'), is('1'))).toEqual(is('1'));
    expect(shared(is('1'), is('2'))).toEqual(new Map());
    expect(shared(is('1'), isNot('1'))).toEqual(new Map());
    expect(shared(isNot('1'), is('1'))).toEqual(new Map());
    expect(shared(isNot('1'), isNot('1'))).toEqual(isNot('1'));
    expect(shared(x(), new Map())).toEqual(new Map());
  });
});

describe('what is forgotten', () => {
  const all = (): Facts => known([isTrue('x'), true], [isTrue('x.y'), true], [isTrue('xy'), true]);

  it('is all about a value that changes, and all that is reached through it', () => {
    const facts = all();
    expect(withoutSubject(facts, 'x')).toEqual(known([isTrue('xy'), true]));
    expect(withoutSubject(facts, 'x.y')).toEqual(known([isTrue('x'), true], [isTrue('xy'), true]));
    expect(withoutSubject(facts, 'z')).toBe(facts);
  });

  it('is what no later test asks for', () => {
    const facts = all();
    expect(filtered(facts, (key) => keysOf(isTrue('xy')).includes(key))).toEqual(known([isTrue('xy'), true]));
    expect(filtered(facts, () => true)).toBe(facts);
  });

  it.each([isTrue(), isNullish(), equals('1')])('is not what a question about the value can use: $asks', (question) => {
    const answered = known([question, true]);
    expect(filtered(answered, (key) => keysOf(isTrue()).includes(key))).toEqual(answered);
    expect(withoutSubject(answered, 'x').size).toBe(0);
  });
});
