/** What left the server's socket for one request, as a client that reads HTTP/1.1 (RFC 9112) sees it. */
export interface Received {
  /** The status of the final response; null when none came. */
  readonly status: number | null;
  /** The statuses of interim responses. */
  readonly interim: readonly number[];
  /** The header fields of the final response, names in lower case; values of one name joined with `, `. */
  readonly fields: ReadonlyMap<string, string>;
  /** How many bytes of content came. */
  readonly bytes: number;
}

export const NOTHING: Received = { status: null, interim: [], fields: new Map(), bytes: 0 };

/** Reads the bytes that a server sent before it closed the connection, or was left. */
export function received(raw: Buffer): Received {
  const interim: number[] = [];
  let rest = raw;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return { ...NOTHING, interim };
    const [first = '', ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? Number.NaN);
    rest = rest.subarray(end + 4);
    if (status < 200) {
      interim.push(status);
      continue;
    }
    const fields = fieldsIn(lines);
    return { status, interim, fields, bytes: contentBytes(rest, fields) };
  }
}

function fieldsIn(lines: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return fields;
}

function contentBytes(raw: Buffer, fields: ReadonlyMap<string, string>): number {
  if (fields.get('transfer-encoding') !== 'chunked') return raw.length;
  let bytes = 0;
  let rest = raw;
  for (;;) {
    const end = rest.indexOf('\r\n');
    const size = end < 0 ? 0 : Number.parseInt(rest.subarray(0, end).toString('latin1'), 16);
    if (!size) return bytes;
    bytes += size;
    rest = rest.subarray(end + 2 + size + 2);
  }
}
