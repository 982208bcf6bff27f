import { Linter, type Rule } from 'eslint';
import * as parser from '@typescript-eslint/parser';
import type { Call, Node, SourceCode } from '../../src/syntax/ast.js';

/** How a text is parsed: as TypeScript (the default), as an ES module, or as a script as CommonJS has them. */
export type Language = 'ts' | 'esm' | 'cjs';

/** What `read` makes of the argument of each call of `$` in the code, in source order. */
export function atMarks<T>(
  code: string,
  read: (node: Node, sourceCode: SourceCode) => T,
  language: Language = 'ts',
): T[] {
  const results: T[] = [];
  inFile(
    code,
    (sourceCode) => ({
      CallExpression(node) {
        const { callee, arguments: given } = node as unknown as Call;
        const [argument] = given;
        if (callee.type === 'Identifier' && callee.name === '$' && argument) results.push(read(argument, sourceCode));
      },
    }),
    language,
  );
  return results;
}

/** The same for code with one mark. */
export function atMark<T>(code: string, read: (node: Node, sourceCode: SourceCode) => T, language: Language = 'ts'): T {
  const results = atMarks(code, read, language);
  const [only] = results;
  if (results.length !== 1 || only === undefined) throw new Error(`One mark expected, ${results.length} found`);
  return only;
}

/** What `read` makes of the file as a whole. */
export function ofFile<T>(code: string, read: (sourceCode: SourceCode) => T, language: Language = 'ts'): T {
  const results: T[] = [];
  inFile(code, (sourceCode) => ({ Program: () => void results.push(read(sourceCode)) }), language);
  const [only] = results;
  if (only === undefined) throw new Error('The file was not read');
  return only;
}

function inFile(code: string, listeners: (sourceCode: SourceCode) => Rule.RuleListener, language: Language): void {
  const rule: Rule.RuleModule = {
    // ESLint types its source code with ESTree's nodes; the parsers give the same objects typed by typescript-eslint.
    create: (context) => listeners(context.sourceCode as unknown as SourceCode),
  };
  const messages = new Linter().verify(code, {
    files: ['**'],
    plugins: { test: { rules: { read: rule } } },
    rules: { 'test/read': 'error' },
    languageOptions: { sourceType: language === 'cjs' ? 'commonjs' : 'module', ...(language === 'ts' && { parser }) },
  });
  for (const { message } of messages) throw new Error(`${message}\n${code.slice(0, 200)}`);
}
