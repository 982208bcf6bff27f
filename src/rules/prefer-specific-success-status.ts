import { describe } from '../http/statuses.js';
import { createRule } from '../rule/create-rule.js';
import { outcomeOf } from '../rule/meaning/outcome.js';
import { sendInstead } from '../rule/numbers.js';
import { having } from '../rule/reading.js';

/** RFC 9110 §15.3.2, §15.3.3 and §15.3.5. */
const SPECIFIC = { created: 201, queued: 202, nothing: 204 } as const;

export default createRule({
  name: 'prefer-specific-success-status',
  meta: {
    type: 'suggestion',
    hasSuggestions: true,
    docs: {
      description: 'require 201, 202 and 204 where a plain 200 stands in for them',
      preset: 'all',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.3',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.5',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-9.3.5',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.1',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      created:
        'This POST makes something new, and a 200 does not say so: with {{specific}} clients know it without reading the content, and a Location tells them where it is.',
      queued:
        'The work is only put off here, and a 200 says that it is done: with {{specific}} clients know that they have to ask again.',
      nothing:
        'There is nothing to say here, and a 200 makes clients look for content: what reads it as JSON fails. {{specific}} tells them that there is none.',
      send: 'Send {{specific}}.',
    },
  },
  create: ({ report, sourceCode }) => ({
    exchange(exchange, { handler, path }) {
      for (const { value, site } of having(exchange.status, 200)) {
        const written = { value, site: exchange.status.origin === 'default' ? exchange.statusSite : site };
        const outcome = outcomeOf(exchange, handler, path, sourceCode);
        if (!outcome) continue;
        const specific = SPECIFIC[outcome];
        const fix = sendInstead(specific, written, exchange, sourceCode);
        report({
          node: written.site.at,
          messageId: outcome,
          data: { specific: describe(specific) },
          suggest: [{ messageId: 'send', data: { specific }, fix }],
        });
      }
    },
  }),
});
