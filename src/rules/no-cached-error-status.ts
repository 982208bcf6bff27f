import { describe } from '../http/statuses.js';
import { createRule } from '../rule/create-rule.js';
import { textsOf } from '../rule/field-texts.js';

/** A response with one of these directives is kept, whatever its status (RFC 9111 §3). */
const FRESHNESS = /\b(?:s-maxage|max-age)\s*=\s*"?0*[1-9]|\bimmutable\b/i;
const NOT_KEPT = /\bno-store\b/i;

export default createRule({
  name: 'no-cached-error-status',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow fields that have caches keep an error which will have passed',
      preset: 'strict',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9111.html#section-3',
        'https://www.rfc-editor.org/rfc/rfc6585.html#section-4',
        'https://www.rfc-editor.org/rfc/rfc9111.html#section-5.2.2.1',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.4',
        'https://www.rfc-editor.org/rfc/rfc6585.html#section-3',
        'https://www.rfc-editor.org/rfc/rfc6585.html#section-5',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.1',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.3',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.4',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.5',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      kept: 'Caches keep this {{status}} for as long as `Cache-Control: {{directives}}` says, and clients get it when the reason for it is long gone. Send `Cache-Control: no-store` with it.',
    },
  },
  create: ({ report }) => ({
    exchange(exchange) {
      const [kept] = textsOf(exchange, 'cache-control').filter(
        ({ start, isWhole }) => isWhole && FRESHNESS.test(start) && !NOT_KEPT.test(start),
      );
      if (!kept) return;
      for (const { value, site } of exchange.status.codes) {
        if (!passes(value)) continue;
        report({ node: site.at, messageId: 'kept', data: { status: describe(value), directives: kept.start } });
      }
    },
  }),
});

/** Whether the error depends on who asks, or when: a 404, a 410 or a 501 stays what it is for a while. */
function passes(status: number): boolean {
  return [401, 403, 428, 429, 431].includes(status) || (status >= 500 && status <= 599 && status !== 501);
}
