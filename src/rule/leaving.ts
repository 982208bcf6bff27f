import type { Handler } from '../exchange/model.js';
import { ancestorsOf, isFunction, type FunctionNode, type Node, type SourceCode } from '../syntax/ast.js';
import type { Fix } from './create-rule.js';
import { encloses, replaceWith } from './fixes.js';
import { frameOf, isApart, statementListOf } from './place.js';

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
  return replaceWith(statement, `{ ${terminated(sourceCode.getText(statement))} return; }`, sourceCode);
}

/** Returns what a statement of the handler makes and leaves; null where it is not a statement of the handler itself. */
export function returned(made: Node, { node }: Handler): Fix | null {
  const statement = statementOf(made);
  return statement && frameOf(statement) === node ? (fixer) => fixer.insertTextBefore(statement, 'return ') : null;
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

/** The statement that consists of the expression and of what is called on it, awaits it or casts it. */
function statementOf(expression: Node): Node | null {
  let node = expression;
  for (let parent = node.parent; parent; parent = node.parent) {
    if (parent.type === 'ExpressionStatement') return parent;
    const carries =
      parent.type === 'AwaitExpression' ||
      parent.type === 'ChainExpression' ||
      parent.type === 'TSAsExpression' ||
      parent.type === 'TSNonNullExpression' ||
      (parent.type === 'UnaryExpression' && parent.operator === 'void') ||
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

/** Puts another statement behind one: on a line of its own, below a comment at the end of the line, where that one has its own. */
function appendStatement(statement: Node, text: string, sourceCode: SourceCode): Fix {
  const line = sourceCode.lines[statement.loc.start.line - 1] ?? '';
  const indent = line.slice(0, statement.loc.start.column);
  if (indent.trim() === '') {
    const [comment] = sourceCode.getCommentsAfter(statement);
    const last = comment?.loc.start.line === statement.loc.end.line ? comment : statement;
    const newline = sourceCode.text.includes('\r\n') ? '\r\n' : '\n';
    return (fixer) => fixer.insertTextAfterRange(last.range, `${newline}${indent}${text}`);
  }
  const isEnded = sourceCode.getLastToken(statement)?.value === ';' || endsInBlock(statement);
  return (fixer) => fixer.insertTextAfter(statement, `${isEnded ? '' : ';'} ${text}`);
}

function endsInBlock({ type }: Node): boolean {
  return type !== 'ExpressionStatement' && type !== 'VariableDeclaration';
}

function terminated(text: string): string {
  return text.endsWith(';') ? text : `${text};`;
}
