import type { Exchange, Field, Handler, Site } from '../exchange/model.js';
import { createRule } from '../rule/create-rule.js';
import { textsOf } from '../rule/field-texts.js';
import { carryOut } from '../rule/fixes.js';
import { answers, anyOf, isSettled, sendsOnly } from '../rule/reading.js';

/** Fields that mean something with a few statuses alone. */
const FIELDS = [
  {
    name: 'Location',
    means: (status: number) => status === 201 || status === 202 || (status >= 300 && status <= 399),
    remedy: 'Redirect, send 201 or 202, or leave the field out',
    // A field that something else adds is not known to be on every response.
    isMeantSo: ({ fields }: Exchange) => !isProvided(fields.get('location')),
  },
  {
    name: 'Content-Range',
    means: (status: number) => status === 206 || status === 416,
    remedy: 'Send 206 with a part of the content, or leave the field out',
    // Some clients page through lists with ranges of their own unit, and look for them on a 200.
    isMeantSo: (exchange: Exchange) => textsOf(exchange, 'content-range').some(({ start }) => /^bytes[ =]/.test(start)),
  },
] as const;

export default createRule({
  name: 'no-meaningless-status-header',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'disallow fields that mean nothing with the status they go out with',
      preset: 'recommended',
      severity: 'warn',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-14.4',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      meaningless: '{{field}} means nothing with {{status}}, and clients pass it over. {{remedy}}.',
      send: 'Send {{status}}.',
    },
  },
  create: ({ report, sourceCode }) => ({
    exchange(exchange, { handler, path: { methods } }) {
      const { status, fields, send } = exchange;
      // Clients take the Location of a 2xx to a QUERY for where the same result can be had.
      if (exchange.redirect || !isSettled(status) || answers(methods, 'QUERY')) return;
      for (const { name, means, remedy, isMeantSo } of FIELDS) {
        const field: Field = fields.get(name.toLowerCase());
        if (field.is !== 'present' || !isMeantSo(exchange)) continue;
        if (exchangesWith(name, field.site, handler).some((one) => mayMean(one, means))) continue;
        const node = field.site.at;
        const [code] = status.codes;
        const isAlways = code !== undefined && sendsOnly(code.value, send.origin, handler);
        const choices = code && code.value < 300 ? (name === 'Location' ? [201, 303] : [206]) : [];
        const suggest = choices.map((choice) => {
          const fix = isAlways ? carryOut(node, sourceCode, exchange.editStatus(choice)) : null;
          return { messageId: 'send', data: { status: choice }, fix } as const;
        });
        report({ node, messageId: 'meaningless', data: { field: name, status: anyOf(status.codes), remedy }, suggest });
      }
    },
  }),
});

/** The exchanges of a handler that a field goes out with which is written at that place. */
function exchangesWith(name: string, { origin }: Site, { paths }: Handler): readonly Exchange[] {
  return paths.flatMap(({ exchange }) => {
    const field = exchange?.fields.get(name.toLowerCase());
    return exchange && field?.is === 'present' && field.site.origin === origin ? [exchange] : [];
  });
}

function mayMean({ status }: Exchange, means: (status: number) => boolean): boolean {
  return !isSettled(status) || status.codes.some(({ value }) => means(value));
}

/** Whether the field is one that the settings name, which no code sets. */
function isProvided(field: Field): boolean {
  return field.is === 'present' && field.value.is === 'literal' && field.value.value === undefined;
}
