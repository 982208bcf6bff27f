import type { Effect } from '../exchange/effects.js';
import type { Property, Value } from '../exchange/value.js';
import { content, named, open, send } from './spelling.js';

/** How a framework spells the plain object that a handler gives back as its response. */
export interface ObjectSpelling {
  readonly status: string;
  /** The properties that hold the content, the one that counts first. */
  readonly contents: Readonly<Record<string, 'json' | 'data'>>;
  /** The properties that hold fields, by name. */
  readonly fields: readonly string[];
  /** The property that holds cookies; null where there is none. */
  readonly cookies: string | null;
}

/** What an object is as a response: its status, its fields and its content. */
export function responseIn(object: Value, spelling: ObjectSpelling): readonly Effect[] {
  const status = propertyThere(object, spelling.status);
  const cookies = spelling.cookies === null ? null : propertyThere(object, spelling.cookies);
  return [
    ...(status ? [{ does: 'status', status: status.value, by: 'init' } as const] : []),
    ...spelling.fields.flatMap((name): readonly Effect[] => {
      const fields = propertyThere(object, name);
      return fields ? [{ does: 'fields', from: fields.value }] : [];
    }),
    ...(cookies ? [named('set-cookie', cookies.value, 'append')] : []),
    ...contentIn(object, spelling),
    ...(isOpen(object) ? [{ does: 'fields', from: open(object.site) } as const] : []),
  ];
}

function contentIn(object: Value, { contents }: ObjectSpelling): readonly Effect[] {
  const found = Object.entries(contents).flatMap(([name, format]) => {
    const property = propertyThere(object, name);
    return property ? [{ value: property.value, format }] : [];
  });
  const [nothing] = found;
  const first = found.find(({ value }) => !isNothing(value)) ?? (nothing && { ...nothing, format: 'data' });
  if (first) {
    const { value, format } = first;
    return [{ does: 'content', content: content(value, format, format === 'json' ? 'some' : 'empty'), implies: null }];
  }
  return isOpen(object)
    ? [{ does: 'content', content: content(open(object.site), 'data', 'some'), implies: null }]
    : [];
}

/** Whether a value is certainly null or not there. */
export function isNothing(value: Value): boolean {
  return value.is === 'literal' && (value.value ?? null) === null;
}

/** Whether a property that is not read may be there all the same. */
export function isOpen(object: Value): boolean {
  return object.is !== 'object' || object.open;
}

/** The property of an object, open where something that cannot be read is spread over it; undefined where there is none to be read. */
export function propertyThere(object: Value, key: string): Property | undefined {
  if (object.is !== 'object') return undefined;
  const found = object.properties.findLast((each) => each.key === key);
  if (!found || !object.open) return found;
  const { origin } = object.site;
  const isCovered =
    origin.type === 'ObjectExpression' &&
    origin.properties.some((each) => each.type === 'SpreadElement' && each.range[0] > found.node.range[0]);
  return isCovered ? { ...found, value: open(found.value.site) } : found;
}

/** An answer of which nothing is known. */
export function unknownAnswer({ site }: Value): readonly Effect[] {
  return [
    { does: 'fields', from: open(site) },
    send(content(open(site), 'data', 'some'), { status: open(site), afterBegin: 'ignored', afterEnd: 'ignored' }),
  ];
}
