import { compileFunction } from 'node:vm';
import type { Condition, Path } from '../../src/exchange/model.js';
import type { SourceCode } from '../../src/syntax/ast.js';
import type { Request } from './framework.js';

/** What handlers can read of a request, under the names they use. */
type Scope = Readonly<Record<string, unknown>>;

export function scopeOf({ method, flags, headers }: Request, names: readonly string[]): Scope {
  const all = Object.fromEntries(names.map((name) => [name, flags[name]]));
  const request = { method, query: flags, headers: { ...headers, ...flags } };
  const contexts = { ctx: context({ ...request, req: request, request }), c: context({ req: request, env: flags }) };
  return { req: request, query: flags, ...contexts, ...all };
}

/** The context of a framework, which has more than is known here. */
function context(known: Readonly<Record<string, unknown>>): unknown {
  return new Proxy(known, {
    get(target, key) {
      if (typeof key === 'string' && Object.hasOwn(target, key)) return target[key];
      throw new ReferenceError(`${String(key)} is not known`);
    },
  });
}

/** What is known about the tests of a handler: the flags they name, and constants made from those. */
interface Known {
  readonly flags: readonly string[];
  readonly sourceCode: SourceCode;
  readonly prelude?: string;
}

/** Whether a path can be the one that a request takes: none of its tests, as far as they only ask for flags, comes out otherwise. */
export function isConsistent(path: Path, request: Request, { flags, sourceCode, prelude = '' }: Known): boolean {
  // A route for GET answers HEAD as well.
  const isServed = [...(path.methods ?? [request.method])].some(
    (each) => each === request.method || (each === 'GET' && request.method === 'HEAD'),
  );
  if (!isServed) return false;
  const scope = scopeOf(request, flags);
  return path.conditions.every((condition) => {
    const outcome =
      condition.kind === 'branch' || condition.kind === 'case' ? truth(condition, scope, sourceCode, prelude) : null;
    return outcome === null || outcome === condition.outcome;
  });
}

/** How the test comes out; null when it asks for something else than the request. */
function truth({ test, kind }: Condition, scope: Scope, sourceCode: SourceCode, prelude: string): boolean | null {
  const text = sourceCode.getText(test);
  // Calls may do anything, and assignments in a test change what it asks for.
  if (/[(=]/.test(text.replaceAll(/[=!]==?/g, ''))) return null;
  const { parent } = test;
  const selected = kind === 'case' && parent?.type === 'SwitchCase' ? parent.parent : null;
  const source = selected ? `(${sourceCode.getText(selected.discriminant)}) === (${text})` : text;
  try {
    return Boolean(evaluated(source, scope, prelude, sourceCode));
  } catch {
    return null;
  }
}

type Compiled = (...values: readonly unknown[]) => unknown;

const compiled = new WeakMap<SourceCode, Map<string, Compiled>>();

/** What the source comes to. Only names of the scope and globals can be meant; what else is named throws. */
function evaluated(source: string, scope: Scope, prelude: string, sourceCode: SourceCode): unknown {
  const known = compiled.get(sourceCode) ?? new Map<string, Compiled>();
  compiled.set(sourceCode, known);
  const body =
    known.get(source) ?? (compileFunction(`${prelude}; return (${source});`, Object.keys(scope)) as Compiled);
  known.set(source, body);
  return body(...Object.values(scope));
}

/** Whether the engine only assumes that this path can be taken: that something throws, or that a loop goes round again. */
export function isAssumed({ conditions }: Path): boolean {
  return conditions.some(({ kind }) => kind === 'catch' || kind === 'loop');
}
