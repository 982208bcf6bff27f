import { EXCLUSIONS } from '../bounds.js';

/** Which literal (as JSON) something is, or which it is not; the answer to a yes-or-no question is or is not `true`. */
interface Fact {
  readonly is: string | null;
  readonly not: readonly string[];
}

/** What is known on a path about values that do not change. The key is a value's spelling with its variable resolved. */
export type Facts = ReadonlyMap<string, Fact>;

/** A test that can be remembered: of a value's truth, or of its equality with a literal (as JSON). */
export type Question =
  | { readonly asks: 'truth'; readonly subject: string }
  | { readonly asks: 'equality'; readonly subject: string; readonly literal: string }
  /** `x == null`. */
  | { readonly asks: 'nullish'; readonly subject: string };

const truth = (subject: string): string => `T ${subject}`;
const equality = (subject: string): string => `E ${subject}`;
const nullish = (subject: string): string => `N ${subject}`;
const limit = (subject: string): string => `L ${subject}`;

const YES: Fact = { is: 'true', not: [] };
const NO: Fact = { is: null, not: ['true'] };

/** The keys under which facts about the question are kept. */
export function keysOf({ subject }: Question): readonly string[] {
  return [truth(subject), equality(subject), nullish(subject), limit(subject)];
}

/** The facts, and that a value has been tested in a way that cannot be read: it may be one of few from there on. */
export function withLimit(facts: Facts, subject: string): Facts {
  return new Map(facts).set(limit(subject), YES);
}

/** Whether the value that the question is about may be one of few. */
export function isLimited(facts: Facts, { subject }: Question): boolean {
  return facts.has(limit(subject));
}

/** What the facts say about the question; null when nothing. */
export function answerOf(facts: Facts, question: Question): boolean | null {
  const { subject } = question;
  const isTrue = facts.get(truth(subject));
  const isNullish = facts.get(nullish(subject));
  const equals = facts.get(equality(subject));
  const known = equals?.is ?? null;
  switch (question.asks) {
    case 'truth':
      if (isTrue) return isTrue === YES;
      if (known !== null) return isTruthy(known);
      return isNullish === YES ? false : null;
    case 'equality':
      if (known !== null) return known === question.literal;
      if (equals?.not.includes(question.literal)) return false;
      if (isTrue && isTruthy(question.literal) !== (isTrue === YES)) return false;
      return isNullish && isNothing(question.literal) !== (isNullish === YES) ? false : null;
    case 'nullish':
      if (isNullish) return isNullish === YES;
      if (isTrue === YES) return false;
      return known === null ? null : isNothing(known);
  }
}

/** The facts with the question's answer added. */
export function withAnswer(facts: Facts, question: Question, answer: boolean): Facts {
  const next = new Map(facts);
  const { subject } = question;
  switch (question.asks) {
    case 'truth':
      next.set(truth(subject), answer ? YES : NO);
      break;
    case 'nullish':
      next.set(nullish(subject), answer ? YES : NO);
      break;
    case 'equality': {
      const not = facts.get(equality(subject))?.not ?? [];
      if (answer) next.set(equality(subject), { is: question.literal, not: [] });
      else if (not.length < EXCLUSIONS)
        next.set(equality(subject), { is: null, not: [...not, question.literal].sort() });
      break;
    }
  }
  return next;
}

function isNothing(json: string): boolean {
  return json === 'null' || json === 'undefined';
}

function isTruthy(json: string): boolean {
  return !['false', '0', '-0', '""', 'null', 'undefined', 'NaN'].includes(json);
}

/** The facts without those about a subject, or about anything reached through it. */
export function withoutSubject(facts: Facts, subject: string): Facts {
  let next: Map<string, Fact> | null = null;
  for (const key of facts.keys()) {
    const about = key.slice(2);
    if (about !== subject && !about.startsWith(`${subject}.`)) continue;
    next ??= new Map(facts);
    next.delete(key);
  }
  return next ?? facts;
}

/** The facts whose key passes. */
export function filtered(facts: Facts, keep: (key: string) => boolean): Facts {
  let next: Map<string, Fact> | null = null;
  for (const key of facts.keys()) {
    if (keep(key)) continue;
    next ??= new Map(facts);
    next.delete(key);
  }
  return next ?? facts;
}

function isSameFact(one: Fact, other: Fact | undefined): boolean {
  return one === other || (one.is === other?.is && one.not.join() === other.not.join());
}

/** What two facts about one value leave when either may hold; null when nothing; undefined when they cannot be joined without loss. */
function eitherOf(one: Fact, other: Fact): Fact | null | undefined {
  const [is, not] = one.is === null ? [other.is, one.not] : [one.is, other.not];
  if (is === null || !not.includes(is)) return undefined;
  const left = not.filter((literal) => literal !== is);
  return left.length === 0 ? null : { is: null, not: left };
}

/**
 * Facts that hold exactly when one of the two sets holds: they differ in one value, and there by opposites.
 * Null when no such set exists, so that a join would forget which tests belong together.
 */
export function joinedExactly(one: Facts, other: Facts): Facts | null {
  if (one === other) return one;
  if (one.size !== other.size) return null;
  let next: Map<string, Fact> | null = null;
  for (const [key, fact] of one) {
    const counterpart = other.get(key);
    if (!counterpart) return null;
    if (isSameFact(fact, counterpart)) continue;
    const either = eitherOf(fact, counterpart);
    if (next || either === undefined) return null;
    next = new Map(one);
    if (either) next.set(key, either);
    else next.delete(key);
  }
  return next ?? one;
}

/** The facts that both sets hold. */
export function shared(one: Facts, other: Facts): Facts {
  return filtered(one, (key) => {
    const fact = one.get(key);
    return fact !== undefined && isSameFact(fact, other.get(key));
  });
}
