import type { Exchange } from '../exchange/model.js';
import { REQUIREMENTS } from '../http/required-fields.js';
import { createRule } from '../rule/create-rule.js';
import { lacking } from '../rule/missing-fields.js';

/** A status and the fields of which one has to go out with it. */
interface Pair {
  readonly status: number;
  readonly fields: readonly string[];
}

export default createRule({
  name: 'require-status-headers',
  meta: {
    type: 'problem',
    docs: {
      description: 'require the fields without which 206, 407 and 426 mean nothing',
      preset: 'recommended',
      severity: 'error',
      sources: REQUIREMENTS.map(({ source }) => source),
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          level: {
            description: 'Whether only what a standard demands is asked for, or also what it recommends.',
            type: 'string',
            enum: ['must', 'should'],
          },
          pairs: {
            description: 'Statuses of yours, each with the fields of which one has to go out with it.',
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['status', 'fields'],
              properties: {
                status: { type: 'integer', minimum: 200, maximum: 599 },
                fields: {
                  type: 'array',
                  minItems: 1,
                  items: { type: 'string', pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$" },
                },
              },
            },
          },
        },
      },
    ],
    defaultOptions: [{ level: 'must', pairs: [] as readonly Pair[] }],
    messages: {
      missing:
        'This {{status}} has no {{fields}}, and {{framework}} adds none: the client {{without}}. Send {{fields}}.',
      house: 'This {{status}} has no {{fields}}, which your configuration wants with it: send {{fields}}.',
    },
  },
  create: ({ report, options }) => ({
    exchange(exchange, { handler }) {
      const { framework } = handler.dialect;
      for (const { status, fields, level, without } of REQUIREMENTS) {
        if (options.level === 'must' && level === 'should') continue;
        if (status === 206 && mayHaveParts(exchange)) continue;
        for (const { value, site } of lacking(exchange, fields, status)) {
          const data = { status: value, fields: either(fields), framework, without };
          report({ node: site.at, messageId: 'missing', data });
        }
      }
      for (const { status, fields } of options.pairs) {
        for (const { value, site } of lacking(exchange, fields, status)) {
          report({ node: site.at, messageId: 'house', data: { status: value, fields: either(fields) } });
        }
      }
    },
  }),
});

/** Whether the content may be `multipart/byteranges`, where each part has a Content-Range of its own. */
function mayHaveParts({ fields }: Exchange): boolean {
  const type = fields.get('content-type');
  if (type.is !== 'present' || type.value.is !== 'literal') return type.is !== 'absent';
  return String(type.value.value).startsWith('multipart/');
}

function either(fields: readonly string[]): string {
  return fields.join(' or ');
}
