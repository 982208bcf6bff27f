import { EXCLUSIONS } from '../bounds.js';

/**
 * What is known on a path about a value that does not change: that it is true or false in a test, or which literal
 * it equals or does not equal. The key is the value's spelling with its variable resolved.
 */
export type Fact = boolean | { readonly is: string } | { readonly not: readonly string[] };
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

/** The keys under which facts about the question are kept. */
export function keysOf({ subject }: Question): readonly string[] {
  return [truth(subject), equality(subject), nullish(subject), limit(subject)];
}

/** The facts, and that a value has been tested in a way that cannot be read: it may be one of few from there on. */
export function withLimit(facts: Facts, subject: string): Facts {
  return new Map(facts).set(limit(subject), true);
}

/** Whether the value that the question is about may be one of few. */
export function isLimited(facts: Facts, { subject }: Question): boolean {
  return facts.has(limit(subject));
}

/** What the facts say about the question; null when nothing. */
export function answerOf(facts: Facts, question: Question): boolean | null {
  const { subject } = question;
  const isTrue = facts.get(truth(subject));
  const equals = facts.get(equality(subject));
  const isNullish = facts.get(nullish(subject));
  const known = typeof equals === 'object' && 'is' in equals ? equals.is : null;
  switch (question.asks) {
    case 'truth':
      if (typeof isTrue === 'boolean') return isTrue;
      if (known !== null) return isTruthy(known);
      return isNullish === true ? false : null;
    case 'equality':
      if (known !== null) return known === question.literal;
      if (typeof equals === 'object' && 'not' in equals && equals.not.includes(question.literal)) return false;
      if (typeof isTrue === 'boolean' && isTruthy(question.literal) !== isTrue) return false;
      return isNullish === true && question.literal !== 'null' && question.literal !== 'undefined' ? false : null;
    case 'nullish':
      if (typeof isNullish === 'boolean') return isNullish;
      if (isTrue === true) return false;
      return known === null ? null : known === 'null' || known === 'undefined';
  }
}

/** The facts with the question's answer added. */
export function withAnswer(facts: Facts, question: Question, answer: boolean): Facts {
  const next = new Map(facts);
  const { subject } = question;
  switch (question.asks) {
    case 'truth':
      next.set(truth(subject), answer);
      break;
    case 'nullish':
      next.set(nullish(subject), answer);
      break;
    case 'equality': {
      const before = facts.get(equality(subject));
      const not = typeof before === 'object' && 'not' in before ? before.not : [];
      if (answer) next.set(equality(subject), { is: question.literal });
      else if (not.length < EXCLUSIONS) next.set(equality(subject), { not: [...not, question.literal].sort() });
      break;
    }
  }
  return next;
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
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  if ('is' in one) return 'is' in other && one.is === other.is;
  return 'not' in other && one.not.join() === other.not.join();
}

/** What two facts about one value leave when either may hold; null when nothing; undefined when they cannot be joined without loss. */
function eitherOf(one: Fact, other: Fact): Fact | null | undefined {
  if (isSameFact(one, other)) return one;
  if (typeof one === 'boolean' && typeof other === 'boolean') return null;
  if (typeof one !== 'object' || typeof other !== 'object') return undefined;
  const [is, not] = 'is' in one && 'not' in other ? [one, other] : 'is' in other && 'not' in one ? [other, one] : [];
  if (!is || !not?.not.includes(is.is)) return undefined;
  const left = not.not.filter((literal) => literal !== is.is);
  return left.length === 0 ? null : { not: left };
}

/**
 * Facts that hold exactly when one of the two sets holds: they differ in one value, and there by opposites.
 * Null when no such set exists, so that a join would forget which tests belong together.
 */
export function joinedExactly(one: Facts, other: Facts): Facts | null {
  if (one === other) return one;
  if (one.size !== other.size) return null;
  let differing: string | null = null;
  for (const [key, fact] of one) {
    const counterpart = other.get(key);
    if (counterpart === undefined) return null;
    if (isSameFact(fact, counterpart)) continue;
    if (differing !== null || eitherOf(fact, counterpart) === undefined) return null;
    differing = key;
  }
  if (differing === null) return one;
  const [mine, theirs] = [one.get(differing), other.get(differing)];
  const next = new Map(one);
  const either = mine === undefined || theirs === undefined ? null : (eitherOf(mine, theirs) ?? null);
  if (either === null) next.delete(differing);
  else next.set(differing, either);
  return next;
}

/** The facts that both sets hold. */
export function shared(one: Facts, other: Facts): Facts {
  return filtered(one, (key) => {
    const fact = one.get(key);
    return fact !== undefined && isSameFact(fact, other.get(key));
  });
}
