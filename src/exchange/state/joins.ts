import { FACTS, FEW_STATES, LIVE_STATES } from '../bounds.js';
import { filtered } from './facts.js';
import { OPEN_STATUS, withOpenContent, type Draft } from './draft.js';
import { withOpenFields } from './fields.js';
import { addFate } from './ledger.js';
import { askedAfter } from './asked.js';
import { merged, mergedBesideFields, mergedLossily, type State } from './state.js';
import type { Value } from '../value.js';
import { keyOfValue, openValue } from '../reading/values.js';
import type { Walk } from '../walking/walk.js';

const SETTLED: ReadonlySet<Value['is']> = new Set(['response', 'request', 'next', 'made', 'method', 'function']);

/** Joins the states that reach a point of the source; when there are too many left, into one that knows only what they share. */
export function mergedHere(states: readonly State[], position: number, walk: Walk): readonly State[] {
  const [only] = states;
  if (!only) return states;
  if (states.length === 1)
    return only.facts.size < FACTS ? states : [{ ...only, facts: filtered(only.facts, askedAfter(position, walk)) }];
  const exact = merged(states, askedAfter(position, walk));
  if (exact.length <= FEW_STATES) return exact;
  const similar = mergedBesideFields(exact);
  // What is known about fields goes first: no claim rests on it alone. What belongs to which test goes next.
  if (similar.length <= LIVE_STATES) return similar;
  const lossy = mergedLossily(similar);
  return lossy.length <= LIVE_STATES ? lossy : joinedOpenly(lossy);
}

/** One state for many: whatever differs between them becomes open, with nothing known, so that no two facts of different paths are paired. */
function joinedOpenly([first, ...rest]: readonly State[]): readonly State[] {
  if (!first) return [];
  const joint = rest.reduce(
    (one, other): State => ({
      ...one,
      draft: joinedDraft(one.draft, other.draft),
      env: new Map(
        [...one.env].flatMap(([variable, value]) => {
          const counterpart = other.env.get(variable);
          if (!counterpart) return [];
          return [[variable, keyOfValue(counterpart) === keyOfValue(value) ? value : openValue(value.site)] as const];
        }),
      ),
      facts: new Map(),
      conditions: [],
      methods: one.methods === other.methods ? one.methods : null,
      made: new Map([...one.made].filter(([node, each]) => other.made.get(node) === each)),
      pending: one.pending.filter((each) => other.pending.includes(each)),
      mayAnswer: true,
    }),
    first,
  );
  return [joint];
}

function joinedDraft(one: Draft, other: Draft): Draft {
  if (one === other) return one;
  const isSame = one.progress === other.progress && one.sent === other.sent;
  for (const { status } of [one, other]) addFate(status.record, { is: 'open' });
  return withOpenFields({
    ...one,
    progress: isSame ? one.progress : 'perhaps',
    sent: isSame ? one.sent : null,
    status: one.status === other.status ? one.status : OPEN_STATUS,
    prepared: one.prepared === other.prepared ? one.prepared : openlyPrepared(one, other),
    fields: new Map(),
    delegated: one.delegated === other.delegated ? one.delegated : null,
  });
}

/** Content of which nothing can be said, in the place where one of the two has some. */
function openlyPrepared(one: Draft, other: Draft): Draft['prepared'] {
  const either = one.prepared ?? other.prepared;
  return either && withOpenContent(either);
}

/** Whether a value is one of the things a framework hands out, or a function: worth keeping wherever it is assigned. */
export function isSettled(value: Value): boolean {
  return SETTLED.has(value.is);
}
