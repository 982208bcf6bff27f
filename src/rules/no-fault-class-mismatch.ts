import { createRule } from '../rule/create-rule.js';
import { carryOut } from '../rule/fixes.js';
import { hiddenFailureIn } from '../rule/meaning/hidden.js';
import { reasonFor } from '../rule/meaning/reason.js';
import { tells } from '../rule/meaning/told.js';
import { isOfServer } from '../rule/meaning/tried.js';
import { sendInstead } from '../rule/numbers.js';
import { placeOf } from '../rule/place.js';
import { anyOf } from '../rule/reading.js';

export default createRule({
  name: 'no-fault-class-mismatch',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description:
        'disallow a 5xx for what the client sent, a 4xx for what failed without it, and a 2xx that hides a failure',
      preset: 'strict',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.1',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.10',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.21',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.1',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      client:
        'This {{status}} blames the server, but the test before it looks only at what the client sent: clients repeat the request, and somebody is woken up for it. Send a 4xx.',
      server:
        'This {{status}} blames the client, but what failed uses nothing that the client has sent: clients give up on what would work later, and no monitor counts the failure. Send a 5xx.',
      tells:
        'This {{status}} says that it worked, but only a failure leads here, and the text that tells of it is for people: clients, caches and monitors believe the status. Send a 4xx or 5xx.',
      claims:
        'Only a failure leads here, and this {{status}} says that it worked, as it does where it has: what was lost is never sent again. Send a 5xx, or let the error go on.',
      send: 'Send {{status}}.',
    },
  },
  create: ({ report, sourceCode }) => ({
    exchange(exchange, { handler }) {
      const hidden = hiddenFailureIn(exchange, handler, sourceCode);
      if (hidden) {
        const node = placeOf(exchange.statusSite.origin, exchange.statusSite);
        // A claim of success has to go as well, so that another status alone would only contradict it.
        const fix = hidden === 'tells' ? carryOut(node, sourceCode, exchange.editStatus(500)) : null;
        const suggest = [{ messageId: 'send', data: { status: 500 }, fix }] as const;
        report({ node, messageId: hidden, data: { status: anyOf(exchange.status.codes) }, suggest });
        return;
      }
      for (const written of exchange.status.codes) {
        const { value: status, site } = written;
        const isServerError = status >= 500 && status !== 501 && status !== 503;
        if (!isServerError && ![400, 409, 422].includes(status)) continue;
        const reason = reasonFor(site, exchange, sourceCode);
        if (!reason) continue;
        const { decision, meant, words } = reason;
        const node = site.at;
        if (isServerError && meant?.is === 'invalid' && !tells(words, 'set-up')) {
          const suggest = [
            { messageId: 'send', data: { status: 400 }, fix: sendInstead(400, written, exchange, sourceCode) },
          ] as const;
          report({ node, messageId: 'client', data: { status }, suggest });
        } else if (!isServerError && decision.is === 'caught' && isOfServer(decision.failure, sourceCode)) {
          const suggest = [
            { messageId: 'send', data: { status: 500 }, fix: sendInstead(500, written, exchange, sourceCode) },
          ] as const;
          report({ node, messageId: 'server', data: { status }, suggest });
        }
      }
    },
  }),
});
