import type { Exchange, Handler, Written } from '../exchange/model.js';
import type { SourceCode } from '../syntax/ast.js';
import type { Fix } from './create-rule.js';
import { carryOut } from './fixes.js';
import { renumber } from './numbers.js';
import { answers, isSettled } from './reading.js';

/** Routes with parameters, wildcards or optional parts; what stands before the first of them is fixed. */
export const SPECIAL = /[:*{}()?+[\]\\]/;

/** The paths at which the handlers of a file show a page to GET, and none of them takes a POST. */
export function pagesWithoutPost(handlers: readonly Handler[]): ReadonlySet<string> {
  const pages = handlers.filter(showsPage).flatMap(({ route }) => (route === null ? [] : [normalized(route)]));
  return new Set(pages.filter((page) => !handlers.some((handler) => mayTakePost(handler, page))));
}

/** The path on this server that a redirect leads to; null where it cannot be read, or leads elsewhere. */
export function targetOf({ redirect, fields }: Exchange): string | null {
  const location = fields.get('location');
  const target = redirect?.target ?? (location.is === 'present' ? location.value : null);
  if (target?.is !== 'literal' || typeof target.value !== 'string') return null;
  const [path = ''] = target.value.split(/[?#]/);
  return /^\/(?!\/)/.test(path) ? normalized(path) : null;
}

/** The statuses that a helper for redirects sends although clients do not go anywhere with them; a 300 offers a choice. */
export function idleIn({ redirect, status }: Exchange): readonly Written<number>[] {
  return redirect ? status.codes.filter(({ value }) => value < 300 || value > 399 || value === 304) : [];
}

/** Gives a redirect another status where it is written, or to the helper that brings it; null where neither is one change beside the report. */
export function redirectWith(
  status: number,
  written: Written<number>,
  exchange: Exchange,
  sourceCode: SourceCode,
): Fix | null {
  const { codes, open } = exchange.status;
  const renumbered = renumber(written, status, sourceCode);
  if (renumbered || !exchange.redirect || codes.length > 1 || open) return renumbered;
  return carryOut(written.site.at, sourceCode, exchange.redirect.edit(status));
}

/** Express takes no notice of case, nor of a slash at the end. */
function normalized(path: string): string {
  return path.toLowerCase().replace(/(?<=.)\/$/, '');
}

function showsPage({ route, methods, role, paths }: Handler): boolean {
  if (route === null || SPECIAL.test(route) || role !== 'handler' || !answers(methods, 'GET')) return false;
  return paths.some(({ exchange }) => {
    if (!exchange) return false;
    const { content, status } = exchange;
    // The status of a file is open, for it may not have changed.
    return 'format' in content && content.format === 'page' && status.codes.every(({ value }) => value < 300);
  });
}

/** Whether a POST to that path may end in this handler, with something else than an error. */
function mayTakePost({ route, methods, role, paths }: Handler, page: string): boolean {
  if (role === 'error-handler' || (methods !== null && !methods.has('POST'))) return false;
  if (route !== null && !mayMatch(route, role, page)) return false;
  return (
    paths.length === 0 ||
    paths.some(({ end, exchange }) => {
      if (end === 'delegated' || end === 'thrown') return false;
      return !exchange || !isSettled(exchange.status) || exchange.status.codes.some(({ value }) => value < 400);
    })
  );
}

function mayMatch(route: string, role: Handler['role'], page: string): boolean {
  const special = route.search(SPECIAL);
  if (special >= 0) return page.startsWith(route.slice(0, special).toLowerCase().replace(/\/$/, ''));
  const fixed = normalized(route);
  return page === fixed || (role === 'middleware' && (fixed === '/' || page.startsWith(`${fixed}/`)));
}
