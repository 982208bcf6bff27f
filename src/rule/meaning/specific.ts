import type { SourceCode } from '../../syntax/ast.js';
import type { Reason } from './reason.js';
import { keysOf } from './source.js';
import { tells } from './told.js';

/** The statuses of errors that say what is wrong with a request. */
type Specific = 404 | 409 | 415 | 429;

/** The status that says what an answer is for. */
export function specificFor(reason: Reason, sourceCode: SourceCode): Specific | null {
  const { meant, words } = reason;
  switch (meant?.is) {
    case 'missed':
      return isMissing(reason, sourceCode) ? 404 : null;
    case 'found':
      return tells(words, 'duplicate') ? 409 : null;
    case 'duplicate':
      return meant.source === null || tells(words, 'duplicate') ? 409 : null;
    case 'limited':
      return tells(words, 'limited') ? 429 : null;
    case 'media-type':
      return 415;
    default:
      return null;
  }
}

/**
 * Whether it is the target of the request that is missing: it was looked for by what stands in the URL, or the answer says
 * so. What the body names, or who asks, is something else.
 */
function isMissing({ meant, words }: Reason, sourceCode: SourceCode): boolean {
  const isSaid = tells(words, 'missed') && !tells(words, 'unauthenticated') && !tells(words, 'forbidden');
  if (meant?.source?.is !== 'lookup') return isSaid || words === '';
  const keys = keysOf(meant.source.call, sourceCode);
  if (keys.has('body') || keys.has('identity') || keys.has('credential')) return false;
  return keys.has('params') ? words === '' || isSaid : isSaid;
}
