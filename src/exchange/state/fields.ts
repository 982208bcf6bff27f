import type { Draft, FieldDraft } from './draft.js';
import type { Fields, Site } from '../model.js';
import type { FieldMode } from '../effects.js';
import type { Value } from '../value.js';
import { alternativesOf, literal } from '../reading/values.js';

type Draftable = Pick<Draft, 'fields' | 'removed' | 'fieldsOpen'>;
type Sent = Draftable & Pick<Draft, 'downstream'>;

/** The fields of a draft as rules see them. `provided` are fields that are always sent, by something outside the code. */
export function fieldsOf(
  { fields, removed, fieldsOpen, downstream }: Sent,
  provided: ReadonlySet<string>,
  site: Site,
): Fields {
  const isOpen = fieldsOpen || downstream !== null;
  const added = [...provided].filter((name) => (fields.get(name) ?? 'open') === 'open');
  return {
    names: [...[...fields].flatMap(([name, field]) => (field === 'open' ? [] : [name])), ...added],
    open: isOpen,
    get(name) {
      const field = fields.get(name);
      if (field && field !== 'open') return { is: 'present', ...field };
      if (provided.has(name)) return { is: 'present', value: literal(undefined, site), site };
      return field === 'open' || (isOpen && !removed.has(name)) ? { is: 'open' } : { is: 'absent' };
    },
  };
}

export function withField<D extends Draftable>(draft: D, name: Value, value: Value, mode: FieldMode): D {
  const names = alternativesOf(name).map((each) =>
    each.value.is === 'literal' && typeof each.value.value === 'string' ? each.value.value.toLowerCase() : null,
  );
  const [only] = names;
  // One of several names is set: none can be called absent any more.
  if (names.length !== 1 || typeof only !== 'string') return withOpenFields(draft);
  if (mode === 'unless-json' && isPerhapsJson(draft, only)) return draft;
  if (mode === 'unless-json') return withNamed(draft, only, defaultOf(draft, only, value));
  return mode === 'remove' ? withoutField(draft, only) : withNamed(draft, only, { value, site: value.site });
}

/** Whether a field is there, and not known to be about something else than JSON. */
function isPerhapsJson({ fields }: Draftable, name: string): boolean {
  const field = fields.get(name);
  const value = field === undefined || field === 'open' ? null : field.value;
  return field !== undefined && (value?.is !== 'literal' || /\bjson\b/i.test(String(value.value)));
}

/** What the field is where it is given one only if it has none: not known, if it may have one that cannot be read. */
function defaultOf({ fieldsOpen, removed }: Draftable, name: string, value: Value): FieldDraft | 'open' {
  return fieldsOpen && !removed.has(name) ? 'open' : { value, site: value.site };
}

function withNamed<D extends Draftable>(draft: D, name: string, field: FieldDraft | 'open'): D {
  const removed = new Set([...draft.removed].filter((each) => each !== name));
  return { ...draft, fields: new Map(draft.fields).set(name, field), removed };
}

function withoutField<D extends Draftable>(draft: D, name: string): D {
  const fields = new Map(draft.fields);
  fields.delete(name);
  return { ...draft, fields, removed: new Set(draft.removed).add(name) };
}

/** The fields of either of two drafts: open where they differ. */
export function withEitherFields<D extends Draftable>(one: D, other: D): D {
  const fields = new Map(one.fields);
  for (const [name, field] of one.fields) if (other.fields.get(name) !== field) fields.set(name, 'open');
  for (const name of other.fields.keys()) if (!one.fields.has(name)) fields.set(name, 'open');
  const either: D = { ...one, fields };
  return one.fieldsOpen || other.fieldsOpen ? withOpenFields(either) : either;
}

/** The fields of a response that goes out over what another has: its own, and those of the other that it has not. */
export function withBeneath(own: Draftable, beneath: Draftable): Draftable {
  const fields = new Map([...beneath.fields, ...own.fields]);
  const either = { fields, removed: own.removed, fieldsOpen: own.fieldsOpen };
  return beneath.fieldsOpen ? withOpenFields(either) : either;
}

/** The draft without the fields that were set on it. Cookies may have been set elsewhere, and go out with the others. */
export function withCookiesAlone<D extends Draftable>(draft: D): D {
  const names = [...draft.fields.keys()].filter((name) => name !== 'set-cookie');
  const fields: Draft['fields'] = new Map(draft.fields.has('set-cookie') ? [['set-cookie', 'open']] : []);
  return { ...draft, fields, removed: new Set([...draft.removed, ...names]) };
}

/** The draft with fields of which each may be missing. */
export function withUncertainFields<D extends Draftable>(draft: D): D {
  return { ...draft, fields: new Map([...draft.fields].map(([name]) => [name, 'open'] as const)) };
}

/** The draft with fields that cannot be read. */
export function withOpenFields<D extends Draftable>(draft: D): D {
  return draft.fieldsOpen && draft.removed.size === 0 ? draft : { ...draft, fieldsOpen: true, removed: new Set() };
}

/**
 * The draft with the fields that a value gives: an object `{ name: value }`, a list of pairs, or a flat list of names
 * and values (the shapes of `writeHead`, https://nodejs.org/api/http.html#responsewriteheadstatuscode-statusmessage-headers).
 */
export function withFields<D extends Draftable>(draft: D, from: Value): D {
  switch (from.is) {
    case 'object': {
      const set = from.properties.reduce(
        (done, { key, value }) => (key === '...' ? withOpenFields(done) : withPossible(done, key, value)),
        draft,
      );
      return from.open ? withOpenFields(set) : set;
    }
    case 'array':
      return from.open ? withOpenFields(draft) : withPairs(draft, from.elements);
    case 'literal':
      return typeof from.value === 'object' || from.value === undefined ? draft : withOpenFields(draft);
    default:
      return withOpenFields(draft);
  }
}

/** Sets a field that may be missing when its value says so: `undefined` under one outcome of a test leaves it open. */
function withPossible<D extends Draftable>(draft: D, name: string, value: Value): D {
  const sides = alternativesOf(value);
  const isMissing = (each: Value): boolean => each.is === 'literal' && each.value === undefined;
  // A value that is `undefined` and nothing else is sent as a text by some and refused by others, but not left out.
  const isPerhaps = sides.length > 1 && sides.some((each) => isMissing(each.value));
  if (isPerhaps) return withNamed(draft, name.toLowerCase(), 'open');
  return withNamed(draft, name.toLowerCase(), { value, site: value.site });
}

function withPairs<D extends Draftable>(draft: D, elements: readonly Value[]): D {
  const pairs = elements.flatMap((each) => (each.is === 'array' ? [each.elements] : []));
  if (pairs.length === elements.length) {
    return pairs.reduce((done, [name, value]) => {
      return name && value ? withField(done, name, value, 'set') : withOpenFields(done);
    }, draft);
  }
  let done = draft;
  for (let at = 0; at < elements.length; at += 2) {
    const [name, value] = [elements[at], elements[at + 1]];
    done = name && value ? withField(done, name, value, 'set') : withOpenFields(done);
  }
  return done;
}
