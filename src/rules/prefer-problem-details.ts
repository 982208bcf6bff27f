import type { Exchange, Field, Handler } from '../exchange/model.js';
import type { Property } from '../exchange/value.js';
import { isErrorCode } from '../http/statuses.js';
import { createRule } from '../rule/create-rule.js';
import { isSettled, pathsSentBy } from '../rule/reading.js';

/** The members that tell a problem document from other JSON; `type`, `status` and `instance` mean many things. */
const TELLING = new Set(['title', 'detail']);

/** The errors of OAuth (RFC 6749 §4.1.2.1 and §5.2, RFC 6750 §3.1, RFC 8628 §3.5) are one word with underscores. */
const OAUTH =
  /^(?:invalid_(?:request|client|grant|scope|token|target)|un(?:authorized_client|supported_\w+_type)|access_denied|server_error|temporarily_unavailable|insufficient_scope|authorization_pending|slow_down|expired_token)$/;

export default createRule({
  name: 'prefer-problem-details',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'require JSON that tells of an error to go out as application/problem+json',
      preset: 'all',
      severity: 'warn',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9457.html#section-3',
        'https://www.rfc-editor.org/rfc/rfc9457.html#section-6.1',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      mislabelled:
        'This looks like a problem document, but clients know one by its Content-Type alone, and this goes out as any other JSON. Set Content-Type to application/problem+json.',
      plain:
        'This error goes out as JSON of its own shape, which each client has to learn. Send `type`, `title`, `status` and `detail` as application/problem+json.',
    },
  },
  create: ({ report }) => ({
    exchange({ status, content, fields, send }, { handler }) {
      if (status.origin === 'error' || !sendsOnlyErrorCodes(send, handler)) return;
      if ((content.is !== 'some' && content.is !== 'open') || content.format === 'page') return;
      const { value } = content;
      if (!isPlainJson(fields.get('content-type')) || value.is !== 'object' || value.properties.some(isForeign)) return;
      const { node } = content;
      if (value.properties.some(({ key }) => TELLING.has(key)))
        report({ node: node ?? send.origin, messageId: 'mislabelled' });
      // What is spread there may make it a problem document.
      else if (!value.open) report({ node: node ?? send.origin, messageId: 'plain' });
    },
  }),
});

/** Whether the call sends errors and nothing else, whichever way leads to it. */
function sendsOnlyErrorCodes(send: Exchange['send'], handler: Handler): boolean {
  return pathsSentBy(send.origin, handler).every(
    ({ exchange }) =>
      exchange && isSettled(exchange.status) && exchange.status.codes.every(({ value }) => isErrorCode(value)),
  );
}

/** Whether the field gives the plain type of JSON, or leaves it to the framework. */
function isPlainJson(field: Field): boolean {
  if (field.is === 'absent') return true;
  if (field.is === 'open' || field.value.is !== 'literal') return false;
  const [type = ''] = String(field.value.value).split(';');
  return /^(?:application\/|\.)?json$/i.test(type.trim());
}

/** Whether the property is one of JSON-RPC, or of OAuth, whose errors are of a shape of their own (RFC 6749 §5.2). */
function isForeign({ key, value }: Property): boolean {
  if (key === 'jsonrpc' || key === 'error_description') return true;
  return key === 'error' && value.is === 'literal' && OAUTH.test(String(value.value));
}
