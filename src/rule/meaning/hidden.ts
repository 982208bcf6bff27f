import type { Exchange, Handler } from '../../exchange/model.js';
import type { Property, Value } from '../../exchange/value.js';
import type { Node, SourceCode } from '../../syntax/ast.js';
import { isEventStream } from '../contradiction.js';
import { calledName } from '../place.js';
import { isMentioned } from '../request-reading.js';
import { isSettled } from '../reading.js';
import { isLogged, isLookedAt, type Failure } from './failure.js';
import { reasonFor, signsIn } from './reason.js';
import { ACKNOWLEDGED, CHAT, DELIBERATE, QUESTIONS } from './vocabulary.js';

/** Words by which a text tells of a failure, and by which it tells that something was done. */
const FAILED =
  /(?<!\b(?:no|0|zero|without) (?:\w+ )?)\b(?:errors?(?! ?(?:logs?|reports?|pages?))|failed|failure|exception|went wrong)\b/i;
const DONE =
  /\bsuccess(?:ful(?:ly)?)?\b|^(?:[\w'-]+ ){0,4}(?:created|saved|updated|sent|added|uploaded|stored|registered)[.!]?$/i;
const NOT_DONE = /\b(?:not|no|un\w+|already|nothing|without|could|fail\w*|error\w*)\b|n't\b/i;

/**
 * How an answer with a 2xx hides that something has failed: it `tells` of the failure in words that only people read, or
 * it `claims` that all went well, just as it does where it has; null where it does not, or may know better.
 */
export function hiddenFailureIn(
  exchange: Exchange,
  handler: Handler,
  sourceCode: SourceCode,
): 'tells' | 'claims' | null {
  if (!isSuccess(exchange) || handler.role === 'error-handler' || streams(handler)) return null;
  if (isAcknowledgement(handler, sourceCode)) return null;
  const story = storyOf(exchange);
  if (!story) return null;
  const decision = reasonFor(exchange.send, exchange, sourceCode)?.decision;
  if (decision?.is !== 'caught' || isLookedAt(decision.failure, sourceCode)) return null;
  if (story === 'tells') return story;
  return isIgnored(decision.failure, exchange.send.origin, sourceCode) && isClaimedAlike(handler, exchange)
    ? story
    : null;
}

function isSuccess({ status, fields }: Exchange): boolean {
  const codes = status.codes.map(({ value }) => value);
  return isSettled(status) && codes.every((code) => code === 200 || code === 201) && !isEventStream(fields);
}

/** Whether a handler begins its answer on some way before it knows how it ends, when it is too late for another status. */
function streams({ paths }: Handler): boolean {
  return paths.some(
    ({ exchange }) => exchange && /^(?:write|writeHead|flushHeaders|pipe)$/.test(calledName(exchange.send.origin)),
  );
}

/** Whether a handler answers programs that take nothing but a 200, says how something is, or keeps what it knows to itself. */
function isAcknowledgement(handler: Handler, sourceCode: SourceCode): boolean {
  const name = `${handler.route ?? ''} ${handler.name ?? ''}`;
  if (ACKNOWLEDGED.test(name) || QUESTIONS.test(name)) return true;
  return isMentioned(CHAT, sourceCode) || signsIn(handler, sourceCode);
}

/** What the content of an answer says happened, where it says nothing else. */
function storyOf({ content }: Exchange): 'tells' | 'claims' | null {
  if ((content.is !== 'some' && content.is !== 'open') || content.format === 'page' || content.format === 'stream')
    return null;
  const { value } = content;
  const text = textOf(value);
  // A piece of a page is put into another by programs that take it from a 200 only.
  if (text !== null)
    return /^\s*[<{[]/.test(text) ? null : FAILED.test(text) ? 'tells' : isDone(text) ? 'claims' : null;
  return value.is === 'object' && !value.open && isClaim(value.properties) ? 'claims' : null;
}

/** The text that a value is, as far as it stands in the source. */
function textOf(value: Value): string | null {
  if (value.is === 'literal') return typeof value.value === 'string' ? value.value : null;
  if (value.is !== 'text') return null;
  return value.parts.map((part) => textOf(part) ?? '').join(' ');
}

function isDone(text: string): boolean {
  return DONE.test(text.trim()) && !NOT_DONE.test(text);
}

/** Whether an object consists of a flag that says that all went well, or of a message that does, and of nothing that says more. */
function isClaim(properties: readonly Property[]): boolean {
  const parts = properties.map(({ key, value }) => {
    if (value.is !== 'literal') return 'data';
    if (/^(?:success|successful|ok)$/i.test(key)) return value.value === true ? 'claim' : 'data';
    if (/^(?:status|result)$/i.test(key)) return value.value === 'success' || value.value === 'ok' ? 'claim' : 'data';
    if (/^(?:message|msg)$/i.test(key)) return isDone(String(value.value)) ? 'claim' : 'data';
    return /^code$/i.test(key) ? 'aside' : 'data';
  });
  return parts.includes('claim') && !parts.includes('data');
}

/** Whether the reaction to a failure is nothing but the answer and a log, and nobody has written that this is meant. */
function isIgnored({ reaction }: Failure, send: Node, sourceCode: SourceCode): boolean {
  const statements = reaction.type === 'BlockStatement' ? reaction.body : [];
  const isAlone = statements.every((each) => isLogged(each) || isAround(each, send) || isBareReturn(each));
  const comments = sourceCode.getAllComments().filter((each) => isAround(reaction, each));
  return isAlone && !comments.some(({ value }) => DELIBERATE.test(value));
}

function isAround(outer: Pick<Node, 'range'>, inner: Pick<Node, 'range'>): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

function isBareReturn(statement: Node): boolean {
  return statement.type === 'ReturnStatement' && statement.argument === null;
}

/** Whether the same is claimed on a way that nothing has failed on, so that clients cannot tell the two apart. */
function isClaimedAlike({ paths }: Handler, claimed: Exchange): boolean {
  return paths.some(
    ({ exchange, conditions }) =>
      exchange &&
      exchange.send.origin !== claimed.send.origin &&
      isSuccess(exchange) &&
      storyOf(exchange) === 'claims' &&
      conditions.every(({ kind }) => kind !== 'catch'),
  );
}
