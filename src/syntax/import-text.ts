import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from './ast.js';

/** A change of the file's text. */
export interface Insertion {
  readonly range: readonly [number, number];
  readonly text: string;
}

/** What is imported, null for the default or the whole, and what the file calls it. */
export interface Names {
  readonly name: string | null;
  readonly local: string;
}

interface Import {
  readonly by: 'import' | 'require';
  readonly module: string;
  readonly names: Names;
}

/** A statement that imports, with the quotes and the semicolon that the file uses elsewhere. */
export function importStatement({ by, module, names }: Import, { ast }: SourceCode): string {
  const quote = ast.tokens.find(({ type }) => type === 'String')?.value[0] ?? "'";
  const source = quote + module + quote;
  const isEnd = (token: TSESTree.Token, next?: TSESTree.Token): boolean =>
    token.value === ';' && token.loc.end.line !== next?.loc.start.line;
  const end = ast.tokens.some((token, index) => isEnd(token, ast.tokens[index + 1])) ? ';' : '';
  const what = names.name === null ? names.local : `{ ${entryOf(names, by)} }`;
  return by === 'import' ? `import ${what} from ${source}${end}` : `const ${what} = require(${source})${end}`;
}

function entryOf({ name, local }: Names, by: Import['by']): string {
  if (name === null || name === local) return local;
  return by === 'import' ? `${name} as ${local}` : `${name}: ${local}`;
}

/** The statement on a line of its own, below another one. */
export function placeAfter(before: Node, statement: string, sourceCode: SourceCode): Insertion {
  const { text } = sourceCode;
  const end = endOf(before, sourceCode);
  const at = end + restOfLine(end, text);
  const line = lineBreakOf(text);
  return { range: [at, at], text: line + statement + (/^[ \t]*(?:\r?\n|$)/.test(text.slice(at)) ? '' : line) };
}

/** How many characters a line goes on with nothing but a comment; none where more than that follows. */
function restOfLine(from: number, text: string): number {
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?(?=\r?\n|$)/.exec(text.slice(from));
  return rest?.[0].length ?? 0;
}

/** The end of a statement. A semicolon on the next line is there for the sake of what follows it. */
function endOf(statement: Node, sourceCode: SourceCode): number {
  const last = sourceCode.getLastToken(statement);
  const before = last && sourceCode.getTokenBefore(last);
  const isApart = last?.value === ';' && before && before.loc.end.line < last.loc.start.line;
  return isApart ? before.range[1] : statement.range[1];
}

/** The statement before all others, below directives and below comments on the file. */
export function placeAtTop(statement: string, sourceCode: SourceCode): Insertion | null {
  const { ast, text } = sourceCode;
  const directive = ast.body.findLast((each) => each.type === 'ExpressionStatement' && each.directive !== undefined);
  const line = lineBreakOf(text);
  if (directive) return placeAfter(directive, line + statement, sourceCode);
  const [first] = ast.body;
  if (!first) return null;
  let at = first.range[0];
  for (const comment of sourceCode.getCommentsBefore(first).toReversed()) {
    const isApart = /\n[ \t\r]*\n/.test(text.slice(comment.range[1], at));
    // The compiler's comments count only above all statements, and `#!` only at the very beginning.
    if (isApart || text.startsWith('#!', comment.range[0]) || /^\s*@ts-(?:no)?check/.test(comment.value)) break;
    at = comment.range[0];
  }
  return { range: [at, at], text: statement + line + line };
}

type Entry = TSESTree.ImportClause | TSESTree.Property | TSESTree.RestElement;

/** One more name in the braces of an import or a `require`; in lines of their own where one line cannot hold them. */
export function extended(entries: readonly Entry[], names: Names, sourceCode: SourceCode): Insertion | null {
  const listed = entries.filter(({ type }) => type !== 'ImportDefaultSpecifier');
  const [first, last] = [listed.at(0), listed.at(-1)];
  const open = first && sourceCode.getTokenBefore(first);
  const close = last && sourceCode.getTokenAfter(last, ({ value }) => value === '}');
  if (!open || !close) return null;
  const { text } = sourceCode;
  const entry = entryOf(names, last.type === 'ImportSpecifier' ? 'import' : 'require');
  const line = lineBreakOf(text);
  if (last.loc.start.line !== open.loc.start.line) {
    const indent = /[ \t]*$/.exec(text.slice(0, last.range[0]))?.[0] ?? '';
    const after = sourceCode.getTokenAfter(last);
    if (after?.value !== ',') return { range: [last.range[1], last.range[1]], text: `,${line}${indent}${entry}` };
    const at = after.range[1] + restOfLine(after.range[1], text);
    return { range: [at, at], text: `${line}${indent}${entry},` };
  }
  // A comment belongs to the name before it.
  if (sourceCode.commentsExistBetween(open, close))
    return { range: [first.range[0], first.range[0]], text: `${entry}, ` };
  const length = (sourceCode.lines[last.loc.end.line - 1] ?? '').length + `, ${entry}`.length;
  if (length <= widthOf(sourceCode)) return { range: [last.range[1], last.range[1]], text: `, ${entry}` };
  const indent = /^(?:\t| {2,})(?=\S)/m.exec(text)?.[0] ?? '  ';
  const lines = [...listed.map((each) => sourceCode.getText(each)), entry].map((each) => `${indent}${each},${line}`);
  return { range: [open.range[1], close.range[0]], text: line + lines.join('') };
}

/** How long the lines of the file may be, as far as they tell: what formatters allow at least, or what is there. */
function widthOf({ lines }: SourceCode): number {
  return Math.max(80, ...lines.map(({ length }) => length).filter((length) => length <= 120));
}

function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
