import type { Late } from '../exchange/dialect.js';
import type { Repeat } from '../exchange/model.js';
import { createRule } from '../rule/create-rule.js';
import { breakAfter, returnAfter } from '../rule/fixes.js';
import { calledName, isApart } from '../rule/place.js';

const CONSEQUENCE: Readonly<Record<Late, string>> = {
  throws: 'throws, for the headers are gone',
  crashes: 'emits an error that takes the process down',
  ignored: 'drops the later answer',
};

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
        'The handler goes on after this answer and answers again on line {{line}}, where {{framework}} {{consequence}}: leave with `return`.',
      second:
        'Line {{line}} has already answered this request, so {{framework}} {{consequence}} here: keep one of the two answers.',
      handsOn:
        'The handler goes on after this answer and hands the request to the next one on line {{line}}: if that answers too, {{framework}} {{consequence}}. Leave with `return`.',
      next: 'Line {{line}} has already answered this request: if the next handler answers too, {{framework}} {{consequence}}. Either answer or call `next`.',
      loop: 'This answer is in a loop that goes on, and with the next turn {{framework}} {{consequence}}: answer once, after the loop, or leave with `return`.',
      addReturn: 'End the handler after this answer.',
      addBreak: 'End the case after this answer.',
    },
  },
  create: ({ report, sourceCode }) => ({
    handler({ repeats, dialect }) {
      for (const { first, second, second_is, inLoop } of oneForEachAnswer(repeats)) {
        const [from, to] = [first.at, second.at];
        const framework = dialect.name;
        const consequence = CONSEQUENCE[dialect.secondSend(second_is === 'send' ? calledName(second.origin) : 'send')];
        const [leave, stop] = [returnAfter(from, to, sourceCode), breakAfter(from, to, sourceCode)];
        const suggest = [
          ...(stop ? [{ messageId: 'addBreak', fix: stop } as const] : []),
          ...(leave ? [{ messageId: 'addReturn', fix: leave } as const] : []),
        ];
        // Where the first answer stands in a branch, it lacks a `return`; where both stand in a row, the second is too much.
        const isFirstAtFault = isApart(from, to);
        const line = (isFirstAtFault ? to : from).loc.start.line;
        const data = { line, framework, consequence };
        if (inLoop && from === to) report({ node: from, messageId: 'loop', data: { framework, consequence }, suggest });
        else if (isFirstAtFault && second_is === 'send') report({ node: from, messageId: 'goesOn', data, suggest });
        else if (isFirstAtFault) report({ node: from, messageId: 'handsOn', data, suggest });
        else report({ node: to, messageId: second_is === 'send' ? 'second' : 'next', data });
      }
    },
  }),
});

/** One defect, one report: of all that follows an answer, the first thing that answers again, else the `next()`. */
function oneForEachAnswer(repeats: readonly Repeat[]): Iterable<Repeat> {
  const chosen = new Map<Repeat['first']['at'], Repeat>();
  for (const repeat of repeats) {
    const known = chosen.get(repeat.first.at);
    if (!known || (known.second_is === 'delegate' && repeat.second_is === 'send')) chosen.set(repeat.first.at, repeat);
  }
  return chosen.values();
}
