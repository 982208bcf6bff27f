import { createRule } from '../rule/create-rule.js';

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
      hangs:
        '{{status}} is set here, but on one way through this handler nothing sends it: {{framework}} leaves the client waiting until it gives up. Send the response.',
      replaced:
        '{{status}} is set here, but on one way through this handler nothing sends it: {{framework}} answers {{other}} instead. Send the response.',
    },
  },
  create: ({ report }) => ({
    path({ end, unsentStatus, last }, { handler: { dialect } }) {
      if (end !== 'unsent' || !unsentStatus) return;
      const [first, ...others] = unsentStatus.known;
      const node = first?.site.at ?? last;
      const status = first && others.length === 0 && !unsentStatus.open ? `The status ${first.value}` : 'A status';
      const data = { status, framework: dialect.name };
      if (dialect.unsent === 'hangs') report({ node, messageId: 'hangs', data });
      else report({ node, messageId: 'replaced', data: { ...data, other: dialect.unsent } });
    },
  }),
});
