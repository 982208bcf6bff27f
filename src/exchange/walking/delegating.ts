import type { Node } from '../../syntax/ast.js';
import type { Effect } from '../effects.js';
import type { Exchange } from '../model.js';
import { carriedStatus, literal, openValue, primitivesOf, truthOf } from '../reading/values.js';
import { isAnswered, type Draft } from '../state/draft.js';
import { fieldsOf, withOpenFields } from '../state/fields.js';
import { addFate, recordRepeat, recordWrite } from '../state/ledger.js';
import type { State } from '../state/state.js';
import { statusOf } from '../state/status.js';
import type { StatusCarrier, Value } from '../value.js';
import { noteThrow } from './throwing.js';
import { secondSend, siteIn, type Walk } from './walk.js';

/** The state after a request was handed on: to the next handler, which may come back, or to error handling. */
export function delegated(effect: Effect & { does: 'delegate' }, node: Node, state: State, walk: Walk): State {
  const { draft } = state;
  const site = siteIn(node, walk);
  if (draft.sent && isAnswered(draft)) {
    const { afterEnd } = effect;
    if (afterEnd === 'harmless') return state;
    recordRepeat(walk.file.ledger, {
      first: draft.sent.send,
      firstIs: 'send',
      second: site,
      secondIs: afterEnd ? 'send' : 'delegate',
      late: afterEnd ?? secondSend('send', walk),
    });
    return state;
  }
  addFate(draft.status.record, { is: 'delegated' });
  if (effect.to === 'downstream') return afterDownstream(effect, node, state, walk);
  const error = effect.to === 'error' ? errorExchange(effect.error, node, draft, walk) : null;
  return { ...state, draft: { ...draft, delegated: effect.to, delegatedAt: site, sent: error ?? draft.sent } };
}

/** The state when the handlers behind this one have done whatever they do: they have set what they wanted, or have thrown. */
function afterDownstream(
  { throws }: Effect & { does: 'delegate'; to: 'downstream' },
  node: Node,
  state: State,
  walk: Walk,
): State {
  const site = siteIn(node, walk);
  const draft: Draft = {
    ...state.draft,
    removed: new Set(),
    downstream: { status: state.draft.status, prepared: state.draft.prepared },
    status: { values: { known: [], open: true }, record: null, origin: 'default' },
    prepared: {
      by: 'downstream',
      content: { is: 'value', value: openValue(site), format: 'data', null: 'some' },
      redirect: null,
      node,
      site,
    },
  };
  // What throws there is taken to do so before it sets a status.
  if (throws === 'here') noteThrow({ ...state, draft: { ...draft, status: state.draft.status } }, walk);
  return { ...state, draft: { ...draft, delegated: 'next', delegatedAt: site } };
}

/** What an error brings to the framework's own error handling: its status. Its fields and content are made there. */
export function errorExchange(error: Value, node: Node, draft: Draft, walk: Walk): Exchange | null {
  const status = errorStatusOf(error, draft, walk);
  const values = status ? primitivesOf(status) : null;
  if (!status || !values || values.known.length === 0) return null;
  recordWrite(walk.file.ledger, {
    setter: node,
    site: status.site,
    node: status.site.origin,
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
    statusSite: status.site,
    editStatus: () => null,
    addField: () => null,
    withoutContent: () => null,
  };
}

/** Where errors keep what is meant as the status of an answer, whichever framework looks there. */
const MEANT: readonly StatusCarrier[] = [
  'status',
  'statusCode',
  'httpCode',
  'output.statusCode',
  'getStatus()',
  'getResponse()',
  'FeathersError',
];

/** The status that the framework's own error handling gives an error; null where that is not known, or the error has none. */
function errorStatusOf(error: Value, draft: Draft, walk: Walk): Value | null {
  const { errorStatus } = walk.site.dialect;
  const isOpen = (error.is !== 'error' && error.is !== 'object') || error.open;
  const hinted = carriedStatus(error, 'settings');
  if (hinted) return hinted;
  let passedOver: Value | null = null;
  for (const by of errorStatus.from) {
    const found = carriedStatus(error, by);
    if (!found && isOpen) return null;
    if (found && !isPassedOver(found, walk)) return found;
    passedOver ??= found;
  }
  if (passedOver) return passedOver;
  const meant = MEANT.map((by) => carriedStatus(error, by)).find((each) => each !== null);
  // Some frameworks take a status that was set before for one of an error that has none.
  return !meant || isOpen || draft.status.origin !== 'default' ? null : literal(errorStatus.otherwise, meant.site);
}

/** Whether the framework takes a value for no status, and looks in the next place. */
function isPassedOver(value: Value, { site: { dialect } }: Walk): boolean {
  if (dialect.errorStatus.passesOver !== 'invalid') return truthOf(value) === false;
  const { known, open } = primitivesOf(value);
  return !open && known.every((each) => dialect.takes(each.value, 'error').is !== 'sent');
}
