import { type Node } from '../../syntax/ast.js';
import type { Late, StatusSink } from '../dialect.js';
import { contentOf } from '../state/content.js';
import { isAnswered, type Draft } from '../state/draft.js';
import type { Effect, Send } from '../effects.js';
import { fieldsOf, withField, withFields, withOpenFields } from '../state/fields.js';
import { addFate, recordRepeat, recordWrite } from '../state/ledger.js';
import type { Edit, Exchange, Repeat, Site, Status } from '../model.js';
import type { State } from '../state/state.js';
import { statusOf } from '../state/status.js';
import type { Value } from '../value.js';
import { literal, openValue, primitivesOf, propertyOf } from '../reading/values.js';
import { siteIn, textOf, type Walk } from './walk.js';
import { byStatus, misplaced, overwritten, recordOf, withStatus } from './writes.js';

/** Applies one effect that `node` has on the response. A status that depends on a test splits the state by that test. */
export function applied(effect: Effect, node: Node, state: State, walk: Walk): readonly State[] {
  switch (effect.does) {
    case 'status':
      return byStatus(effect.status, node, state, walk).map(({ status, state: under }) =>
        withStatus(under, status, effect.by, node, walk),
      );
    case 'field':
      return [
        withDraft(
          state,
          isOpenToFields(state) ? withField(state.draft, effect.name, effect.value, effect.mode) : state.draft,
        ),
      ];
    case 'fields':
      return [withDraft(state, isOpenToFields(state) ? withFields(state.draft, effect.from) : state.draft)];
    case 'send':
      return sent(effect, node, state, walk);
    case 'misplace':
      misplaced(effect, node, walk);
      return [state];
    case 'delegate':
      return [delegated(effect, node, state, walk)];
    case 'call':
    case 'throw':
      return [state];
  }
}

function withDraft(state: State, draft: Draft): State {
  return draft === state.draft ? state : { ...state, draft };
}

function isOpenToFields({ draft }: State): boolean {
  return draft.progress === 'fresh' || draft.progress === 'perhaps';
}

function delegated(effect: Effect & { does: 'delegate' }, node: Node, state: State, walk: Walk): State {
  const { draft } = state;
  const site = siteIn(node, walk);
  if (draft.sent && isAnswered(draft)) {
    const late = walk.site.dialect.secondSend('send');
    recordRepeat(walk.file.ledger, {
      first: draft.sent.send,
      firstIs: 'send',
      second: site,
      secondIs: 'delegate',
      late,
    });
    return state;
  }
  addFate(draft.status.record, { is: 'delegated' });
  const error = effect.to === 'error' ? errorExchange(effect.error, node, draft, walk) : null;
  return { ...state, draft: { ...draft, delegated: effect.to, delegatedAt: site, sent: error ?? draft.sent } };
}

/** What an error brings to the framework's own error handling: its status. Its fields and content are made there. */
export function errorExchange(error: Value, node: Node, draft: Draft, walk: Walk): Exchange | null {
  const own = propertyOf(error, 'status') ?? propertyOf(error, 'statusCode');
  const value = error.is === 'error' ? error.status : (own?.value ?? null);
  if (!value) return null;
  const values = primitivesOf(value);
  if (values.known.length === 0) return null;
  recordWrite(walk.file.ledger, {
    setter: node,
    site: value.site,
    node: value.site.origin,
    values,
    by: 'error',
    remove: null,
  }).fates.push({ is: 'delegated' });
  const send = siteIn(node, walk);
  return {
    status: statusOf(values, 'error', 'error', walk.site.dialect),
    fields: fieldsOf(withOpenFields(draft), walk.file.hints.providedFields, send),
    content: { is: 'open', node: null, value: openValue(send), format: 'data' },
    redirect: null,
    send,
    statusSite: value.site,
    editStatus: () => null,
    withoutContent: () => null,
  };
}

function sent(effect: Send, node: Node, state: State, walk: Walk): readonly State[] {
  const { draft } = state;
  const send = siteIn(node, walk);
  if (draft.progress === 'complete') {
    if (effect.afterEnd !== 'ignored')
      repeat(draft.sent?.send ?? null, 'send', send, lateOf(effect, walk), state, walk);
    return [state];
  }
  if (draft.progress === 'begun') {
    if (effect.afterBegin !== 'continues')
      repeat(draft.sent?.send ?? null, 'begin', send, effect.afterBegin, state, walk);
    const progress = effect.extent === 'begins' ? 'begun' : 'complete';
    return [{ ...state, draft: { ...draft, progress, sent: draft.sent && continued(draft.sent, effect, node, walk) } }];
  }
  // An error that was handed on is answered by the error handler, so this is the second answer.
  if (draft.delegated === 'error' && draft.delegatedAt) {
    repeat(draft.delegatedAt, 'delegate', send, lateOf(effect, walk), state, walk);
    return [state];
  }
  return byStatus(effect.status ?? literal(undefined, send), node, state, walk).flatMap(({ status, state: under }) =>
    byContent(effect, node, under, walk).map(({ effect: one, state: each }) =>
      answered(one, effect.status ? status : null, node, send, each, walk),
    ),
  );
}

