import * as fc from 'fast-check';
import type { Optional, Target } from './target.js';

/** What a test in a program asks for. Flags are numbered; names are given when the program is printed. */
export type Test =
  | { readonly is: 'flag' | 'equals'; readonly flag: number }
  | { readonly is: 'alias'; readonly alias: number }
  | { readonly is: 'not'; readonly test: Test }
  | { readonly is: 'and' | 'or'; readonly left: Test; readonly right: Test }
  | { readonly is: 'answered' };

/** A call that sends. Statuses and contents are numbered when the program is printed, so that no two are alike. */
export interface Send {
  readonly call: 'json' | 'send' | 'end' | 'empty' | 'sendStatus' | 'redirect' | 'redirectWith' | 'writeHead' | 'write';
  /** Whether a status is set in the same chain: one, or one of two by a flag. */
  readonly status: 'none' | 'one' | 'either';
  readonly flag: number;
}

export type FieldWay = Extract<Statement, { is: 'field' }>['does'];

export type Block = readonly Statement[];

export type Statement =
  | { readonly is: 'send'; readonly send: Send; readonly leaves: boolean }
  | { readonly is: 'status'; readonly by: 'method' | 'property' }
  | { readonly is: 'field'; readonly name: number; readonly does: 'set' | 'setHeader' | 'object' | 'append' | 'remove' }
  | { readonly is: 'if'; readonly test: Test; readonly yes: Block; readonly no: Block | null }
  | { readonly is: 'ternary'; readonly test: Test; readonly yes: Send; readonly no: Send }
  | { readonly is: 'shortCircuit'; readonly operator: '&&' | '||'; readonly test: Test; readonly send: Send }
  | { readonly is: 'return' }
  | { readonly is: 'throw'; readonly test: Test }
  | { readonly is: 'mayThrow' | 'await' }
  | { readonly is: 'try'; readonly block: Block; readonly handler: Block | null; readonly finalizer: Block | null }
  | { readonly is: 'forOf' | 'filled' | 'for' | 'forever' | 'once' | 'forEach'; readonly body: Block }
  | { readonly is: 'break' | 'continue'; readonly test: Test }
  | {
      readonly is: 'switch';
      readonly flag: number;
      readonly yes: Block;
      readonly no: Block | null;
      readonly falls: boolean;
    }
  | { readonly is: 'kinds'; readonly flags: readonly [number, number]; readonly cases: readonly [Block, Block, Block] }
  | { readonly is: 'variable'; readonly test: Test; readonly between: Block; readonly send: Send }
  | { readonly is: 'helper'; readonly helper: number; readonly leaves: boolean }
  | { readonly is: 'guard'; readonly helper: number }
  | { readonly is: 'local'; readonly body: Block; readonly test: Test; readonly isAwaited: boolean }
  | { readonly is: 'sender'; readonly test: Test; readonly send: Send }
  | { readonly is: 'atOnce'; readonly body: Block }
  | {
      readonly is: 'toggle';
      readonly test: Test;
      readonly yes: Block;
      readonly between: Block;
      readonly last: Block;
      readonly on: boolean;
    }
  | { readonly is: 'later'; readonly body: Block }
  | { readonly is: 'load'; readonly failure: Block; readonly success: Block }
  | {
      readonly is: 'chain';
      readonly then: Block;
      readonly failure: Block | null;
      readonly shape: 'catch' | 'two' | 'finally';
      readonly isAwaited: boolean;
      readonly leaves: boolean;
    }
  | { readonly is: 'next'; readonly error: boolean }
  /** An answer that is made first, changed, and then returned or forgotten. */
  | {
      readonly is: 'made';
      readonly send: Send;
      readonly test: Test;
      readonly between: Block;
      readonly isReturned: boolean;
    };

/** A function beside the handler: `(res, status, flag)`. */
export interface Helper {
  readonly body: Block;
  /** What it returns at its end, for a guard. */
  readonly returns: boolean;
}

export interface Program {
  readonly target: Target;
  readonly isAsync: boolean;
  readonly flags: number;
  readonly aliases: readonly Test[];
  readonly helpers: readonly Helper[];
  readonly body: Block;
}

/** Where a statement stands: what may be written there. */
interface Place {
  readonly target: Target;
  readonly depth: number;
  readonly isAsync: boolean;
  /** Whether a `return` leaves the handler itself. */
  readonly isTop: boolean;
  readonly isInLoop: boolean;
  readonly isInHelper: boolean;
  readonly isInCallback: boolean;
  /** Whether a `finally` may leave otherwise than what stands there. */
  readonly isInTry: boolean;
  /** Whether what the handler has started can still answer when it has ended. */
  readonly isOpenEnded: boolean;
}

const flag = fc.nat({ max: 4 });

