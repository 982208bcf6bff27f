import type { Handler } from '../exchange/model.js';
import { allowedBeside } from '../rule/allowed-methods.js';
import { createRule } from '../rule/create-rule.js';
import { addField, lacking } from '../rule/missing-fields.js';

export default createRule({
  name: 'require-allow',
  meta: {
    type: 'suggestion',
    hasSuggestions: true,
    docs: {
      description: 'require an Allow field on 405 Method Not Allowed',
      preset: 'recommended',
      severity: 'warn',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.6',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.1',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      missing:
        'This 405 does not say which methods there are, and {{framework}} adds no Allow: the client is refused and cannot tell what to send instead. Send Allow, with the methods.',
      add: 'Send `Allow: {{methods}}`.',
    },
  },
  create({ report, sourceCode }) {
    let all: readonly Handler[] = [];
    return {
      file(handlers) {
        all = handlers;
      },
      exchange(exchange, { handler }) {
        for (const { value, site } of lacking(exchange, ['allow'], 405)) {
          const node = site.at;
          const methods = allowedBeside(handler, all).join(', ');
          const fix = methods && addField('Allow', methods, { exchange, handler, code: value, node }, sourceCode);
          report({
            node,
            messageId: 'missing',
            data: { framework: handler.dialect.framework },
            suggest: fix ? [{ messageId: 'add', data: { methods }, fix }] : [],
          });
        }
      },
    };
  },
});
