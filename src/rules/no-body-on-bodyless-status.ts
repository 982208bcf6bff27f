import type { ForbiddenContent } from '../exchange/dialect.js';
import type { Value } from '../exchange/value.js';
import { fateOfContent, isBodyless } from '../rule/bodyless.js';
import { createRule } from '../rule/create-rule.js';
import { carryOut, hasActiveArguments } from '../rule/fixes.js';
import { placeOf } from '../rule/place.js';
import { sendsOnly } from '../rule/reading.js';

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
      if (content.is !== 'some' && content.is !== 'empty') return;
      const edit = exchange.withoutContent();
      for (const { value, site } of status.codes) {
        if (!isBodyless(value)) continue;
        const forbidden = fateOfContent(exchange, value, handler.dialect);
        // To send nothing, or `null`, is one way to say that there is nothing; an empty text is content where content throws.
        if (content.is === 'empty' && (forbidden !== 'throws' || !isText(content.value))) continue;
        if (isNull(content.value) && forbidden === 'dropped') continue;
        const node = placeOf(content.node, content.value.site, site);
        // What is sent can be changed only for all paths that send it.
        const isAlways = sendsOnly(value, exchange.send.origin, handler);
        const canLeaveOut = isAlways && edit !== null && !hasActiveArguments(edit.node, sourceCode);
        report({
          node,
          messageId: 'content',
          data: { status: value, framework: handler.dialect.framework, consequence: CONSEQUENCE[forbidden] },
          suggest: [
            { messageId: 'withStatus', fix: carryOut(node, sourceCode, isAlways ? exchange.editStatus(200) : null) },
            {
              messageId: 'without',
              data: { status: value },
              fix: carryOut(node, sourceCode, canLeaveOut ? edit : null),
            },
          ],
        });
      }
    },
  }),
});

function isText(value: Value): boolean {
  return value.is === 'literal' && typeof value.value === 'string';
}

function isNull(value: Value): boolean {
  return value.is === 'literal' && value.value === null;
}
