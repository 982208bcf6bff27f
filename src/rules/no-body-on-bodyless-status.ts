import type { ForbiddenContent } from '../exchange/dialect.js';
import type { Exchange, Handler } from '../exchange/model.js';
import type { Value } from '../exchange/value.js';
import { fateOfContent, isBodyless } from '../rule/bodyless.js';
import { createRule } from '../rule/create-rule.js';
import { carryOut, hasActiveArguments } from '../rule/fixes.js';
import { placeOf } from '../rule/place.js';
import { pathsSentBy } from '../rule/reading.js';

const CONSEQUENCE: Readonly<Record<ForbiddenContent, string>> = {
  dropped: 'drops this, and the client never sees it',
  sent: 'sends this all the same, and clients need not read it',
  throws: 'throws here, and the client gets a 500',
};

export default createRule({
  name: 'no-body-on-bodyless-status',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'disallow content with 204, 205 and 304, which have none',
      preset: 'recommended',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.5',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.6',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.5',
        'https://www.rfc-editor.org/rfc/rfc9112.html#section-6.3',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      content:
        'A {{status}} has no content: {{framework}} {{consequence}}. Send it with a status that has content, or send none.',
      withStatus: 'Send 200, with this content.',
      without: 'Send {{status}}, without content.',
    },
  },
  create: ({ report, sourceCode }) => ({
    exchange(exchange, { handler }) {
      const { status, content } = exchange;
      if (content.is !== 'some') return;
      const edit = exchange.withoutContent();
      for (const { value, site } of status.codes) {
        if (!isBodyless(value)) continue;
        const forbidden = fateOfContent(exchange, value, handler.dialect);
        // To send `null` is one way to say that there is nothing to send.
        if (isNull(content.value) && forbidden === 'dropped') continue;
        const node = placeOf(content.node, content.value.site, site);
        const isOnly = isOnlyStatus(value, exchange, handler);
        const withStatus = isOnly ? carryOut(node, sourceCode, exchange.editStatus(200)) : null;
        const canLeaveOut = isOnly && edit !== null && !hasActiveArguments(edit.node, sourceCode);
        const without = canLeaveOut ? carryOut(node, sourceCode, edit) : null;
        report({
          node,
          messageId: 'content',
          data: { status: value, framework: handler.dialect.framework, consequence: CONSEQUENCE[forbidden] },
          suggest: [
            ...(withStatus ? [{ messageId: 'withStatus', fix: withStatus } as const] : []),
            ...(without ? [{ messageId: 'without', data: { status: value }, fix: without } as const] : []),
          ],
        });
      }
    },
  }),
});

function isNull(value: Value): boolean {
  return value.is === 'literal' && value.value === null;
}

/** Whether the call sends that status and no other, on whichever path, so that what it sends can be changed for all of them. */
function isOnlyStatus(code: number, { send }: Exchange, handler: Handler): boolean {
  return pathsSentBy(send.origin, handler).every(({ exchange }) => {
    const status = exchange?.status;
    return status && !status.open && status.codes.length > 0 && status.codes.every(({ value }) => value === code);
  });
}
