import type { Exchange, Handler, Written } from '../../exchange/model.js';
import type { SourceCode } from '../../syntax/ast.js';
import { reasonFor, signsIn, type Reason } from './reason.js';
import { tells } from './told.js';
import { triesToken } from './tried.js';

/**
 * How a 401 or a 403 says the other's thing: `permission` where who asks is known and a 401 asks for credentials,
 * `credentials` where nobody is and a 403 says that they would not help; null where it does not, or may not.
 */
export function confusionIn(
  { value, site }: Written<number>,
  exchange: Exchange,
  handler: Handler,
  sourceCode: SourceCode,
): 'permission' | 'credentials' | null {
  if (value !== 401 && value !== 403) return null;
  const reason = reasonFor(site, exchange, sourceCode);
  // A token against forged requests is no credential.
  if (!reason || /csrf|xsrf|captcha/.test(reason.words)) return null;
  if (value === 401) return lacks('forbidden', reason) && !signsIn(handler, sourceCode) ? 'permission' : null;
  const { decision } = reason;
  const isBadToken = decision.is === 'caught' && triesToken(decision.failure, sourceCode);
  return isBadToken || lacks('unauthenticated', reason) ? 'credentials' : null;
}

/** Whether that is what the test means, by where its value comes from, or by its name and by what the answer says. */
function lacks(what: 'unauthenticated' | 'forbidden', { meant, words }: Reason): boolean {
  return meant?.is === what && (meant.by === 'value' || tells(words, what));
}
