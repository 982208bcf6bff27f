/** Statuses that only a request with certain fields can lead to, and what tells that code has looked at one of them. */
export interface Requested {
  readonly status: number;
  /** The fields of the request, in words. */
  readonly fields: string;
  /** Names of those fields, and of what reads or decides by them. */
  readonly sign: RegExp;
  readonly instead: string;
}

const RANGE = /range/i;

/** RFC 9110 §10.1.1, §12.4, §13.1 and §14.2; RFC 8470 §5.2. */
export const REQUESTED: readonly Requested[] = [
  { status: 206, fields: 'Range', sign: RANGE, instead: '200 with all of the content' },
  {
    status: 304,
    fields: 'If-None-Match or If-Modified-Since',
    sign: /if.?(?:none|modified)|etag|modified|fresh|stale|conditional/i,
    instead: '200 with the content',
  },
  // What a client sends is described by Content-Type, and has a 415 of its own.
  {
    status: 406,
    fields: 'Accept',
    sign: /accept(?!able|ance|ed\b)|negotiat|formats?\b/i,
    instead: '400 or 415',
  },
  {
    status: 412,
    fields: 'If-Match, If-None-Match or If-Unmodified-Since',
    sign: /if.?(?:none|match|modified|unmodified)|etag|precondition|version/i,
    instead: '409 for a conflict, 400 or 422 for what is missing',
  },
  { status: 416, fields: 'Range', sign: RANGE, instead: '400' },
  { status: 417, fields: 'Expect', sign: /\bexpect\b/i, instead: '400 or 422' },
  { status: 425, fields: 'Early-Data', sign: /early.?data/i, instead: '429, 409 or 503' },
];
