import type { Exchange, Handler, Path, Site } from '../exchange/model.js';
import { SAFE_METHODS } from '../http/methods.js';
import { answers, having, isSettled, pathsSentBy } from './reading.js';

/** A status that says something which a request with this method cannot have asked for, and the one that may be meant. */
export interface Mismatch {
  readonly is: 'created' | 'part' | 'unmodified' | 'preflight';
  readonly status: number;
  readonly meant: number;
  readonly site: Site;
}

/** How the status of an exchange does not fit the methods that lead to it; null where it does, or they cannot be seen. */
export function mismatchIn(
  { status, fields, send }: Exchange,
  { handler, path: { methods } }: { readonly handler: Handler; readonly path: Path },
): Mismatch | null {
  if (methods === null || methods.size === 0) return null;
  const [created] = [...methods].every((method) => SAFE_METHODS.has(method)) ? having(status, 201) : [];
  if (created) return { is: 'created', status: 201, meant: 200, site: created.site };
  const [part] = answers(methods, 'GET', 'HEAD', 'QUERY') ? [] : having(status, 206);
  if (part) return { is: 'part', status: 206, meant: 200, site: part.site };
  const [unmodified] = answers(methods, 'GET', 'HEAD', 'QUERY') ? [] : having(status, 304);
  if (unmodified) return { is: 'unmodified', status: 304, meant: 412, site: unmodified.site };
  // What other methods get as well is about them.
  const isPreflight =
    fields.names.some(isCors) && pathsSentBy(send.origin, handler).every((path) => isOptions(path.methods));
  const [refused] =
    isPreflight && isSettled(status) && status.codes.every(({ value }) => value >= 300) ? status.codes : [];
  return refused ? { is: 'preflight', status: refused.value, meant: 204, site: refused.site } : null;
}

function isOptions(methods: Path['methods']): boolean {
  return methods?.size === 1 && methods.has('OPTIONS');
}

/** Whether the field lets a page of another origin in. */
function isCors(name: string): boolean {
  return name.startsWith('access-control-allow-');
}
