import { createRule } from '../rule/create-rule.js';
import { dependsOnUser } from '../rule/meaning/permanence.js';
import { having } from '../rule/reading.js';
import { redirectWith } from '../rule/redirects.js';

export default createRule({
  name: 'redirect-permanence',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'disallow permanent redirects that depend on who asks',
      preset: 'strict',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.9',
        'https://www.rfc-editor.org/rfc/rfc9111.html#section-4.2.2',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      user: 'This {{status}} is kept for good by browsers, but it depends on who asks: after a login they still go to the other page, without asking again. Send {{temporary}}.',
      login:
        'This {{status}} to a login page is kept for good by browsers: after a login they still go there, without asking again. Send {{temporary}}.',
      send: 'Send {{temporary}}.',
    },
  },
  create: ({ report, sourceCode }) => ({
    exchange(exchange) {
      for (const written of having(exchange.status, 301, 308)) {
        const why = dependsOnUser(written, exchange, sourceCode);
        if (!why) continue;
        const temporary = written.value === 301 ? 302 : 307;
        const fix = redirectWith(temporary, written, exchange, sourceCode);
        report({
          node: written.site.at,
          messageId: why,
          data: { status: written.value, temporary },
          suggest: [{ messageId: 'send', data: { temporary }, fix }],
        });
      }
    },
  }),
});
