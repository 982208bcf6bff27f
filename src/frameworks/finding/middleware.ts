import type { HandlerSite } from '../../exchange/effects.js';
import { unwrapped, type Call, type Node, type SourceCode, type Variable } from '../../syntax/ast.js';
import { initializerOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { ownerOf, type Owner, type Registration } from './registered.js';

/** A handler with the places where it is registered. */
export type Found = {
  readonly site: HandlerSite & { earlier: HandlerSite[] };
  readonly registrations: readonly Registration[];
};

/** A handler at a place of a registration. */
interface Placed {
  readonly site: HandlerSite;
  readonly call: Call;
  readonly at: Node;
}

/** Adds to each handler those that run before it: earlier ones of its registration, and the middleware of its router and of the apps that use that. */
export function withEarlier(
  found: readonly Found[],
  sourceCode: SourceCode,
  runsBefore: (registration: Registration) => boolean = ({ verb }) => verb === 'use',
): readonly HandlerSite[] {
  const byCall = new Map<Call, Placed[]>();
  const uses = new Map<Owner, Placed[]>();
  for (const { site, registrations } of found) {
    if (site.role === 'error-handler') continue;
    for (const registration of registrations) {
      const { call, argument, owner } = registration;
      const placed = {
        site,
        call,
        at: argument === site.node ? argument : site.node.range[0] > argument.range[0] ? site.node : argument,
      };
      add(byCall, call, placed);
      if (runsBefore(registration) && owner) add(uses, owner, placed);
    }
  }
  const mounts = new Map<Owner, readonly Mount[]>();
  for (const { site, registrations } of found) {
    const earlier = new Set<HandlerSite>();
    for (const { call, owner } of registrations) {
      if (owner) middlewareBefore(owner, call, { uses, mounts, sourceCode }, 4).forEach((each) => earlier.add(each));
      const mates = byCall.get(call) ?? [];
      const here = mates.find((each) => each.site === site)?.at.range[0] ?? call.range[0];
      mates.filter((each) => each.at.range[0] < here).forEach((each) => earlier.add(each.site));
    }
    earlier.delete(site);
    site.earlier.push(...earlier);
  }
  return found.map(({ site }) => site);
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The methods by which a router is given to another: with its path first in some frameworks. */
const MOUNTS = /^(?:use|route)$/;

/** A place where a router is given to another, or to an app. */
interface Mount {
  readonly call: Call;
  readonly parent: Owner;
}

interface Middleware {
  readonly uses: ReadonlyMap<Owner, readonly Placed[]>;
  readonly mounts: Map<Owner, readonly Mount[]>;
  readonly sourceCode: SourceCode;
}

/** The middleware that runs before a call's handlers: of the router itself, and of every router or app that uses it. */
function middlewareBefore(owner: Owner, call: Call, middleware: Middleware, steps: number): readonly HandlerSite[] {
  if (steps === 0) return [];
  const own = (middleware.uses.get(owner) ?? []).filter(
    (each) => each.call !== call && each.call.range[1] <= call.range[1],
  );
  const parents = mountsOf(owner, middleware).flatMap((each) =>
    middlewareBefore(each.parent, each.call, middleware, steps - 1),
  );
  return [...parents, ...own.map((each) => each.site)];
}

function mountsOf(router: Owner, { mounts, sourceCode }: Middleware): readonly Mount[] {
  const known = mounts.get(router);
  if (known) return known;
  if (!('references' in router)) return [];
  const found = router.references.flatMap(({ identifier }): readonly Mount[] => {
    const call = identifier.parent;
    if (call.type !== 'CallExpression' || call.callee === identifier) return [];
    const callee = unwrapped(call.callee);
    if (callee.type !== 'MemberExpression' || !MOUNTS.test(writtenKeyOf(callee) ?? '')) return [];
    const parent = ownerOf(callee.object, sourceCode);
    return parent && parent !== router ? [{ call, parent }] : [];
  });
  const all = [...derivedFrom(router, sourceCode), ...found];
  mounts.set(router, all);
  return all;
}

/** The app that a router is a view of, as in `const api = app.basePath('/api')`. */
function derivedFrom(router: Variable, sourceCode: SourceCode): readonly Mount[] {
  const call = initializerOf(router)?.node;
  const parent = call?.type === 'CallExpression' ? ownerOf(call, sourceCode) : null;
  return call?.type === 'CallExpression' && parent && parent !== router ? [{ call, parent }] : [];
}
