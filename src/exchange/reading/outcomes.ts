import { operandsOf, unwrapped, type Node } from '../../syntax/ast.js';
import { keyOf, staticValueOf } from '../../syntax/static-value.js';
import { answerOf } from '../state/facts.js';
import { questionOf, testBehind } from './questions.js';
import { read } from './reading.js';
import type { State } from '../state/state.js';
import type { Value } from '../value.js';
import { truthOf } from './values.js';
import { readWithin, type Walk } from '../walking/walk.js';

/** How a test comes out at a point of a path; null when it may come out either way. */
export function knownOutcome(test: Node, state: State, walk: Walk): boolean | null {
  return readWithin(walk, () => outcomeOf(unwrapped(test), state, walk));
}

function outcomeOf(node: Node, state: State, walk: Walk): boolean | null {
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    const inner = knownOutcome(node.argument, state, walk);
    return inner === null ? null : !inner;
  }
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const stops = node.operator === '||';
    let isOpen = false;
    for (const operand of operandsOf(node)) {
      const outcome = knownOutcome(operand, state, walk);
      if (outcome === stops) return stops;
      isOpen ||= outcome === null;
    }
    return isOpen ? null : !stops;
  }
  const progress = progressOutcome(node, state, walk);
  if (progress !== undefined) return progress;
  const posed = questionOf(node, walk.file);
  const remembered = posed && answerOf(state.facts, posed.question);
  if (posed && remembered !== null) return remembered === posed.when;
  const meant = testBehind(node, walk.file);
  if (meant) return knownOutcome(meant, state, walk);
  return outcomeByValue(node, state, walk);
}

/** `res.headersSent` and its kin, computed from the response so far; undefined when the test is about something else. */
function progressOutcome(node: Node, state: State, walk: Walk): boolean | null | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const key = keyOf(node, walk.file.sourceCode);
  const { progress } = walk.site.table;
  const asks = key !== null && Object.hasOwn(progress, key) ? progress[key] : undefined;
  if (!asks || read(node.object, state, walk).is !== 'response') return undefined;
  // What cannot be written any more has lost its client, or has been answered by somebody else.
  if (asks === 'writable') return state.draft.progress === 'fresh' || state.draft.progress === 'begun' ? true : null;
  // Error handling has answered by the time anything else runs.
  if (state.draft.delegated === 'error') return true;
  switch (state.draft.progress) {
    case 'fresh':
      return false;
    case 'begun':
      return asks === 'begun';
    case 'complete':
      return true;
    case 'perhaps':
      return null;
  }
}

function outcomeByValue(node: Node, state: State, walk: Walk): boolean | null {
  if (node.type === 'BinaryExpression' && /^[!=]==?$/.test(node.operator)) {
    const equal = equalityOf(valueIn(node.left, state, walk), valueIn(node.right, state, walk));
    return equal === null ? null : node.operator.startsWith('=') ? equal : !equal;
  }
  if (node.type === 'BinaryExpression' && /^[<>]=?$/.test(node.operator)) {
    return comparisonOf(node.operator, valueIn(node.left, state, walk), valueIn(node.right, state, walk));
  }
  const isReadable = node.type === 'Identifier' || node.type === 'MemberExpression' || node.type === 'Literal';
  return isReadable ? truthOf(valueIn(node, state, walk)) : (truthOfStatic(node, walk) ?? null);
}

function truthOfStatic(node: Node, walk: Walk): boolean | null {
  const found = staticValueOf(node, walk.file.sourceCode);
  return found && Boolean(found.value);
}

function valueIn(node: Node, state: State, walk: Walk): Value {
  return read(node, state, walk);
}

function equalityOf(left: Value, right: Value): boolean | null {
  if (left.is !== 'literal' || right.is !== 'literal') return null;
  if (typeof left.value === typeof right.value) return left.value === right.value;
  const areNullish = (left.value ?? null) === null && (right.value ?? null) === null;
  return areNullish ? null : false;
}

function comparisonOf(operator: string, left: Value, right: Value): boolean | null {
  if (left.is !== 'literal' || right.is !== 'literal') return null;
  if (typeof left.value !== 'number' || typeof right.value !== 'number') return null;
  switch (operator) {
    case '<':
      return left.value < right.value;
    case '<=':
      return left.value <= right.value;
    case '>':
      return left.value > right.value;
    default:
      return left.value >= right.value;
  }
}
