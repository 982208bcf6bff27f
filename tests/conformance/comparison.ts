import type { Exchange, Handler, Path, Repeat } from '../../src/exchange/model.js';
import { unwrapped, type Primitive } from '../../src/syntax/ast.js';
import { writtenKeyOf } from '../../src/syntax/keys.js';
import type { Node, SourceCode } from '../../src/syntax/ast.js';
import { isAssumed, isConsistent } from './conditions.js';
import { nameOfRequest, type Framework, type Request } from './framework.js';
import { errorOfRepeat, outcomeOf, type Observation } from './observation.js';

export interface Observed {
  readonly request: Request;
  readonly observation: Observation;
}

/** What the engine said about a handler, and everything needed to hold it against what happened. */
export interface Claim {
  readonly handler: Handler;
  readonly sourceCode: SourceCode;
  /** The flags that the handler reads. */
  readonly flags: readonly string[];
  /** Source of constants that tests name. */
  readonly prelude?: string;
  readonly framework: Pick<
    Framework,
    'ownContent' | 'ownFields' | 'callFields' | 'errorStatus' | 'comesBack' | 'warnsOfRepeats'
  >;
}

/** Every point in which what happened is not what the engine said. */
export function disagreements(claim: Claim, observed: readonly Observed[]): readonly string[] {
  return [
    ...observed.flatMap((each) => unforeseen(each, claim)),
    ...unreached(claim, observed),
    ...repeatDisagreements(claim, observed),
    ...misplacedDisagreements(claim, observed),
  ];
}

/** Whether something about the handler's exchanges, content aside, could not be read. */
export function isOpen({ paths }: Handler): boolean {
  return (
    paths.length === 0 ||
    paths.some(
      ({ end, exchange }) =>
        end === 'open' || end === 'escaped' || exchange?.status.open === true || isOpenToFields(exchange),
    )
  );
}

/** An error's fields are the framework's. */
function isOpenToFields(exchange: Exchange | null): boolean {
  return exchange?.fields.open === true && exchange.status.origin !== 'error';
}

/** Why no path of the handler is what came of this request. */
export function unforeseen({ request, observation }: Observed, claim: Claim): readonly string[] {
  const consistent = claim.handler.paths.filter((path) => isConsistent(path, request, claim));
  const reasons = consistent.map((path) => contradiction(path, request, observation, claim));
  if (reasons.includes(null) || claim.handler.paths.length === 0) return [];
  const why = reasons.length === 0 ? 'no path has these conditions' : [...new Set(reasons)].join('; ');
  return [`${nameOfRequest(request)}: ${textOfObservation(observation)}, but ${why}`];
}

/** The paths that no request took, though nothing about them was assumed. */
export function unreached(claim: Claim, observed: readonly Observed[]): readonly string[] {
  return claim.handler.paths.flatMap((path) => {
    if (isAssumed(path) || path.end === 'open' || path.end === 'escaped' || path.exchange?.status.open === true)
      return [];
    const matching = observed.filter(
      ({ request, observation }) =>
        isConsistent(path, request, claim) && contradiction(path, request, observation, claim) === null,
    );
    if (matching.length === 0) return [`no request leads to ${textOfPath(path, claim)}`];
    const seen = new Set(matching.map(({ observation }) => observation.status));
    // What was begun and never ended may not have left the server.
    if (seen.has(null)) return [];
    const { exchange } = path;
    const unseen =
      exchange?.status.codes.filter(({ value }) => !seen.has(value) && !isForbidding(value, exchange, claim)) ?? [];
    return unseen.map(({ value }) => `no request gets the ${value} of ${textOfPath(path, claim)}`);
  });
}

