import { REGISTRY, type Registration, type Standing } from './registry.js';

/** The classes of status codes (RFC 9110 §15), of which the first digit tells. */
export type StatusClass = 'informational' | 'successful' | 'redirection' | 'client-error' | 'server-error';

const CLASSES: readonly StatusClass[] = ['informational', 'successful', 'redirection', 'client-error', 'server-error'];

const byCode: ReadonlyMap<number, Registration> = new Map(REGISTRY.map((status) => [status.code, status]));

/** The class of a status code; null for what is no status code at all. */
export function classOf(code: number): StatusClass | null {
  return Number.isInteger(code) ? (CLASSES[Math.floor(code / 100) - 1] ?? null) : null;
}

/** Whether the code tells the client that its request was not answered as it wished: 4xx or 5xx (RFC 9110 §15.5, §15.6). */
export function isErrorCode(code: number): boolean {
  const of = classOf(code);
  return of === 'client-error' || of === 'server-error';
}

/** How the code stands in IANA's registry; null if it is not assigned. */
export function standingOf(code: number): Standing | null {
  const status = byCode.get(code);
  return status ? (status.state ?? 'registered') : null;
}

/** Whether the code is in IANA's registry, in whatever state. */
export function isAssigned(code: number): boolean {
  return byCode.has(code);
}

/** Everything that the registry has about a code; null if it is not assigned. */
export function registrationOf(code: number): Registration | null {
  return byCode.get(code) ?? null;
}

/** The phrase that goes with a code, such as `Not Found`; null if it has none. */
export function phraseOf(code: number): string | null {
  const status = byCode.get(code);
  if (!status) return null;
  return status.state === 'reserved' ? (status.formerly?.[0] ?? null) : status.name;
}

/** The code with its phrase, as messages name it: `429 Too Many Requests`. */
export function describe(code: number): string {
  const phrase = phraseOf(code);
  return phrase === null ? String(code) : `${code} ${phrase}`;
}

/** The code that a text is the phrase of, now or in an older specification, in any spelling of case, spaces and hyphens. */
export function codeOfPhrase(text: string): number | null {
  return byPhrase.get(plain(text)) ?? null;
}

const byPhrase: ReadonlyMap<string, number> = new Map(
  REGISTRY.flatMap(({ code, name, state, formerly = [] }) =>
    [...(state === 'reserved' ? [] : [name]), ...formerly].map((phrase) => [plain(phrase), code] as const),
  ),
);

function plain(phrase: string): string {
  return phrase
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .replaceAll('’', "'");
}

/** Whether a final response with that status has no content (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
export function isBodyless(code: number): code is 204 | 205 | 304 {
  return code >= 200 && byCode.get(code)?.content === 'none';
}

/** Whether a cache may keep a response with that status although nothing in it says so (RFC 9110 §15.1). */
export function isHeuristicallyCacheable(code: number): boolean {
  return byCode.get(code)?.caching === 'heuristic';
}
