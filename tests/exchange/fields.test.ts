import { describe, expect, it } from 'vitest';
import { literal, openValue } from '../../src/exchange/reading/values.js';
import type { Draft } from '../../src/exchange/state/draft.js';
import { fieldsOf, withEitherFields, withField, withFields, withOpenFields } from '../../src/exchange/state/fields.js';
import type { Value } from '../../src/exchange/value.js';
import type { Primitive } from '../../src/syntax/ast.js';
import { sourceCodeOf } from '../conformance/reading.js';

type Fields = Pick<Draft, 'fields' | 'removed' | 'fieldsOpen' | 'downstream'>;

const { ast } = sourceCodeOf('here;');
const site = { at: ast, origin: ast, depth: 0 };
const none: Fields = { fields: new Map(), removed: new Set(), fieldsOpen: false, downstream: null };

const of = (value: Primitive): Value => literal(value, site);
const unknown = openValue(site);
const either = (...values: readonly Value[]): Value => ({
  is: 'choice',
  of: values.map((value) => ({ value, when: null })),
  site,
});
const array = (elements: readonly Value[], open = false): Value => ({ is: 'array', elements, open, site });
const object = (properties: Readonly<Record<string, Value>>, open = false): Value => ({
  is: 'object',
  properties: Object.entries(properties).map(([key, value]) => ({ key, value, node: ast })),
  open,
  site,
});
const set = (draft: Fields, name: string): Fields => withField(draft, of(name), of('v'), 'set');
const removed = (draft: Fields, name: string): Fields => withField(draft, of(name), of(undefined), 'remove');

/** Whether each of the fields `a`, `b` and `c` is sent: `+` yes, `-` no, `?` not known. */
function sent(draft: Fields, provided: readonly string[] = []): string {
  const fields = fieldsOf(draft, new Set(provided), site);
  const marks = { present: '+', absent: '-', open: '?' };
  return ['a', 'b', 'c'].map((name) => marks[fields.get(name).is]).join('');
}

describe('a field', () => {
  it.each<[string, () => Fields, string]>([
    ['is absent until it is set', () => none, '---'],
    ['is set whatever the case of its name', () => set(none, 'A'), '+--'],
    ['is set by its name alone', () => set(set(none, 'a'), 'b'), '++-'],
    ['is appended', () => withField(none, of('a'), of('v'), 'append'), '+--'],
    ['is removed', () => removed(set(set(none, 'a'), 'b'), 'A'), '-+-'],
    ['is set again', () => set(removed(none, 'a'), 'a'), '+--'],
    ['of an unknown name may be any', () => withField(none, unknown, of('v'), 'set'), '???'],
    ['of one of two names may be any', () => withField(none, either(of('a'), of('b')), of('v'), 'set'), '???'],
    ['whose name is a number may be any', () => withField(none, of(1), of('v'), 'set'), '???'],
    ['that was set stays so when others are unknown', () => withOpenFields(set(none, 'a')), '+??'],
    ['that was removed may be set by what is unknown', () => withOpenFields(removed(none, 'a')), '???'],
    ['that is removed after what is unknown is absent', () => removed(withOpenFields(none), 'a'), '-??'],
    ['may be set again by more that is unknown', () => withOpenFields(removed(withOpenFields(none), 'a')), '???'],
    ['is set after what is unknown', () => set(removed(withOpenFields(none), 'a'), 'a'), '+??'],
    ['that was set after what is unknown can be removed', () => removed(set(withOpenFields(none), 'a'), 'a'), '-??'],
  ])('%s', (_, draft, expected) => {
    expect(sent(draft())).toBe(expected);
  });

  it('says what it was set to', () => {
    expect(fieldsOf(set(none, 'a'), new Set(), site).get('a')).toEqual({ is: 'present', value: of('v'), site });
    const given = withFields(none, object({ a: of('v') }));
    expect(fieldsOf(given, new Set(), site).get('a')).toEqual({ is: 'present', value: of('v'), site });
  });

  it('of either of two ways is sent if both set it at the same place, and not known if one did', () => {
    const both = set(none, 'a');
    expect(sent(withEitherFields(set(both, 'b'), set(both, 'c')))).toBe('+??');
    expect(sent(withEitherFields(both, both))).toBe('+--');
    expect(sent(withEitherFields(both, withOpenFields(both)))).toBe('+??');
    expect(sent(withEitherFields(withOpenFields(both), both))).toBe('+??');
  });

  it('that something outside provides is always sent', () => {
    expect(sent(none, ['a'])).toBe('+--');
    expect(sent(withEitherFields(set(none, 'a'), none), ['a'])).toBe('+--');
    expect(fieldsOf(none, new Set(['a']), site).get('a')).toMatchObject({ value: { is: 'literal', value: undefined } });
  });

  it('is named once if it is certainly sent', () => {
    const names = (draft: Fields): readonly string[] => fieldsOf(draft, new Set(['a']), site).names;
    expect(names(none)).toEqual(['a']);
    expect(names(set(set(none, 'b'), 'a'))).toEqual(['b', 'a']);
    expect(names(withEitherFields(set(none, 'a'), none))).toEqual(['a']);
    expect(names(withEitherFields(set(none, 'b'), none))).toEqual(['a']);
  });
});

describe('fields given at once', () => {
  it.each<[string, Value, string]>([
    ['as an object', object({ a: of('v'), B: of('v') }), '++-'],
    ['as an object that may have more', object({ a: of('v') }, true), '+??'],
    ['as an object with a spread', object({ '...': unknown, a: of('v') }), '+??'],
    ['as an object with null', object({ a: of(null) }), '+--'],
    ['as an object with perhaps undefined', object({ A: either(of('v'), of(undefined)) }), '?--'],
    ['as an object with one of two values', object({ a: either(of('v'), of('w')) }), '+--'],
    ['as an object with undefined alone', object({ a: of(undefined) }), '+--'],
    ['as an object with something unknown', object({ a: either(unknown, of('v')) }), '+--'],
    ['as pairs', array([array([of('a'), of('v')]), array([of('b'), of('v')])]), '++-'],
    ['as pairs, one of them without a value', array([array([of('a')]), array([of('b'), of('v')])]), '?+?'],
    ['as a flat list', array([of('a'), of('v'), of('b'), of('v')]), '++-'],
    ['as a flat list that ends in a name', array([of('a'), of('v'), of('b')]), '+??'],
    ['as a flat list with values that are lists', array([of('a'), array([of('v')])]), '+--'],
    ['as an empty list', array([]), '---'],
    ['as a list that may have more', array([of('a'), of('v')], true), '???'],
    ['as nothing', of(undefined), '---'],
    ['as null', of(null), '---'],
    ['as a text', of('a'), '???'],
    ['as something unknown', unknown, '???'],
  ])('%s', (_, from, expected) => {
    expect(sent(withFields(none, from))).toBe(expected);
  });
});
