import { readFileSync } from 'node:fs';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { ELSEWHERE, isElsewhere, type Node, type Scope, type Variable } from '../syntax/ast.js';
import { variablesByIdentifier } from '../syntax/bindings.js';
import { childrenOf } from '../syntax/children.js';
import { exportsOf, type Exports } from '../syntax/exports.js';
import { fileAt } from './module-path.js';

/** A text as a parser reads it. */
export interface Parsed {
  readonly ast: TSESTree.Program;
  readonly scopes: readonly Scope[];
  readonly visitorKeys: TSESLint.SourceCode.VisitorKeys;
}

/** Reads a file's text as the linted file is read; null where it cannot be parsed. */
export type Parse = (text: string, filename: string) => Parsed | null;

/** A file that others import. Its nodes have ranges of their own, which no other file's have. */
export interface Module extends Parsed {
  readonly filename: string;
  readonly text: string;
  /** Where its ranges begin. */
  readonly start: number;
  readonly exports: Exports;
  readonly variables: ReadonlyMap<Node, Variable>;
}

/** A file that is larger is not read: nobody writes so much by hand. */
const MAX_BYTES = 200_000;
/** How many files are kept of those that a parser has read; the one that was asked for least recently goes first. */
const MAX_MODULES = 300;
/** A file without any of these says nothing about a response: its names, statuses, and what is passed on from other files. */
const TRACE =
  /\b(?:res|reply|ctx|c|event|[rR]esponse|status\w*|next)\b|Response\b|\b[1-5]\d\d\b|\bexport\s*(?:\*|\{[^}]*\}\s*from\b)/;

interface Kept {
  readonly version: string;
  readonly module: Module | null;
}

const keptBy = new WeakMap<Parse, Map<string, Kept>>();

/** The module in a file, read again when the file has changed; null where it cannot be read, or says nothing about responses. */
export function moduleIn(filename: string, parse: Parse): Module | null {
  const version = versionOf(filename);
  if (version === null) return null;
  const kept = keptBy.get(parse) ?? new Map<string, Kept>();
  keptBy.set(parse, kept);
  const known = kept.get(filename);
  kept.delete(filename);
  const current = known?.version === version ? known : { version, module: read(filename, parse, kept) };
  kept.set(filename, current);
  const [oldest] = kept.keys();
  if (kept.size > MAX_MODULES && oldest !== undefined) kept.delete(oldest);
  return current.module;
}

/** What tells one state of a file from another; null where there is none to be read. */
function versionOf(filename: string): string | null {
  const found = fileAt(filename);
  return found && found.size <= MAX_BYTES ? `${found.mtimeMs}:${found.size}` : null;
}

function read(filename: string, parse: Parse, kept: ReadonlyMap<string, Kept>): Module | null {
  const text = textOf(filename);
  if (text === null || !TRACE.test(text)) return null;
  const parsed = parse(text, filename);
  if (!parsed) return null;
  const start = Math.max(ELSEWHERE, ...[...kept.values()].map(({ module }) => (module ? endOf(module) + 1 : 0)));
  settle(parsed, start);
  return {
    ...parsed,
    filename,
    text,
    start,
    exports: exportsOf(parsed.ast),
    variables: variablesByIdentifier(parsed.scopes),
  };
}

function endOf({ start, text }: Module): number {
  return start + text.length;
}

function textOf(filename: string): string | null {
  try {
    return readFileSync(filename, 'utf8');
  } catch {
    return null;
  }
}

/** Gives every node its parent, which some parsers leave to ESLint, and a range that no other file has. */
function settle({ ast, visitorKeys }: Parsed, start: number): void {
  const stack: { readonly node: Node; readonly parent: Node | undefined }[] = [{ node: ast, parent: undefined }];
  for (let each = stack.pop(); each; each = stack.pop()) {
    const { node, parent } = each;
    // Both sides of `{ a }` are one node to some parsers.
    if (isElsewhere(node)) continue;
    const [from, to] = node.range;
    // ESLint itself sets the parents; the parser's own nodes are nobody else's yet.
    Object.assign(node, { range: [from + start, to + start], parent });
    for (const child of childrenOf(node, { visitorKeys })) stack.push({ node: child, parent: node });
  }
}
