import type { Exchange } from '../exchange/model.js';
import type { Value } from '../exchange/value.js';

/** What is known of the text of a field: all of it, or what stands before and behind the part that is not known. */
export interface FieldText {
  readonly value: Value;
  readonly start: string;
  readonly end: string;
  readonly isWhole: boolean;
}

/** The texts that a field of an exchange can come to, as far as they can be read. */
export function textsOf({ fields }: Exchange, name: string): readonly FieldText[] {
  const field = fields.get(name);
  return field.is === 'present' ? textsIn(field.value) : [];
}

function textsIn(value: Value): readonly FieldText[] {
  if (value.is === 'choice') return value.of.flatMap((one) => textsIn(one.value));
  if (value.is === 'text') {
    const [first, last] = [value.parts.at(0), value.parts.at(-1)];
    return [{ value, start: textOf(first), end: textOf(last), isWhole: false }];
  }
  const isText = value.is === 'literal' && (typeof value.value === 'string' || typeof value.value === 'number');
  return isText ? [{ value, start: textOf(value), end: textOf(value), isWhole: true }] : [];
}

function textOf(part: Value | undefined): string {
  return part?.is === 'literal' ? String(part.value) : '';
}
