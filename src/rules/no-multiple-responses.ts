import type { Late } from '../exchange/dialect.js';
import type { Repeat } from '../exchange/model.js';
import { createRule } from '../rule/create-rule.js';
import { breakAfter, returnAfter } from '../rule/fixes.js';
import { calledName, frameOf, isApart } from '../rule/place.js';

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
        'The handler goes on after this and answers again on line {{line}}, where {{framework}} {{consequence}}: leave with `return`.',
      second:
        'This request is answered already, on line {{line}}, so {{framework}} {{consequence}} here: keep one of the two answers.',
      handsOn:
        'The handler goes on after this and hands the request to the next one on line {{line}}: if that answers too, {{framework}} {{consequence}}. Leave with `return`.',
      next: 'This request is answered already, on line {{line}}: if the next handler answers too, {{framework}} {{consequence}}. Either answer or call `next`.',
      twice:
        'On one way through it, this call answers the request twice, and the second time {{framework}} {{consequence}}: answer once.',
      loop: 'This answer is in a loop that goes on, and with the next turn {{framework}} {{consequence}}: answer once, after the loop, or leave with `return`.',
      addReturn: 'End the handler after this answer.',
      addBreak: 'End the case after this answer.',
    },
  },
  create: ({ report, sourceCode }) => ({
    handler({ repeats, dialect }) {
      for (const { from, to, second, isSend, inLoop } of oneForEachAnswer(repeats)) {
        const consequence = CONSEQUENCE[dialect.secondSend(isSend ? calledName(second.origin) : 'send')];
        const data = { framework: dialect.name, consequence };
        const [stop, leave] = [breakAfter(from, to, sourceCode), returnAfter(from, to, sourceCode)];
        const suggest = [
          ...(stop ? [{ messageId: 'addBreak', fix: stop } as const] : []),
          ...(leave ? [{ messageId: 'addReturn', fix: leave } as const] : []),
        ];
        if (from === to) {
          report({ node: from, messageId: inLoop ? 'loop' : 'twice', data, suggest });
        } else if (isApart(from, to)) {
          // The first answer stands in a branch, and lacks the `return` that would end the handler there.
          const line = to.loc.start.line;
          report({ node: from, messageId: isSend ? 'goesOn' : 'handsOn', data: { ...data, line }, suggest });
        } else {
          const line = from.loc.start.line;
          report({ node: to, messageId: isSend ? 'second' : 'next', data: { ...data, line } });
        }
      }
    },
  }),
});

/** One defect, one report: of all that follows an answer, the first thing that answers again, else the `next()`. */
function oneForEachAnswer(repeats: readonly Repeat[]) {
  const found = repeats.map((repeat) => ({ ...placesOf(repeat), ...repeat, isSend: repeat.second_is === 'send' }));
  const [handedOn, answered] = [found.filter(({ isSend }) => !isSend), found.filter(({ isSend }) => isSend)];
  // Later entries take the place of earlier ones, so the one to keep comes last.
  return new Map([...handedOn.toReversed(), ...answered.toReversed()].map((repeat) => [repeat.from, repeat])).values();
}

/** The two answers themselves where one call leads to both and they stand together there, else the calls that lead to them. */
function placesOf({ first, second }: Repeat) {
  const isTogether = first.at === second.at && frameOf(first.origin) === frameOf(second.origin);
  return isTogether && first.origin !== second.origin
    ? { from: first.origin, to: second.origin }
    : { from: first.at, to: second.at };
}
