import type { Scope, SourceCode, Variable } from '../../syntax/ast.js';
import { importOfVariable } from '../../syntax/imports.js';
import type { HandlerSite } from '../effects.js';

type References = Variable['references'];

/** The variables through which a file has functions of the tables: imports of them, and globals that the linter declares. */
export function functionVariables(sites: readonly HandlerSite[], sourceCode: SourceCode): readonly Variable[] {
  const keys = keysOf(sites);
  if (keys.length === 0) return [];
  const heads = globalHeads(keys);
  return outermost(sourceCode)
    .flatMap(({ variables }) => variables)
    .filter((variable) => {
      if (variable.defs.length === 0) return heads.has(variable.name);
      const imported = importOfVariable(variable, sourceCode);
      if (!imported) return false;
      const way = `${imported.source}#${imported.path.join('.')}`;
      return keys.some((key) => key === way || key.startsWith(way.endsWith('#') ? way : `${way}.`));
    });
}

/** The mentions of global functions of the tables that nothing declares. */
export function globalFunctions(sites: readonly HandlerSite[], sourceCode: SourceCode): References {
  const heads = globalHeads(keysOf(sites));
  if (heads.size === 0) return [];
  return outermost(sourceCode)
    .filter(({ type }) => type === 'global')
    .flatMap(({ through }) => through)
    .filter(({ identifier }) => identifier.type === 'Identifier' && heads.has(identifier.name));
}

/** The scopes of whole files. */
function outermost(sourceCode: SourceCode): readonly Scope[] {
  return (sourceCode.scopeManager?.scopes ?? []).filter(({ block }) => block.type === 'Program');
}

function keysOf(sites: readonly HandlerSite[]): readonly string[] {
  const tables = new Set(sites.map(({ table }) => table));
  return [...tables].flatMap(({ functions }) => Object.keys(functions));
}

/** `Response` for `#Response.json`. */
function globalHeads(keys: readonly string[]): ReadonlySet<string> {
  return new Set(keys.flatMap((key) => (key.startsWith('#') ? [key.slice(1).split('.')[0] ?? ''] : [])));
}
