import type { Condition, Path } from '../exchange/model.js';
import { createRule } from '../rule/create-rule.js';
import { headOf } from '../rule/place.js';
import { whenUnanswered } from '../rule/reading.js';

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
      const consequence = whenUnanswered(handler.dialect);
      const answered = handler.paths.filter(({ end }) => end === 'sent' || end === 'delegated');
      const silent = handler.paths.filter(({ end, unsentStatus }) => end === 'unsent' && !unsentStatus);
      const reported = new Set<Path['last']>();
      for (const path of answered.length > 0 ? silent : []) {
        const [fork, own] = [forkOf(path, answered), testsOf(path).at(-1)];
        const isReturn = path.last.type === 'ReturnStatement';
        const node = isReturn ? path.last : ((fork ?? own)?.test ?? headOf(handler));
        if (reported.has(node)) continue;
        reported.add(node);
        if (isReturn) report({ node, messageId: 'leaves', data: { consequence } });
        else if (fork) report({ node, messageId: 'past', data: { consequence } });
        else if (!own) report({ node, messageId: 'ends', data: { consequence } });
        else if (own.kind === 'catch') report({ node, messageId: 'swallowed', data: { consequence } });
        else {
          const text = sourceCode.getText(node);
          const test = text.length > QUOTED || text.includes('\n') ? 'this test' : `\`${text}\``;
          report({ node, messageId: 'branch', data: { test, outcome: String(own.outcome), consequence } });
        }
      }
    },
  }),
});

/** The tests on a path, without the loops round them. */
function testsOf({ conditions }: Path): readonly Condition[] {
  return conditions.filter(({ kind }) => kind !== 'loop');
}

/** The test at which a path that answers parts from this one, where this path keeps no test that would tell them apart. */
function forkOf(silent: Path, answered: readonly Path[]): Condition | undefined {
  const tests = testsOf(silent);
  const isOn = (path: Path) => (condition: Condition) =>
    path.conditions.some(({ test, outcome }) => test === condition.test && outcome === condition.outcome);
  const beyond = answered.find((path) => tests.every(isOn(path)));
  return beyond && testsOf(beyond).find(({ test }) => !tests.some((condition) => condition.test === test));
}
