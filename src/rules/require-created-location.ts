import { createRule } from '../rule/create-rule.js';
import { lacking } from '../rule/missing-fields.js';
import { answers } from '../rule/reading.js';

export default createRule({
  name: 'require-created-location',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'require a Location field on 201 Created',
      preset: 'recommended',
      severity: 'warn',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-9.3.3',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      missing:
        'This 201 has no Location, so it says that the new resource is at the URL of the request itself, and {{framework}} adds none: send Location with the URL of what was created; if that has no URL, send 200 or 204.',
    },
  },
  create: ({ report }) => ({
    exchange(exchange, { handler, path }) {
      if (exchange.status.origin === 'default') return;
      // A PUT creates its own target, which is what a 201 without Location says. On GET, a 201 is wrong in itself.
      const { methods } = path;
      if (methods !== null && (answers(methods, 'PUT') || !answers(methods, 'POST'))) return;
      for (const { site } of lacking(exchange, ['location'], 201)) {
        report({ node: site.at, messageId: 'missing', data: { framework: handler.dialect.framework } });
      }
    },
  }),
});
