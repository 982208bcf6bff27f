import { INTERMEDIARY_STATUSES } from '../http/intermediaries.js';
import { createRule } from '../rule/create-rule.js';
import { reasonFor } from '../rule/meaning/reason.js';
import { sendInstead } from '../rule/numbers.js';
import { isIntermediary, mayAskElsewhere } from '../rule/outbound.js';
import { having } from '../rule/reading.js';

export default createRule({
  name: 'no-gateway-status-in-origin',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'disallow the statuses of gateways and proxies where no other server is asked',
      preset: 'strict',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.3',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.5',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.4',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.8',
        'https://www.rfc-editor.org/rfc/rfc6585.html#section-6',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      gateway:
        'A {{status}} says {{says}}, and this handler asks no other server: whoever looks for the fault looks for it elsewhere. Send {{instead}}.',
      proxy:
        'A {{status}} says {{says}}, and this is the server itself: clients look for the reason between them and you. Send {{instead}}.',
      send: 'Send {{status}}.',
    },
  },
  create: ({ report, sourceCode }) => ({
    exchange(exchange, { handler }) {
      for (const { status, from, says, instead } of INTERMEDIARY_STATUSES) {
        const written = having(exchange.status, status);
        if (written.length === 0) continue;
        if (from === 'gateway' ? mayAskElsewhere(handler, sourceCode) : isIntermediary(sourceCode)) continue;
        // Without its field, a 407 is a fault of its own.
        if (status === 407 && exchange.fields.get('proxy-authenticate').is === 'absent') continue;
        for (const each of written) {
          // A test that says what is wrong with the request asks for another status than the ones that are offered here.
          if (from === 'gateway' && reasonFor(each.site, exchange, sourceCode)?.meant) continue;
          report({
            node: each.site.at,
            messageId: from,
            data: { status, says, instead: instead.join(' or ') },
            suggest: instead.map((other) => {
              const fix = sendInstead(other, each, exchange, sourceCode);
              return { messageId: 'send', data: { status: other }, fix } as const;
            }),
          });
        }
      }
    },
  }),
});
