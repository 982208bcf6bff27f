import type { Primitive } from '../../syntax/ast.js';
import { ALTERNATIVES } from '../bounds.js';
import type { Condition, Site, Values, Written } from '../model.js';
import type { Alternative, Property, StatusCarrier, Value } from '../value.js';

export function literal(value: Primitive, site: Site): Value {
  return { is: 'literal', value, site };
}

export function openValue(site: Site): Value {
  return { is: 'open', truth: null, site };
}

/** One of several values; alternatives that are choices themselves are laid flat, and too many become an open value. */
export function choice(of: readonly Alternative[], site: Site): Value {
  const flat = of.flatMap(({ value, when }): readonly Alternative[] =>
    value.is === 'choice'
      ? value.of.map((inner) => ({ value: inner.value, when: when ?? inner.when }))
      : [{ value, when }],
  );
  const [only] = flat;
  if (flat.length === 1 && only) return only.value;
  return flat.length > ALTERNATIVES ? openValue(site) : { is: 'choice', of: flat, site };
}

/** The values a value can be, without choices. */
export function alternativesOf(value: Value): readonly Alternative[] {
  return value.is === 'choice' ? value.of : [{ value, when: null }];
}

/** What a value can come to as a literal; everything that is no literal leaves it open. */
export function primitivesOf(value: Value): Values<Primitive> {
  const known: Written<Primitive>[] = [];
  let open = false;
  for (const { value: each } of alternativesOf(value)) {
    if (each.is === 'literal') known.push({ value: each.value, site: each.site });
    else open = true;
  }
  return { known, open };
}

/** Whether a value counts as true in a test; null when that cannot be said. */
export function truthOf(value: Value): boolean | null {
  switch (value.is) {
    case 'literal':
      return Boolean(value.value);
    case 'choice': {
      const [first, ...rest] = value.of.map((each) => truthOf(each.value));
      return rest.every((each) => each === first) ? (first ?? null) : null;
    }
    case 'open':
      return value.truth;
    case 'text':
    case 'error-part':
      return null;
    case 'error':
      // A callback's error parameter is null when nothing went wrong.
      return value.from === 'parameter' ? null : true;
    case 'request':
    case 'response':
    case 'made':
      return value.part === '' ? true : null;
    default:
      return true;
  }
}

/** An error of which nothing is known but how one came to it. */
export function errorValue(from: 'catch' | 'parameter', site: Site): Value {
  return { is: 'error', from, carries: [], open: true, site };
}

/** The status that an error, or an object thrown like one, keeps there; null where it keeps none, or none that can be read. */
export function carriedStatus(error: Value, by: StatusCarrier): Value | null {
  const found = error.is === 'error' ? error.carries.find((each) => each.by === by) : propertyThat(error, by);
  const isNothing = found?.value.is === 'literal' && (found.value.value ?? null) === null;
  return isNothing ? null : (found?.value ?? null);
}

/** The property of an object that counts for such an error. */
function propertyThat(object: Value, by: StatusCarrier): Property | null {
  if (by !== 'HttpError') return propertyOf(object, by);
  return propertyOf(object, 'message') && propertyOf(object, 'statusCode');
}

/** The property of that name on an object that was written in the source; null when it cannot be read. */
export function propertyOf(value: Value, key: string): Property | null {
  if (value.is !== 'object') return null;
  return value.properties.findLast((property) => property.key === key) ?? null;
}

const keys = new WeakMap<Value, string>();

/** A text that two values share exactly when nothing the engine knows tells them apart. */
export function keyOfValue(value: Value): string {
  const known = keys.get(value);
  if (known !== undefined) return known;
  const key = `${value.is}${place(value.site)}${detail(value)}`;
  keys.set(value, key);
  return key;
}

function place({ origin }: Site): string {
  return `${origin.range[0]}-${origin.range[1]}`;
}

function detail(value: Value): string {
  switch (value.is) {
    case 'literal':
      return `${typeof value.value}${String(value.value)}`;
    case 'object':
      return `{${value.properties.map(({ key, value: of }) => `${key}:${keyOfValue(of)}`).join()}${value.open ? '…' : ''}}`;
    case 'array':
      return `[${value.elements.map(keyOfValue).join()}]`;
    case 'text':
      return value.parts.map(keyOfValue).join();
    case 'choice':
      return value.of.map((each) => keyOfValue(each.value)).join('|');
    case 'error':
      return `${value.carries.map(({ by, value: status }) => `${by}=${keyOfValue(status)}`).join()}${value.open ? '…' : ''}`;
    case 'response':
    case 'request':
      return value.part;
    case 'made':
      return `${value.part}@${value.made.range.join('-')}`;
    case 'method':
      return value.name;
    case 'error-part':
      return value.part;
    case 'open':
      return value.truth === null ? '' : String(value.truth);
    default:
      return '';
  }
}

/** The alternatives that remain when some tests are known to have come out one way. */
export function narrowed(value: Value, outcomeOf: (condition: Condition) => boolean | null): Value {
  if (value.is !== 'choice') return value;
  const left = value.of.filter(({ when }) => when === null || outcomeOf(when) !== false);
  return left.length === value.of.length ? value : choice(left, value.site);
}
