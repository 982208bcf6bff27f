import { isAgreed } from '../rule/borders.js';
import { createRule } from '../rule/create-rule.js';
import { confusionIn } from '../rule/meaning/confusion.js';
import { sendInstead } from '../rule/numbers.js';

export default createRule({
  name: 'no-auth-status-confusion',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'disallow 401 for a lack of permission, and 403 for a lack of credentials',
      preset: 'strict',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.4',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      permission:
        'Who asks is known here and lacks a permission, but 401 asks for credentials: clients throw away good ones and show a login, which leads back here. Send 403.',
      credentials:
        'Nobody is known to ask here, but 403 says that credentials would not help: clients neither log in nor renew a token that has expired. Send 401.',
      send: 'Send {{status}}.',
    },
  },
  create: ({ report, sourceCode }) => ({
    path(path, { handler }) {
      const { exchange } = path;
      if (!exchange || !isAgreed(exchange, { handler, path })) return;
      for (const written of exchange.status.codes) {
        const confusion = confusionIn(written, exchange, handler, sourceCode);
        if (!confusion) continue;
        const status = confusion === 'permission' ? 403 : 401;
        const fix = sendInstead(status, written, exchange, sourceCode);
        report({
          node: written.site.at,
          messageId: confusion,
          suggest: [{ messageId: 'send', data: { status }, fix }],
        });
      }
    },
  }),
});
