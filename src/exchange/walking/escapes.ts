import type { Node } from '../../syntax/ast.js';
import { isFunction } from '../../syntax/ast.js';
import { openValue } from '../reading/values.js';
import { OPEN_STATUS, type Prepared } from '../state/draft.js';
import { withOpenFields } from '../state/fields.js';
import { addFate } from '../state/ledger.js';
import { runIndependently } from './callbacks.js';
import type { State } from '../state/state.js';
import type { Value } from '../value.js';
import { siteIn, type Walk } from './walk.js';

/** The state after code that cannot be seen had the response: it may have set anything, and may have answered. */
export function escaped(state: State, node: Node, walk: Walk): State {
  const { draft } = state;
  if (draft.progress === 'complete') return state;
  if (draft.progress === 'begun') return { ...state, mayAnswer: true };
  if (walk.site.table.settable === 'fields') return { ...state, draft: withOpenFields(draft) };
  addFate(draft.status.record, { is: 'open' });
  const isAnsweredByCalls = walk.site.table.sentBy !== 'end';
  return {
    ...state,
    draft: withOpenFields({
      ...draft,
      ...(isAnsweredByCalls ? { progress: 'perhaps' } : { prepared: openlyPrepared(node, walk) }),
      status: OPEN_STATUS,
    }),
  };
}

/** Content that code which cannot be seen may have put on the response. */
function openlyPrepared(node: Node, walk: Walk): Prepared {
  const site = siteIn(node, walk);
  const content = { is: 'value', value: openValue(site), format: 'data', null: 'some' } as const;
  return { by: 'handler', content, redirect: null, node, site };
}

/** The state after code that cannot be seen had a made response: it may have changed anything in it. */
export function withEscapedMade(value: Value, state: State): State {
  const draft = value.is === 'made' ? state.made.get(value.made) : undefined;
  if (value.is !== 'made' || !draft) return state;
  addFate(draft.status.record, { is: 'open' });
  return { ...state, made: new Map(state.made).set(value.made, withOpenFields({ ...draft, status: OPEN_STATUS })) };
}

/** The state after a function that can answer was given to code that may call it at any time, or never. */
export function settle(value: Value, node: Node, state: State, walk: Walk): State {
  if (value.is !== 'function') return state;
  runIndependently(value.node, node, state, walk);
  return { ...state, mayAnswer: true };
}

/** Whether a value holds the response, or something with which code that gets it can answer. */
export function holds(value: Value, what: 'response' | 'next'): boolean {
  switch (value.is) {
    case 'response':
    case 'next':
      return value.is === what;
    case 'object':
      return value.properties.some((each) => holds(each.value, what));
    case 'array':
      return value.elements.some((each) => holds(each, what));
    case 'choice':
      return value.of.some((each) => holds(each.value, what));
    default:
      return false;
  }
}

/** The functions in a value that can answer: the value itself, or the properties of an object of callbacks. */
export function answering(value: Value, walk: Walk): readonly Value[] {
  switch (value.is) {
    case 'function':
      return isFunction(value.node) && walk.file.relevance.reaches(value.node) ? [value] : [];
    case 'object':
      return value.properties.flatMap((each) => answering(each.value, walk));
    case 'array':
      return value.elements.flatMap((each) => answering(each, walk));
    default:
      return [];
  }
}
