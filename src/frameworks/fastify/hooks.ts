import type { HandlerSite } from '../../exchange/effects.js';
import { isFunction, unwrapped, type Call, type SourceCode } from '../../syntax/ast.js';
import { initializerOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import type { Found } from '../finding/middleware.js';
import { ownerOf, type Owner } from '../finding/registered.js';
import { usagesOf } from '../finding/usages.js';

/** How many plugins are followed outwards, and how many variables that hold one instance. */
const MAX_STEPS = 8;

/**
 * Adds to each handler the hooks that run for it: those of its route, of its instance, and of the instances that this one was
 * registered on. The order in which they stand in the file makes no difference.
 */
export function withHooks(found: readonly Found[], sourceCode: SourceCode): readonly HandlerSite[] {
  const ofCall = new Map<Call, HandlerSite[]>();
  const ofInstance = new Map<Owner, HandlerSite[]>();
  for (const { site, registrations } of found) {
    if (site.role !== 'middleware') continue;
    for (const { call, verb, owner } of registrations) {
      if (verb !== 'addHook') add(ofCall, call, site);
      else if (owner) add(ofInstance, instanceOf(owner, sourceCode), site);
    }
  }
  for (const { site, registrations } of found) {
    if (site.role !== 'handler') continue;
    const hooks = registrations.flatMap(({ call, owner }) => [
      ...(owner ? instancesRound(owner, sourceCode).flatMap((each) => ofInstance.get(each) ?? []) : []),
      ...(ofCall.get(call) ?? []),
    ]);
    site.earlier.push(...new Set(hooks));
  }
  return found.map(({ site }) => site);
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The variable that first held the instance: `app` for `const typed = app.withTypeProvider()`. */
function instanceOf(owner: Owner, sourceCode: SourceCode, steps = MAX_STEPS): Owner {
  const value = 'defs' in owner ? initializerOf(owner)?.node : null;
  const before = value && steps > 0 ? ownerOf(value, sourceCode) : null;
  return before && before !== owner ? instanceOf(before, sourceCode, steps - 1) : owner;
}

/** An instance and those outside it, the outermost first. */
function instancesRound(owner: Owner, sourceCode: SourceCode, steps = MAX_STEPS): readonly Owner[] {
  const instance = instanceOf(owner, sourceCode);
  if (steps === 0 || !('defs' in instance)) return [instance];
  const plugin = instance.defs.find(({ type }) => type === 'Parameter')?.node;
  const parents =
    plugin && isFunction(plugin) ? usagesOf(plugin, sourceCode).map(({ call }) => registrarOf(call, sourceCode)) : [];
  return [...parents.flatMap((each) => (each ? instancesRound(each, sourceCode, steps - 1) : [])), instance];
}

/** The instance on which a plugin is registered. */
function registrarOf(call: Call, sourceCode: SourceCode): Owner | null {
  const callee = unwrapped(call.callee);
  return callee.type === 'MemberExpression' && writtenKeyOf(callee) === 'register'
    ? ownerOf(callee.object, sourceCode)
    : null;
}
