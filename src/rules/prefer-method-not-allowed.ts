import { isErrorCode } from '../http/statuses.js';
import { createRule } from '../rule/create-rule.js';
import { reasonFor } from '../rule/meaning/reason.js';
import { sendInstead } from '../rule/numbers.js';

export default createRule({
  name: 'prefer-method-not-allowed',
  meta: {
    type: 'suggestion',
    hasSuggestions: true,
    docs: {
      description: 'require 405 or 501 where a request is refused for its method',
      preset: 'strict',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.6',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.2',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      method:
        'The request is refused for its method alone, and this {{status}} does not say so: clients look for the mistake elsewhere. Send 405, with the methods that are allowed in Allow.',
      send: 'Send 405.',
    },
  },
  create: ({ report, sourceCode }) => ({
    exchange(exchange, { handler }) {
      for (const written of exchange.status.codes) {
        const { value: status, site } = written;
        if (!isErrorCode(status) || status === 405 || status === 501) continue;
        // To refuse what writes, and to pass on the rest, is a matter of permission.
        if ((status === 401 || status === 403) && handler.paths.some(({ end }) => end === 'delegated')) continue;
        if (reasonFor(site, exchange, sourceCode)?.meant?.is !== 'method') continue;
        const suggest = [{ messageId: 'send', fix: sendInstead(405, written, exchange, sourceCode) }] as const;
        report({ node: site.at, messageId: 'method', data: { status }, suggest });
      }
    },
  }),
});
