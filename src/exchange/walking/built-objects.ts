import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Node, type SourceCode, type Variable } from '../../syntax/ast.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import type { HandlerSite } from '../effects.js';

/** A variable that holds an object which is a response, and the places where it gets one. */
export interface Built {
  readonly variable: Variable;
  readonly objects: readonly TSESTree.ObjectExpression[];
}

/** The variables whose objects are built up to a response, by giving them properties of one after another. */
export function builtObjects(sites: readonly HandlerSite[], sourceCode: SourceCode): readonly Built[] {
  const keys = new Set(sites.flatMap(({ table }) => (table.objects ? Object.keys(table.made.assignments) : [])));
  if (keys.size === 0) return [];
  return (sourceCode.scopeManager?.scopes ?? []).flatMap((scope) => {
    if (scope.type === 'module' || scope.type === 'global') return [];
    return scope.variables.flatMap((variable): readonly Built[] => {
      const uses = variable.references.map(({ identifier }) => identifier);
      const objects = variable.references.flatMap(({ writeExpr }) => (writeExpr ? objectIn(writeExpr) : []));
      return objects.length > 0 && uses.some((use) => isGivenProperty(use, keys)) ? [{ variable, objects }] : [];
    });
  });
}

function objectIn(expression: Node): readonly TSESTree.ObjectExpression[] {
  const node = unwrapped(expression);
  return node.type === 'ObjectExpression' ? [node] : [];
}

/** Whether something is assigned to one of the properties, such as `statusCode` or `headers.*`. */
function isGivenProperty(use: Node, keys: ReadonlySet<string>): boolean {
  let way = '';
  let below = use;
  for (let at = use.parent; at?.type === 'MemberExpression' && at.object === below; below = at, at = at.parent) {
    const key = writtenKeyOf(at) ?? '*';
    const isWritten = at.parent.type === 'AssignmentExpression' && at.parent.left === at;
    if (isWritten && (keys.has(`${way}${key}`) || keys.has(`${way}*`))) return true;
    way += `${key}.`;
  }
  return false;
}
