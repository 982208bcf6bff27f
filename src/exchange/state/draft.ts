import type { Node, Primitive } from '../../syntax/ast.js';
import type { Dialect } from '../dialect.js';
import type { RedirectTo, SentContent } from '../effects.js';
import type { Exchange, Site, StatusOrigin, Values } from '../model.js';
import type { Value } from '../value.js';
import { keyOfValue, literal, openValue } from '../reading/values.js';
import type { StatusRecord } from './ledger.js';

/** A header field as the draft holds it; `open` where only some of the ways that lead there have set it. */
export interface FieldDraft {
  readonly value: Value;
  readonly site: Site;
}

/** The status as it stands on a path; `record` is where what becomes of it is kept. */
export interface StatusDraft {
  readonly values: Values<Primitive>;
  readonly record: StatusRecord | null;
  readonly origin: StatusOrigin;
  /** Whether any other takes its place: a redirect has brought it, and the framework takes that for no status that was set. */
  readonly yields?: boolean;
}

/** Content, or a redirect, that stays on a response until it goes out, and where it was put there. */
export interface Prepared {
  /** `downstream`: the handlers behind this one have put there whatever it is. `nobody`: a made response begins without any. */
  readonly by: 'handler' | 'downstream' | 'nobody';
  readonly content: SentContent;
  readonly redirect: RedirectTo | null;
  readonly node: Node;
  readonly site: Site;
  /** Whether a status without content has taken it away: it is not there for a status after that one. */
  readonly isTaken?: true;
  /** The status that goes out with it where nobody has set one by then. */
  readonly implies?: Value;
}

/**
 * How far a response has got. `fresh`: nothing went out; `begun`: the head did; `complete`: all of it;
 * `perhaps`: code that cannot be seen had the response and may have answered.
 */
export type Progress = 'fresh' | 'begun' | 'complete' | 'perhaps';

/** A response in the making, as it stands at one point of a path. */
export interface Draft {
  readonly progress: Progress;
  readonly status: StatusDraft;
  readonly fields: ReadonlyMap<string, FieldDraft | 'open'>;
  readonly removed: ReadonlySet<string>;
  readonly fieldsOpen: boolean;
  /** On a made response: the status that the handler's own had when it was made. */
  readonly beside: StatusRecord | null;
  /** How the handlers behind this one got the response, on which they may have set fields; null where they did not. */
  readonly downstream: Pick<Draft, 'status' | 'prepared'> | null;
  /** What goes out when the response does; null while there is nothing. */
  readonly prepared: Prepared | null;
  /** What has been sent, or has begun to be. */
  readonly sent: Exchange | null;
  /** Whether the request has been handed on, and to whom. */
  readonly delegated: 'next' | 'error' | null;
  readonly delegatedAt: Site | null;
}

/** A response on which nothing has been done yet. */
export function blankDraft({ defaultStatus }: Pick<Dialect, 'defaultStatus'>, site: Site): Draft {
  return {
    progress: 'fresh',
    status: { values: { known: [{ value: defaultStatus, site }], open: false }, record: null, origin: 'default' },
    fields: new Map(),
    removed: new Set(),
    fieldsOpen: false,
    beside: null,
    downstream: null,
    prepared: null,
    sent: null,
    delegated: null,
    delegatedAt: null,
  };
}

/** A status of which nothing can be said any more. */
export const OPEN_STATUS: StatusDraft = { values: { known: [], open: true }, record: null, origin: 'written' };

/** The same with content of which nothing can be said. */
export function withOpenContent(prepared: Prepared): Prepared {
  const value = openValue(prepared.site);
  return { ...prepared, content: { is: 'value', value, format: 'data', null: 'some' }, redirect: null };
}

/** The same with nothing as content, as if that had been put there. */
export function withoutContent({ isTaken: _, ...prepared }: Prepared): Prepared {
  return { ...prepared, content: { is: 'value', value: literal(null, prepared.site), format: 'data', null: 'empty' } };
}

/** Whether a response has gone out, or has begun to. */
export function isAnswered({ progress }: Draft): boolean {
  return progress === 'complete' || progress === 'begun';
}

const BODYLESS: ReadonlySet<unknown> = new Set([204, 205, 304]);

/** Whether its status certainly allows no content. */
export function isBodyless({ status: { values } }: Draft): boolean {
  return !values.open && values.known.every(({ value }) => BODYLESS.has(value));
}

const keys = new WeakMap<Draft, string>();

/** A text that two drafts share exactly when the client could not tell them apart. */
export function keyOfDraft(draft: Draft): string {
  const known = keys.get(draft);
  if (known !== undefined) return known;
  const { fields, removed, fieldsOpen, downstream } = draft;
  const named = [...fields].map(([name, field]) => `${name}=${field === 'open' ? '?' : keyOfValue(field.value)}`);
  const key = `${keyBesideFields(draft)}|${named.sort().join()}|${[...removed].join()}|${fieldsOpen || downstream ? '?' : ''}`;
  keys.set(draft, key);
  return key;
}

/** The same for drafts that may differ in their fields. */
export function keyBesideFields({ progress, status, prepared, sent, delegated }: Draft): string {
  const codes = status.values.known.map(({ value, site }) => `${String(value)}@${site.origin.range[0]}`);
  const statusKey = `${status.origin}${status.yields === true ? '~' : ''}${status.values.open ? '?' : ''}${codes.join()}#${status.record?.id ?? ''}`;
  // Once something is sent, what a client gets is settled by the exchange alone.
  const sentKey = sent ? `${sent.send.origin.range[0]}:${exchangeKey(sent)}` : '';
  return `${progress}|${statusKey}|${sentKey}|${delegated ?? ''}|${prepared ? keyOfPrepared(prepared) : ''}`;
}

function keyOfPrepared({ content, node, isTaken }: Prepared): string {
  return `${node.range[0]}${isTaken ? '-' : ''}:${content.is === 'value' ? keyOfValue(content.value) : content.is}`;
}

function exchangeKey({ status, content, fields }: Exchange): string {
  const body = content.is === 'some' || content.is === 'open' ? keyOfValue(content.value) : content.is;
  return `${status.codes.map(({ value }) => value).join()}${status.open ? '?' : ''}/${body}/${fields.names.join()}`;
}
