import { hasSideEffect } from '@eslint-community/eslint-utils';
import type { Edit } from '../exchange/model.js';
import { isElsewhere, type Node, type SourceCode } from '../syntax/ast.js';
import type { Fix } from './create-rule.js';
import { frameOf, statementListOf } from './place.js';

/** A piece of the file, and what takes its place. */
interface Change {
  readonly range: readonly [number, number];
  readonly text: string;
}

/** Puts the text in the node's place; null where a comment would be lost. */
export function replaceWith(node: Node, text: string, sourceCode: SourceCode): Fix | null {
  return isElsewhere(node) || losesComment({ range: node.range, text }, sourceCode)
    ? null
    : (fixer) => fixer.replaceText(node, text);
}

/** Puts another value in the place of one; where that stands as `{ name }`, the name of the property is written out. */
export function replaceValue(node: Node, text: string, sourceCode: SourceCode): Fix | null {
  const isShort = node.parent?.type === 'Property' && node.parent.shorthand;
  return replaceWith(node, isShort ? `${sourceCode.getText(node)}: ${text}` : text, sourceCode);
}

/**
 * Carries out what the engine has worked out in the framework's spelling, all edits at once, touching no more text than they
 * change. Null where one of them is missing or outside the function where the report is, where other callers would feel it;
 * where two overlap; and where one would lose more than it says.
 */
export function carryOut(reported: Node, sourceCode: SourceCode, ...edits: readonly (Edit | null)[]): Fix | null {
  const changes: Change[] = [];
  for (const edit of edits) {
    if (!edit || frameOf(edit.node) !== frameOf(reported) || isOptional(edit.node)) return null;
    const change = edit.text === '' ? removalOf(edit.node, sourceCode) : changeOf(edit, sourceCode);
    if (!change || losesComment(change, sourceCode)) return null;
    changes.push(change);
  }
  changes.sort((one, other) => one.range[0] - other.range[0]);
  const overlap = changes.some(({ range }, index) => range[0] < (changes[index - 1]?.range[1] ?? 0));
  return overlap ? null : (fixer) => changes.map(({ range, text }) => fixer.replaceTextRange(range, text));
}

/** Takes a property out of its object, with one of the commas beside it; null where it is the only one, or a comment would be lost. */
export function removeProperty(property: Node, sourceCode: SourceCode): Fix | null {
  const object = isElsewhere(property) ? null : property.parent;
  if (object?.type !== 'ObjectExpression' || object.properties.length < 2) return null;
  const index = object.properties.findIndex((each) => each === property);
  const [before, after] = [object.properties[index - 1], object.properties[index + 1]];
  const start = before ? before.range[1] : property.range[0];
  const end = !before && after ? after.range[0] : property.range[1];
  const change: Change = { range: [start, end], text: '' };
  return index < 0 || losesComment(change, sourceCode) ? null : (fixer) => fixer.removeRange([start, end]);
}

/** Whether the second node is the first, or inside it. */
export function encloses(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** Whether something else happens when the arguments of a call, or what is assigned, are evaluated, so that they cannot be left out. */
export function hasActiveArguments(call: Node, sourceCode: SourceCode): boolean {
  return hasArgument(call, sourceCode, {});
}

/** Whether evaluating the arguments of a call may do something else or throw, as reading a property of nothing does. */
export function hasUnsafeArguments(call: Node, sourceCode: SourceCode): boolean {
  return hasArgument(call, sourceCode, { considerGetters: true, considerImplicitTypeConversion: true });
}

type Effects = NonNullable<Parameters<typeof hasSideEffect>[2]>;

function hasArgument(given: Node, sourceCode: SourceCode, effects: Effects): boolean {
  const values =
    given.type === 'CallExpression' ? given.arguments : given.type === 'AssignmentExpression' ? [given.right] : null;
  if (!values) return true;
  // The types are those of ESTree, which know no TypeScript; it walks by the visitor keys of the parser, whatever they are.
  const source = sourceCode as unknown as Parameters<typeof hasSideEffect>[1];
  return values.some((argument) =>
    hasSideEffect(argument as unknown as Parameters<typeof hasSideEffect>[0], source, effects),
  );
}

/** What an edit really changes: its text without the beginning and the end that stay. */
function changeOf({ node, text }: Edit, sourceCode: SourceCode): Change {
  const old = sourceCode.getText(node);
  const most = Math.min(old.length, text.length);
  let before = 0;
  while (before < most && old[before] === text[before]) before++;
  let after = 0;
  while (after < most - before && old.at(-1 - after) === text.at(-1 - after)) after++;
  const [start, end] = node.range;
  return { range: [start + before, end - after], text: text.slice(before, text.length - after) };
}

/**
 * A statement taken out, with its line where it stands there alone. Null where it is the whole body of an `if` or a loop, or
 * where only its semicolon keeps what is before it from what is after it.
 */
function removalOf(statement: Node, sourceCode: SourceCode): Change | null {
  if (!statementListOf(statement)) return null;
  const [before, after] = [sourceCode.getTokenBefore(statement), sourceCode.getTokenAfter(statement)];
  const isEnded = !before || [';', '{', '}', ':'].includes(before.value);
  if (!isEnded && after && /^(?:[([`/*,.]|[-+](?![-+]))/.test(after.value)) return null;
  const { text: file } = sourceCode;
  const [start, end] = statement.range;
  const line = file.lastIndexOf('\n', start - 1) + 1;
  const next = file.indexOf('\n', end) + 1;
  const isAlone = next > 0 && `${file.slice(line, start)}${file.slice(end, next)}`.trim() === '';
  return { range: isAlone ? [line, next] : [start, end], text: '' };
}

/** Whether a comment in the changed piece is not in its new text. */
function losesComment({ range: [start, end], text }: Change, sourceCode: SourceCode): boolean {
  const comments = sourceCode.getAllComments().filter(({ range }) => range[0] >= start && range[1] <= end);
  let from = 0;
  for (const comment of comments) {
    const found = text.indexOf(sourceCode.getText(comment), from);
    if (found < 0) return true;
    from = found + 1;
  }
  return false;
}

/** Whether the node is part of an optional chain, which new spellings of it would have to keep up. */
function isOptional(node: Node): boolean {
  let part = node;
  for (let { parent } = part; parent; { parent } = part) {
    if (part.type === 'ChainExpression' || parent.type === 'ChainExpression') return true;
    const isInChain =
      (parent.type === 'MemberExpression' && parent.object === part) ||
      (parent.type === 'CallExpression' && parent.callee === part);
    if (!isInChain) return false;
    part = parent;
  }
  return false;
}
