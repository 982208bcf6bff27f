import type { Exchange, Handler } from '../exchange/model.js';
import { describe } from '../http/statuses.js';
import { toldOtherwise } from '../rule/body-status.js';
import { contradictionIn } from '../rule/contradiction.js';
import { createRule } from '../rule/create-rule.js';
import { carryOut, replaceWith } from '../rule/fixes.js';
import { hasLostStatus } from '../rule/lost-status.js';
import { placeOf } from '../rule/place.js';
import { anyOf, pathsSentBy } from '../rule/reading.js';

export default createRule({
  name: 'consistent-body-status',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'require the status that a body names to be the one it goes out with',
      preset: 'recommended',
      severity: 'warn',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9457.html#section-3.1.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      differs:
        'The body says {{told}}, and the status that goes out is {{status}}: proxies, caches and monitors believe the one, clients that read the body the other. Make them agree.',
      default:
        'The body says {{told}}, but no status is set, so {{framework}} sends {{status}}: proxies, caches and monitors believe that. Set the status.',
      send: 'Send {{status}}.',
      tell: 'Name {{status}} in the body.',
    },
  },
  create: ({ report, sourceCode }) => ({
    path(path, { handler }) {
      const { exchange } = path;
      if (!exchange || hasLostStatus(exchange, handler) || contradictionIn(exchange, { handler, path })) return;
      const told = toldOtherwise(exchange);
      if (!told) return;
      const { codes, origin } = exchange.status;
      const { site } = told.value;
      const node = placeOf(site.origin, site, exchange.statusSite);
      const status = anyOf(codes);
      const send = carryOut(
        node,
        sourceCode,
        isOneAnswer(exchange, handler, told.code) ? exchange.editStatus(told.code) : null,
      );
      const [code] = codes;
      const name = code && codes.length === 1 ? told.naming(code.value) : null;
      const tell =
        name !== null && node === site.origin && node.type === 'Literal' ? replaceWith(node, name, sourceCode) : null;
      const suggest = [
        { messageId: 'send', data: { status: told.code }, fix: send },
        { messageId: 'tell', data: { status }, fix: tell },
      ] as const;
      if (origin !== 'default')
        report({ node, messageId: 'differs', data: { told: describe(told.code), status }, suggest });
      else {
        const { framework } = handler.dialect;
        report({ node, messageId: 'default', data: { told: describe(told.code), status, framework }, suggest });
      }
    },
  }),
});

/** Whether the call sends that contradiction and nothing else, whichever way leads to it. */
function isOneAnswer({ send }: Exchange, handler: Handler, told: number): boolean {
  return pathsSentBy(send.origin, handler).every(({ exchange }) => exchange && toldOtherwise(exchange)?.code === told);
}
