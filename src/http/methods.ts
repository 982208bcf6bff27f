/** The request methods of RFC 9110 §9, RFC 5789 and RFC 10008, in upper case. */
export const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
  'QUERY',
] as const;

export type Method = (typeof METHODS)[number];

/** Whether the text is the name of a registered request method, in upper case. */
export function isMethod(text: string): text is Method {
  return (METHODS as readonly string[]).includes(text);
}

/** The methods that only ask, and change nothing (RFC 9110 §9.2.1, RFC 10008). */
export const SAFE_METHODS: ReadonlySet<Method> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY']);
