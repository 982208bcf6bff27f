import type { Exchange, Handler } from '../exchange/model.js';
import { createRule } from '../rule/create-rule.js';
import { contradictionIn, hasFailed, sendsOnlyErrors, type Contradiction } from '../rule/contradiction.js';
import { carryOut } from '../rule/fixes.js';
import { hasLostStatus } from '../rule/lost-status.js';
import { placeOf } from '../rule/place.js';
import { anyOf } from '../rule/reading.js';

const MEANING = {
  200: 'the request succeeded',
  400: 'the request is at fault',
  500: 'the server is at fault',
} as const;

type Remedy = keyof typeof MEANING;

export default createRule({
  name: 'no-error-body-with-success-status',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description:
        'disallow a body that tells of an error under a 2xx, and one that tells of success under a 4xx or 5xx',
      preset: 'recommended',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.1',
        'https://www.rfc-editor.org/rfc/rfc9111.html#section-4.4',
      ],
    },
    schema: [
      {
        type: 'object',
        description: 'Where an error under a 2xx is what the protocol asks for.',
        properties: {
          protocols: {
            description:
              'Words that mark an endpoint whose protocol answers 200 and tells of errors in the body. An endpoint is left alone when a segment of its route is one of these words, or the name of its handler contains one.',
            type: 'array',
            items: { type: 'string', minLength: 1 },
            uniqueItems: true,
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ protocols: ['graphql', 'rpc', 'jsonrpc', 'trpc', 'webhook', 'webhooks'] }],
    messages: {
      written:
        'This {{status}} says that the request succeeded, but the body only tells of an error: clients, caches and monitors believe the status. Send a 4xx or 5xx.',
      default:
        'No status is set, so {{framework}} sends this error with {{status}}: clients, caches and monitors take it for a success. Set a 4xx or 5xx.',
      errorHandler:
        'This error handler sets no status, so {{framework}} answers the failed request with {{status}}, as if it had succeeded. Set a 4xx or 5xx.',
      success:
        'The body says that the request succeeded, but the status is {{status}}: clients that look at the status give up, and those that look at the body go on. Make the two agree.',
      setStatus: 'Send {{status}}: {{meaning}}.',
    },
  },
  create: ({ report, options, sourceCode }) => ({
    path(path, { handler }) {
      const { exchange } = path;
      if (!exchange || hasLostStatus(exchange, handler) || speaks(options.protocols, handler)) return;
      const contradiction = contradictionIn(exchange, { handler, path });
      if (!contradiction) return;
      const { codes, origin } = exchange.status;
      const site = origin === 'default' ? exchange.send : (codes[0]?.site ?? exchange.statusSite);
      const node = placeOf(site.origin, site, contradiction.value.site);
      const data = { status: anyOf(codes), framework: handler.dialect.framework };
      const suggest = remediesFor(contradiction, exchange, handler).map((status) => {
        const fix = carryOut(node, sourceCode, exchange.editStatus(status));
        return { messageId: 'setStatus', data: { status, meaning: MEANING[status] }, fix } as const;
      });
      if (contradiction.is === 'success-with-error') report({ node, messageId: 'success', data, suggest });
      else if (origin !== 'default') report({ node, messageId: 'written', data, suggest });
      else report({ node, messageId: handler.role === 'error-handler' ? 'errorHandler' : 'default', data, suggest });
    },
  }),
});

/** The statuses to choose from: one must fit everything that the call sends. */
function remediesFor({ is, value }: Contradiction, { send, content }: Exchange, handler: Handler): readonly Remedy[] {
  if (is === 'success-with-error') return [200];
  const isWholeBody = 'value' in content && content.value === value;
  if (!isWholeBody || !sendsOnlyErrors(send.origin, handler)) return [];
  return hasFailed(send.origin, handler) ? [500, 400] : [400, 500];
}

function speaks(protocols: readonly string[], { route, name }: Handler): boolean {
  const segments = (route ?? '').toLowerCase().split(/[^a-z0-9]+/);
  return protocols.some((word) => segments.includes(word) || name?.toLowerCase().includes(word));
}
