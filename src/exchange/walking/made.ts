import { isFunction, type Call, type Node } from '../../syntax/ast.js';
import { isGlobal } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { keyOf } from '../../syntax/static-value.js';
import type { CallRow, Effect } from '../effects.js';
import type { Site } from '../model.js';
import { blankDraft, type Draft } from '../state/draft.js';
import { andThen, normal, type Completion, type State } from '../state/state.js';
import type { MadeValue } from '../value.js';
import { ownKey } from './own-methods.js';
import { toTarget } from './preparing.js';
import { siteIn, type FileWalk, type Walk } from './walk.js';

type Take = (effect: Effect, node: Node, state: State, walk: Walk) => readonly Completion[];

/** The state in which the effects were had on a made response instead of on the handler's own. */
export function onMade(
  { made }: MadeValue,
  state: State,
  have: (state: State) => readonly Completion[],
): readonly Completion[] {
  const draft = state.made.get(made);
  if (!draft) return [normal(state)];
  return had(made, draft, state, have);
}

/** A new response with the effects of the call that makes it. */
export function make(
  row: CallRow,
  effects: readonly Effect[],
  node: Call,
  state: State,
  walk: Walk,
  take: Take,
): readonly Completion[] {
  const made: MadeValue = {
    is: 'made',
    made: node,
    part: '',
    carrier: row.returns === 'never' ? 'signal' : 'response',
    begins: row.returns === 'made-here' ? 'here' : 'blank',
    site: siteIn(node, walk),
  };
  const begin = row.returns === 'made-here' ? { ...state.draft, sent: null } : madeDraft(made.site, walk);
  return andThen(filled(made, begin, effects, state, walk, take), (after) =>
    row.returns === 'never'
      ? [{ ends: 'throw', state: after, value: made, node }]
      : [normal(row.returns === 'made-here' ? withTargets(effects, node, after, walk) : after, made)],
  );
}

/** The state in which the handler's own response leads where a redirect that began with it does, whether that is returned or not. */
function withTargets(effects: readonly Effect[], node: Node, state: State, walk: Walk): State {
  const redirects = effects.flatMap((each) => (each.does === 'redirect' ? [each.redirect] : []));
  if (redirects.length === 0) return state;
  return { ...state, draft: redirects.reduce((draft, each) => toTarget(draft, each, node, walk), state.draft) };
}

/** An object that is a response, as one that is made, so that it can be built up. */
export function makeObject(
  node: Node,
  effects: readonly Effect[],
  state: State,
  walk: Walk,
  take: Take,
): readonly Completion[] {
  const site = siteIn(node, walk);
  const made: MadeValue = { is: 'made', made: node, part: '', carrier: 'response', begins: 'blank', site };
  return andThen(filled(made, madeDraft(made.site, walk), effects, state, walk, take), (after) => [
    normal(after, made),
  ]);
}

/** A made response as it begins. */
function madeDraft(site: Site, { site: { dialect } }: Walk): Draft {
  return blankDraft({ defaultStatus: dialect.madeStatus ?? dialect.defaultStatus }, site);
}

function filled(
  { made: node, site }: MadeValue,
  begin: Draft,
  effects: readonly Effect[],
  state: State,
  walk: Walk,
  take: Take,
): readonly Completion[] {
  const prepared = { by: 'nobody', content: { is: 'none' }, redirect: null, node, site } as const;
  return had(node, { ...begin, prepared, beside: state.draft.status.record }, state, (inside) =>
    effects.reduce<readonly Completion[]>(
      (each, effect) => andThen(each, (next) => take(effect, node, next, walk)),
      [normal(inside)],
    ),
  );
}

function had(
  made: Node,
  draft: Draft,
  state: State,
  have: (state: State) => readonly Completion[],
): readonly Completion[] {
  return have({ ...state, draft }).map((each) => ({
    ...each,
    state: { ...each.state, draft: state.draft, made: new Map(each.state.made).set(made, each.state.draft) },
  }));
}

/** The row of a function or class that is no member of the response; null where the table has none. */
export function functionRow(callee: Node, walk: Walk): CallRow | null {
  const { functions } = walk.site.table;
  const key = functionKey(callee, walk.file);
  return key !== null && Object.hasOwn(functions, key) ? (functions[key] ?? null) : null;
}

/** The module and name of an imported function, or the name of a global, as tables of functions write them. */
function functionKey(callee: Node, { sourceCode }: FileWalk): string | null {
  if (isFunction(callee)) return null;
  const own = ownKey(callee);
  if (own !== null) return own;
  const imported = importOf(callee, sourceCode);
  if (imported) return `${imported.source}#${imported.path.join('.')}`;
  if (callee.type === 'Identifier') return isGlobal(callee, callee.name, sourceCode) ? `#${callee.name}` : null;
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return null;
  const { name } = callee.object;
  const key = keyOf(callee, sourceCode);
  return key !== null && isGlobal(callee.object, name, sourceCode) ? `#${name}.${key}` : null;
}
