import type { Method } from '../methods.js';

/**
 * What the registry says of a code. `temporary`: entered for a draft, with a date on which it lapses; `abandoned`: the
 * specification that replaced its own left it out; `reserved`: must not be given a meaning.
 */
export type Standing =
  'registered' | 'temporary' | 'experimental' | 'abandoned' | 'deprecated' | 'obsoleted' | 'reserved';

/** A header field that goes with a status, and how strongly its specification asks for it (RFC 2119). */
export interface StatusField {
  /** In lower case. */
  readonly name: string;
  readonly level: 'must' | 'should' | 'may';
  /** What the field is for, or when it is asked for. */
  readonly why: string;
}

/** An assigned status code. */
export interface Registration {
  readonly code: number;
  /** The phrase it is registered with; `(Unused)` for the two codes that are reserved. */
  readonly name: string;
  /** The section that defines it. */
  readonly source: string;
  readonly state?: Exclude<Standing, 'registered'>;
  /** What it tells the client. */
  readonly meaning: string;
  /** When to send it, and what to send instead where it is often taken for another. */
  readonly use: string;
  /** The fields of the response that go with it. */
  readonly fields?: readonly StatusField[];
  /** Fields of the request, in lower case, without any of which the status answers nothing. */
  readonly answers?: readonly string[];
  /** The only methods that it can answer. */
  readonly methods?: readonly Method[];
  /** Only where the response has none, whatever a handler gives it (RFC 9110 §6.4.1, §15.3.6). */
  readonly content?: 'none';
  /**
   * Whether a cache may keep the response although nothing in it says so (RFC 9110 §15.1), or must not keep it whatever
   * it says. All others are kept only where the response says for how long.
   */
  readonly caching?: 'heuristic' | 'forbidden';
  /** What else it requires or forbids. */
  readonly also?: readonly string[];
  /** The phrases of older specifications, which code still has. */
  readonly formerly?: readonly string[];
}

/** A section of an RFC. */
export function rfc(number: number, section: string): string {
  return `https://www.rfc-editor.org/rfc/rfc${number}.html#section-${section}`;
}

export function must(name: string, why: string): StatusField {
  return { name, level: 'must', why };
}

export function should(name: string, why: string): StatusField {
  return { name, level: 'should', why };
}

export function may(name: string, why: string): StatusField {
  return { name, level: 'may', why };
}
