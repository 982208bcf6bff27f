import type { Exchange, Handler, Path } from '../exchange/model.js';
import type { SourceCode } from '../syntax/ast.js';
import { toldOtherwise } from './body-status.js';
import { contradictionIn } from './contradiction.js';
import { hasLostStatus } from './lost-status.js';
import { confusionIn } from './meaning/confusion.js';
import { mismatchIn } from './method-mismatch.js';
import { idleIn } from './redirects.js';

/** Where an exchange happens. */
interface Within {
  readonly handler: Handler;
  readonly path: Path;
}

const known = new WeakMap<Path, boolean>();

/**
 * Whether the status of an exchange is the one that was meant, fits the method, and does not ask for credentials where a
 * permission is missing. Until then, nothing else is said of it.
 */
export function isMeant(exchange: Exchange, within: Within, sourceCode: SourceCode): boolean {
  return (
    isAgreed(exchange, within) &&
    mismatchIn(exchange, within) === null &&
    exchange.status.codes.every((code) => confusionIn(code, exchange, within.handler, sourceCode) !== 'permission')
  );
}

/**
 * Whether the status of an exchange is the one that was meant. It is not where another one is lost on the way to it, nor
 * where the body contradicts it or names another, or where it does not redirect and goes out with a redirect. Each of
 * these has a rule of its own, and to mend it may change the status: until then, what else is wrong with that status is
 * part of the same defect.
 */
export function isAgreed(exchange: Exchange, within: Within): boolean {
  const isKnown = known.get(within.path);
  if (isKnown !== undefined) return isKnown;
  const isSo =
    !hasLostStatus(exchange, within.handler) &&
    contradictionIn(exchange, within) === null &&
    toldOtherwise(exchange) === null &&
    idleIn(exchange).length === 0;
  known.set(within.path, isSo);
  return isSo;
}
