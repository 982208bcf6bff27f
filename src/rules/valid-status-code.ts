import type { Dialect, Taken } from '../exchange/dialect.js';
import type { StatusWrite } from '../exchange/model.js';
import { createRule } from '../rule/create-rule.js';
import { placeOf } from '../rule/place.js';
import { asNumber } from '../rule/numbers.js';
import { inSource } from '../rule/reading.js';

const CONSEQUENCE: Readonly<Record<Extract<Taken, { readonly is: 'throws' }>['client'], string>> = {
  'error-500': 'unless a `catch` answers, the client gets a 500',
  hangs: 'nothing catches it, and the client waits for an answer that never comes',
  crash: 'unless a `catch` answers, the process goes down and the client gets nothing',
};

export default createRule({
  name: 'valid-status-code',
  meta: {
    type: 'problem',
    fixable: 'code',
    hasSuggestions: true,
    docs: {
      description: 'require statuses that the framework can take and HTTP can carry',
      preset: 'recommended',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15',
        'https://www.rfc-editor.org/rfc/rfc9112.html#section-4',
        'https://nodejs.org/api/errors.html#err_http_invalid_status_code',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      throws: '{{framework}} throws {{error}} for the status {{value}}: {{consequence}}. Use {{range}}.',
      coerced:
        '{{framework}} turns the status {{value}} into {{code}}, where other servers and versions throw. Write the number {{code}}.',
      ignored: '{{framework}} ignores the status {{value}} here, and the client gets a {{code}}. Use {{range}}.',
      outOfRange:
        '{{framework}} sends the status {{value}} as it is, but HTTP ends at 599: clients treat it like a 500. Use a number from 200 to 599.',
      thrown:
        '{{framework}} sends an error that is thrown with the status {{value}} as a success: clients, caches and monitors believe it. Use a number from 400 to 599, or answer without throwing.',
      writeNumber: 'Write the number, so that the client gets a {{code}}.',
    },
  },
  create: ({ report, sourceCode }) => ({
    handler(handler) {
      const { dialect, statusWrites } = handler;
      for (const write of statusWrites) {
        for (const { value, site } of write.values.known) {
          const taken = dialect.takes(value, write.by);
          const data = { framework: dialect.name, value: inSource(value) };
          const number = asNumber(value, site.origin, write, handler, sourceCode);
          const [fix, choice] = number?.isSafe ? [number.fix, null] : [null, number?.fix ?? null];
          const suggest = [{ messageId: 'writeNumber', data: { code: Number(value) }, fix: choice }] as const;
          const found = { node: placeOf(site.origin, site), fix, suggest };

          if (taken.is === 'throws') {
            const consequence = CONSEQUENCE[taken.client];
            report({
              ...found,
              messageId: 'throws',
              data: { ...data, error: taken.error, consequence, range: taking(write, dialect) },
            });
          } else if (taken.is === 'replaced') {
            const range = write.by === 'error' ? 'a number from 400 to 599' : 'a whole number from 200 to 599';
            report({ ...found, messageId: 'ignored', data: { ...data, code: taken.code, range } });
          } else if (taken.is === 'coerced' && !isInformational(taken.code)) {
            report({ ...found, messageId: 'coerced', data: { ...data, code: taken.code } });
          } else if (taken.is === 'sent' && taken.code > 599 && reachesClient(write)) {
            report({ ...found, messageId: 'outOfRange', data });
          } else if (taken.is === 'sent' && write.by === 'error' && isSuccess(taken.code)) {
            report({ ...found, messageId: 'thrown', data });
          }
        }
      }
    },
  }),
});

/** The final statuses that can be written there: fewer for a call that always redirects, or always fails. */
function taking({ by }: StatusWrite, dialect: Dialect): string {
  const codes = Array.from({ length: 400 }, (_, index) => index + 200).filter(
    (code) => dialect.takes(code, by).is === 'sent',
  );
  return `a whole number from ${codes.at(0) ?? 200} to ${codes.at(-1) ?? 599}`;
}

/** A 1xx can be taken, but not as the final status, which is a fault of its own. */
function isInformational(code: number): boolean {
  return code < 200;
}

/** Errors that are thrown with a 3xx and a Location are a way to redirect in some frameworks. */
function isSuccess(code: number): boolean {
  return code >= 200 && code < 300;
}

/** Whether the status goes out on some path: numbers above 599 also serve as marks that are replaced before. */
function reachesClient({ fates }: StatusWrite): boolean {
  return fates.some(({ is }) => is === 'sent');
}
