import { unwrapped, type Call } from '../../syntax/ast.js';
import { importOf } from '../../syntax/imports.js';
import type { CallRow, Effect } from '../effects.js';
import { openValue } from '../reading/values.js';
import { normal, type Completion, type State } from '../state/state.js';
import type { MadeValue, ResponseValue, Value } from '../value.js';
import { applied } from './answers.js';
import { argumentsOf } from './arguments.js';
import { escaped, withEscapedMade } from './escapes.js';
import { withCallbacks } from './given-callbacks.js';
import { onMade } from './made.js';
import { respond } from './responders.js';
import { taken } from './taking.js';
import { unseen, type Called } from './unseen-calls.js';
import { siteIn, type Walk } from './walk.js';

/** The way from the response to a method of it, as tables write it. */
export function wayTo({ part }: { readonly part: string }, name: string | null): string | null {
  return name === null || part === '' ? name : `${part}.${name}`;
}

export function onResponse(
  call: Called,
  receiver: ResponseValue,
  way: string | null,
  state: State,
  walk: Walk,
): readonly Completion[] {
  const { node, name, args } = call;
  const { calls } = walk.site.table;
  const row = way !== null && Object.hasOwn(calls, way) ? calls[way] : undefined;
  const result: Value = { ...receiver, site: siteIn(node, walk) };
  if (row) return taken(row, node, args, result, state, walk);
  const hinted = name === null ? null : respond(name, node, args, state, walk);
  if (hinted) return hinted;
  // A method that the framework does not have was added by somebody, most often to answer.
  return withCallbacks(call, escaped(state, node, walk), walk).map((each) =>
    each.ends === 'normal' ? normal(each.state, result) : each,
  );
}

/** A call on a made response: what is not known about it may change the response in any way. */
export function onMadeResponse(call: Called, receiver: MadeValue, state: State, walk: Walk): readonly Completion[] {
  const { node, name, args } = call;
  const { calls } = walk.site.table.made;
  const way = wayTo(receiver, name);
  const row = way !== null && Object.hasOwn(calls, way) ? calls[way] : undefined;
  if (!row) return unseen(call, withEscapedMade(receiver, state), walk);
  const result: Value = { ...receiver, site: siteIn(node, walk) };
  if (state.made.get(receiver.made)?.prepared?.redirect?.isImmutable && isChange(row, node, args, walk)) {
    const error: Value = { is: 'error', from: 'new', carries: [], open: false, site: result.site };
    return [{ ends: 'throw', state, value: error, node }];
  }
  return onMade(receiver, state, (inside) => taken(row, node, args, result, inside, walk));
}

/** Whether a call on a made response changes its fields. */
function isChange(row: CallRow, node: Call, args: readonly Value[], walk: Walk): boolean {
  return row.effects(argumentsOf(node, args, walk)).some(({ does }) => does === 'field');
}

/** `source.pipe(response)`: the source's bytes follow; a proxied response brings its own fields, and perhaps its status. */
export function piped({ node, callee }: Called, state: State, walk: Walk): readonly Completion[] {
  const site = siteIn(node, walk);
  const source = callee.type === 'MemberExpression' ? unwrapped(callee.object) : callee;
  const isFile =
    source.type === 'CallExpression' &&
    /^(?:fs|stream|zlib)$/.test(importOf(source.callee, walk.file.sourceCode)?.source ?? '');
  const effect: Effect = {
    does: 'send',
    extent: 'streams',
    status: null,
    content: { is: 'value', value: openValue(site), format: 'stream', null: 'some' },
    redirect: null,
    afterBegin: 'continues',
    afterEnd: 'harmless',
    ...(isFile ? {} : { statusOpen: true }),
  };
  return applied(effect, node, state, walk).map((each) => normal(each, { is: 'response', part: '', site }));
}