/** Why that cannot have come of that path; null when it can. */
export function contradiction(path: Path, request: Request, seen: Observation, claim: Claim): string | null {
  const { end, exchange } = path;
  const outcome = outcomeOf(seen);
  const says = (what: string): string => `${textOfPath(path, claim)} says ${what}`;
  switch (end) {
    case 'open':
    case 'escaped':
      return exchange && seen.status !== null ? exchangeContradiction(exchange, request, seen, claim, says) : null;
    case 'unsent': {
      const { unsent } = claim.handler.dialect;
      const answers = [unsent].flat();
      const isSo =
        unsent === 'hangs'
          ? outcome === 'hang'
          : outcome === 'answered' && answers.some((each) => each === seen.status);
      return isSo ? null : says('nobody answers');
    }
    case 'thrown':
    case 'delegated':
      // A head that is written goes out with the first piece of content, and not at all where none comes.
      if (exchange && exchange.status.origin !== 'error' && outcome === 'hang') return null;
      if (exchange && exchange.status.origin !== 'error')
        return outcome === 'begun' || outcome === 'answered'
          ? exchangeContradiction(exchange, request, seen, claim, says)
          : says('it is handed on after it began');
      // An error that reaches no error handling ends the process, and with it the request.
      if (end === 'thrown' && isLost(claim.handler) && outcome === 'hang' && seen.uncaught.length > 0) return null;
      if (outcome !== 'handed on') return says('it is handed on');
      if (!exchange || claim.framework.errorStatus === null) return null;
      return seen.handedOn?.to === 'error' ? statusContradiction(exchange, seen, claim, says) : says('with an error');
    case 'sent': {
      if (!exchange) return says('it is sent, and not what');
      if (isRefused(exchange, seen, claim) || isContentRefused(exchange, seen, claim)) return null;
      if (outcome === 'interim')
        return exchange.status.informational.some(({ value }) => seen.interim.includes(value)) ? null : says('final');
      const isBack = claim.framework.comesBack === true && seen.handedOn?.to === 'next';
      if (outcome !== 'answered' && !isBack) return says('it is sent');
      return exchangeContradiction(exchange, request, seen, claim, says);
    }
  }
}

/** Whether nobody handles what is thrown out of the handler. */
function isLost({ dialect, node }: Handler): boolean {
  return dialect.thrown[node.async ? 'async' : 'sync'] === 'lost';
}

/** Whether the framework did with an impossible status what its dialect says. */
function isRefused({ status }: Exchange, seen: Observation, { handler, framework }: Claim): boolean {
  return status.invalid.some(({ value }) => {
    const sinks = handler.statusWrites.filter(({ values }) =>
      values.known.some((each) => Object.is(each.value, value)),
    );
    return sinks.some(({ by }) => {
      const taken = handler.dialect.takes(value, by);
      if (taken.is !== 'throws') return false;
      const isThrown = seen.handedOn?.to === 'error' && !seen.handedOn.late;
      // Some only look at a status when they write it, when no handler of errors is there any more.
      if (taken.client === 'error-500') return seen.handedOn?.late !== true && seen.status === framework.errorStatus;
      return seen.status === null && (taken.client === 'hangs' || isThrown || seen.uncaught.length > 0);
    });
  });
}

/** Whether the framework threw for content where there may be none, as its dialect says. */
function isContentRefused(exchange: Exchange, seen: Observation, claim: Claim): boolean {
  const isForbidden = exchange.status.codes.some(({ value }) => isForbidding(value, exchange, claim));
  return isForbidden && seen.handedOn?.to === 'error';
}

/** Whether the framework throws for the content of an exchange with that status. */
function isForbidding(status: number, { content, send }: Exchange, { handler: { dialect } }: Claim): boolean {
  if (status !== 204 && status !== 205 && status !== 304) return false;
  const isText = content.is === 'empty' && content.value.is === 'literal' && content.value.value === '';
  const isContent = content.is === 'some' || content.is === 'open' || isText;
  return isContent && dialect.contentOn(status, calledBy(send.origin)) === 'throws';
}

type Says = (what: string) => string;

function exchangeContradiction(
  exchange: Exchange,
  request: Request,
  seen: Observation,
  claim: Claim,
  says: Says,
): string | null {
  return (
    statusContradiction(exchange, seen, claim, says) ??
    fieldsContradiction(exchange, seen, claim, says) ??
    (request.method === 'HEAD' || !seen.ended ? null : contentContradiction(exchange, seen, claim, says))
  );
}

function statusContradiction({ status }: Exchange, seen: Observation, { handler }: Claim, says: Says): string | null {
  if (status.open || status.codes.some(({ value }) => value === seen.status)) return null;
  // An error's status that the framework does not take is replaced by its own.
  if (status.origin === 'error' && status.invalid.length > 0) return null;
  return says(`status ${status.codes.map(({ value }) => value).join('|') || `none (${handler.dialect.name})`}`);
}

/** Fields that go with content, and that frameworks take off where there may be none. */
const ABOUT_CONTENT = /^content-(?:type|length)$|^transfer-encoding$/;

function fieldsContradiction({ fields, send }: Exchange, seen: Observation, claim: Claim, says: Says): string | null {
  const { status } = seen;
  const isBodyless =
    status === 204 ||
    status === 304 ||
    (status === 205 && claim.handler.dialect.contentOn(205, calledBy(send.origin)) === 'dropped');
  const { ownFields, callFields } = claim.framework;
  const isOwn = (name: string): boolean =>
    ownFields.test(name) || callFields[calledBy(send.origin)]?.test(name) === true;
  for (const name of new Set([...fields.names, ...seen.fields.keys()])) {
    const { is } = fields.get(name);
    const isThere = seen.fields.has(name);
    if (is === 'present' && !isThere && !(isBodyless && ABOUT_CONTENT.test(name))) return says(`with ${name}`);
    if (is === 'absent' && isThere && !isOwn(name)) return says(`without ${name}`);
  }
  return null;
}

