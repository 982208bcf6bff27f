import { isFunction, type Call, type Node } from '../../syntax/ast.js';
import { isGlobal } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { keyOf } from '../../syntax/static-value.js';
import type { CallRow, Effect } from '../effects.js';
import { blankDraft, type Draft } from '../state/draft.js';
import { andThen, normal, type Completion, type State } from '../state/state.js';
import type { MadeValue } from '../value.js';
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
  const site = siteIn(node, walk);
  const made: MadeValue = {
    is: 'made',
    made: node,
    part: '',
    carrier: row.returns === 'never' ? 'signal' : 'response',
    site,
  };
  const { dialect } = walk.site;
  const blank = blankDraft({ defaultStatus: dialect.madeStatus ?? dialect.defaultStatus }, site);
  const prepared = { by: 'handler', content: { is: 'none' }, redirect: null, node, site } as const;
  const begin: Draft = { ...(row.returns === 'made-here' ? { ...state.draft, sent: null } : blank), prepared };
  const done = had(node, begin, state, (inside) =>
    effects.reduce<readonly Completion[]>(
      (each, effect) => andThen(each, (next) => take(effect, node, next, walk)),
      [normal(inside)],
    ),
  );
  return andThen(done, (after) =>
    row.returns === 'never' ? [{ ends: 'throw', state: after, value: made, node }] : [normal(after, made)],
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
  const imported = importOf(callee, sourceCode);
  if (imported) return `${imported.source}#${imported.path.join('.')}`;
  if (callee.type === 'Identifier') return isGlobal(callee, callee.name, sourceCode) ? `#${callee.name}` : null;
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return null;
  const { name } = callee.object;
  const key = keyOf(callee, sourceCode);
  return key !== null && isGlobal(callee.object, name, sourceCode) ? `#${name}.${key}` : null;
}
