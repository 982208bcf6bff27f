import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The files below a folder, as paths relative to it, with `/` on every system. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(folder.length)}/${entry.name}`.replaceAll('\\', '/').replace(/^\/+/, ''))
    .sort();
}

export interface Import {
  readonly from: string;
  /** Whether only types are imported, so that nothing is left of it at run time. */
  readonly typeOnly: boolean;
}

/** Every module that a file names: imports, exports from, `import()`, `require()` and import types. */
export function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier)) imports.push({ from: specifier.text, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      add(
        node.moduleSpecifier,
        clause !== undefined && (clause.phaseModifier === ts.SyntaxKind.TypeKeyword || onlyTypes(clause)),
      );
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node)) {
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    } else if (ts.isCallExpression(node)) {
      const { expression } = node;
      if (
        expression.kind === ts.SyntaxKind.ImportKeyword ||
        (ts.isIdentifier(expression) && expression.text === 'require')
      ) {
        add(node.arguments[0], false);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

function onlyTypes({ name, namedBindings }: ts.ImportClause): boolean {
  return (
    !name &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.length > 0 &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  );
}

/** Top-level state that could carry something from one linted file to the next: `let`, `var`, and empty maps and sets. */
export function moduleStateOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations
      .filter(({ initializer }) => {
        if ((declarationList.flags & ts.NodeFlags.Const) === 0) return true;
        if (!initializer || !ts.isNewExpression(initializer) || !ts.isIdentifier(initializer.expression)) return false;
        return ['Map', 'Set'].includes(initializer.expression.text) && (initializer.arguments ?? []).length === 0;
      })
      .map((declaration) => declaration.getText()),
  );
}
