import { isMethod } from '../../http/methods.js';
import { unwrapped, type Call, type Node, type SourceCode } from '../../syntax/ast.js';
import { initializerOf, variableOf } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { typeNamesOf } from '../../syntax/types.js';
import { isExpressType } from './types.js';
import { ownerOf, routeBehind, type Registration } from '../finding/registered.js';
import type { Usage } from '../finding/usages.js';

/** `app.post('/path', …)`, `router.use(…)`, `app.route('/path').get(…)`: the registration that a usage is, if it is one. */
export function registrationIn({ call, argument, key }: Usage, sourceCode: SourceCode): readonly Registration[] {
  if (key !== null) return routeObject(call, argument, key, sourceCode);
  const callee = unwrapped(call.callee);
  if (callee.type !== 'MemberExpression') return [];
  const verb = writtenKeyOf(callee);
  if (verb === null || !(isVerb(verb) || verb === 'all' || verb === 'use' || verb === 'param' || verb === 'del'))
    return [];
  const [first] = call.arguments;
  const path = first && first !== argument ? staticValueOf(first, sourceCode)?.value : undefined;
  const routed = routeBehind(callee.object, sourceCode);
  const certain = isRouter(callee.object, sourceCode, 6);
  const route = typeof path === 'string' ? path : routed;
  // Without a framework behind it, `cache.get(key, fn)` and the like look the same; a path tells them apart.
  if (!certain && !(route?.startsWith('/') ?? false) && verb !== 'use') return [];
  return [{ call, argument, verb, route, owner: ownerOf(callee.object, sourceCode), certain }];
}

/** `route({ method: 'post', path: '/x', handler })`, as routers of one's own take it. */
function routeObject(call: Call, argument: Node, key: string, sourceCode: SourceCode): readonly Registration[] {
  if (key !== 'handler' || argument.type !== 'ObjectExpression') return [];
  const textAt = (...names: readonly string[]): string | null => {
    const property = argument.properties.find(
      (each) => each.type === 'Property' && names.includes(writtenKeyOf(each) ?? ''),
    );
    const value = property?.type === 'Property' ? staticValueOf(property.value, sourceCode)?.value : undefined;
    return typeof value === 'string' ? value : null;
  };
  const [verb, route] = [textAt('method')?.toLowerCase(), textAt('path', 'url')];
  if (verb === undefined || route === null || !isVerb(verb)) return [];
  return [{ call, argument, verb, route, owner: null, certain: false }];
}

function isVerb(verb: string): boolean {
  return isMethod(verb.toUpperCase()) && verb === verb.toLowerCase();
}

/** Whether an expression is an Express app or router: made by the package, typed by it, or a chain that starts with one. */
function isRouter(receiver: Node, sourceCode: SourceCode, steps: number): boolean {
  if (steps === 0) return false;
  const node = unwrapped(receiver);
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const made = importOf(node.callee, sourceCode);
    if (made?.source === 'express' || made?.source === 'express-promise-router')
      return made.path.length === 0 || /^(?:Router|application)$/.test(made.path.at(-1) ?? '');
    const callee = unwrapped(node.callee);
    return callee.type === 'MemberExpression' && isRouter(callee.object, sourceCode, steps - 1);
  }
  if (node.type !== 'Identifier') return false;
  const variable = variableOf(node, sourceCode);
  if (!variable) return false;
  const value = initializerOf(variable)?.node;
  if (value) return isRouter(value, sourceCode, steps - 1);
  const [definition] = variable.defs;
  if (!definition) return false;
  const written = variable.references.find((use) => use.isWrite() && use.writeExpr)?.writeExpr;
  if (definition.type === 'Variable' && written) return isRouter(written, sourceCode, steps - 1);
  return typeNamesOf(definition.name, sourceCode).some((each) =>
    isExpressType(each, /^(?:Express|Application|Router|IRouter|Core)$/),
  );
}
