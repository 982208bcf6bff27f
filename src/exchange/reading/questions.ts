import { unwrapped, type Node } from '../../syntax/ast.js';
import { initializerOf, isGlobal, isReassigned, variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { staticValueOf } from '../../syntax/static-value.js';
import type { Question } from '../state/facts.js';
import { READ_DEPTH, TEST_HOPS } from '../bounds.js';
import { idOf, type FileWalk } from '../walking/walk.js';

/** A test as a question about one value, and the answer that makes the test true. */
export interface Posed {
  readonly question: Question;
  readonly when: boolean;
}

/**
 * The question a test asks, if its answer can be remembered: the truth or the equality of a variable, or of a chain of
 * properties on one. Null for everything that contains a call or an `await`, which may answer differently each time.
 */
export function questionOf(test: Node, file: FileWalk, hops = TEST_HOPS): Posed | null {
  const node = unwrapped(test);
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    const inner = questionOf(node.argument, file, hops);
    return inner && { ...inner, when: !inner.when };
  }
  if (node.type === 'BinaryExpression') return comparisonIn(node.operator, node.left, node.right, file);
  if (node.type === 'CallExpression' && isGlobal(node.callee, 'Boolean', file.sourceCode)) {
    return node.arguments[0] ? questionOf(node.arguments[0], file, hops) : null;
  }
  const meant = node.type === 'Identifier' && hops > 0 ? testBehind(node, file) : null;
  if (meant) return questionOf(meant, file, hops - 1);
  const subject = subjectOf(node, file);
  return subject === null ? null : { question: { asks: 'truth', subject }, when: true };
}

/** The test that a constant such as `const isPost = req.method === 'POST'` stands for. */
export function testBehind(node: Node, file: FileWalk): Node | null {
  if (node.type !== 'Identifier') return null;
  const variable = variableOf(node, file.sourceCode);
  const value = variable && initializerOf(variable)?.node;
  if (!value) return null;
  const inner = unwrapped(value);
  const isTest =
    inner.type === 'BinaryExpression' ||
    inner.type === 'LogicalExpression' ||
    (inner.type === 'UnaryExpression' && inner.operator === '!');
  return isTest ? inner : null;
}

function comparisonIn(operator: string, left: Node, right: Node, file: FileWalk): Posed | null {
  const isEqual = operator === '===' || operator === '==';
  if (!isEqual && operator !== '!==' && operator !== '!=') return null;
  const rightValue = staticValueOf(right, file.sourceCode);
  const literal = rightValue ?? staticValueOf(left, file.sourceCode);
  const subject = subjectOf(rightValue ? left : right, file);
  if (!literal || subject === null) return null;
  const isLoose = operator.length === 2;
  if (isLoose && (literal.value === null || literal.value === undefined)) {
    return { question: { asks: 'nullish', subject }, when: isEqual };
  }
  return { question: { asks: 'equality', subject, literal: jsonOf(literal.value) }, when: isEqual };
}

/** The literal as it is kept in facts. */
export function jsonOf(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** A spelling of the value that is the same wherever the same variable's same property is meant; null for anything else. */
export function subjectOf(written: Node, file: FileWalk, hops = READ_DEPTH): string | null {
  const node = unwrapped(written);
  switch (node.type) {
    case 'Identifier': {
      const variable = variableOf(node, file.sourceCode);
      if (!variable) return node.name;
      const alias = initializerOf(variable)?.node;
      if (alias?.type === 'Identifier' && !isReassigned(variable) && hops > 0) return subjectOf(alias, file, hops - 1);
      // An assignment to a variable that is not tracked goes unseen, so nothing about it can be remembered.
      return isReassigned(variable) && !file.relevance.isTracked(variable) ? null : idOf(variable);
    }
    case 'ThisExpression':
      return 'this';
    case 'MemberExpression': {
      const key = writtenKeyOf(node);
      const owner = key === null ? null : subjectOf(node.object, file, hops);
      return owner === null || key === null ? null : `${owner}.${key}`;
    }
    // `(status = load()) != null`: by the time that is asked, the variable holds the value.
    case 'AssignmentExpression':
      return node.operator === '=' && node.left.type === 'Identifier' ? subjectOf(node.left, file, hops) : null;
    case 'UnaryExpression': {
      const inner = node.operator === 'typeof' ? subjectOf(node.argument, file, hops) : null;
      return inner === null ? null : `${inner}.typeof`;
    }
    default:
      return null;
  }
}

/** Whether the variable that a fact's subject starts from is declared within a node. */
export function isDeclaredIn({ range: [start, end] }: Node, subject: string): boolean {
  const declared = Number(/@(\d+)/.exec(subject)?.[1] ?? -1);
  return declared >= start && declared < end;
}
