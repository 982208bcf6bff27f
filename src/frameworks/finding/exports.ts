import type { FunctionNode, SourceCode } from '../../syntax/ast.js';
import { placesOf, type Place } from './places.js';

/** The places where a function is exported itself, and not in an object. */
export function exportsOf(node: FunctionNode, sourceCode: SourceCode): readonly Place[] {
  return placesOf(node, sourceCode).filter(({ to, path }) => to.is === 'exported' && path.length === 0);
}

/** The names under which a function is exported. */
export function exportNames(exported: readonly Place[]): readonly string[] {
  return exported.flatMap(({ to }) => (to.is === 'exported' ? [to.name] : []));
}

/** Whether somebody stands between a function and its export on every way, and so goes on after it. */
export function isWrapped(exported: readonly Place[]): boolean {
  return exported.every(({ through }) => through.length > 0);
}
