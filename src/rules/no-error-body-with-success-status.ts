import type { Exchange, Handler, Site } from '../exchange/model.js';
import { createRule } from '../rule/create-rule.js';
import { errorBodyIn, hasFailed, sendsOnlyErrors, successFlagIn } from '../rule/error-body.js';
import { carryOutBeside } from '../rule/fixes.js';
import { missesErrorStatus } from '../rule/lost-status.js';
import { placeOf } from '../rule/place.js';
import { anyOf, isSettled } from '../rule/reading.js';

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
  create: ({ report, options }) => ({
    exchange(exchange, { handler, path }) {
      const { status, content } = exchange;
      const { codes, origin } = status;
      if (content.is !== 'some' && content.is !== 'open') return;
      if (content.format === 'page' || !isSettled(status) || speaks(options.protocols, handler)) return;
      const site = origin === 'default' ? exchange.send : (codes[0]?.site ?? exchange.statusSite);
      const data = { status: anyOf(codes), framework: handler.dialect.framework };

      if (codes.every(({ value }) => mayHoldResult(value))) {
        const failed = hasFailed(exchange.send.origin, handler);
        const body = errorBodyIn(content.value, { conditions: path.conditions, failed });
        // A 404 that is written and lost is one defect, and has a rule of its own.
        if (!body || missesErrorStatus(exchange, handler)) return;
        const node = placeOf(site.origin, site, body.site);
        // One status must fit everything that the call sends.
        const isAlone = body === content.value && sendsOnlyErrors(exchange.send.origin, handler);
        const suggest = isAlone ? remedies(exchange, node, failed ? [500, 400] : [400, 500]) : [];
        const unset = handler.role === 'error-handler' ? 'errorHandler' : 'default';
        report({ node, messageId: origin === 'default' ? unset : 'written', data, suggest });
      } else if (codes.every(({ value }) => value >= 400)) {
        const flag = successFlagIn(content.value);
        if (!flag) return;
        const node = placeOf(site.origin, site, flag.site);
        report({ node, messageId: 'success', data, suggest: remedies(exchange, node, [200]) });
      }
    },
  }),
});

const MEANING: Readonly<Record<number, string>> = {
  200: 'the request succeeded',
  400: 'the request is at fault',
  500: 'the server is at fault',
};

function remedies(exchange: Exchange, node: Site['at'], statuses: readonly number[]) {
  return statuses.flatMap((status) => {
    const fix = carryOutBeside(node, exchange.editStatus(status));
    return fix ? [{ messageId: 'setStatus', data: { status, meaning: MEANING[status] ?? '' }, fix } as const] : [];
  });
}

/** A 2xx that goes with one result: 204 and 205 have no content to judge, and 207 holds several results. */
function mayHoldResult(status: number): boolean {
  return status >= 200 && status <= 299 && ![204, 205, 207].includes(status);
}

function speaks(protocols: readonly string[], { route, name }: Handler): boolean {
  const segments = (route ?? '').toLowerCase().split(/[^a-z0-9]+/);
  return protocols.some((word) => segments.includes(word) || name?.toLowerCase().includes(word));
}
