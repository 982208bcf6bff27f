import type { SourceCode } from '../syntax/ast.js';
import { importedSources } from '../syntax/imports.js';
import { moduleBehind } from './module-path.js';
import { moduleIn, type Module, type Parse } from './modules.js';

/** How many imports deep files are read, and how many of them for one that is linted. */
const MAX_DEPTH = 3;
const MAX_FILES = 40;

/** The modules that can be reached from a file. */
export interface Modules {
  readonly all: readonly Module[];
  /** The module that a file means by the text behind `from`; null if it is not one of them. */
  behind(source: string, importer: string): Module | null;
}

/** The files nearby that a file imports, and those that they import. */
export function importedModules(sourceCode: SourceCode, filename: string, parse: Parse): Modules {
  const found = new Map<string, Module>();
  const ways = new Map<string, Module | null>();
  let importers: readonly { readonly filename: string; readonly sources: ReadonlySet<string> }[] = [
    { filename, sources: importedSources(sourceCode) },
  ];
  for (let depth = 0; depth < MAX_DEPTH && importers.length > 0; depth++) {
    const reached: Module[] = [];
    for (const importer of importers) {
      for (const source of importer.sources) {
        const path = moduleBehind(source, importer.filename);
        if (path === null || path === filename) continue;
        const known = found.get(path);
        const module = known ?? (found.size < MAX_FILES ? moduleIn(path, parse) : null);
        ways.set(`${importer.filename}\0${source}`, module);
        if (!module || known) continue;
        found.set(path, module);
        reached.push(module);
      }
    }
    importers = reached.map((each) => ({ filename: each.filename, sources: importedSources(each) }));
  }
  return { all: [...found.values()], behind: (source, importer) => ways.get(`${importer}\0${source}`) ?? null };
}
