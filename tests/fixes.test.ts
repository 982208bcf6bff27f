import * as typescriptParser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Linter, Rule } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { lintCase, reportedCases, type Reported } from './rule-cases.js';
import { childrenOf } from '../src/syntax/children.js';

interface Change {
  readonly one: Reported;
  readonly message: Linter.LintMessage;
  readonly range: readonly [number, number];
  readonly before: string;
  readonly after: string;
}

const linted = new WeakMap<Reported, Map<string, readonly Linter.LintMessage[]>>();

/** What the rule says of code in the place of a case: it is asked many times. */
function said(one: Reported, code: string): readonly Linter.LintMessage[] {
  const known = linted.get(one) ?? new Map<string, readonly Linter.LintMessage[]>();
  linted.set(one, known);
  const messages = known.get(code) ?? lintCase(one, code);
  known.set(code, messages);
  return messages;
}

/** Every fix and every suggestion for that code. */
function changesOf(one: Reported, code: string) {
  const messages = said(one, code);
  const change = (message: Linter.LintMessage, { range, text }: Rule.Fix): Change => ({
    one,
    message,
    range,
    before: code,
    after: code.slice(0, range[0]) + text + code.slice(range[1]),
  });
  return {
    fixes: messages.flatMap((message) => (message.fix ? [change(message, message.fix)] : [])),
    suggestions: messages.flatMap((message) => (message.suggestions ?? []).map(({ fix }) => change(message, fix))),
  };
}

/** Types of expressions that do something when they are evaluated. */
const EFFECTS = /^(?:Call|New|Await|Yield|Assignment|Update|Import|TaggedTemplate)Expression$/;

/** The texts of all expressions that do something, within a range. */
function effectsIn(code: string, [start, end]: readonly [number, number]): readonly string[] {
  const { ast, visitorKeys } = typescriptParser.parseForESLint(code, { range: true });
  const found: string[] = [];
  const pending: TSESTree.Node[] = [ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const [from, to] = node.range;
    if (EFFECTS.test(node.type) && from >= start && to <= end) found.push(code.slice(from, to));
    pending.push(...childrenOf(node, { visitorKeys }));
  }
  return found;
}

/** The code with a comment of its own after each token. */
function commented(code: string): string {
  const { ast } = typescriptParser.parseForESLint(code, { range: true, tokens: true });
  const { tokens } = ast;
  return tokens
    .map(({ range }, index) => {
      const next = tokens[index + 1]?.range[0] ?? code.length;
      return `${code.slice(...range)}/*${index}*/${code.slice(range[1], next)}`;
    })
    .join('');
}

/** Whose members are called, assigned or read in the cases: responses, contexts and errors. */
const OWNERS = /^(?:res|response|reply|ctx|context|c|h|event|err|error)$/;

/** The code with a cast, in the parentheses it needs, around everything whose members are used. */
function cast(code: string): string {
  const { ast, visitorKeys } = typescriptParser.parseForESLint(code, { range: true });
  const places: number[] = [];
  const pending: TSESTree.Node[] = [ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'MemberExpression' && node.object.type === 'Identifier' && OWNERS.test(node.object.name))
      places.push(...node.object.range);
    pending.push(...childrenOf(node, { visitorKeys }));
  }
  places.sort((one, other) => one - other);
  return places.reduceRight(
    (text, place, index) => `${text.slice(0, place)}${index % 2 === 0 ? '(' : ' as any)'}${text.slice(place)}`,
    code,
  );
}

/** A change in a report of this test: the lines that differ. */
function describing({ one, message, before, after }: Change): string {
  const [old, changed] = [before.split('\n'), after.split('\n')];
  const lines = [
    ...old.filter((line) => !changed.includes(line)).map((line) => `- ${line}`),
    ...changed.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ];
  return [`${one.rule}, ${one.name}: ${message.messageId ?? ''}`, ...lines].join('\n');
}

describe('what the rules change', () => {
  let cases: readonly Reported[] = [];
  let fixes: readonly Change[] = [];
  let suggestions: readonly Change[] = [];
  beforeAll(async () => {
    cases = await reportedCases();
    const all = cases.map((one) => changesOf(one, one.code));
    fixes = all.flatMap((each) => each.fixes);
    suggestions = all.flatMap((each) => each.suggestions);
  });

  it('is tried', () => {
    expect(fixes.length).toBeGreaterThan(10);
    expect(suggestions.length).toBeGreaterThan(200);
  });

  it('is code that parses', () => {
    for (const { one, after } of [...fixes, ...suggestions]) said(one, after);
  });

  it('mends what was reported: one such report fewer', () => {
    const count = (one: Reported, code: string, id: string | undefined) =>
      said(one, code).filter(({ messageId }) => messageId === id).length;
    const left = [...fixes, ...suggestions].filter(
      ({ one, message, before, after }) =>
        count(one, after, message.messageId) >= count(one, before, message.messageId),
    );
    expect(left.map(describing)).toEqual([]);
  });

  it('is made once: a fix leaves nothing to fix there', () => {
    const count = (one: Reported, code: string) => said(one, code).filter(({ fix }) => fix).length;
    expect(fixes.filter(({ one, before, after }) => count(one, after) >= count(one, before)).map(describing)).toEqual(
      [],
    );
  });

  it('does what was done before, as often, where a fix is made unasked', () => {
    const differing = fixes.filter(({ range, before, after }) => {
      const count = (code: string, text: string) =>
        effectsIn(code, [0, code.length]).filter((effect) => effect === text).length;
      return effectsIn(before, range).some((effect) => {
        const isRespelled = before.slice(...range) === effect;
        return !isRespelled && count(before, effect) !== count(after, effect);
      });
    });
    expect(differing.map(describing)).toEqual([]);
  });

  it('keeps the parentheses that keep an expression together', { timeout: 120_000 }, () => {
    const all = cases.flatMap((one) => {
      const { fixes, suggestions } = changesOf(one, cast(one.code));
      return [...fixes, ...suggestions];
    });
    for (const { one, after } of all) said(one, after);
    // What is cast to a member of `any` parses as well.
    const torn = all.filter(({ after }) => / as any\./.test(after));
    expect(torn.map(describing)).toEqual([]);
    expect(all.length).toBeGreaterThan(200);
  });

  it('keeps every comment', () => {
    const lost = cases.flatMap((one) => {
      const code = commented(one.code);
      const { fixes, suggestions } = changesOf(one, code);
      return [...fixes, ...suggestions].filter(({ after }) => {
        const kept = new Set(after.match(/\/\*\d+\*\//g));
        return code.match(/\/\*\d+\*\//g)?.some((comment) => !kept.has(comment));
      });
    });
    expect(lost.map(describing)).toEqual([]);
  });
});
