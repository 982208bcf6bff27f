import type { Call } from '../../syntax/ast.js';
import { applied } from './answers.js';
import type { Effect } from '../effects.js';
import { normal, type Completion, type State } from '../state/state.js';
import type { Value } from '../value.js';
import { literal, openValue } from '../reading/values.js';
import { secondSend, siteIn, type Walk } from './walk.js';

/** What a helper does that users have described in their settings; null for every other name. */
export function respond(
  name: string,
  node: Call,
  args: readonly Value[],
  state: State,
  walk: Walk,
): readonly Completion[] | null {
  const { responders } = walk.file.hints;
  const responder = Object.hasOwn(responders, name) ? responders[name] : undefined;
  if (!responder) return null;
  const isGiven = responder.response === null || args[responder.response]?.is === 'response';
  if (!isGiven) return null;
  const site = siteIn(node, walk);
  const late = secondSend('send', walk);
  // What is not given may have a default there.
  const at = (index: number): Value => args[index] ?? openValue(site);
  const { status, content } = responder;
  const effect: Effect = {
    does: 'send',
    extent: 'completes',
    status: status && ('code' in status ? literal(status.code, site) : at(status.argument)),
    content: { is: 'value', value: content === null ? openValue(site) : at(content), format: 'data', null: 'some' },
    redirect: null,
    afterBegin: late,
    afterEnd: late,
  };
  // What else the helper sets cannot be seen.
  const open: Effect = { does: 'fields', from: openValue(site) };
  return applied(open, node, state, walk)
    .flatMap((each) => applied(effect, node, each, walk))
    .map((each) => normal(each));
}
