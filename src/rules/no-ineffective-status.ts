import type { Handler, MisplacedStatus } from '../exchange/model.js';
import { createRule } from '../rule/create-rule.js';
import { carryOut, encloses } from '../rule/fixes.js';
import { lossesIn, misplacementsIn, type Loss } from '../rule/lost-status.js';
import { frameOf, lineOf } from '../rule/place.js';
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
      late: 'This {{status}} comes too late: line {{line}} has already sent the response with {{sent}}, and {{framework}} ignores it. Set it before.',
      keep: 'Send {{status}}.',
      leaveOut: 'Leave this status out.',
      argumentLost:
        '{{framework}} takes no status in this place: the client gets a {{sent}} instead of the {{status}}. Set the status with a call of its own.',
      argumentHonoured:
        '{{framework}} still takes {{status}} as the status in this place, but its next major does not. Set the status with a call of its own.',
      redirectThrows:
        '{{framework}} takes the arguments of this redirect the other way round: it throws, and the client gets a 500.',
      redirectHonoured:
        '{{framework}} still takes the arguments of this redirect in this order, but its next major throws. Turn them round.',
      move: 'Put the {{status}} where {{framework}} reads it.',
    },
  },
  create: ({ report, sourceCode }) => ({
    handler(handler) {
      const { framework, name } = handler.dialect;
      for (const loss of lossesIn(handler)) {
        const { remove } = loss.write;
        const node = placeOfLoss(loss);
        const status = anyOf(loss.codes) || 'status';
        const data = { status, framework, line: lineOf(loss.by), sent: loss.sent || 'another status' };
        const isRedirect = loss.codes.every(({ value }) => Number(value) >= 300 && Number(value) <= 399);
        const canKeep = loss.how !== 'redirect' || isRedirect;
        const keep = canKeep && loss.keep && carryOut(node, sourceCode, loss.keep, remove);
        const leaveOut = carryOut(node, sourceCode, remove);
        report({
          node,
          messageId: canKeep ? loss.how : 'noRedirect',
          data,
          suggest: [
            ...(keep ? [{ messageId: 'keep', data: { status }, fix: keep } as const] : []),
            ...(leaveOut ? [{ messageId: 'leaveOut', fix: leaveOut } as const] : []),
          ],
        });
      }
      for (const misplaced of misplacementsIn(handler)) {
        const { value: status, node, edit, sent } = misplaced;
        const fix = carryOut(node, sourceCode, edit);
        const isSafe = keepsTheWire(misplaced, handler);
        const data = { status, framework: name, sent: sent || handler.dialect.defaultStatus };
        report({
          node,
          messageId: messageOf(misplaced),
          data,
          fix: isSafe ? fix : null,
          suggest: fix && !isSafe ? [{ messageId: 'move', data: { status, framework: name }, fix }] : [],
        });
      }
    },
  }),
});

/**
 * The lost status itself, or the call that sets it where the value is kept in a variable, for which others may have a use.
 * In a function that several places share, it is to blame only where that function also holds what takes its place.
 */
function placeOfLoss({ write: { setter, site }, by }: Loss) {
  const frame = frameOf(setter);
  if (frame !== frameOf(site.origin)) return site.at;
  if (frame !== frameOf(by)) return site.at;
  return encloses(setter, site.origin) ? site.origin : setter;
}

function messageOf({ why, outcome }: MisplacedStatus) {
  if (outcome === 'lost') return 'argumentLost';
  if (why === 'legacy-argument') return 'argumentHonoured';
  return outcome === 'throws' ? 'redirectThrows' : 'redirectHonoured';
}

/** Whether the other spelling sends the same, in every major of the framework that this may be, or the call always threw. */
function keepsTheWire({ why, outcome, call }: MisplacedStatus, { dialect }: Handler): boolean {
  if (outcome === 'lost') return false;
  // The majors that do not honour these arguments throw.
  if (why !== 'legacy-argument') return true;
  // A status alone brings its phrase along, whose type depends on what was set before.
  return dialect.certain && call.type === 'CallExpression' && call.arguments.length === 2;
}
