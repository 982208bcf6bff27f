import { describe } from '../http/statuses.js';
import { createRule } from '../rule/create-rule.js';
import { calledName } from '../rule/place.js';
import { isProbe } from '../rule/probe.js';

export default createRule({
  name: 'require-error-body',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'require content that explains a 4xx or 5xx',
      preset: 'all',
      severity: 'warn',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6',
      ],
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          allow: {
            description: 'Statuses that may go out without content.',
            type: 'array',
            items: { type: 'integer', minimum: 400, maximum: 599 },
            uniqueItems: true,
          },
        },
      },
    ],
    defaultOptions: [{ allow: [] as readonly number[] }],
    messages: {
      client:
        'This {{status}} goes out empty, and {{framework}} adds nothing: the client learns neither what is wrong with its request nor whether it may try again. Send a short explanation.',
      server:
        'This {{status}} goes out empty, and {{framework}} adds nothing: the client cannot tell it from the error of a proxy, nor say what to look for. Send a short explanation.',
    },
  },
  create: ({ report, options }) => ({
    exchange({ status, content, send }, { handler, path }) {
      if (content.is !== 'none' && content.is !== 'empty') return;
      // What is thrown becomes a response of the framework's own, with content.
      if (status.origin === 'error' || isHead(path.methods) || isProbe(handler, path)) return;
      const { dialect } = handler;
      if (content.is === 'none' && dialect.sendsPhrase?.(calledName(send.origin)) === true) return;
      for (const { value, site } of status.codes) {
        if (value < 400 || options.allow.includes(value)) continue;
        const data = { status: describe(value), framework: dialect.framework };
        report({ node: site.at, messageId: value < 500 ? 'client' : 'server', data });
      }
    },
  }),
});

/** A HEAD has no content, whatever the status. */
function isHead(methods: ReadonlySet<string> | null): boolean {
  return methods?.size === 1 && methods.has('HEAD');
}
