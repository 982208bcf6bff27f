import type { Condition, Handler, Path } from '../exchange/model.js';
import { createRule } from '../rule/create-rule.js';
import { headOf, wholeTest } from '../rule/place.js';
import { whenUnanswered } from '../rule/reading.js';
import { answersOnlyInTurns } from '../rule/repeats.js';

/** Tests up to this length are quoted in the message. */
const QUOTED = 60;

export default createRule({
  name: 'require-response',
  meta: {
    type: 'problem',
    docs: {
      description: 'require an answer on every path of a handler that answers on others',
      preset: 'recommended',
      severity: 'warn',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-3.4',
        'https://expressjs.com/en/guide/routing.html#response-methods',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      branch: 'Nothing answers when {{test}} is {{outcome}}: {{consequence}}. Answer there too.',
      swallowed:
        'Nothing answers when an error ends up in this `catch`: {{consequence}}. Answer here, or pass the error on.',
      leaves: 'This `return` leaves the request without an answer: {{consequence}}. Answer first.',
      past: 'There is a way past this test on which nothing answers: {{consequence}}. Answer on each.',
      ends: 'This handler answers on some ways through it and not on others: {{consequence}}. Answer on each.',
    },
  },
  create: ({ report, sourceCode }) => ({
    handler(handler) {
      // Where the one answer is to go decides what the other paths lack.
      if (answersOnlyInTurns(handler)) return;
      const consequence = whenUnanswered(handler.dialect);
      const answered = handler.paths.filter(({ end }) => end === 'sent' || end === 'delegated');
      const silent = handler.paths.filter((path) => isSilent(path, handler));
      const reported = new Set<Path['last']>();
      for (const path of answered.length > 0 ? silent : []) {
        const [fork, own] = [forkOf(path, answered), testsOf(path).at(-1)];
        const isReturn = path.last.type === 'ReturnStatement';
        const condition = fork ?? own;
        const whole = condition && wholeTest(condition);
        const node = isReturn ? path.last : (whole?.node ?? headOf(handler));
        if (reported.has(node)) continue;
        reported.add(node);
        if (isReturn) report({ node, messageId: 'leaves', data: { consequence } });
        else if (!whole) report({ node, messageId: 'ends', data: { consequence } });
        else if (condition.kind === 'catch') report({ node, messageId: 'swallowed', data: { consequence } });
        else if (fork || whole.outcome === null) report({ node, messageId: 'past', data: { consequence } });
        else {
          const text = sourceCode.getText(node);
          const test = text.length > QUOTED || text.includes('\n') ? 'this test' : `\`${text}\``;
          report({ node, messageId: 'branch', data: { test, outcome: String(whole.outcome), consequence } });
        }
      }
    },
  }),
});

/** Whether nobody answers on the path, not even whoever called the function for what it returns. */
function isSilent({ end, unsentStatus, last }: Path, { route, methods }: Handler): boolean {
  if (end !== 'unsent' || unsentStatus) return false;
  const givesBack = last.type === 'ReturnStatement' && last.argument !== null;
  return !givesBack || route !== null || methods !== null;
}

/** The tests on a path, without the loops round them. */
function testsOf({ conditions }: Path): readonly Condition[] {
  return conditions.filter(({ kind }) => kind !== 'loop');
}

/** The test at which a path that answers parts from this one, where this path keeps no test that would tell them apart. */
function forkOf(silent: Path, answered: readonly Path[]): Condition | undefined {
  const shared = testsOf(silent);
  return answered
    .map(testsOf)
    .filter((tests) =>
      shared.every(({ test, outcome }, at) => tests[at]?.test === test && tests[at].outcome === outcome),
    )
    .map((tests) => tests[shared.length])
    .find((next) => next !== undefined && next.kind !== 'catch');
}
