import { createRule } from '../rule/create-rule.js';
import { reasonFor } from '../rule/meaning/reason.js';
import { sendInstead } from '../rule/numbers.js';
import { having } from '../rule/reading.js';

interface Options {
  readonly status: 400 | 422;
}

const DEFAULTS: Options = { status: 400 };

export default createRule({
  name: 'consistent-validation-status',
  meta: {
    type: 'suggestion',
    hasSuggestions: true,
    docs: {
      description: 'require one status for input that fails validation',
      preset: 'all',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.1',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.21',
      ],
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          status: {
            description: 'The status for input that can be read and is not as it has to be: 400 or 422. Default: 400.',
            type: 'integer',
            enum: [400, 422],
          },
        },
      },
    ],
    defaultOptions: [DEFAULTS],
    messages: {
      other:
        'Input that fails validation goes out with {{status}} here, and with {{wanted}} by the convention of this project: clients have to handle both. Send {{wanted}}.',
      send: 'Send {{wanted}}.',
    },
  },
  create: ({ report, options: { status: wanted }, sourceCode }) => ({
    exchange(exchange) {
      for (const written of having(exchange.status, wanted === 400 ? 422 : 400)) {
        const { value: status, site } = written;
        if (reasonFor(site, exchange, sourceCode)?.meant?.is !== 'invalid') continue;
        const suggest = [
          { messageId: 'send', data: { wanted }, fix: sendInstead(wanted, written, exchange, sourceCode) },
        ] as const;
        report({ node: site.at, messageId: 'other', data: { status, wanted }, suggest });
      }
    },
  }),
});
