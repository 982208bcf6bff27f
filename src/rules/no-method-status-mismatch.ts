import { isAgreed } from '../rule/borders.js';
import { createRule } from '../rule/create-rule.js';
import { carryOut } from '../rule/fixes.js';
import { mismatchIn } from '../rule/method-mismatch.js';
import { sendsOnly } from '../rule/reading.js';

export default createRule({
  name: 'no-method-status-mismatch',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'disallow statuses that do not go with the method of the request',
      preset: 'recommended',
      severity: 'warn',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-9.2.1',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-14.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-13.1.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-9.3.2',
        'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.7',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.5',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      created:
        'This 201 answers a {{methods}}, which only asks: crawlers, caches and clients that repeat it do not expect that to create anything. Send 200, or create with POST or PUT.',
      part: 'This 206 answers a {{methods}}, and only a GET can ask for a part: the client takes the part for all of it, or for an error. Send 200.',
      unmodified:
        'This 304 answers a {{methods}}: only a GET or HEAD has a copy to go on with, and the client does not learn that nothing was done. Send 412.',
      preflight:
        'This {{status}} answers a preflight, which passes with a 2xx only: the browser blocks the request, whatever the other fields allow. Send 204.',
      head: 'A HEAD has no content: nobody gets what is sent here. Send the fields alone.',
      send: 'Send {{status}}.',
    },
  },
  create: ({ report, sourceCode }) => ({
    path(path, { handler }) {
      const { exchange, methods } = path;
      if (!exchange || methods === null || !isAgreed(exchange, { handler, path })) return;
      const { content } = exchange;
      if (methods.size === 1 && methods.has('HEAD') && content.is === 'some' && content.format !== 'page') {
        report({ node: content.node, messageId: 'head' });
      }
      const mismatch = mismatchIn(exchange, { handler, path });
      if (!mismatch) return;
      const node = mismatch.site.at;
      const isAlways = sendsOnly(mismatch.status, exchange.send.origin, handler);
      const fix = isAlways ? carryOut(node, sourceCode, exchange.editStatus(mismatch.meant)) : null;
      const suggest = [{ messageId: 'send', data: { status: mismatch.meant }, fix }] as const;
      if (mismatch.is === 'preflight') {
        report({ node, messageId: 'preflight', data: { status: mismatch.status }, suggest });
      } else {
        report({ node, messageId: mismatch.is, data: { methods: [...methods].join(' or ') }, suggest });
      }
    },
  }),
});
