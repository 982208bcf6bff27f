import * as fc from 'fast-check';

/** A small change to the tokens of a source, as an editor or an absent-minded writer makes it. The numbers say where. */
interface Change {
  readonly kind: keyof typeof CHANGES;
  readonly at: number;
  readonly other: number;
}

/** A source's index among those given, and what is done to it. */
export interface Mutation {
  readonly source: number;
  readonly changes: readonly Change[];
}

type Tokens = readonly string[];

const TOKEN =
  /\s+|\/\/.*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[^])*`|[\w$]+|=>|\?\.|\?\?=?|\.\.\.|&&|\|\||[=!]==?|[+\-*/]=|[^]/g;

/** What is half typed when one stops to think. */
const HALF_TYPED = [
  '.',
  '?.',
  '(',
  '()',
  '.status',
  '.status()',
  '.status(',
  '.status(404)',
  '.json({',
  'return ',
  'await ',
  'throw ',
  'if (',
  'if () {}',
  'const ',
  'const { status',
  '=> ',
  '...',
  '!',
  ', ',
  ' ? ',
  ' : ',
  ' && ',
  ' = ',
  '[',
  '`${',
  'new ',
  '{',
  '}',
  'else ',
  'try {',
  '} catch {',
  'function ',
  'class ',
  'for (const ',
  'switch (',
  'case ',
  'default: ',
  'break;',
  'async ',
];

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The end of what begins with a token: the bracket that closes it, or the token itself. */
function endOf(tokens: Tokens, at: number): number {
  const closing = CLOSING[tokens[at] ?? ''];
  if (closing === undefined) return at;
  let depth = 0;
  for (let index = at; index < tokens.length; index++) {
    if (tokens[index] === tokens[at]) depth++;
    if (tokens[index] === closing && --depth === 0) return index;
  }
  return at;
}

const replaced = (tokens: Tokens, from: number, to: number, by: Tokens) => [
  ...tokens.slice(0, from),
  ...by,
  ...tokens.slice(to + 1),
];

/** The positions of what may take the place of a token: other brackets, other words, other signs. */
function alike(tokens: Tokens, at: number): readonly number[] {
  const sort = sortOf(tokens[at] ?? '');
  return [...tokens.keys()].filter((index) => sortOf(tokens[index] ?? '') === sort);
}

function sortOf(token: string): string {
  if (token in CLOSING) return token;
  return /^\d/.test(token) ? 'number' : /^\w/.test(token) ? 'word' : /^['"`]/.test(token) ? 'string' : 'sign';
}

/** Names that every object has. */
const INHERITED = ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'];

const CHANGES = {
  delete: (tokens: Tokens, at: number) => replaced(tokens, at, endOf(tokens, at), []),
  'delete one': (tokens: Tokens, at: number) => replaced(tokens, at, at, []),
  empty(tokens: Tokens, at: number) {
    const open = tokens.slice(at).findIndex((token) => token in CLOSING) + at;
    return replaced(tokens, open + 1, endOf(tokens, open) - 1, []);
  },
  'delete the rest of the line'(tokens: Tokens, at: number) {
    const end = tokens.findIndex((token, index) => index >= at && token.includes('\n'));
    return replaced(tokens, at, end < 0 ? tokens.length : end - 1, []);
  },
  duplicate: (tokens: Tokens, at: number) =>
    replaced(tokens, at, at - 1, [...tokens.slice(at, endOf(tokens, at) + 1), ' ']),
  'duplicate the line'(tokens: Tokens, at: number) {
    const start = tokens.findLastIndex((token, index) => index <= at && token.includes('\n'));
    const end = tokens.findIndex((token, index) => index > at && token.includes('\n'));
    return start < 0 || end < 0 ? tokens : replaced(tokens, start, start - 1, tokens.slice(start, end));
  },
  swap(tokens: Tokens, at: number, other: number) {
    const [first, second] = [Math.min(at, other), Math.max(at, other)];
    const [firstEnd, secondEnd] = [endOf(tokens, first), endOf(tokens, second)];
    if (firstEnd >= second) return tokens;
    const swapped = replaced(tokens, second, secondEnd, tokens.slice(first, firstEnd + 1));
    return replaced(swapped, first, firstEnd, tokens.slice(second, secondEnd + 1));
  },
  'put another in its place'(tokens: Tokens, at: number, other: number) {
    const places = alike(tokens, at);
    const from = places[other % places.length] ?? at;
    return replaced(tokens, at, endOf(tokens, at), tokens.slice(from, endOf(tokens, from) + 1));
  },
  'put an inherited name in its place'(tokens: Tokens, at: number, other: number) {
    const place = tokens.findIndex((token, index) => index >= at && sortOf(token) === 'word');
    return place < 0 ? tokens : replaced(tokens, place, place, [INHERITED[other % INHERITED.length] ?? '']);
  },
  'type half': (tokens: Tokens, at: number, other: number) =>
    replaced(tokens, at, at - 1, [HALF_TYPED[other % HALF_TYPED.length] ?? '']),
} satisfies Record<string, (tokens: Tokens, at: number, other: number) => Tokens>;

const position = fc.nat(1_000_000);

/** Mutations of that many sources. */
export function mutationOf(sources: number): fc.Arbitrary<Mutation> {
  const change = fc.record<Change>({
    // Its keys are those that its type says.
    kind: fc.constantFrom(...(Object.keys(CHANGES) as (keyof typeof CHANGES)[])),
    at: position,
    other: position,
  });
  return fc.record({ source: fc.nat(sources - 1), changes: fc.array(change, { minLength: 1, maxLength: 3 }) });
}

/** The code with the changes of a mutation. */
export function mutant(code: string, { changes }: Mutation): string {
  let tokens: Tokens = code.match(TOKEN) ?? [];
  for (const { kind, at, other } of changes) {
    // What a space or a line end stands in is seldom worth a change.
    const places = [...tokens.keys()].filter((index) => tokens[index]?.trim() !== '');
    if (places.length === 0) return '';
    tokens = CHANGES[kind](tokens, places[at % places.length] ?? 0, places[other % places.length] ?? 0);
  }
  return tokens.join('');
}