function contentContradiction(
  { content, send }: Exchange,
  seen: Observation,
  { handler, framework }: Claim,
  says: Says,
): string | null {
  const call = calledBy(send.origin);
  const { status } = seen;
  const isSent = seen.bytes > 0;
  switch (content.is) {
    case 'open':
      return null;
    case 'none':
      return isSent && !framework.ownContent.test(call) ? says('no content') : null;
    case 'empty':
      return isSent ? says('no content') : null;
    case 'some': {
      const forbids = status === 204 || status === 205 || status === 304;
      const goesOut = !forbids || handler.dialect.contentOn(status, call) === 'sent';
      return isSent === goesOut ? null : says(goesOut ? 'content' : 'content that is dropped');
    }
  }
}

/** The name of the method or function that a call calls, or of the property that is assigned. */
export function calledBy(node: Node): string {
  const callee =
    node.type === 'CallExpression' ? unwrapped(node.callee) : node.type === 'AssignmentExpression' ? node.left : node;
  if (callee.type === 'MemberExpression') return writtenKeyOf(callee) ?? '';
  return callee !== node && callee.type === 'Identifier' ? callee.name : '';
}

function repeatDisagreements(
  { handler, sourceCode, framework }: Claim,
  observed: readonly Observed[],
): readonly string[] {
  const text = ({ first, second }: Repeat): string =>
    `${sourceCode.getText(second.origin)} after ${sourceCode.getText(first.origin)}`;
  const { repeats } = handler;
  const errors = observed.flatMap(({ observation }) => errorOfRepeat(observation) ?? []);
  const foreseen = repeats.map((each) => (each.secondIs === 'send' ? each.late : null));
  const unforeseenErrors = [...new Set(errors)].filter((each) => !foreseen.includes(each));
  const isHandedOnLate = observed.some(({ observation }) => observation.handedOn?.late === true);
  const isRefused = observed.some(({ observation }) => observation.refused === true);
  return [
    ...(isRefused && !foreseen.includes('ignored') && !isOpen(handler)
      ? ['a second answer is left out, which nothing foretells']
      : []),
    ...(isOpen(handler) ? [] : unforeseenErrors.map((each) => `a second answer ${each}, which nothing foretells`)),
    ...repeats.flatMap((each, at) => {
      // A second answer that is ignored leaves no trace, unless the framework tells of it.
      if (foreseen[at] === 'ignored')
        return isRefused || framework.warnsOfRepeats !== true ? [] : [`nothing is left out by ${text(each)}`];
      // Bytes that come too late reset a stream only while it is open.
      if (foreseen[at] === 'resets') return [];
      const comes = foreseen[at] === null ? isHandedOnLate : errors.some((error) => error === foreseen[at]);
      return comes ? [] : [`no request leads to ${text(each)}, which ${foreseen[at] ?? 'hands on'}`];
    }),
  ];
}

function misplacedDisagreements({ handler, sourceCode }: Claim, observed: readonly Observed[]): readonly string[] {
  return handler.misplaced.flatMap(({ value, outcome, call }) => {
    const statuses = new Set<Primitive>(observed.map(({ observation }) => observation.status));
    const isTrue = {
      honoured: statuses.has(value),
      lost: !statuses.has(value) && !statuses.has(null),
      throws: observed.some(({ observation }) => observation.handedOn?.to === 'error'),
    }[outcome];
    return isTrue ? [] : [`${sourceCode.getText(call)}: ${value} is not ${outcome}`];
  });
}

export function textOfObservation(seen: Observation): string {
  const fields = [...seen.fields.keys()].join(', ');
  const errors = [...seen.uncaught, ...(seen.handedOn?.to === 'error' ? [seen.handedOn.error] : [])].map(String);
  return [
    outcomeOf(seen),
    seen.status ?? seen.interim.join(),
    fields && `{${fields}}`,
    `${seen.bytes} bytes`,
    ...errors,
  ]
    .filter((each) => each !== '')
    .join(' ');
}

/** A path in a few words. */
function textOfPath({ conditions, end, exchange }: Path, { sourceCode }: Claim): string {
  const tests = conditions.map(
    ({ test, outcome, kind }) =>
      `${kind === 'branch' ? '' : `${kind} `}${outcome ? '' : '!'}${sourceCode.getText(test)}`,
  );
  const what = exchange ? ` ${exchange.status.codes.map(({ value }) => value).join('|')}` : '';
  return `[${tests.join(', ')}] ${end}${what}`;
}
