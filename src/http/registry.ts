/**
 * What the registry says of a code. `temporary`: entered for a draft, with a date on which it lapses; `abandoned`: the
 * specification that replaced its own left it out; `reserved`: must not be given a meaning.
 */
export type Standing =
  'registered' | 'temporary' | 'experimental' | 'abandoned' | 'deprecated' | 'obsoleted' | 'reserved';

/** An assigned status code. */
export interface Registration {
  readonly code: number;
  /** The phrase it is registered with; `(Unused)` for the two codes that are reserved. */
  readonly name: string;
  /** The section that defines it. */
  readonly source: string;
  readonly state?: Exclude<Standing, 'registered'>;
  /** Only where the response has none, whatever a handler gives it (RFC 9110 §6.4.1, §15.3.6). */
  readonly content?: 'none';
  /** Whether a cache may keep the response although nothing in it says so (RFC 9110 §15.1). */
  readonly cacheable?: true;
  /** The phrases of older specifications, which code still has. */
  readonly formerly?: readonly string[];
}

/**
 * The assigned status codes as of 2025-09-15, https://www.iana.org/assignments/http-status-codes/
 *
 * The registration of 104 lapses on 2026-11-13 unless it is renewed.
 */
export const REGISTRY: readonly Registration[] = [
  { code: 100, name: 'Continue', source: rfc(9110, '15.2.1'), content: 'none' },
  { code: 101, name: 'Switching Protocols', source: rfc(9110, '15.2.2'), content: 'none' },
  { code: 102, name: 'Processing', source: rfc(2518, '10.1'), state: 'abandoned', content: 'none' },
  { code: 103, name: 'Early Hints', source: rfc(8297, '2'), state: 'experimental', content: 'none' },
  {
    code: 104,
    name: 'Upload Resumption Supported',
    source: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-resumable-upload',
    state: 'temporary',
    content: 'none',
  },
  { code: 200, name: 'OK', source: rfc(9110, '15.3.1'), cacheable: true },
  { code: 201, name: 'Created', source: rfc(9110, '15.3.2') },
  { code: 202, name: 'Accepted', source: rfc(9110, '15.3.3') },
  { code: 203, name: 'Non-Authoritative Information', source: rfc(9110, '15.3.4'), cacheable: true },
  { code: 204, name: 'No Content', source: rfc(9110, '15.3.5'), cacheable: true, content: 'none' },
  { code: 205, name: 'Reset Content', source: rfc(9110, '15.3.6'), content: 'none' },
  { code: 206, name: 'Partial Content', source: rfc(9110, '15.3.7'), cacheable: true },
  { code: 207, name: 'Multi-Status', source: rfc(4918, '11.1') },
  { code: 208, name: 'Already Reported', source: rfc(5842, '7.1') },
  { code: 226, name: 'IM Used', source: rfc(3229, '10.4.1') },
  { code: 300, name: 'Multiple Choices', source: rfc(9110, '15.4.1'), cacheable: true },
  { code: 301, name: 'Moved Permanently', source: rfc(9110, '15.4.2'), cacheable: true },
  { code: 302, name: 'Found', source: rfc(9110, '15.4.3'), formerly: ['Moved Temporarily'] },
  { code: 303, name: 'See Other', source: rfc(9110, '15.4.4') },
  { code: 304, name: 'Not Modified', source: rfc(9110, '15.4.5'), content: 'none' },
  { code: 305, name: 'Use Proxy', source: rfc(9110, '15.4.6'), state: 'deprecated' },
  { code: 306, name: '(Unused)', source: rfc(9110, '15.4.7'), state: 'reserved', formerly: ['Switch Proxy'] },
  { code: 307, name: 'Temporary Redirect', source: rfc(9110, '15.4.8') },
  { code: 308, name: 'Permanent Redirect', source: rfc(9110, '15.4.9'), cacheable: true },
  { code: 400, name: 'Bad Request', source: rfc(9110, '15.5.1') },
  { code: 401, name: 'Unauthorized', source: rfc(9110, '15.5.2') },
  { code: 402, name: 'Payment Required', source: rfc(9110, '15.5.3') },
  { code: 403, name: 'Forbidden', source: rfc(9110, '15.5.4') },
  { code: 404, name: 'Not Found', source: rfc(9110, '15.5.5'), cacheable: true },
  { code: 405, name: 'Method Not Allowed', source: rfc(9110, '15.5.6'), cacheable: true },
  { code: 406, name: 'Not Acceptable', source: rfc(9110, '15.5.7') },
  { code: 407, name: 'Proxy Authentication Required', source: rfc(9110, '15.5.8') },
  { code: 408, name: 'Request Timeout', source: rfc(9110, '15.5.9'), formerly: ['Request Time-out'] },
  { code: 409, name: 'Conflict', source: rfc(9110, '15.5.10') },
  { code: 410, name: 'Gone', source: rfc(9110, '15.5.11'), cacheable: true },
  { code: 411, name: 'Length Required', source: rfc(9110, '15.5.12') },
  { code: 412, name: 'Precondition Failed', source: rfc(9110, '15.5.13') },
  {
    code: 413,
    name: 'Content Too Large',
    source: rfc(9110, '15.5.14'),
    formerly: ['Payload Too Large', 'Request Entity Too Large'],
  },
  {
    code: 414,
    name: 'URI Too Long',
    source: rfc(9110, '15.5.15'),
    cacheable: true,
    formerly: ['Request-URI Too Long', 'Request-URI Too Large'],
  },
  { code: 415, name: 'Unsupported Media Type', source: rfc(9110, '15.5.16') },
  {
    code: 416,
    name: 'Range Not Satisfiable',
    source: rfc(9110, '15.5.17'),
    formerly: ['Requested Range Not Satisfiable'],
  },
  { code: 417, name: 'Expectation Failed', source: rfc(9110, '15.5.18') },
  { code: 418, name: '(Unused)', source: rfc(9110, '15.5.19'), state: 'reserved', formerly: ["I'm a teapot"] },
  { code: 421, name: 'Misdirected Request', source: rfc(9110, '15.5.20') },
  { code: 422, name: 'Unprocessable Content', source: rfc(9110, '15.5.21'), formerly: ['Unprocessable Entity'] },
  { code: 423, name: 'Locked', source: rfc(4918, '11.3') },
  { code: 424, name: 'Failed Dependency', source: rfc(4918, '11.4') },
  { code: 425, name: 'Too Early', source: rfc(8470, '5.2') },
  { code: 426, name: 'Upgrade Required', source: rfc(9110, '15.5.22') },
  { code: 428, name: 'Precondition Required', source: rfc(6585, '3') },
  { code: 429, name: 'Too Many Requests', source: rfc(6585, '4') },
  { code: 431, name: 'Request Header Fields Too Large', source: rfc(6585, '5') },
  { code: 451, name: 'Unavailable For Legal Reasons', source: rfc(7725, '3'), cacheable: true },
  { code: 500, name: 'Internal Server Error', source: rfc(9110, '15.6.1') },
  { code: 501, name: 'Not Implemented', source: rfc(9110, '15.6.2'), cacheable: true },
  { code: 502, name: 'Bad Gateway', source: rfc(9110, '15.6.3') },
  { code: 503, name: 'Service Unavailable', source: rfc(9110, '15.6.4') },
  { code: 504, name: 'Gateway Timeout', source: rfc(9110, '15.6.5'), formerly: ['Gateway Time-out'] },
  { code: 505, name: 'HTTP Version Not Supported', source: rfc(9110, '15.6.6') },
  { code: 506, name: 'Variant Also Negotiates', source: rfc(2295, '8.1'), state: 'experimental' },
  { code: 507, name: 'Insufficient Storage', source: rfc(4918, '11.5') },
  { code: 508, name: 'Loop Detected', source: rfc(5842, '7.2') },
  { code: 510, name: 'Not Extended', source: rfc(2774, '7'), state: 'obsoleted' },
  { code: 511, name: 'Network Authentication Required', source: rfc(6585, '6') },
];

function rfc(number: number, section: string): string {
  return `https://www.rfc-editor.org/rfc/rfc${number}.html#section-${section}`;
}
