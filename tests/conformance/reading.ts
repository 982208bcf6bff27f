import { parseForESLint } from '@typescript-eslint/parser';
import { SourceCode as ESLintSourceCode } from 'eslint';
import type { Handler } from '../../src/exchange/model.js';
import { readHandlers } from '../../src/rule/analysis.js';
import { settingsOf, type Settings } from '../../src/rule/settings.js';
import type { SourceCode } from '../../src/syntax/ast.js';

export interface Read {
  readonly handlers: readonly Handler[];
  readonly sourceCode: SourceCode;
}

/** The source as ESLint holds it, without the rest of ESLint: thousands of small files are read here. */
export function sourceCodeOf(source: string): SourceCode {
  const { ast, scopeManager, visitorKeys } = parseForESLint(source, { sourceType: 'commonjs', loc: true, range: true });
  const parts: unknown = { text: source, ast, scopeManager, visitorKeys, parserServices: {} };
  // ESLint types its source code with ESTree's nodes; the parser gives the same objects typed by typescript-eslint.
  const sourceCode = new ESLintSourceCode(parts as ESLintSourceCode.Config);
  // Nodes get their parents as a side effect of the first traversal.
  sourceCode.traverse();
  return sourceCode as unknown as SourceCode;
}

/** The handlers that the engine finds in the source of a CommonJS file. */
export function readFile(
  source: string,
  id: string,
  major: number | null,
  filename = 'app.js',
  below: Readonly<Record<string, number>> = {},
): Read {
  const sourceCode = sourceCodeOf(source);
  return { handlers: readHandlers(sourceCode, { filename, cwd: '/' }, settingsFor(id, major, below)), sourceCode };
}

const settings = new Map<string, Settings>();

function settingsFor(id: string, major: number | null, below: Readonly<Record<string, number>>): Settings {
  const versions = { ...below, ...(major !== null && { [id]: major }) };
  const key = `${id} ${JSON.stringify(versions)}`;
  const found = settings.get(key) ?? settingsOf({ 'http-status': settingsOfUser(id, versions) });
  settings.set(key, found);
  return found;
}

function settingsOfUser(id: string, versions: Readonly<Record<string, number>>): Readonly<Record<string, unknown>> {
  return { frameworks: [id], ...(Object.keys(versions).length > 0 && { frameworkVersions: versions }) };
}

/** The handler whose source is that text; the last one where several are. */
export function handlerOf({ handlers, sourceCode }: Read, text: string): Handler {
  const found = handlers.findLast((each) => sourceCode.getText(each.node) === text);
  if (!found) throw new Error(`The engine finds no handler in\n${sourceCode.text}`);
  return found;
}
