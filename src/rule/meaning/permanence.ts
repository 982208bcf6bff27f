import type { Exchange, Written } from '../../exchange/model.js';
import type { SourceCode } from '../../syntax/ast.js';
import { targetOf } from '../redirects.js';
import { reasonFor } from './reason.js';

/** Segments of the paths at which people sign in. */
const LOGIN = /^(?:log-?in|sign-?in)$/;

/** How a redirect depends on who asks: a test of that leads to it, or it leads to where they sign in; null where it may not. */
export function dependsOnUser(
  { site }: Written<number>,
  exchange: Exchange,
  sourceCode: SourceCode,
): 'user' | 'login' | null {
  const reason = reasonFor(site, exchange, sourceCode);
  const { is, by } = reason?.meant ?? {};
  if (by === 'value' && (is === 'unauthenticated' || is === 'forbidden')) return 'user';
  // A login page that has moved to another address redirects without any test.
  const last = targetOf(exchange)?.split('/').at(-1) ?? '';
  return reason && LOGIN.test(last) ? 'login' : null;
}
