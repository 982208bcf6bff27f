import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, Scope, SourceCode } from './ast.js';
import { importOfVariable, withoutScheme } from './imports.js';
import { namesOfVariable, type TypeName } from './type-names.js';

/** A tag of a documentation comment that has a type: `@param {type} name`, `@type {type}`, `@returns {type}`. */
export interface DocTag {
  readonly tag: 'param' | 'type' | 'returns' | 'satisfies';
  readonly type: string;
  /** The parameter's name; empty for other tags. */
  readonly name: string;
}

const MAX_STEPS = 8;

/** The tags of the documentation comment that stands directly before a node. */
export function docTagsOf(node: Node | TSESTree.Token, sourceCode: SourceCode): readonly DocTag[] {
  const comment = sourceCode.getCommentsBefore(node).at(-1);
  return comment && isDoc(comment) ? tagsIn(comment.value) : [];
}

/** The same for an expression, which may stand in parentheses, as a cast in a comment demands. */
export function docTagsOfExpression(node: Node, sourceCode: SourceCode): readonly DocTag[] {
  let first: Node | TSESTree.Token = node;
  for (;;) {
    const tags = docTagsOf(first, sourceCode);
    const before: TSESTree.Token | null = sourceCode.getTokenBefore(first);
    if (tags.length > 0 || before?.value !== '(') return tags;
    first = before;
  }
}

function isDoc(comment: TSESTree.Comment): boolean {
  return comment.type === 'Block' && comment.value.startsWith('*');
}

function tagsIn(text: string): readonly DocTag[] {
  const tags: DocTag[] = [];
  for (const { 1: word = '', index, 0: start } of text.matchAll(
    /@(param|arg|argument|type|satisfies|returns?)\s*\{/g,
  )) {
    const from = index + start.length;
    const type = untilBrace(text, from);
    if (type === null) continue;
    const rest = text.slice(from + type.length + 1);
    const tag = word === 'type' || word === 'satisfies' ? word : word.startsWith('return') ? 'returns' : 'param';
    // A type that goes over several lines has the comment's stars at their beginning.
    tags.push({
      tag,
      type: type.replaceAll(/\n\s*\*/g, ' ').trim(),
      name: /^\s*\[?\s*([\w$]+(?:\.[\w$]+)*)/.exec(rest)?.[1] ?? '',
    });
  }
  return tags;
}

/** The text up to the brace that closes the one before it. */
function untilBrace(text: string, from: number): string | null {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return text.slice(from, at);
  }
  return null;
}

/** The types that a type expression in a comment refers to, in the scope of the node that the comment describes. */
export function namesInDocType(
  text: string,
  node: Node,
  sourceCode: SourceCode,
  steps = MAX_STEPS,
): readonly TypeName[] {
  if (steps === 0) return [];
  const members = splitAtTop(withoutParentheses(text.trim().replace(/^[?!]/, '').replace(/[=?]$/, '').trim()));
  if (members.length > 1) return members.flatMap((member) => namesInDocType(member, node, sourceCode, steps - 1));
  const [only = ''] = members;
  const imported = /^import\(\s*(['"])([^'"]+)\1\s*\)((?:\.[\w$]+)*)(?:\.?<.*>)?$/s.exec(only);
  if (imported) {
    const [, , source = '', path = ''] = imported;
    return [{ is: 'imported', source: withoutScheme(source), path: path.split('.').filter(Boolean) }];
  }
  const named = /^([\w$]+)((?:\.[\w$]+)*)(?:\.?<.*>)?$/s.exec(only);
  return named ? namesOfDotted(named[1] ?? '', named[2] ?? '', node, sourceCode, steps) : [];
}

function namesOfDotted(
  first: string,
  rest: string,
  node: Node,
  sourceCode: SourceCode,
  steps: number,
): readonly TypeName[] {
  const path = rest.split('.').filter(Boolean);
  for (let scope: Scope | null = sourceCode.getScope(node); scope; scope = scope.upper) {
    const variable = scope.set.get(first);
    if (!variable || variable.defs.length === 0) continue;
    const imported = importOfVariable(variable, sourceCode);
    if (imported) return [{ is: 'imported', source: imported.source, path: [...imported.path, ...path] }];
    if (path.length === 0) return namesOfVariable(variable, sourceCode, steps - 1);
  }
  const declared = declaredTypes(sourceCode).get(first);
  if (declared?.startsWith('import(')) return namesInDocType(declared + rest, node, sourceCode, steps - 1);
  if (declared && path.length === 0) return namesInDocType(declared, node, sourceCode, steps - 1);
  return [{ is: 'named', name: first + rest }];
}

/** `A | B` and `A & B` taken apart, but not inside of brackets. */
function splitAtTop(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if ('([{<'.includes(character)) depth++;
    // The arrow of a function type closes nothing.
    else if (')]}>'.includes(character) && text[at - 1] !== '=') depth--;
    else if ((character === '|' || character === '&') && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)].map((part) => part.trim());
}

function withoutParentheses(text: string): string {
  return /^\([^()]*\)$/.test(text) ? text.slice(1, -1) : text;
}

const declared = new WeakMap<SourceCode, ReadonlyMap<string, string>>();

/** The types that comments declare for the whole file: `@typedef {type} Name` and `@import { Name } from 'module'`. */
function declaredTypes(sourceCode: SourceCode): ReadonlyMap<string, string> {
  const known = declared.get(sourceCode);
  if (known) return known;
  const found = new Map<string, string>();
  for (const comment of sourceCode.getAllComments()) {
    if (!isDoc(comment) || !/@(?:typedef|import)\b/.test(comment.value)) continue;
    for (const { index, 0: start } of comment.value.matchAll(/@typedef\s*\{/g)) {
      const from = index + start.length;
      const type = untilBrace(comment.value, from);
      const name = type !== null && /^\s*([\w$]+)/.exec(comment.value.slice(from + type.length + 1))?.[1];
      if (type && name) found.set(name, type.trim());
    }
    for (const [, clause = '', , source = ''] of comment.value.matchAll(
      /@import\s+([^'"@]+?)\s*from\s*(['"])([^'"]+)\2/g,
    )) {
      for (const [name, type] of namesInClause(clause, `import('${source}')`)) found.set(name, type);
    }
  }
  declared.set(sourceCode, found);
  return found;
}

/** The names that an import clause declares: `a`, `* as a`, `{ b, c as a }`. */
function* namesInClause(clause: string, module: string): Iterable<readonly [string, string]> {
  const whole = /^\s*(?:\*\s*as\s+)?([\w$]+)/.exec(clause)?.[1];
  if (whole) yield [whole, module];
  const listed = /\{([^}]*)\}/.exec(clause)?.[1] ?? '';
  for (const [, imported = '', local = imported] of listed.matchAll(/([\w$]+)(?:\s+as\s+([\w$]+))?/g)) {
    yield [local, `${module}.${imported}`];
  }
}
