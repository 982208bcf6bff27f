import { describe, standingOf } from '../http/statuses.js';
import { registeredFor } from '../http/unregistered.js';
import { createRule } from '../rule/create-rule.js';
import { sendInstead } from '../rule/numbers.js';
import { isFinal } from '../rule/reading.js';

const CODES = { type: 'array', items: { type: 'integer', minimum: 200, maximum: 599 }, uniqueItems: true } as const;

export default createRule({
  name: 'no-nonstandard-status-code',
  meta: {
    type: 'suggestion',
    hasSuggestions: true,
    docs: {
      description: 'disallow status codes that the registry does not have, or has given up',
      preset: 'recommended',
      severity: 'warn',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.1',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-16.2.1',
        'https://www.rfc-editor.org/rfc/rfc9205.html#section-4.6',
        'https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.6',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.7',
        'https://www.rfc-editor.org/rfc/rfc2774.html#section-7',
      ],
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          allow: { ...CODES, description: 'Codes of yours that are fine, although the registry does not have them.' },
          deny: { ...CODES, description: 'Codes that are registered, and that you do not want all the same.' },
        },
      },
    ],
    defaultOptions: [{ allow: [418] as readonly number[], deny: [] as readonly number[] }],
    messages: {
      unknown:
        'No standard knows {{status}}, so clients, caches and proxies take it for a {{like}}, and monitors have no name for it. Send a registered status.',
      reserved: '{{status}} is reserved and has no meaning: clients take it for a {{like}}. Send another status.',
      outdated:
        '{{status}} has been given up: clients and proxies of today do not do what it asks for. Send another status.',
      denied: '{{status}} is not to be sent here, by your configuration.',
      send: 'Send {{status}}.',
    },
  },
  create: ({ report, options, sourceCode }) => ({
    exchange(exchange) {
      for (const written of exchange.status.codes.filter(isFinal)) {
        const { value, site } = written;
        const why = options.deny.includes(value) ? 'denied' : options.allow.includes(value) ? null : faultOf(value);
        if (!why) continue;
        const first = Math.floor(value / 100) * 100;
        const node = site.at;
        const suggest = remedies(value).map(
          (code) =>
            ({
              messageId: 'send',
              data: { status: code },
              fix: sendInstead(code, written, exchange, sourceCode),
            }) as const,
        );
        if (why === 'denied' || why === 'outdated') {
          report({ node, messageId: why, data: { status: describe(value) }, suggest });
        } else {
          report({ node, messageId: why, data: { status: value, like: describe(first) }, suggest });
        }
      }
    },
  }),
});

/** What the registry has against a code; null where it has nothing. */
function faultOf(code: number): 'unknown' | 'reserved' | 'outdated' | null {
  switch (standingOf(code)) {
    case null:
      return 'unknown';
    case 'reserved':
      return 'reserved';
    case 'deprecated':
    case 'obsoleted':
      return 'outdated';
    default:
      return null;
  }
}

/** What may be sent instead: what says the same, else the first of its class, as which clients take it anyway. */
function remedies(code: number): readonly number[] {
  const registered = registeredFor(code);
  if (registered.length > 0) return registered;
  const first = Math.floor(code / 100) * 100;
  // 300 offers a choice, which is not what another code of its class was to say.
  return first === 300 || first === code ? [] : [first];
}
