import type { Path } from '../exchange/model.js';
import type { Dialect } from '../exchange/dialect.js';
import { createRule } from '../rule/create-rule.js';
import { headOf } from '../rule/place.js';

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
      swallowed: 'Nothing answers when this `catch` has the error: {{consequence}}. Answer here, or pass the error on.',
      leaves: 'This `return` leaves the request without an answer: {{consequence}}. Answer first.',
      ends: 'This handler answers on some ways through it and not on others: {{consequence}}. Answer on each.',
    },
  },
  create: ({ report, sourceCode }) => ({
    path(path, { handler }) {
      if (path.end !== 'unsent' || path.unsentStatus || !handler.paths.some(isAnswered)) return;
      const consequence = consequenceOf(handler.dialect);
      const condition = path.conditions.at(-1);
      if (path.last.type === 'ReturnStatement') {
        report({ node: path.last, messageId: 'leaves', data: { consequence } });
      } else if (condition?.kind === 'catch') {
        report({ node: condition.test, messageId: 'swallowed', data: { consequence } });
      } else if (condition && condition.kind !== 'callback') {
        const text = sourceCode.getText(condition.test);
        const test = text.length > QUOTED || text.includes('\n') ? 'this test' : `\`${text}\``;
        report({
          node: condition.test,
          messageId: 'branch',
          data: { test, outcome: String(condition.outcome), consequence },
        });
      } else {
        report({ node: headOf(handler), messageId: 'ends', data: { consequence } });
      }
    },
  }),
});

function isAnswered({ end }: Path): boolean {
  return end === 'sent' || end === 'delegated';
}

function consequenceOf({ unsent, name }: Dialect): string {
  return unsent === 'hangs' ? `${name} leaves the client waiting` : `${name} answers ${unsent} by itself`;
}
