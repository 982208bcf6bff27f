import { type Node } from '../../syntax/ast.js';
import type { StatusSink } from '../dialect.js';
import { contentOf } from '../state/content.js';
import { isAnswered, type Draft, type StatusDraft } from '../state/draft.js';
import type { Effect, Kept, Send } from '../effects.js';
import {
  fieldsOf,
  withBeneath,
  withCookiesAlone,
  withField,
  withFields,
  withUncertainFields,
} from '../state/fields.js';
import { addFate, recordRefused, recordRepeat } from '../state/ledger.js';
import type { Edit, Exchange, Repeat, Site, Status } from '../model.js';
import type { State } from '../state/state.js';
import { statusOf } from '../state/status.js';
import type { Value } from '../value.js';
import { literal, primitivesOf } from '../reading/values.js';
import { delegated } from './delegating.js';
import { statusOfRedirect, toTarget, withContent, withImplied, withRedirect } from './preparing.js';
import { secondSend, siteIn, textOf, type Walk } from './walk.js';
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
      return [withDraft(state, isOpenToFields(state) ? given(effect, state.draft) : state.draft)];
    case 'doubt-fields':
      return [withDraft(state, isOpenToFields(state) ? withUncertainFields(state.draft) : state.draft)];
    case 'send':
      return sent(effect, node, state, walk);
    case 'misplace':
      misplaced(effect, node, walk);
      return [state];
    case 'refuse':
      recordRefused(walk.file.ledger, effect.target.site);
      return [state];
    case 'delegate':
      return [delegated(effect, node, state, walk)];
    case 'content':
      return byStatus(
        effect.content.is === 'value' ? effect.content.value : literal(undefined, siteIn(node, walk)),
        node,
        state,
        walk,
      ).map(({ status: value, state: under }) =>
        withContent(
          effect.content.is === 'value' ? { ...effect, content: { ...effect.content, value } } : effect,
          node,
          under,
          walk,
        ),
      );
    case 'redirect':
      return byStatus(effect.status ?? literal(undefined, siteIn(node, walk)), node, state, walk).map(
        ({ status, state: under }) => withRedirect({ ...effect, status: effect.status && status }, node, under, walk),
      );
    case 'answer':
      return madeAnswer(effect, state, walk);
    case 'adopt':
      return [adopted(effect, state, walk)];
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

function given({ from, over }: Effect & { does: 'fields' }, draft: Draft): Draft {
  return withFields(over === 'all' ? withCookiesAlone(draft) : draft, from);
}

/** The state in which a made response has gone out, with the fields that were set on the handler's own. */
function madeAnswer({ made, keeps }: Effect & { does: 'answer' }, state: State, walk: Walk): readonly State[] {
  const { draft } = state;
  const own = state.made.get(made.made);
  if (!own?.prepared) return [{ ...state, mayAnswer: true }];
  const { node, site } = own.prepared;
  const keepsStatus = keeps === 'fields and status' && !own.prepared.redirect && isDefault(own.status, walk);
  const status = keepsStatus ? draft.status : own.status;
  // Where a response keeps a status that is set after it was made, none is too late.
  const comes = keeps === 'fields and status' ? 'in time' : comesTo(draft, own);
  // What has gone out by then has gone out with the status that it had.
  if (draft.status.record !== status.record && !isAnswered(draft)) withoutOwnStatus(draft, own, made.made, comes, walk);
  const kept = keeps === 'unless-error' ? keptUnlessError(own.status) : keeps;
  const fields = kept === 'nothing' ? own : withBeneath(own, kept === 'perhaps' ? withUncertainFields(draft) : draft);
  const answer: Draft = { ...draft, ...fields, status, prepared: own.prepared };
  return sent(PREPARED, node, { ...state, draft: answer }, walk, site);
}

/** Whether a status is the one that a response has which is given none. */
function isDefault({ values, origin }: StatusDraft, { site: { dialect } }: Walk): boolean {
  const { known, open } = values;
  const usual = dialect.madeStatus ?? dialect.defaultStatus;
  return origin === 'default' || (!open && known.every(({ value }) => value === usual));
}

function keptUnlessError({ values: { known, open } }: StatusDraft): Kept {
  const isError = (value: unknown): boolean => Number(value) >= 400;
  if (!open && known.every(({ value }) => isError(value))) return 'nothing';
  return open || known.some(({ value }) => isError(value)) ? 'perhaps' : 'fields';
}

/** The state in which a made response is the handler's own. */
function adopted({ made }: Effect & { does: 'adopt' }, state: State, walk: Walk): State {
  const { draft } = state;
  const own = state.made.get(made.made);
  if (!own?.prepared || isAnswered(draft)) return state;
  if (draft.status.record !== own.status.record) withoutOwnStatus(draft, own, made.made, comesTo(draft, own), walk);
  const prepared = { ...own.prepared, by: 'handler' } as const;
  return { ...state, draft: { ...draft, ...withBeneath(own, draft), status: own.status, prepared } };
}

type Coming = 'in time' | 'late';

/** When the status on the handler's own response was set: before the other was made, or after. */
function comesTo({ status }: Draft, { beside }: Draft): Coming {
  return status.record === beside ? 'in time' : 'late';
}

