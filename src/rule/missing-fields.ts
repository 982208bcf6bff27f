import type { Exchange, Handler, Written } from '../exchange/model.js';
import type { Node, SourceCode } from '../syntax/ast.js';
import type { Fix } from './create-rule.js';
import { carryOut } from './fixes.js';
import { having, sendsOnly } from './reading.js';

/** The places that give the exchange one of these codes, where certainly none of the fields goes out that belong with it. */
export function lacking(
  { status, fields }: Exchange,
  names: readonly string[],
  ...codes: readonly number[]
): readonly Written<number>[] {
  return names.every((name) => fields.get(name.toLowerCase()).is === 'absent') ? having(status, ...codes) : [];
}

/** Sends the field with that status; null where the same call sends other statuses too. */
export function addField(
  name: string,
  value: string,
  to: { readonly exchange: Exchange; readonly handler: Handler; readonly code: number; readonly node: Node },
  sourceCode: SourceCode,
): Fix | null {
  const { exchange, handler, code, node } = to;
  if (!sendsOnly(code, exchange.send.origin, handler)) return null;
  return carryOut(node, sourceCode, exchange.addField(name, value));
}
