import type { Node } from '../../syntax/ast.js';
import type { Dialect } from '../dialect.js';
import type { Effect, ImpliedStatus, RedirectTo } from '../effects.js';
import { literal, openValue, primitivesOf } from '../reading/values.js';
import { isAnswered, isBodyless, type Draft, type Prepared, type StatusDraft } from '../state/draft.js';
import { withField } from '../state/fields.js';
import type { State } from '../state/state.js';
import type { Value } from '../value.js';
import { siteIn, type Walk } from './walk.js';
import { overwritten, recordOf } from './writes.js';

/** The state with content that goes out later. A redirect that was prepared before stays one, with other content. */
export function withContent(
  { content, implies, removes = [] }: Effect & { does: 'content' },
  node: Node,
  state: State,
  walk: Walk,
): State {
  const { draft } = state;
  if (isAnswered(draft)) return state;
  const redirect = draft.prepared?.redirect ?? null;
  const site = siteIn(node, walk);
  const isLater = implies?.over === 'unset';
  const prepared: Prepared = {
    by: 'handler',
    content,
    redirect,
    node,
    site,
    ...(isLater && { implies: implies.status }),
  };
  if (removes.length > 0 && walk.site.dialect.writesNull === true && isJson(draft) && !isBodyless(draft)) {
    const text = { is: 'value', value: literal(null, site), format: 'json', null: 'some' } as const;
    return { ...state, draft: { ...draft, prepared: { ...prepared, content: text } } };
  }
  const status = implies && !isLater ? impliedStatus(implies, draft, node, walk) : draft.status;
  const without = removes.reduce(
    (each, name) => withField(each, literal(name, site), openValue(site), 'remove'),
    draft,
  );
  return { ...state, draft: { ...without, prepared, status } };
}

/** The status after content that brings one along: that one, which counts as nobody's, or the one that was set. */
function impliedStatus({ status, over }: ImpliedStatus, draft: Draft, node: Node, { site }: Walk): StatusDraft {
  const { values, origin } = draft.status;
  const implied: StatusDraft = { values: primitivesOf(status), record: null, origin: 'default' };
  if (over === 'default') {
    const isFree = origin === 'default' && !values.open && draft.prepared?.by !== 'handler';
    return isFree ? implied : draft.status;
  }
  const isDefault = !values.open && values.known.every(({ value }) => value === site.dialect.defaultStatus);
  if (over === 'default-code' && !isDefault) return draft.status;
  if (isBodyless(draft)) return draft.status;
  overwritten(draft, implied, node, 'content', () => null);
  return implied;
}

/** The draft with the status that goes out with what was prepared, where none is set. */
export function withImplied(draft: Draft, node: Node): Draft {
  const { prepared, status } = draft;
  if (!prepared?.implies || status.values.open || isSet(status)) return draft;
  const implied: StatusDraft = { values: primitivesOf(prepared.implies), record: null, origin: 'default' };
  overwritten(draft, implied, node, 'content', () => null);
  return { ...draft, status: implied };
}

/** Whether somebody has set the status, and not only a redirect for itself. */
function isSet({ origin, yields }: StatusDraft): boolean {
  return origin !== 'default' && yields !== true;
}

/** Whether the type of the content is JSON's own, by its name or by that of a file. */
function isJson({ fields }: Draft): boolean {
  const field = fields.get('content-type');
  const value = field && field !== 'open' ? field.value : null;
  return value?.is === 'literal' && /^(?:application\/|\.)?json\s*(?:;|$)/.test(String(value.value));
}

/** The state with a redirect that goes out later, with the content that was there before. */
export function withRedirect(
  { redirect, status }: Effect & { does: 'redirect' },
  node: Node,
  state: State,
  walk: Walk,
): State {
  if (isAnswered(state.draft)) return state;
  const site = siteIn(node, walk);
  const draft = toTarget(state.draft, redirect, node, walk);
  const content = draft.prepared?.by === 'handler' ? draft.prepared.content : ({ is: 'none' } as const);
  const prepared: Prepared = { by: 'handler', content, redirect, node, site };
  return { ...state, draft: { ...draft, prepared, status: statusOfRedirect(redirect, status, node, draft, walk) } };
}

/** The draft with the `Location` of a redirect. */
export function toTarget(draft: Draft, { target }: RedirectTo, node: Node, walk: Walk): Draft {
  return target ? withField(draft, literal('location', siteIn(node, walk)), target, 'set') : draft;
}

/** The status that a redirect goes out with: the one it brings, one that was set before if the framework keeps it, or its default. */
export function statusOfRedirect(
  redirect: RedirectTo,
  own: Value | null,
  node: Node,
  draft: Draft,
  walk: Walk,
): StatusDraft {
  const { dialect } = walk.site;
  if (own) {
    const yields = dialect.redirect.keepsStatus === 'over-own';
    // A status that is not known may be one that was set.
    if (yields && (isSet(draft.status) || draft.status.values.open)) return draft.status;
    const brought: StatusDraft = {
      values: primitivesOf(own),
      record: recordOf(own, 'helper', node, walk),
      origin: 'helper',
      yields,
    };
    overwritten(draft, brought, node, 'redirect', redirect.edit);
    return brought;
  }
  if (isKept(draft.status, dialect)) return draft.status;
  const values = primitivesOf(literal(dialect.redirect.status, siteIn(node, walk)));
  const status: StatusDraft = { values, record: null, origin: 'default' };
  overwritten(draft, status, node, 'redirect', redirect.edit);
  return status;
}

/** The statuses that Koa takes for a redirect's (https://github.com/jshttp/statuses, `redirect`). */
const REDIRECTS: ReadonlySet<unknown> = new Set([300, 301, 302, 303, 305, 307, 308]);

function isKept(status: StatusDraft, { redirect: { keepsStatus } }: Dialect): boolean {
  const { values, origin } = status;
  if (origin === 'default') return values.open;
  if (keepsStatus === 'over-own') return isSet(status);
  if (keepsStatus === 'redirects') return values.open || values.known.every(({ value }) => REDIRECTS.has(value));
  return keepsStatus === 'always';
}
