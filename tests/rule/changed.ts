import * as parser from '@typescript-eslint/parser';
import { Linter, type Rule } from 'eslint';
import type { Fix } from '../../src/rule/create-rule.js';
import type { Node, SourceCode } from '../../src/syntax/ast.js';
import { childrenOf } from '../../src/syntax/children.js';

/** The source after a change; null where there is none. What the change leaves has to parse. */
export function changed(code: string, change: (sourceCode: SourceCode) => Fix | null): string | null {
  const offered: boolean[] = [];
  const rule: Rule.RuleModule = {
    meta: { fixable: 'code' },
    create: (context) => ({
      Program() {
        if (offered.length > 0) return;
        // ESLint's own types and typescript-eslint's describe the same objects.
        const fix = change(context.sourceCode as unknown as SourceCode);
        offered.push(fix !== null);
        // The fixer is the same object under two types, too.
        if (fix) context.report({ loc: { line: 1, column: 0 }, message: 'changed', fix: fix as never });
      },
    }),
  };
  const { output, messages } = new Linter().verifyAndFix(code, {
    languageOptions: { parser },
    plugins: { test: { rules: { change: rule } } },
    rules: { 'test/change': 'error' },
  });
  const broken = messages.find(({ fatal }) => fatal);
  if (broken) throw new Error(`${broken.message}\n${output}`);
  return offered[0] ? output : null;
}

/** The outermost node with that text, or the one of that type, at the first place where the text stands. */
export function nodeAt(text: string, { ast, text: file, visitorKeys }: SourceCode, type?: `${Node['type']}`): Node {
  const start = file.indexOf(text);
  const pending: Node[] = [ast];
  for (let node = pending.shift(); node; node = pending.shift()) {
    if (node.range[0] === start && node.range[1] === start + text.length && node.type !== 'Program') {
      if (type === undefined || node.type === type) return node;
    }
    pending.push(...childrenOf(node, { visitorKeys }));
  }
  throw new Error(`no node with the text ${text}`);
}
