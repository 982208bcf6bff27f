import { faultOf, faultOfParts } from '../http/field-faults.js';
import { createRule } from '../rule/create-rule.js';
import { textsOf } from '../rule/field-texts.js';
import { having, isSettled } from '../rule/reading.js';

const FIELDS = ['Retry-After', 'Allow', 'WWW-Authenticate', 'Proxy-Authenticate', 'Location', 'Content-Range'];

export default createRule({
  name: 'valid-status-header-value',
  meta: {
    type: 'problem',
    docs: {
      description: 'require values that clients understand in the fields that belong to a status',
      preset: 'recommended',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.3',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.1',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-11.3',
        'https://www.rfc-editor.org/rfc/rfc7617.html#section-2',
        'https://www.rfc-editor.org/rfc/rfc6750.html#section-3.1',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-14.4',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.7',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.6',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.17',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      malformed: 'This {{field}} {{says}}. {{remedy}}.',
      refused: 'This Allow lists {{methods}}, which is what the 405 refuses. Leave it out, or do not refuse it.',
    },
  },
  create: ({ report }) => ({
    exchange(exchange, { path: { methods } }) {
      const { status } = exchange;
      const [code] = status.codes;
      const only = code && status.codes.length === 1 && isSettled(status) ? code.value : null;
      for (const field of FIELDS) {
        const name = field.toLowerCase();
        for (const { value, start, end, isWhole } of textsOf(exchange, name)) {
          const node = value.site.at;
          const fault = isWhole ? faultOf(name, start, only) : faultOfParts(name, start, end);
          if (fault) report({ node, messageId: 'malformed', data: { field, ...fault } });
          else if (name === 'allow' && isWhole && methods?.size && having(status, 405).length > 0) {
            const allowed = start.split(',').map((method) => method.trim());
            if (![...methods].every((method) => allowed.includes(method))) continue;
            report({ node, messageId: 'refused', data: { methods: [...methods].join(', ') } });
          }
        }
      }
    },
  }),
});
