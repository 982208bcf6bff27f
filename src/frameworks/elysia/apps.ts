import { unwrapped, type Node, type SourceCode } from '../../syntax/ast.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { isApp, type AppSpelling } from '../finding/apps.js';

export const APPS: AppSpelling = {
  makers: new Set(['elysia#Elysia', 'elysia#']),
  types: new Set(['elysia#Elysia', 'elysia#']),
  ends: new Set(['handle', 'listen', 'compile', 'fetch']),
  isGiven: isGivenApp,
};

/** `group(path, (app) => …)`, `guard(hooks, (app) => …)` and `use((app) => …)`: the function is given an app. */
function isGivenApp(parameter: Node, sourceCode: SourceCode): boolean {
  const call = parameter.parent?.parent;
  if (call?.type !== 'CallExpression') return false;
  const callee = unwrapped(call.callee);
  return (
    callee.type === 'MemberExpression' &&
    /^(?:group|guard|use)$/.test(writtenKeyOf(callee) ?? '') &&
    isApp(callee.object, APPS, sourceCode)
  );
}
