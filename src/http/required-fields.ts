/** A status and the fields that give it its meaning: one of them has to go out with it. */
export interface Requirement {
  readonly status: number;
  readonly fields: readonly string[];
  /** How strongly its source puts it: `must`, or `should` and weaker. */
  readonly level: 'must' | 'should';
  readonly source: string;
  /** What a client cannot do without. */
  readonly without: string;
}

/** Statuses that need a field, beside those which have a rule of their own (201, 401, 405, 429, 503 and the redirects). */
export const REQUIREMENTS: readonly Requirement[] = [
  {
    status: 206,
    fields: ['Content-Range'],
    level: 'must',
    source: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.7',
    without: 'cannot tell which part it got, and throws it away or puts it in the wrong place',
  },
  {
    status: 407,
    fields: ['Proxy-Authenticate'],
    level: 'must',
    source: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.8',
    without: 'is not told which credentials the proxy wants',
  },
  {
    status: 426,
    fields: ['Upgrade'],
    level: 'must',
    source: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.22',
    without: 'is not told which protocol to upgrade to',
  },
  {
    status: 300,
    fields: ['Location', 'Link'],
    level: 'should',
    source: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.1',
    without: 'has no choice that it could take by itself',
  },
  {
    status: 415,
    fields: ['Accept', 'Accept-Encoding', 'Accept-Patch', 'Accept-Post'],
    level: 'should',
    source: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.16',
    without: 'is not told what it could send instead',
  },
  {
    status: 416,
    fields: ['Content-Range'],
    level: 'should',
    source: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.17',
    without: 'is not told how long the content is, and cannot ask for a range that there is',
  },
  {
    status: 451,
    fields: ['Link'],
    level: 'should',
    source: 'https://www.rfc-editor.org/rfc/rfc7725.html#section-4',
    without: 'is not told who demanded it (`rel="blocked-by"`)',
  },
];
