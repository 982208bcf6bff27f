/** What is wrong with the text of a field, as half a sentence, and what to write instead. */
export interface Fault {
  readonly says: string;
  readonly remedy: string;
}

/** A token (RFC 9110 §5.6.2). */
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

/** An HTTP date (RFC 9110 §5.6.7), of which the two older forms are told by their beginning. */
const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$|[a-z]*, \d\d-| [A-Z])/;

/** Error codes of a Bearer challenge, each with its status (RFC 6750 §3.1). */
const BEARER_ERRORS: Readonly<Record<string, number>> = {
  invalid_request: 400,
  invalid_token: 401,
  insufficient_scope: 403,
};

/** What is wrong with the whole text of a field; null where nothing is, or nobody can tell. */
export function faultOf(field: string, text: string, status: number | null): Fault | null {
  switch (field) {
    case 'retry-after':
      return retryAfter(text);
    case 'allow':
      return allow(text);
    case 'www-authenticate':
    case 'proxy-authenticate':
      return challenge(text, status);
    case 'location':
      return location(text);
    case 'content-range':
      return contentRange(text, status);
    default:
      return null;
  }
}

/** What is wrong with a text of which only the start and the end are known; null where nothing certainly is. */
export function faultOfParts(field: string, start: string, end: string): Fault | null {
  if (field === 'retry-after' && /[a-z]/i.test(end) && !end.endsWith('GMT')) return NO_TIME;
  return field === 'content-range' && RANGE_SIGN.test(start) ? NO_SPACE : null;
}

/** RFC 9110 §10.2.3 */
function retryAfter(text: string): Fault | null {
  return /^\d+$/.test(text) || DATE.test(text) ? null : NO_TIME;
}

const NO_TIME: Fault = {
  says: 'is no whole number of seconds and no HTTP date, so clients come back when they like',
  remedy: 'Write seconds, such as 60, or a date as `toUTCString()` gives it',
};

/** RFC 9110 §10.2.1; a token may hold other signs as well, but no method that is registered does. */
function allow(text: string): Fault | null {
  const methods = text.split(',').map((method) => method.trim());
  if (methods.some((method) => method !== '' && !/^[A-Za-z-]+$/.test(method))) {
    return { says: 'is no list of methods with commas between them', remedy: 'Write it as in `GET, POST`' };
  }
  return methods.some((method) => /^[a-z]+$/.test(method))
    ? {
        says: 'names methods in small letters, and `get` is another method than `GET`',
        remedy: 'Write them in capitals',
      }
    : null;
}

/** RFC 9110 §11.3, RFC 7617 §2, RFC 6750 §3 */
function challenge(text: string, status: number | null): Fault | null {
  if (!new RegExp(`^${TOKEN}(?:\\s|,|$)`).test(text)) {
    return { says: 'names no scheme before its parameters', remedy: 'Begin with one, as in `Bearer realm="shop"`' };
  }
  if (text.split('"').length % 2 === 0) {
    return { says: 'has a quotation mark that nothing closes', remedy: 'Close it' };
  }
  if (/^basic\b/i.test(text) && !/\brealm\s*=/i.test(text)) {
    return { says: 'is a Basic challenge without a realm, which it needs', remedy: 'Write `Basic realm="shop"`' };
  }
  const error = /^bearer\b.*\berror\s*=\s*"?(\w+)/i.exec(text)?.[1] ?? '';
  const meant = Object.hasOwn(BEARER_ERRORS, error) ? BEARER_ERRORS[error] : undefined;
  return meant !== undefined && status !== null && status !== meant
    ? {
        says: `tells of ${error}, which goes with ${meant} and not with ${status}`,
        remedy: `Send ${meant}, or another error`,
      }
    : null;
}

/** RFC 9110 §10.2.2: a URL, or a reference that clients resolve against that of the request. */
function location(text: string): Fault | null {
  const isHost = /^(?:www\.|localhost(?::\d|\/|$))/i.test(text);
  const isBroken = /^https?:(?!\/\/)/i.test(text);
  return isHost || isBroken
    ? {
        says: 'is no whole URL, and clients look for it below the current path',
        remedy: 'Write `https://` before the host',
      }
    : null;
}

/** RFC 9110 §14.4 */
function contentRange(text: string, status: number | null): Fault | null {
  if (!text.startsWith('bytes')) return null;
  if (RANGE_SIGN.test(text)) return NO_SPACE;
  const parts = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(text);
  if (!parts) return { says: 'is no range of bytes', remedy: 'Write it as in `bytes 0-499/1234`' };
  const [first, last, size] = [parts[1], parts[2], parts[3]].map(Number);
  if (parts[1] === undefined) {
    return status === 206 || parts[3] === '*'
      ? { says: 'says that there is no such range, and nothing else', remedy: 'Name the part that is sent' }
      : null;
  }
  if (status === 416) {
    return { says: 'names a part, though a 416 says that there is none', remedy: 'Write it as in `bytes */1234`' };
  }
  const isPossible = Number(first) <= Number(last) && !(Number(last) >= Number(size));
  return isPossible ? null : { says: 'names a part that cannot be', remedy: 'Count from 0, to the last byte' };
}

/** The sign that a Range has after its unit. */
const RANGE_SIGN = /^bytes\s*[=:]/;

const NO_SPACE: Fault = {
  says: 'is written like a Range, and clients do not understand it',
  remedy: 'Put a space after the unit, as in `bytes 0-499/1234`',
};
