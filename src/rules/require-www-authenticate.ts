import { createRule } from '../rule/create-rule.js';
import { mayAskForToken } from '../rule/meaning/scheme.js';
import { addField, lacking } from '../rule/missing-fields.js';

export default createRule({
  name: 'require-www-authenticate',
  meta: {
    type: 'suggestion',
    hasSuggestions: true,
    docs: {
      description: 'require a WWW-Authenticate field on 401 Unauthorized',
      preset: 'strict',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-11.6.1',
        'https://www.rfc-editor.org/rfc/rfc6750.html#section-3',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      missing:
        'This 401 asks for credentials and does not say which, and {{framework}} adds no WWW-Authenticate: clients that could get a token by themselves give up. Send WWW-Authenticate, or a 403 where no credentials would help.',
      add: 'Send `WWW-Authenticate: Bearer`: the client is to send a token.',
    },
  },
  create: ({ report, sourceCode }) => ({
    exchange(exchange, { handler }) {
      for (const { value, site } of lacking(exchange, ['www-authenticate'], 401)) {
        const node = site.at;
        const to = { exchange, handler, code: value, node };
        const fix = mayAskForToken(handler, sourceCode) ? addField('WWW-Authenticate', 'Bearer', to, sourceCode) : null;
        report({
          node,
          messageId: 'missing',
          data: { framework: handler.dialect.framework },
          suggest: [{ messageId: 'add', fix }],
        });
      }
    },
  }),
});
