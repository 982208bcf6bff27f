import type { Primitive } from '../../syntax/ast.js';
import type { Dialect, StatusSink } from '../dialect.js';
import type { Status, StatusOrigin, Values, Written } from '../model.js';

/** A status as it goes on the wire, sorted by what can be judged; `sink` says how it reached the response. */
export function statusOf(values: Values<Primitive>, origin: StatusOrigin, sink: StatusSink, dialect: Dialect): Status {
  const codes: Written<number>[] = [];
  const informational: Written<number>[] = [];
  const invalid: Written<Primitive>[] = [];
  for (const { value, site } of values.known) {
    const taken = dialect.takes(value, sink);
    if (taken.is === 'throws') invalid.push({ value, site });
    else if (taken.code < 200) informational.push({ value: taken.code, site });
    else codes.push({ value: taken.code, site });
  }
  return { codes, informational, invalid, open: values.open, origin };
}
