import { createRule } from '../rule/create-rule.js';
import { errorCodesIn, statusInPlaceOf } from '../rule/error-codes.js';
import { replaceWith } from '../rule/fixes.js';
import { placeOf } from '../rule/place.js';

export default createRule({
  name: 'no-error-code-as-status',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'disallow the `code` or `errno` of an error as a status',
      preset: 'recommended',
      severity: 'warn',
      sources: [
        'https://nodejs.org/api/errors.html#nodejs-error-codes',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      code: "The `code` of an error is a text such as 'ENOENT' in Node, and a number such as 11000 in databases, not a status: {{framework}} cannot send that. Send the status that the error has, or 500.",
      errno:
        'The `errno` of an error is a negative number of the system, such as -2, not a status: {{framework}} cannot send that. Send the status that the error has, or 500.',
      status: 'Send `{{replacement}}`.',
    },
  },
  create: ({ report, sourceCode }) => ({
    handler({ dialect, statusWrites }) {
      for (const { node: status, site } of statusWrites) {
        for (const found of errorCodesIn(status, sourceCode)) {
          const replacement = statusInPlaceOf(found, sourceCode);
          report({
            node: placeOf(found.node, site),
            messageId: found.key,
            data: { framework: dialect.framework },
            suggest: [
              {
                messageId: 'status',
                data: { replacement },
                fix: found.node.type === 'MemberExpression' ? replaceWith(found.node, replacement, sourceCode) : null,
              },
            ],
          });
        }
      }
    },
  }),
});
