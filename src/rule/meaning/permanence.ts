import type { Exchange, Handler, Path, Written } from '../../exchange/model.js';
import type { SourceCode } from '../../syntax/ast.js';
import { SPECIAL, targetOf } from '../redirects.js';
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

/** Tests of how a request came here: over which protocol, and under which name of the server. */
const ADDRESS = /\b(?:secure|encrypted|protocol|host|hostname)\b|forwarded-(?:proto|host)/i;

/**
 * Whether a redirect tells that an address has moved: the fixed path of a page always leads to another one, or a whole URL
 * takes the place of another protocol or host.
 */
export function isMove(exchange: Exchange, handler: Handler, path: Path, sourceCode: SourceCode): boolean {
  const { conditions, methods } = path;
  if (conditions.length > 0)
    return isWholeUrl(exchange) && conditions.every(({ test }) => ADDRESS.test(sourceCode.getText(test)));
  const { route } = handler;
  const isPage = methods !== null && [...methods].every((method) => method === 'GET' || method === 'HEAD');
  // The root leads to wherever people start today.
  const isFixed = route !== null && route !== '/' && route !== '' && !SPECIAL.test(route);
  const target = targetOf(exchange);
  return isPage && isFixed && target !== null && !LOGIN.test(target.split('/').at(-1) ?? '');
}

/** Whether the target begins with the name of a protocol. */
function isWholeUrl({ redirect }: Exchange): boolean {
  const target = redirect?.target;
  const start = target?.is === 'text' ? target.parts[0] : target;
  return start?.is === 'literal' && /^https?:\/\//.test(String(start.value));
}
