import { hasSideEffect } from '@eslint-community/eslint-utils';
import type { Edit, Written } from '../exchange/model.js';
import { ancestorsOf, isFunction, type FunctionNode, type Node, type SourceCode } from '../syntax/ast.js';
import type { Fix } from './create-rule.js';
import { frameOf, isApart, statementListOf } from './place.js';

/** Puts the text in the node's place. */
export function replaceWith(node: Node, text: string): Fix {
  return (fixer) => fixer.replaceText(node, text);
}

/** Carries out what the engine has worked out in the framework's spelling; null where it could not. */
export function carryOut(edit: Edit | null): Fix | null {
  return edit && replaceWith(edit.node, edit.text);
}

/** Carries out an edit that stays in the function where the report is; null for one that other callers would feel. */
export function carryOutBeside(reported: Node, edit: Edit | null): Fix | null {
  return edit && frameOf(edit.node) === frameOf(reported) ? carryOut(edit) : null;
}

/**
 * Carries out several edits at once, touching no more text than they change; null where one is missing, two overlap, or
 * one is outside the function where the report is. An edit that leaves nothing of a line takes the line away.
 */
export function carryOutTogether(
  reported: Node,
  sourceCode: SourceCode,
  ...edits: readonly (Edit | null)[]
): Fix | null {
  if (edits.some((edit) => !edit || frameOf(edit.node) !== frameOf(reported))) return null;
  const changes = edits.map((edit) => edit && changeOf(edit, sourceCode)).filter((change) => change !== null);
  const ordered = [...changes].sort((one, other) => one.range[0] - other.range[0]);
  const overlap = ordered.some(({ range }, index) => range[0] < (ordered[index - 1]?.range[1] ?? 0));
  if (overlap) return null;
  return (fixer) => ordered.map(({ range, text }) => fixer.replaceTextRange(range, text));
}

/**
 * Writes another number where a literal one stands in the very place the value is used; null where it comes from
 * somewhere else, since whatever else is read from there would change with it.
 */
export function renumber({ value, site }: Written<number>, other: number): Fix | null {
  const { origin, at } = site;
  const isHere = origin.type === 'Literal' && origin.value === value && encloses(at, origin) && isUsedInPlace(origin);
  return isHere ? replaceWith(origin, String(other)) : null;
}

