import type { Status } from '../exchange/model.js';
import { createRule } from '../rule/create-rule.js';
import { placeOf } from '../rule/place.js';
import { isDropped } from '../rule/bodyless.js';
import { leaksIn, removalOf, replacementOf } from '../rule/leaks.js';

interface Options {
  readonly message: 'never' | '5xx' | 'always';
}

const DEFAULTS: Options = { message: 'never' };

export default createRule({
  name: 'no-stack-in-response',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'disallow the stack or the inside of an error in a response',
      preset: 'recommended',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9457.html#section-5',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.1',
        'https://cwe.mitre.org/data/definitions/209.html',
      ],
    },
    schema: [
      {
        type: 'object',
        description: 'Which parts of an error count as a leak besides its stack.',
        properties: {
          message: {
            description:
              'Whether the message of an error may be sent: "never" reports it nowhere, "5xx" where the status is a 5xx, "always" everywhere. Default: "never".',
            type: 'string',
            enum: ['never', '5xx', 'always'],
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [DEFAULTS],
    messages: {
      stack:
        'The stack of this error goes to the client, with file paths, line numbers and library names that help an attacker. Log it, and send a fixed text.',
      inspected:
        'This sends the inside of an error to the client: its stack, and whatever else hangs on it. Log it, and send a fixed text.',
      copied:
        'This sends all that hangs on the error to the client; on those of databases and HTTP clients, that is queries, addresses and credentials. Log it, and send a fixed text.',
      message:
        'The message of this error goes to the client, and what a library or a database puts there is not for strangers. Log it, and send a fixed text.',
      fixedText: 'Send a fixed text instead.',
      remove: 'Do not send the stack.',
    },
  },
  create: ({ report, options, sourceCode }) => ({
    path({ exchange, conditions }, { handler }) {
      if (!exchange || isDropped(exchange, handler.dialect)) return;
      const { status, content } = exchange;
      // What a view shows of its data cannot be seen.
      if ((content.is !== 'some' && content.is !== 'open') || content.format === 'page') return;
      if (conditions.some(({ deployment }) => deployment === 'development')) return;
      for (const leak of leaksIn(content.value)) {
        const { part, value } = leak;
        if (part === 'message' && !isLeak(options.message, status)) continue;
        const remove = content.node && removalOf(leak, content.node, sourceCode);
        const replace = content.node && replacementOf(leak, content.node, sourceCode);
        report({
          node: placeOf(value.site.origin, value.site),
          messageId: part,
          suggest: [
            { messageId: 'remove', fix: remove },
            { messageId: 'fixedText', fix: remove ? null : replace },
          ],
        });
      }
    },
  }),
});

/** Whether the option says that an error's message must not go out with such a status. */
function isLeak(message: Options['message'], { codes }: Status): boolean {
  return message === 'always' || (message === '5xx' && codes.some(({ value }) => value >= 500));
}
