import type { Node, SourceCode } from '../syntax/ast.js';
import { declareVariables } from '../syntax/bindings.js';
import { memberNamesOf } from '../syntax/member-names.js';
import { staticMemberOf } from '../syntax/static-value.js';
import type { Module } from './modules.js';
import { exportNamed } from './targets.js';

/** The members that always are numbers, of an object or enum that a module exports under a name; by default, if that is null. */
export function exportedNumbers(
  module: Module,
  name: string | null,
  sourceCode: SourceCode,
): ReadonlyMap<string, number> {
  const owner = ownerOf(module, name);
  const numbers = new Map<string, number>();
  if (!owner) return numbers;
  // Its variables are those of the module; of the rest of the source nothing is asked.
  const source = Object.create(sourceCode) as SourceCode;
  declareVariables(source, module.variables);
  for (const member of memberNamesOf(owner, source)) {
    const value = staticMemberOf(owner, member, source)?.value;
    if (typeof value === 'number') numbers.set(member, value);
  }
  return numbers;
}

function ownerOf(module: Module, name: string | null): Node | null {
  const given = exportNamed(name ?? 'default', module);
  if (given) return given.is === 'own' ? given.node : null;
  return name === null ? module.exports.whole : null;
}
