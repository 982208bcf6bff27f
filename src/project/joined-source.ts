import { isElsewhere, type Node, type Scope, type SourceCode, type Variable } from '../syntax/ast.js';
import { declareVariables, variablesByIdentifier } from '../syntax/bindings.js';
import { importedModules } from './imported-modules.js';
import type { Module, Parse } from './modules.js';
import { targetOf, variableFor, type Target } from './targets.js';

/**
 * The source in which names that were imported from files nearby are the variables of those files, so that whatever reads
 * the constants, functions and classes of one file reads those of the others too. It is the source itself where it imports none.
 */
export function joinedSource(sourceCode: SourceCode, filename: string, parse: Parse): SourceCode {
  const modules = importedModules(sourceCode, filename, parse);
  if (modules.all.length === 0) return sourceCode;
  const own = sourceCode.scopeManager?.scopes ?? [];
  const scopes = [...own, ...modules.all.flatMap((each) => each.scopes)];
  const joined = withModules(sourceCode, scopes, modules.all);
  const variables = variablesByIdentifier(scopes);
  declareVariables(joined, variables);
  const importers = [{ filename, scopes: own }, ...modules.all];
  const links = importers.flatMap((importer) =>
    importer.scopes.flatMap((scope) =>
      scope.variables.flatMap((variable) => {
        const target = targetOf(variable, importer.filename, { modules, joined });
        return target ? [{ variable, target }] : [];
      }),
    ),
  );
  for (const [target, imports] of byTarget(links)) {
    const variable = target.is === 'variable' ? target.variable : variableFor(target);
    const one = mentionedIn(variable, imports);
    for (const each of [variable, ...imports]) for (const name of mentionsOf(each)) variables.set(name, one);
  }
  return joined;
}

interface Link {
  readonly variable: Variable;
  readonly target: Target;
}

/** The variables that stand for each target. */
function byTarget(links: readonly Link[]): ReadonlyMap<Target, readonly Variable[]> {
  const targets = new Map<Variable | Node, Target>();
  const imports = new Map<Target, Variable[]>();
  for (const { variable, target } of links) {
    const key = target.is === 'variable' ? target.variable : target.node;
    const one = targets.get(key) ?? target;
    targets.set(key, one);
    imports.set(one, [...(imports.get(one) ?? []), variable]);
  }
  return imports;
}

/** The variable, with its mentions in the files that import it. */
function mentionedIn(variable: Variable, imports: readonly Variable[]): Variable {
  const references = [variable, ...imports].flatMap((each) => each.references);
  return Object.create(variable, { references: { value: references } }) as Variable;
}

function mentionsOf({ identifiers, references }: Variable): readonly Node[] {
  return [...identifiers, ...references.map(({ identifier }) => identifier)];
}

/** The source with the scopes and the texts of the modules; everything else is the linted file's. */
function withModules(sourceCode: SourceCode, scopes: readonly Scope[], modules: readonly Module[]): SourceCode {
  const getText = (node: Node): string => {
    if (!isElsewhere(node)) return sourceCode.getText(node);
    const [from, to] = node.range;
    const module = modules.find(({ start, text }) => from >= start && to <= start + text.length);
    return module ? module.text.slice(from - module.start, to - module.start) : '';
  };
  return Object.create(sourceCode, { scopeManager: { value: { scopes } }, getText: { value: getText } }) as SourceCode;
}
