import { createRule } from '../rule/create-rule.js';
import { answers, having } from '../rule/reading.js';

export default createRule({
  name: 'require-created-location',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'require a Location field on 201 Created',
      preset: 'recommended',
      severity: 'warn',
      sources: ['https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.2'],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      missing: 'This 201 names nothing: without Location the client cannot tell where the new resource is.',
    },
  },
  create: ({ report }) => ({
    exchange({ status, fields }, { path }) {
      if (answers(path.methods, 'PUT') || fields.get('location').is !== 'absent') return;
      for (const { site } of having(status, 201)) report({ node: site.at, messageId: 'missing' });
    },
  }),
});
