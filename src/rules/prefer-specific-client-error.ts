import { describe } from '../http/statuses.js';
import { createRule } from '../rule/create-rule.js';
import { reasonFor, signsIn } from '../rule/meaning/reason.js';
import { specificFor } from '../rule/meaning/specific.js';
import { sendInstead } from '../rule/numbers.js';

const WHY = {
  404: 'What was asked for is not there',
  409: 'It is there already',
  415: 'The type of the content is refused',
  429: 'The client asks too often',
} as const;

/** Statuses that leave open what is wrong; a 503 does so for a limiter only. */
const VAGUE = [400, 500];

export default createRule({
  name: 'prefer-specific-client-error',
  meta: {
    type: 'suggestion',
    hasSuggestions: true,
    docs: {
      description: 'require 404, 409, 415 and 429 where a vague status stands in for them',
      preset: 'all',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.10',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.16',
        'https://www.rfc-editor.org/rfc/rfc6585.html#section-4',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.1',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.1',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.4',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      vague:
        '{{why}}, and this {{status}} does not say so: clients cannot tell it from other errors, and handle it wrongly. Send {{specific}}.',
      send: 'Send {{specific}}.',
    },
  },
  create: ({ report, sourceCode }) => ({
    exchange(exchange, { handler }) {
      for (const written of exchange.status.codes) {
        const { value: status, site } = written;
        if (!VAGUE.includes(status) && status !== 503) continue;
        const reason = reasonFor(site, exchange, sourceCode);
        const specific = reason && specificFor(reason, sourceCode);
        if (!specific || (status === 503 && specific !== 429)) continue;
        if (specific === 404 && signsIn(handler, sourceCode)) continue;
        const fix = sendInstead(specific, written, exchange, sourceCode);
        const suggest = [{ messageId: 'send', data: { specific }, fix }] as const;
        report({
          node: site.at,
          messageId: 'vague',
          data: { why: WHY[specific], status, specific: describe(specific) },
          suggest,
        });
      }
    },
  }),
});
