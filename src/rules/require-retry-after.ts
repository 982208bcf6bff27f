import { createRule } from '../rule/create-rule.js';
import { lacking } from '../rule/missing-fields.js';
import { isProbe } from '../rule/probe.js';

/** Fields that tell a limited client when its quota is back, in their drafts' and their older spellings. */
const QUOTA = /^(?:x-)?rate-?limit(?:-|$)/;

export default createRule({
  name: 'require-retry-after',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'require a Retry-After field on 429 Too Many Requests and 503 Service Unavailable',
      preset: 'recommended',
      severity: 'warn',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc6585.html#section-4',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.4',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.3',
      ],
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          statuses: {
            description: 'Statuses that need Retry-After as well, beside 429 and 503.',
            type: 'array',
            items: { type: 'integer', minimum: 200, maximum: 599 },
            uniqueItems: true,
          },
          fields: {
            description: 'Fields of your own that tell the client when to come back, and do instead of Retry-After.',
            type: 'array',
            items: { type: 'string', pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$" },
            uniqueItems: true,
          },
        },
      },
    ],
    defaultOptions: [{ statuses: [] as readonly number[], fields: [] as readonly string[] }],
    messages: {
      missing:
        'This {{status}} does not say when to come back, so clients retry at once or give up, and {{framework}} adds no Retry-After: send it, in seconds or as a date.',
    },
  },
  create: ({ report, options, settings }) => ({
    exchange(exchange, { handler, path }) {
      if (handler.role === 'limiter' || isProbe(handler, path)) return;
      const enough = ['retry-after', ...options.fields];
      const hasQuota = [...exchange.fields.names, ...settings.providedFields].some((name) => QUOTA.test(name));
      for (const { value, site } of lacking(exchange, enough, 429, 503, ...options.statuses)) {
        if (value === 429 && hasQuota) continue;
        report({ node: site.at, messageId: 'missing', data: { status: value, framework: handler.dialect.framework } });
      }
    },
  }),
});
