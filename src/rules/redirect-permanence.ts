import { createRule } from '../rule/create-rule.js';
import { dependsOnUser, isMove } from '../rule/meaning/permanence.js';
import { having } from '../rule/reading.js';
import { redirectWith } from '../rule/redirects.js';

export default createRule({
  name: 'redirect-permanence',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'disallow permanent redirects that depend on who asks',
      preset: 'strict',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.9',
        'https://www.rfc-editor.org/rfc/rfc9111.html#section-4.2.2',
      ],
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          moves: {
            description: 'Whether a temporary redirect is reported where an address has plainly moved for good.',
            type: 'boolean',
          },
        },
      },
    ],
    defaultOptions: [{ moves: false }],
    messages: {
      user: 'This {{status}} is kept for good by browsers, but it depends on who asks: after a login they still go to the other page, without asking again. Send {{temporary}}.',
      login:
        'This {{status}} to a login page is kept for good by browsers: after a login they still go there, without asking again. Send {{temporary}}.',
      moved:
        'This {{status}} is for the time being, and nothing here will change it: browsers and search engines come to the old address each time. Send {{permanent}}.',
      send: 'Send {{temporary}}.',
      keep: 'Send {{permanent}}.',
    },
  },
  create: ({ report, options, sourceCode }) => ({
    exchange(exchange, { handler, path }) {
      for (const written of having(exchange.status, 301, 308)) {
        const why = dependsOnUser(written, exchange, sourceCode);
        if (!why) continue;
        const temporary = written.value === 301 ? 302 : 307;
        const fix = redirectWith(temporary, written, exchange, sourceCode);
        report({
          node: written.site.at,
          messageId: why,
          data: { status: written.value, temporary },
          suggest: [{ messageId: 'send', data: { temporary }, fix }],
        });
      }
      if (!options.moves || !isMove(exchange, handler, path, sourceCode)) return;
      for (const { value: status, site } of having(exchange.status, 302, 307)) {
        const written = { value: status, site: site.origin.type === 'Literal' ? site : exchange.statusSite };
        const permanent = status === 302 ? 301 : 308;
        const fix = redirectWith(permanent, written, exchange, sourceCode);
        report({
          node: written.site.at,
          messageId: 'moved',
          data: { status, permanent },
          suggest: [{ messageId: 'keep', data: { permanent }, fix }],
        });
      }
    },
  }),
});