const plainTest: fc.Arbitrary<Test> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ is: fc.constant('flag' as const), flag }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('equals' as const), flag }) },
);
const negatable: fc.Arbitrary<Test> = fc.oneof(
  { weight: 3, arbitrary: plainTest },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('not' as const), test: plainTest }) },
);
const flagTest: fc.Arbitrary<Test> = fc.oneof(
  { weight: 4, arbitrary: negatable },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constantFrom('and' as const, 'or' as const), left: negatable, right: negatable }),
  },
);
const alias = fc.record({ is: fc.constant('alias' as const), alias: fc.nat({ max: 1 }) });
const answered: fc.Arbitrary<Test> = fc.constant({ is: 'answered' });
/** What a constant can stand for: a test, not another name of a flag. */
const aliased: fc.Arbitrary<Test> = fc.oneof(
  fc.record({ is: fc.constant('equals' as const), flag }),
  fc.record({ is: fc.constant('not' as const), test: plainTest }),
  fc.record({ is: fc.constantFrom('and' as const, 'or' as const), left: negatable, right: negatable }),
);
const test: fc.Arbitrary<Test> = fc.oneof(
  { weight: 6, arbitrary: flagTest },
  { weight: 1, arbitrary: alias },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('not' as const), test: answered }) },
  { weight: 1, arbitrary: answered },
);

/** What can be written, and how often; what only some frameworks have is named. */
type Choice = fc.WeightedArbitrary<Statement> & { readonly is?: Optional };

const mostly = fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });

const memory = new Map<string, fc.Arbitrary<Statement>>();

function statement(place: Place): fc.Arbitrary<Statement> {
  const key = JSON.stringify({ ...place, target: place.target.name });
  const known = memory.get(key) ?? newStatement(place);
  memory.set(key, known);
  return known;
}

