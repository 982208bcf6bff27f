import { createRule } from '../rule/create-rule.js';
import { renumber } from '../rule/numbers.js';

/** What may have been meant: 102 says that the request is being processed, which as a final status is a 202. */
const FINAL: Readonly<Record<number, number>> = { 100: 200, 102: 202, 103: 200 };

export default createRule({
  name: 'no-informational-final-status',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'disallow a 1xx as the status of the response itself',
      preset: 'recommended',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.2',
        'https://www.rfc-editor.org/rfc/rfc8297.html#section-2',
        'https://nodejs.org/api/http.html#responsewriteearlyhintshints-callback',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      interim:
        'A {{status}} only announces a response, and {{framework}} sends none after it: the client waits for the rest until it gives up. Send a final status, from 200 on.',
      send: 'Send {{status}}.',
    },
  },
  create: ({ report, sourceCode }) => ({
    path({ exchange }, { handler }) {
      if (!exchange) return;
      for (const written of exchange.status.informational) {
        // With an Upgrade, the connection goes on in another protocol, and there is nothing to wait for.
        if (written.value === 101 && exchange.fields.get('upgrade').is !== 'absent') continue;
        const final = FINAL[written.value];
        report({
          node: written.site.at,
          messageId: 'interim',
          data: { status: written.value, framework: handler.dialect.framework },
          suggest: final
            ? [{ messageId: 'send', data: { status: final }, fix: renumber(written, final, sourceCode) }]
            : [],
        });
      }
    },
  }),
});
