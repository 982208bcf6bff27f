/** Codes that servers are known to send, or to log, although IANA's registry does not have them. */
interface Unregistered {
  readonly first: number;
  /** The last code of a range; `first` where there is none. */
  readonly last?: number;
  /** Who sends it, and for what. */
  readonly use: string;
  /** The registered codes that say the same; none where no answer is meant. */
  readonly instead: readonly number[];
  /** Stands in a log where no answer was sent. */
  readonly isLogged?: true;
}

/** Sources: the manuals of the servers that are named in each row. */
export const UNREGISTERED: readonly Unregistered[] = [
  {
    first: 419,
    use: "Laravel, where a form's CSRF token has expired; `http-status-codes` has it from a draft",
    instead: [403],
  },
  {
    first: 420,
    use: "Twitter's old API, for a client that is too fast; `http-status-codes` has it from a draft",
    instead: [429],
  },
  { first: 430, use: 'Shopify, for a client that it turns away', instead: [403, 429] },
  { first: 440, use: 'IIS, where a session has expired', instead: [401] },
  {
    first: 444,
    use: 'nginx, in its log: it closed the connection without an answer',
    instead: [],
    isLogged: true,
  },
  { first: 449, use: 'IIS, for a request that lacks something', instead: [400] },
  { first: 494, use: 'nginx, where the header of the request is too large', instead: [431] },
  {
    first: 495,
    last: 497,
    use: "nginx, for trouble with a client's certificate, or plain HTTP on a port for HTTPS",
    instead: [400],
  },
  { first: 498, use: 'Esri, for a token that is not valid', instead: [401] },
  {
    first: 499,
    use: 'nginx, in its log: the client closed the connection; Esri, for a token that is missing',
    instead: [401],
    isLogged: true,
  },
  {
    first: 509,
    use: 'Apache modules and web hosts, where the traffic is used up; Node has a phrase for it',
    instead: [429, 503],
  },
  {
    first: 520,
    last: 530,
    use: 'Cloudflare, where the server behind it failed in one way or another',
    instead: [502, 504],
  },
  { first: 598, last: 599, use: 'proxies, for a time-out between them and the server behind', instead: [504] },
];

/** The registered codes that say what an unregistered one is known to say; none where that is not known. */
export function registeredFor(code: number): readonly number[] {
  return UNREGISTERED.find(({ first, last = first }) => code >= first && code <= last)?.instead ?? [];
}