/** Takes an argument out of its call, with one of the commas beside it; null where a comment would be lost with it. */
export function removeArgument(argument: Node, sourceCode: SourceCode): Fix | null {
  const call = argument.parent;
  if (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') return null;
  return removeFrom(call.arguments, argument, sourceCode);
}

/** Takes a property out of its object; null where it is the only one, or a comment would be lost with it. */
export function removeProperty(property: Node, sourceCode: SourceCode): Fix | null {
  const object = property.parent;
  if (object?.type !== 'ObjectExpression' || object.properties.length < 2) return null;
  return removeFrom(object.properties, property, sourceCode);
}

function removeFrom(list: readonly Node[], item: Node, sourceCode: SourceCode): Fix | null {
  const index = list.indexOf(item);
  if (index < 0) return null;
  const [before, after] = [list[index - 1], list[index + 1]];
  const start = before ? before.range[1] : item.range[0];
  const end = !before && after ? after.range[0] : item.range[1];
  const isCommented = sourceCode.getAllComments().some(({ range }) => range[0] >= start && range[1] <= end);
  return isCommented ? null : (fixer) => fixer.removeRange([start, end]);
}

/**
 * Ends the handler after an answer, so that it does not go on to `second`; null where a `return` beside the answer would
 * not keep one from the other, or would be the end of the handler's only way.
 *
 * What follows the answer in its own block (a log line, say) still runs, and a function that is declared to return nothing
 * gets a `return` of its own.
 */
export function returnAfter(answer: Node, second: Node, sourceCode: SourceCode): Fix | null {
  const statement = statementOf(answer);
  if (!statement || !isApart(answer, second)) return null;
  const owner = ancestorsOf(statement).find(isFunction);
  const rest = statementListOf(statement)?.following;
  if (rest?.some(isThrow)) return null;
  const tail = rest?.filter((one) => !isJump(one)).at(-1);
  if (tail) return appendStatement(tail, 'return;', sourceCode);
  if (!owner || !returnsNothing(owner)) return (fixer) => fixer.insertTextBefore(statement, 'return ');
  if (rest) return appendStatement(statement, 'return;', sourceCode);
  return replaceWith(statement, `{ ${terminated(sourceCode.getText(statement))} return; }`);
}

/** Ends the case that an answer stands in, so that the next case does not answer too; null where it is not a case that goes on. */
export function breakAfter(answer: Node, second: Node, sourceCode: SourceCode): Fix | null {
  const statement = statementOf(answer);
  const list = statement && statementListOf(statement);
  if (!statement || !list) return null;
  const clause = list.owner.type === 'SwitchCase' ? list.owner : list.owner.parent;
  if (clause?.type !== 'SwitchCase' || !encloses(clause.parent, second)) return null;
  if (encloses(clause, second) || list.following.some((one) => isJump(one) || isThrow(one))) return null;
  return appendStatement(list.following.at(-1) ?? statement, 'break;', sourceCode);
}

/** What an edit really changes: its text without the beginning and the end that stay. */
function changeOf(
  { node, text }: Edit,
  sourceCode: SourceCode,
): { readonly range: [number, number]; readonly text: string } {
  const [start, end] = node.range;
  const { text: file } = sourceCode;
  if (text === '') {
    const line = file.lastIndexOf('\n', start - 1) + 1;
    const next = file.indexOf('\n', end) + 1;
    const isAlone = next > 0 && `${file.slice(line, start)}${file.slice(end, next)}`.trim() === '';
    return { range: isAlone ? [line, next] : [start, end], text };
  }
  const old = file.slice(start, end);
  const most = Math.min(old.length, text.length);
  let before = 0;
  while (before < most && old[before] === text[before]) before++;
  let after = 0;
  while (after < most - before && old.at(-1 - after) === text.at(-1 - after)) after++;
  return { range: [start + before, end - after], text: text.slice(before, text.length - after) };
}

/** Whether the second node is the first, or inside it. */
export function encloses(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** Whether something else happens when the arguments of a call are evaluated, so that they cannot be left out. */
export function hasActiveArguments(call: Node, sourceCode: SourceCode): boolean {
  if (call.type !== 'CallExpression') return true;
  // The types are those of ESTree, which know no TypeScript; it walks by the visitor keys of the parser, whatever they are.
  const source = sourceCode as unknown as Parameters<typeof hasSideEffect>[1];
  return call.arguments.some((argument) =>
    hasSideEffect(argument as unknown as Parameters<typeof hasSideEffect>[0], source),
  );
}

/** Whether the literal is given straight to the call or assignment, as it is or as one side of a choice. */
export function isGivenTo(setter: Node, value: Node): boolean {
  return value.type === 'Literal' && isSideOf(value, setter);
}

function isSideOf(node: Node, setter: Node): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (parent === setter) return parent.type !== 'CallExpression' || parent.callee !== node;
  if (parent.type === 'ConditionalExpression') return parent.test !== node && isSideOf(parent, setter);
  return parent.type === 'LogicalExpression' && isSideOf(parent, setter);
}

/** Whether the value goes from here straight into a call or a property, by way of nothing but a choice. */
function isUsedInPlace(value: Node): boolean {
  const { parent } = value;
  switch (parent?.type) {
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'TSAsExpression':
      return isUsedInPlace(parent);
    case 'CallExpression':
      return true;
    case 'AssignmentExpression':
      return parent.left.type === 'MemberExpression';
    default:
      return false;
  }
}

/** The statement that consists of the expression and of what is called on it or awaits it. */
function statementOf(expression: Node): Node | null {
  let node = expression;
  for (let parent = node.parent; parent; parent = node.parent) {
    if (parent.type === 'ExpressionStatement') return parent;
    const carries =
      parent.type === 'AwaitExpression' ||
      parent.type === 'ChainExpression' ||
      parent.type === 'TSNonNullExpression' ||
      (parent.type === 'MemberExpression' && parent.object === node) ||
      (parent.type === 'CallExpression' && parent.callee === node);
    if (!carries) return null;
    node = parent;
  }
  return null;
}

function isThrow({ type }: Node): boolean {
  return type === 'ThrowStatement';
}

function isJump({ type }: Node): boolean {
  return type === 'BreakStatement' || type === 'ContinueStatement';
}

/** Whether the function's type says that it returns nothing, so that a returned response would be a type error. */
function returnsNothing({ returnType }: FunctionNode): boolean {
  const type = returnType?.typeAnnotation;
  if (type?.type === 'TSTypeReference') return type.typeArguments?.params[0]?.type === 'TSVoidKeyword';
  return type?.type === 'TSVoidKeyword';
}

function appendStatement(statement: Node, text: string, sourceCode: SourceCode): Fix {
  const line = sourceCode.lines[statement.loc.start.line - 1] ?? '';
  const indent = line.slice(0, statement.loc.start.column);
  const ownLine = indent.trim() === '';
  const separator = sourceCode.getLastToken(statement)?.value === ';' || endsInBlock(statement) || ownLine ? '' : ';';
  return (fixer) => fixer.insertTextAfter(statement, `${separator}${ownLine ? `\n${indent}` : ' '}${text}`);
}

function endsInBlock({ type }: Node): boolean {
  return type !== 'ExpressionStatement' && type !== 'VariableDeclaration';
}

function terminated(text: string): string {
  return text.endsWith(';') ? text : `${text};`;
}