function repeat(
  first: Site | null,
  firstIs: Repeat['firstIs'],
  second: Site,
  late: Late,
  state: State,
  walk: Walk,
): void {
  if (!first || state.draft.progress === 'perhaps') return;
  recordRepeat(walk.file.ledger, { first, firstIs, second, secondIs: 'send', late });
}

/** What a send does after a whole response; a dialect may take less offence at bytes that come too late. */
function lateOf({ afterEnd, extent }: Send, { site: { dialect } }: Walk): Late {
  return afterEnd === 'crashes' ? dialect.secondSend(extent === 'begins' ? 'write' : 'end') : afterEnd;
}

/** The exchange with the content that a `write` or the last `end` adds to it. */
function continued(exchange: Exchange, effect: Send, node: Node, walk: Walk): Exchange {
  const more = contentOf(effect.content);
  const isEmpty = ({ is }: { readonly is: string }): boolean => is === 'none' || is === 'empty';
  if (isEmpty(more) || !isEmpty(exchange.content)) return exchange;
  return {
    ...exchange,
    content: more,
    withoutContent: () => (effect.extent === 'completes' ? contentEdit(node, walk) : null),
  };
}

function contentEdit(node: Node, walk: Walk): Edit | null {
  if (node.type !== 'CallExpression') return null;
  return walk.site.table.withoutContent(node, (each) => textOf(walk, each));
}

/** A send whose content depends on a test, under each outcome of it. */
function byContent(
  effect: Send,
  node: Node,
  state: State,
  walk: Walk,
): readonly { readonly effect: Send; readonly state: State }[] {
  const { content } = effect;
  if (content.is === 'none' || content.value.is !== 'choice') return [{ effect, state }];
  return byStatus(content.value, node, state, walk).map(({ status: value, state: under }) => ({
    effect: { ...effect, content: { ...content, value } },
    state: under,
  }));
}

/** How far a response is after a send; while it streams, nothing can be said about the moment at which it has begun. */
const PROGRESS = { begins: 'begun', completes: 'complete', streams: 'perhaps' } as const;

function answered(effect: Send, own: Value | null, node: Node, send: Site, state: State, walk: Walk): State {
  const { draft } = state;
  const { dialect } = walk.site;
  let status = draft.status;
  if (own) {
    const record = recordOf(own, effect.sink ?? 'helper', node, walk);
    status = { values: primitivesOf(own), record, origin: 'helper' };
    overwritten(draft, status, node, effect.redirect ? 'redirect' : 'helper', effect.redirect?.edit ?? (() => null));
  } else if (effect.redirect && !dialect.redirect.keepsStatus) {
    status = { values: primitivesOf(literal(dialect.redirect.status, send)), record: null, origin: 'default' };
    overwritten(draft, status, node, 'redirect', effect.redirect.edit);
  }
  if (effect.statusOpen) {
    addFate(status.record, { is: 'open' });
    status = { ...status, values: { ...status.values, known: [], open: true } };
  }
  addFate(status.record, { is: 'sent' });
  const sink: StatusSink = status.record?.by ?? 'method';
  const exchangeStatus = statusOf(status.values, status.origin, sink, dialect);
  const withTarget = effect.redirect?.target
    ? withField(draft, literal('location', send), effect.redirect.target, 'set')
    : draft;
  const statusSite = exchangeStatus.origin === 'default' ? send : (status.values.known[0]?.site ?? send);
  const exchange: Exchange = {
    status: exchangeStatus,
    fields: fieldsOf(withTarget, walk.file.hints.providedFields, send),
    content: contentOf(effect.content),
    redirect: effect.redirect ? { node, target: effect.redirect.target, edit: effect.redirect.edit } : null,
    send,
    statusSite,
    editStatus: (code) => statusEdit(exchangeStatus, effect, node, code, walk),
    withoutContent: () => contentEdit(node, walk),
  };
  const progress = PROGRESS[effect.extent];
  return { ...state, draft: { ...withTarget, status, progress, sent: exchange } };
}

/** The one change of source that gives an exchange another status: of the literal that is written, or of the sending call. */
function statusEdit(status: Status, effect: Send, node: Node, code: number, walk: Walk): Edit | null {
  if (effect.redirect) return effect.redirect.edit(code);
  const [only] = status.codes;
  if (status.origin !== 'default') {
    const written = status.codes.length === 1 ? only?.site.origin : null;
    return written?.type === 'Literal' ? { node: written, text: String(code) } : null;
  }
  return node.type === 'CallExpression' ? walk.site.table.editStatus(node, code, (each) => textOf(walk, each)) : null;
}
