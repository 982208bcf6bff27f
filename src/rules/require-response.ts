import { createRule } from '../rule/create-rule.js';
import { whenUnanswered } from '../rule/reading.js';
import { silencesIn, type Silence } from '../rule/silence.js';

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
      past: 'There is a way past this test on which nothing answers: {{consequence}}. Answer on every way past it.',
      ends: 'This handler answers on some ways through it and not on others: {{consequence}}. Answer on every way through it.',
    },
  },
  create: ({ report, sourceCode }) => ({
    handler(handler) {
      const consequence = whenUnanswered(handler.dialect);
      for (const silence of silencesIn(handler)) {
        const { node, how } = silence;
        if (how !== 'branch') {
          report({ node, messageId: how, data: { consequence } });
        } else {
          const text = sourceCode.getText(node);
          const test = text.length > QUOTED || text.includes('\n') ? 'this test' : `\`${text}\``;
          report({ node, messageId: how, data: { test, outcome: cameOut(node, silence.outcome), consequence } });
        }
      }
    },
  }),
});

/** Operators that make nothing but `true` and `false`. */
const BOOLEAN = /^(?:!|[!=]==?|[<>]=?|in|instanceof)$/;

/** How a test came out, in JavaScript's words. */
function cameOut(test: Silence['node'], outcome: boolean): string {
  if ('operator' in test && BOOLEAN.test(test.operator)) return String(outcome);
  return outcome ? 'truthy' : 'falsy';
}
