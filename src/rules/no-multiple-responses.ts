import type { Late } from '../exchange/dialect.js';
import { createRule } from '../rule/create-rule.js';
import { breakAfter, returnAfter } from '../rule/leaving.js';
import { lineOf } from '../rule/place.js';
import { repeatsOf } from '../rule/repeats.js';

const CONSEQUENCE: Readonly<Record<Late, string>> = {
  throws: 'throws ERR_HTTP_HEADERS_SENT',
  crashes: 'emits an error that takes the process down',
  ignored: 'drops the later answer',
  resets: 'resets the stream, and the client loses an answer that is still on its way',
};

const AGAIN = { turn: 'loop', run: 'callback', inside: 'twice' } as const;

export default createRule({
  name: 'no-multiple-responses',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'disallow a second response on a path that has already answered',
      preset: 'recommended',
      severity: 'error',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15',
        'https://nodejs.org/api/errors.html#err_http_headers_sent',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      goesOn:
        'The handler goes on after this and answers again on line {{line}}, where {{framework}} {{consequence}}: leave with `return`.',
      fallsThrough:
        'This case goes on into the next one and answers again on line {{line}}, where {{framework}} {{consequence}}: end it with `break`.',
      second:
        'This request is answered already, on line {{line}}, so {{framework}} {{consequence}} here: keep one of the two answers.',
      chain:
        'This request is answered already, on line {{line}}, so {{framework}} {{consequence}} here: a `return` ends only a callback, and not the chain. Throw there and answer in a `catch`, or do the rest inside that callback.',
      errorGoesOn:
        'The error handler answers what is handed to it here, but the handler goes on and answers too, on line {{line}}, where {{framework}} {{consequence}}: leave with `return`.',
      secondAfterError:
        'The error handler answers this request, to which it is handed on line {{line}}, so {{framework}} {{consequence}} here: keep one of the two answers.',
      handsOn:
        'The handler goes on after this and hands the request on, on line {{line}}: a second answer there {{consequence}} in {{framework}}, and an error breaks the connection. Leave with `return`.',
      next: 'This request is answered already, on line {{line}}, and handed on all the same: a second answer there {{consequence}} in {{framework}}, and an error breaks the connection. Either answer or call `next`.',
      twice:
        'On one way through it, this call answers the request twice, and the second time {{framework}} {{consequence}}: answer once.',
      loop: 'This answer is in a loop that goes on, and with the next turn {{framework}} {{consequence}}: answer once, after the loop, or leave with `return`.',
      callback:
        'This callback runs more than once, and a `return` ends only the callback: the second time, {{framework}} {{consequence}}. Answer once, after the last run, or use a `for…of` loop, which `return` leaves.',
      addReturn: 'End the handler after this answer.',
      addBreak: 'End the case after this answer.',
    },
  },
  create: ({ report, sourceCode }) => ({
    handler(handler) {
      for (const { from, to, way, late, firstIs, secondIs } of repeatsOf(handler)) {
        const data = { framework: handler.dialect.name, consequence: CONSEQUENCE[late] };
        const stop = breakAfter(from, to, sourceCode);
        const suggest = [
          { messageId: 'addBreak', fix: stop },
          { messageId: 'addReturn', fix: returnAfter(from, to, sourceCode) },
        ] as const;
        if (way === 'branch') {
          const goesOn = firstIs === 'delegate' ? 'errorGoesOn' : stop ? 'fallsThrough' : 'goesOn';
          const messageId = secondIs === 'delegate' ? 'handsOn' : goesOn;
          report({ node: from, messageId, data: { ...data, line: lineOf(to) }, suggest });
        } else if (way === 'chain' && secondIs === 'send') {
          report({ node: to, messageId: 'chain', data: { ...data, line: lineOf(from) } });
        } else if (way === 'chain' || way === 'row') {
          const messageId = secondIs === 'delegate' ? 'next' : firstIs === 'delegate' ? 'secondAfterError' : 'second';
          report({ node: to, messageId, data: { ...data, line: lineOf(from) } });
        } else {
          report({ node: from, messageId: AGAIN[way], data, suggest });
        }
      }
    },
  }),
});
