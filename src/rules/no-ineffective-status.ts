import type { Misplaced, MisplacedStatus } from '../exchange/model.js';
import { createRule } from '../rule/create-rule.js';
import { carryOut } from '../rule/fixes.js';
import { returned } from '../rule/leaving.js';
import { keepsTheWire, lossesIn, misplacementsIn } from '../rule/lost-status.js';
import { lineOf } from '../rule/place.js';
import { anyOf } from '../rule/reading.js';

export default createRule({
  name: 'no-ineffective-status',
  meta: {
    type: 'problem',
    fixable: 'code',
    hasSuggestions: true,
    docs: {
      description: 'disallow a status that is written and never goes out',
      preset: 'recommended',
      severity: 'error',
      sources: [
        'https://expressjs.com/en/5x/api.html#res.redirect',
        'https://expressjs.com/en/guide/migrating-5.html',
        'https://nodejs.org/api/http.html#responsestatuscode',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      redirect:
        'This {{status}} is lost: in {{framework}} `redirect` brings a status of its own, and the client gets a {{sent}}. Give the {{status}} to `redirect`.',
      noRedirect:
        'This {{status}} is lost: in {{framework}} `redirect` brings a status of its own, and the client gets a {{sent}}. A {{status}} does not redirect: leave it out, or answer without `redirect`.',
      helper:
        'This {{status}} is lost: the call on line {{line}} brings a status of its own, and the client gets a {{sent}}. Keep one of the two.',
      status: 'This {{status}} is lost: line {{line}} sets {{sent}} before anything is sent. Keep one of the two.',
      content:
        'This {{status}} is lost: line {{line}} sets no content, and {{framework}} makes that a {{sent}}. Set the {{status}} after that line, or send content.',
      late: 'This {{status}} comes too late: line {{line}} has already sent the response with {{sent}}, and {{framework}} ignores it. Set it before.',
      keep: 'Send {{status}}.',
      leaveOut: 'Leave this status out.',
      argumentLost:
        '{{framework}} takes no status in this place: the client gets a {{sent}} instead of the {{status}}. Set the status with a call of its own.',
      argumentHonoured:
        '{{framework}} still takes {{status}} as the status in this place, but its next major does not. Set the status with a call of its own.',
      redirectThrows:
        '{{framework}} takes the arguments of this redirect the other way round: it throws, and the client is not redirected.',
      redirectHonoured:
        '{{framework}} still takes the arguments of this redirect in this order, but its next major throws. Turn them round.',
      bareNumberThrows:
        '{{framework}} takes options here and no bare number: it throws, and the client gets a 500. Give the status as `{ status: {{status}} }`.',
      otherPropertyLost:
        '{{framework}} reads no status from a property of this name: the client gets a {{sent}} instead of the {{status}}.',
      otherFunctionLost:
        'The status that this function is given is dropped here: the client gets a {{sent}} instead of the {{status}}. Make a response with it.',
      redirectLost:
        '{{framework}} takes the arguments of this redirect the other way round: the client gets a {{sent}} that leads to {{status}}.',
      redirectIgnored:
        '{{framework}} takes the arguments of this redirect the other way round, and ignores it: the client gets a {{sent}} instead of the {{status}}.',
      unreturned: 'This response is made and not returned, so the client does not get it. Return it.',
      addReturn: 'Return it.',
      move: 'Put the {{status}} where {{framework}} reads it.',
    },
  },
  create: ({ report, sourceCode }) => ({
    handler(handler) {
      const { framework, name } = handler.dialect;
      for (const loss of lossesIn(handler)) {
        const { place: node, keep, write } = loss;
        const status = anyOf(loss.codes) || 'status';
        const data = { status, framework, line: lineOf(loss.by), sent: loss.sent || 'another status' };
        report({
          node,
          messageId: loss.how,
          data,
          suggest: [
            { messageId: 'keep', data: { status }, fix: carryOut(node, sourceCode, keep, write.remove) },
            { messageId: 'leaveOut', fix: carryOut(node, sourceCode, write.remove) },
          ],
        });
      }
      for (const { site } of handler.unreturned) {
        report({
          node: site.at,
          messageId: 'unreturned',
          suggest: [{ messageId: 'addReturn', fix: returned(site.at, handler) }],
        });
      }
      for (const misplaced of misplacementsIn(handler)) {
        const { value: status, node, edit, sent } = misplaced;
        const fix = carryOut(node, sourceCode, edit);
        const isSafe = keepsTheWire(misplaced, handler, sourceCode);
        const data = { status, framework: name, sent: sent || handler.dialect.defaultStatus };
        report({
          node,
          messageId: MESSAGES[misplaced.why][misplaced.outcome],
          data,
          fix: isSafe ? fix : null,
          suggest: [{ messageId: 'move', data: { status, framework: name }, fix: isSafe ? null : fix }],
        });
      }
    },
  }),
});

const MESSAGES = {
  'legacy-argument': { lost: 'argumentLost', honoured: 'argumentHonoured', throws: 'argumentLost' },
  'swapped-redirect': { lost: 'redirectLost', honoured: 'redirectHonoured', throws: 'redirectThrows' },
  'ignored-redirect': { lost: 'redirectIgnored', honoured: 'redirectHonoured', throws: 'redirectThrows' },
  'bare-number': { lost: 'argumentLost', honoured: 'argumentHonoured', throws: 'bareNumberThrows' },
  'other-property': { lost: 'otherPropertyLost', honoured: 'otherPropertyLost', throws: 'otherPropertyLost' },
  'unread-assignment': { lost: 'otherPropertyLost', honoured: 'otherPropertyLost', throws: 'otherPropertyLost' },
  'other-function': { lost: 'otherFunctionLost', honoured: 'otherFunctionLost', throws: 'otherFunctionLost' },
} as const satisfies Readonly<Record<Misplaced, Readonly<Record<MisplacedStatus['outcome'], string>>>>;
