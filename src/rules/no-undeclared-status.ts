import type { Contract, Handler } from '../exchange/model.js';
import { createRule } from '../rule/create-rule.js';
import { isSettled } from '../rule/reading.js';

export default createRule({
  name: 'no-undeclared-status',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow statuses that the contract of a handler does not declare',
      preset: 'strict',
      severity: 'error',
      sources: [
        'https://spec.openapis.org/oas/v3.1.1.html#responses-object',
        'https://fastify.dev/docs/latest/Reference/Validation-and-Serialization/#serialization',
        'https://docs.nestjs.com/openapi/operations#responses',
        'https://elysiajs.com/essential/validation#response',
        'https://tsoa-community.github.io/docs/error-handling.html',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15',
      ],
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          unsent: {
            description:
              'Whether to report a 2xx or 3xx as well that a contract declares and the handler never sends. Default: false.',
            type: 'boolean',
          },
        },
      },
    ],
    defaultOptions: [{ unsent: false }],
    messages: {
      undeclared:
        'The handler sends {{status}} here, and its contract ({{contract}}) declares {{declared}} only: clients that are made from it do not expect that. Declare {{status}}, or send one of those.',
      unsent:
        'The contract ({{contract}}) declares {{status}}, and no way through the handler sends it: clients that are made from it wait for what never comes. Take it out, or send it.',
    },
  },
  create: ({ report, options }) => ({
    exchange({ status, send }, { handler: { contract } }) {
      if (!contract) return;
      for (const { value, site } of status.codes) {
        if (value < 200 || declares(contract, value)) continue;
        const declared = [...new Set(contract.declares.map((each) => each.status))].sort().join(', ');
        // A status that nobody wrote is that of the response.
        const node = status.origin === 'default' ? send.at : site.at;
        report({ node, messageId: 'undeclared', data: { status: value, contract: contract.name, declared } });
      }
    },
    handler(handler) {
      const { contract } = handler;
      if (!options.unsent || !contract || !isReadable(handler)) return;
      const sent = handler.paths.flatMap(({ exchange }) => exchange?.status.codes.map(({ value }) => value) ?? []);
      for (const { status, node } of contract.declares) {
        if (!node || !/^[23]\d\d$/.test(status) || sent.includes(Number(status))) continue;
        report({ node, messageId: 'unsent', data: { status, contract: contract.name } });
      }
    },
  }),
});

function declares({ declares: declared }: Contract, code: number): boolean {
  const names = [String(code), `${Math.floor(code / 100)}xx`, 'default'];
  return declared.some(({ status }) => names.includes(status.toLowerCase()));
}

/** Whether every way ends with an answer of the handler's own that can be read, or with an error. */
function isReadable({ paths }: Handler): boolean {
  return (
    paths.length > 0 &&
    paths.every(({ end, exchange }) => end === 'thrown' || (end === 'sent' && exchange && isSettled(exchange.status)))
  );
}
