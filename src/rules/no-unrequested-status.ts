import { REQUESTED } from '../http/requested.js';
import { createRule } from '../rule/create-rule.js';
import { reasonFor } from '../rule/meaning/reason.js';
import { sendInstead } from '../rule/numbers.js';
import { having } from '../rule/reading.js';
import { handsRequestOn, isMentioned } from '../rule/request-reading.js';

export default createRule({
  name: 'no-unrequested-status',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'disallow statuses that answer a field of the request which nothing in the file reads',
      preset: 'strict',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-13.1',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-14.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.13',
        'https://www.rfc-editor.org/rfc/rfc8470.html#section-5.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.7',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.5',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.7',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.17',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.18',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      mediaType:
        'A 406 says that there is no answer in a form that the client accepts, but the test before it looks at the form of what was sent: clients change the wrong field. Send 415.',
      unrequested:
        'A {{status}} answers a request with {{fields}}, and nothing in this file looks for that: clients that did not ask for it cannot use it. Look at the field, or send {{instead}}.',
      send: 'Send 415.',
    },
  },
  create: ({ report, sourceCode }) => ({
    exchange(exchange, { handler }) {
      const { status, fields: sent, content } = exchange;
      for (const refused of having(status, 406)) {
        if (reasonFor(refused.site, exchange, sourceCode)?.meant?.is !== 'media-type') continue;
        const suggest = [{ messageId: 'send', fix: sendInstead(415, refused, exchange, sourceCode) }] as const;
        report({ node: refused.site.at, messageId: 'mediaType', suggest });
        return;
      }
      for (const { status: code, fields, sign, instead } of REQUESTED) {
        const written = having(status, code);
        if (written.length === 0 || isMentioned(sign, sourceCode) || handsRequestOn(handler, sourceCode)) continue;
        // What cannot be right for any request is a fault of its own.
        if (code === 206 && sent.get('content-range').is === 'absent') continue;
        if (code === 304 && content.is === 'some') continue;
        for (const { site } of written) {
          report({ node: site.at, messageId: 'unrequested', data: { status: code, fields, instead } });
        }
      }
    },
  }),
});
