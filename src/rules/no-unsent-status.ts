import { createRule } from '../rule/create-rule.js';
import { anyOf, isFinal, whenUnanswered } from '../rule/reading.js';

export default createRule({
  name: 'no-unsent-status',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow a status that is set on a path which never sends the response',
      preset: 'recommended',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15',
        'https://nodejs.org/api/http.html#responseenddata-encoding-callback',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      unsent:
        '{{status}} is set here, but on one way through this handler nothing sends it: {{consequence}}. Send the response.',
    },
  },
  create: ({ report }) => ({
    handler({ statusWrites, dialect }) {
      for (const { site, values, fates } of statusWrites) {
        // What no final response can carry is a fault of its own.
        const isPossible = values.open || values.known.some(isFinal);
        if (!isPossible || !fates.some(({ is }) => is === 'unsent')) continue;
        const status = values.open ? 'A status' : `The status ${anyOf(values.known)}`;
        report({ node: site.at, messageId: 'unsent', data: { status, consequence: whenUnanswered(dialect) } });
      }
    },
  }),
});