/** A status on the handler's own response counts no more: it was set too late for what was made, or that brought its own. */
function withoutOwnStatus({ status: { record } }: Draft, own: Draft, made: Node, comes: Coming, walk: Walk): void {
  if (!record) return;
  const edit = (code: number): Edit | null =>
    walk.site.table.editStatus?.(made, code, (each) => textOf(walk, each)) ?? null;
  addFate(
    record,
    comes === 'late'
      ? { is: 'late', after: made, edit }
      : { is: 'overwritten', by: made, how: 'helper', to: own.status.values, edit },
  );
}

/** What is left on a response goes out. */
const PREPARED: Send = {
  does: 'send',
  extent: 'completes',
  status: null,
  content: { is: 'prepared' },
  redirect: null,
  afterBegin: 'ignored',
  afterEnd: 'harmless',
};

function sent(written: Send, node: Node, from: State, walk: Walk, send: Site = siteIn(node, walk)): readonly State[] {
  const isPrepared = written.content.is === 'prepared' && !isAnswered(from.draft);
  const state = isPrepared ? withDraft(from, withImplied(from.draft, node)) : from;
  const { draft } = state;
  const effect = withPrepared(written, draft);
  if (draft.progress === 'complete') {
    repeat(draft.sent?.send ?? null, 'send', send, lateOf(effect, walk), state, walk);
    return [state];
  }
  if (draft.progress === 'begun') {
    if (effect.afterBegin !== 'continues') {
      repeat(draft.sent?.send ?? null, 'begin', send, effect.afterBegin, state, walk);
      return [state];
    }
    const progress = effect.extent === 'begins' ? 'begun' : 'complete';
    return [{ ...state, draft: { ...draft, progress, sent: draft.sent && continued(draft.sent, effect, node, walk) } }];
  }
  // An error that was handed on is answered by the error handler, so this is the second answer.
  if (draft.delegated === 'error' && draft.delegatedAt) {
    const late = lateOf(effect, walk);
    repeat(draft.delegatedAt, 'delegate', send, late === 'harmless' ? 'ignored' : late, state, walk);
    return [state];
  }
  return byStatus(effect.status ?? literal(undefined, send), node, state, walk).flatMap(({ status, state: under }) =>
    byContent(effect, node, under, walk).map(({ effect: one, state: each }) =>
      answered(one, effect.status ? status : null, node, send, each, walk),
    ),
  );
}

/** A send of what is on the response, as a send of that. */
function withPrepared(send: Send, { prepared }: Draft): Send {
  if (send.content.is !== 'prepared') return send;
  return { ...send, content: prepared?.content ?? { is: 'none' }, redirect: prepared?.redirect ?? send.redirect };
}

function repeat(
  first: Site | null,
  firstIs: Repeat['firstIs'],
  second: Site,
  late: Send['afterEnd'],
  state: State,
  walk: Walk,
): void {
  if (!first || late === 'harmless' || state.draft.progress === 'perhaps') return;
  recordRepeat(walk.file.ledger, { first, firstIs, second, secondIs: 'send', late });
}

/** What a send does after a whole response; a dialect may take less offence at bytes that come too late. */
function lateOf({ afterEnd, extent }: Send, walk: Walk): Send['afterEnd'] {
  return afterEnd === 'crashes' ? secondSend(extent === 'begins' ? 'write' : 'end', walk) : afterEnd;
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
  return walk.site.table.withoutContent?.(node, (each) => textOf(walk, each)) ?? null;
}

/** A send whose content depends on a test, under each outcome of it. */
function byContent(
  effect: Send,
  node: Node,
  state: State,
  walk: Walk,
): readonly { readonly effect: Send; readonly state: State }[] {
  const { content } = effect;
  if (content.is !== 'value' || content.value.is !== 'choice') return [{ effect, state }];
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
    if (effect.statusOpen) addFate(draft.status.record, { is: 'open' });
    else
      overwritten(draft, status, node, effect.redirect ? 'redirect' : 'helper', effect.redirect?.edit ?? (() => null));
  } else if (effect.redirect && effect.redirect !== draft.prepared?.redirect) {
    status = statusOfRedirect(effect.redirect, null, node, draft, walk);
  }
  if (effect.statusOpen) {
    addFate(status.record, { is: 'open' });
    status = { ...status, values: { ...status.values, known: [], open: true } };
  }
  addFate(status.record, { is: 'sent' });
  const sink: StatusSink = status.record?.by ?? 'method';
  const exchangeStatus = statusOf(status.values, status.origin, sink, dialect);
  const withTarget = effect.redirect ? toTarget(draft, effect.redirect, node, walk) : draft;
  const statusSite = exchangeStatus.origin === 'default' ? send : (status.values.known[0]?.site ?? send);
  const exchange: Exchange = {
    status: exchangeStatus,
    fields: fieldsOf(withTarget, walk.file.hints.providedFields, send),
    content: contentOf(effect.content),
    redirect: effect.redirect ? { node, target: effect.redirect.target, edit: effect.redirect.edit } : null,
    send,
    statusSite,
    editStatus: (code) => statusEdit(exchangeStatus, effect, node, code, walk),
    addField: (name, value) => walk.site.table.addField?.(node, name, value, (each) => textOf(walk, each)) ?? null,
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
  return walk.site.table.editStatus?.(node, code, (each) => textOf(walk, each)) ?? null;
}
