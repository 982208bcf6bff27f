import { createRule } from '../rule/create-rule.js';
import { hasLostStatus } from '../rule/lost-status.js';
import { lacking } from '../rule/missing-fields.js';
import { idleIn, redirectWith } from '../rule/redirects.js';

export default createRule({
  name: 'valid-redirect',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'require redirects that clients can follow: with a target, and with a status that redirects',
      preset: 'recommended',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.2',
        'https://fetch.spec.whatwg.org/#dom-response-redirect',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.3',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.4',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.8',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.9',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      nowhere:
        'This {{status}} has no Location, and {{framework}} adds none: browsers show the content, if there is any, and other clients stop there. Send Location, or a status that does not redirect.',
      stays:
        'A {{status}} does not redirect: {{framework}} sends the Location with it, and clients stay where they are. Redirect with 302, 303, 307, 301 or 308.',
      relative:
        '{{framework}} redirects to whole URLs only, and throws here: unless a `catch` answers, the client gets a 500. Resolve the target, as with `new URL(target, request.url)`.',
      redirect: 'Redirect with {{status}}.',
    },
  },
  create: ({ report, sourceCode }) => ({
    handler({ refused, dialect: { framework } }) {
      for (const { site } of refused) report({ node: site.origin, messageId: 'relative', data: { framework } });
    },
    path({ exchange }, { handler }) {
      if (!exchange || hasLostStatus(exchange, handler)) return;
      for (const written of idleIn(exchange)) {
        const data = { status: written.value, framework: handler.dialect.framework };
        const suggest = [302, 303].map((status) => {
          const fix = redirectWith(status, written, exchange, sourceCode);
          return { messageId: 'redirect', data: { status }, fix } as const;
        });
        report({ node: written.site.at, messageId: 'stays', data, suggest });
      }
    },
    exchange(exchange, { handler: { dialect } }) {
      if (exchange.redirect) return;
      for (const { value, site } of lacking(exchange, ['location'], 301, 302, 303, 307, 308)) {
        report({ node: site.at, messageId: 'nowhere', data: { status: value, framework: dialect.framework } });
      }
    },
  }),
});
