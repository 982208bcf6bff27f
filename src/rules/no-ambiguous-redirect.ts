import { createRule } from '../rule/create-rule.js';
import { answers, having } from '../rule/reading.js';
import { pagesWithoutPost, redirectWith, targetOf } from '../rule/redirects.js';

export default createRule({
  name: 'no-ambiguous-redirect',
  meta: {
    type: 'suggestion',
    hasSuggestions: true,
    docs: {
      description: 'disallow 301 and 302 in answer to a method that clients change or repeat',
      preset: 'recommended',
      severity: 'warn',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.3',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.4',
        'https://fetch.spec.whatwg.org/#concept-http-redirect-fetch',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      switches:
        'This {{status}} answers a POST: most clients follow with GET and drop the body, though the status does not say so. Say what you mean: 303 for GET, {{keeping}} to keep POST.',
      repeats:
        'This {{status}} answers a {{method}}: clients repeat the {{method}} on the target instead of fetching it. Say what you mean: 303 for GET, {{keeping}} to keep {{method}}.',
      formAgain:
        'This {{status}} has the client send the POST again, to `{{target}}`, where this file only shows a page for GET: the client gets an error instead of the page. Send 303.',
      fetch: 'Send 303: the client fetches the target with GET.',
      keep: 'Send {{keeping}}: the client sends the same request to the target.',
    },
  },
  create({ report, sourceCode }) {
    let pages: ReadonlySet<string> = new Set();
    return {
      file(handlers) {
        pages = pagesWithoutPost(handlers);
      },
      exchange(exchange, { path: { methods } }) {
        const { status, fields, redirect } = exchange;
        // Without a target there is nothing to follow; that is another fault.
        if (!redirect && fields.get('location').is === 'absent') return;

        for (const written of having(status, 301, 302)) {
          const keeping = written.value === 301 ? 308 : 307;
          const suggest = [
            { messageId: 'fetch', fix: redirectWith(303, written, exchange, sourceCode) },
            { messageId: 'keep', data: { keeping }, fix: redirectWith(keeping, written, exchange, sourceCode) },
          ] as const;
          const node = written.site.at;
          const data = { status: written.value, keeping };
          const repeated = (['PUT', 'PATCH', 'DELETE'] as const).find((method) => answers(methods, method));
          if (answers(methods, 'POST')) report({ node, messageId: 'switches', data, suggest });
          else if (repeated) report({ node, messageId: 'repeats', data: { ...data, method: repeated }, suggest });
        }

        const target = targetOf(exchange);
        if (target === null || !pages.has(target) || !answers(methods, 'POST')) return;
        for (const written of having(status, 307, 308)) {
          const fix = redirectWith(303, written, exchange, sourceCode);
          const data = { status: written.value, target };
          report({ node: written.site.at, messageId: 'formAgain', data, suggest: [{ messageId: 'fetch', fix }] });
        }
      },
    };
  },
});
