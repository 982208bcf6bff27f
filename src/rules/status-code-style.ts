import { LIBRARIES, type Library } from '../http/constant-names.js';
import { describe } from '../http/statuses.js';
import { asConstants } from '../rule/constant-writing.js';
import { createRule } from '../rule/create-rule.js';
import { replaceValue } from '../rule/fixes.js';
import { constantsOf, isOneOf, OWN_CONSTANTS, type OwnConstants } from '../rule/status-constants.js';
import { writtenStatuses } from '../rule/written-statuses.js';

const DEFAULTS: { readonly style: 'number' | Library | OwnConstants } = { style: 'number' };

export default createRule({
  name: 'status-code-style',
  meta: {
    type: 'suggestion',
    fixable: 'code',
    docs: {
      description: 'enforce numbers, or the constants of one module, for statuses',
      preset: 'all',
      severity: 'warn',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15',
        'https://nodejs.org/api/http2.html#http2constants',
      ],
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          style: {
            description: 'Numbers, or the constants of a library or of the project.',
            anyOf: [{ type: 'string', enum: ['number', ...LIBRARIES] }, OWN_CONSTANTS],
          },
        },
      },
    ],
    defaultOptions: [DEFAULTS],
    messages: {
      number: 'Statuses are numbers here: write {{code}} in place of {{written}}.',
      constant: 'Statuses are constants of {{module}} here: write {{constant}} in place of {{written}}.',
      unread:
        '{{name}} in {{module}} cannot be read, so there is nothing to write in place of {{status}}: correct the option `style` of this rule, or give it `members`.',
    },
  },
  create: ({ report, options: { style }, sourceCode, linted }) => ({
    file(handlers) {
      const statuses = writtenStatuses(handlers, sourceCode);
      if (style === 'number') {
        for (const { node, code } of statuses.filter(({ as }) => as === 'name')) {
          const data = { code, written: sourceCode.getText(node) };
          report({ node, messageId: 'number', data, fix: replaceValue(node, String(code), sourceCode) });
        }
        return;
      }
      const constants = constantsOf(style, linted);
      const { module, locals, members } = constants;
      const configured = typeof style === 'string' ? style : style.module;
      const others = statuses.filter((status) => !isOneOf(constants, status, linted));
      for (const { node, code } of members.size === 0 ? others.slice(0, 1) : []) {
        report({
          node,
          messageId: 'unread',
          data: { name: locals[0] ?? '', module: configured, status: describe(code) },
        });
      }
      for (const { node, constant, fix } of asConstants(others, constants, sourceCode)) {
        report({ node, messageId: 'constant', data: { module, constant, written: sourceCode.getText(node) }, fix });
      }
    },
  }),
});