function newStatement(place: Place): fc.Arbitrary<Statement> {
  const { sentBy, send, has, hasSync = [], sendsReturned, returned } = place.target.kinds;
  const { changeable = send, never = [] } = place.target.kinds;
  const isReturned = sentBy === 'return';
  const inner = (change: Partial<Place> = {}): fc.Arbitrary<Block> =>
    block({ ...place, ...change, depth: place.depth - 1 }, 2);
  const one = <T extends Statement['is']>(is: T): fc.Arbitrary<T> => fc.constant(is);
  const maybe = (arbitrary: fc.Arbitrary<Block>): fc.Arbitrary<Block | null> => fc.option(arbitrary, { nil: null });
  const leaves = isReturned ? fc.constant(true) : fc.boolean();
  // A promise that nobody waits for comes too late.
  const isChained = place.isOpenEnded || place.isAsync || (!place.isInTry && (isReturned || place.isTop));
  // A `finally` comes before a promise that is returned is waited for.
  const isKept = place.isOpenEnded && sendsReturned === true && place.isInTry;
  const leavesChain = isKept
    ? fc.constant(false)
    : place.isOpenEnded || (place.isAsync && !isReturned)
      ? leaves
      : fc.constant(true);
  const isFree = !place.isInCallback && !place.isInHelper;
  // What is called at once, and once left goes on after the call.
  const now: Partial<Place> = { isTop: false, isInLoop: false, isAsync: false };
  const callback: Partial<Place> = { isTop: false, isInLoop: false, isInCallback: true, isAsync: false };

  const flat: Choice[] = [
    { weight: 9, arbitrary: fc.record({ is: one('send'), send, leaves: isReturned ? mostly : leaves }) },
    {
      weight: 3,
      is: 'status',
      arbitrary: fc.record({ is: one('status'), by: fc.constantFrom('method' as const, 'property' as const) }),
    },
    {
      weight: 2,
      is: 'field',
      arbitrary: fc.record({
        is: one('field'),
        name: fc.nat({ max: 1 }),
        does: fc.constantFrom<FieldWay[]>('set', 'setHeader', 'object', 'append', 'remove'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ is: one('return') }) },
    { weight: 1, arbitrary: fc.record({ is: one('mayThrow') }) },
    { weight: 1, arbitrary: fc.record({ is: one('ternary'), test, yes: send, no: send }) },
    {
      weight: 1,
      arbitrary: fc.record({
        is: one('shortCircuit'),
        operator: fc.constantFrom('&&' as const, '||' as const),
        test,
        send,
      }),
    },
  ];
  if (!place.isInCallback) flat.push({ weight: 1, arbitrary: fc.record({ is: one('throw'), test: flagTest }) });
  if (isFree) {
    flat.push({ weight: 2, arbitrary: fc.record({ is: one('helper'), helper: fc.nat({ max: 1 }), leaves }) });
    if (!never.includes('guard'))
      flat.push({ weight: 1, arbitrary: fc.record({ is: one('guard'), helper: fc.nat({ max: 1 }) }) });
  }
  if (place.isTop) flat.push({ weight: 1, is: 'next', arbitrary: fc.record({ is: one('next'), error: fc.boolean() }) });
  if (place.isAsync) flat.push({ weight: 2, arbitrary: fc.record({ is: one('await') }) });
  if (place.isInLoop)
    flat.push({
      weight: 2,
      arbitrary: fc.record({ is: fc.constantFrom('break' as const, 'continue' as const), test }),
    });
  const isThere = ({ is }: Choice): boolean =>
    is === undefined ||
    (has.includes(is) && (place.isOpenEnded || (is !== 'later' && is !== 'load'))) ||
    (!place.isAsync && hasSync.includes(is));
  if (place.depth === 0) return fc.oneof(...flat.filter(isThere));

  const nested: Choice[] = [
    { weight: 9, arbitrary: fc.record({ is: one('if'), test, yes: inner(), no: maybe(inner()) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        is: one('switch'),
        flag,
        yes: inner({ isInLoop: false }),
        no: maybe(inner({ isInLoop: false })),
        falls: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        is: one('kinds'),
        flags: fc.tuple(flag, flag),
        cases: fc.tuple(inner({ isInLoop: false }), inner({ isInLoop: false }), inner({ isInLoop: false })),
      }),
    },
    { weight: 2, arbitrary: fc.record({ is: one('variable'), test: flagTest, between: inner(), send }) },
    {
      weight: 3,
      arbitrary: fc.record({
        is: one('try'),
        block: inner({ isInTry: true }),
        handler: maybe(inner({ isInTry: true })),
        // What is returned would be overtaken by what a `finally` waits for.
        finalizer: maybe(inner({ isInTry: true, isAsync: place.isAsync && !returned })),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        is: fc.constantFrom('forOf' as const, 'filled' as const, 'for' as const, 'forever' as const, 'once' as const),
        body: inner({ isInLoop: true }),
      }),
    },
    {
      weight: 1,
      is: 'forEach',
      // Callbacks that each turn starts may count down, so that the engine says nothing of them.
      arbitrary: fc.record({ is: one('forEach'), body: inner({ ...now, isInHelper: true }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ is: one('atOnce'), body: inner(now) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        is: one('toggle'),
        test: flagTest,
        yes: inner(),
        between: inner(),
        last: inner(),
        on: fc.boolean(),
      }),
    },
  ];
  if (isFree) {
    nested.push(
      {
        weight: 1,
        arbitrary: fc.record({
          is: one('local'),
          test: flagTest,
          body: inner({ ...now, isInHelper: true }),
          isAwaited: place.isAsync ? fc.boolean() : fc.constant(false),
        }),
      },
      { weight: 1, arbitrary: fc.record({ is: one('sender'), test: flagTest, send }) },
      { weight: 1, is: 'later', arbitrary: fc.record({ is: one('later'), body: inner(callback) }) },
      {
        weight: 1,
        is: 'load',
        arbitrary: fc.record({ is: one('load'), failure: inner(callback), success: inner(callback) }),
      },
      {
        weight: 2,
        is: 'made',
        arbitrary: fc.record({
          is: one('made'),
          test: flagTest,
          between: inner(),
          send: changeable,
          isReturned: fc.boolean(),
        }),
      },
    );
  }
  if (isFree && isChained)
    nested.push({
      weight: 2,
      arbitrary: fc.record({
        is: one('chain'),
        then: inner(callback),
        failure: maybe(inner(callback)),
        shape: fc.constantFrom('catch' as const, 'two' as const, 'finally' as const),
        isAwaited: fc.constant(!place.isOpenEnded && place.isAsync),
        leaves: leavesChain,
      }),
    });
  return fc.oneof(...[...flat, ...nested].filter(isThere));
}

function block(place: Place, maxLength: number): fc.Arbitrary<Block> {
  return fc.array(statement(place), { minLength: 1, maxLength });
}

export function program(target: Target): fc.Arbitrary<Program> {
  const helperPlace: Place = {
    target,
    depth: 1,
    isAsync: false,
    isTop: false,
    isInLoop: false,
    isInHelper: true,
    isInCallback: false,
    isInTry: false,
    isOpenEnded: false,
  };
  const { sentBy, sendsReturned } = target.kinds;
  return (target.kinds.never?.includes('async') ? fc.constant(false) : fc.boolean()).chain((isAsync) =>
    fc.record({
      target: fc.constant(target),
      isAsync: fc.constant(isAsync),
      flags: fc.integer({ min: 1, max: 3 }),
      aliases: fc.array(aliased, { minLength: 2, maxLength: 2 }),
      helpers: fc.array(fc.record({ body: block(helperPlace, 2), returns: fc.boolean() }), {
        minLength: 2,
        maxLength: 2,
      }),
      body: block(
        {
          ...helperPlace,
          depth: 2,
          isAsync,
          isTop: true,
          isInHelper: false,
          isOpenEnded: sentBy === 'calls' && !(sendsReturned && isAsync),
        },
        4,
      ),
    }),
  );
}
