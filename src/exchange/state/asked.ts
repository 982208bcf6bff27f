import { isFunction, operandsOf, unwrapped, type FunctionNode, type Node } from '../../syntax/ast.js';
import { childrenOf } from '../../syntax/children.js';
import { TEST_HOPS } from '../bounds.js';
import { keysOf } from './facts.js';
import { isDeclaredIn, questionOf, subjectOf, testBehind } from '../reading/questions.js';
import type { FileWalk, Walk } from '../walking/walk.js';

/** For each fact, up to which place of a function some test still asks for it. */
export type Asked = ReadonlyMap<string, number>;

/** Tells whether a fact can still decide a test, after this position of the function being walked or in one that called it. */
export function askedAfter(position: number, walk: Walk): (key: string) => boolean {
  const here = walk.frames.length - 1;
  const places = walk.frames.map((frame) => askedIn(frame.node, walk.file));
  return (key) =>
    places.some((asked, index) => {
      const until = asked.get(key);
      return until !== undefined && (index < here || until > position);
    });
}

function askedIn(node: FunctionNode, file: FileWalk): Asked {
  const found = file.asked.get(node);
  if (found) return found;
  const asked = new Map<string, number>();
  collect(node.body, [], false, asked, file);
  file.asked.set(node, asked);
  return asked;
}

/**
 * Gathers the tests below a node. `loops` are those around it, the outermost first; `always` holds in functions and
 * initializers, which may be read at any later time.
 */
function collect(
  node: Node,
  loops: readonly Node[],
  always: boolean,
  asked: Map<string, number>,
  file: FileWalk,
): void {
  // Another turn asks again, but of the variables that it declares it has new ones.
  const until = (subject: string): number =>
    always ? Number.POSITIVE_INFINITY : (loops.find((each) => !isDeclaredIn(each, subject)) ?? node).range[1];
  for (const test of testsOf(node)) note(test, until, asked, file);
  const around = isLoop(node) ? [...loops, node] : loops;
  const inFunction = always || isFunction(node) || node.type === 'VariableDeclarator';
  // Chains of thousands are found in generated code, so they are not followed by recursion.
  const children = node.type === 'LogicalExpression' ? operandsOf(node) : childrenOf(node, file.sourceCode);
  for (const child of children) collect(child, around, inFunction, asked, file);
}

function isLoop({ type }: Node): boolean {
  return /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(type);
}

function testsOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return [node.test];
    case 'ForStatement':
      return node.test ? [node.test] : [];
    case 'LogicalExpression':
      // The outermost of a chain asks for all of its operands.
      return node.parent.type === 'LogicalExpression' ? [] : [node];
    case 'SwitchStatement':
      return [node.discriminant];
    case 'ReturnStatement':
      // Whoever called may ask for what is given back.
      return node.argument ? [node.argument] : [];
    default:
      return [];
  }
}

function note(
  written: Node,
  until: (subject: string) => number,
  asked: Map<string, number>,
  file: FileWalk,
  hops = TEST_HOPS,
): void {
  const test = unwrapped(written);
  const meant = hops > 0 ? testBehind(test, file) : null;
  if (meant) note(meant, until, asked, file, hops - 1);
  if (test.type === 'LogicalExpression') {
    for (const operand of operandsOf(test)) note(operand, until, asked, file, hops);
    return;
  }
  if (test.type === 'UnaryExpression' && test.operator === '!') return note(test.argument, until, asked, file, hops);
  const posed = questionOf(test, file);
  const subject = posed?.question.subject ?? subjectOf(test, file);
  if (subject === null) return;
  const place = until(subject);
  for (const key of keysOf({ asks: 'truth', subject })) asked.set(key, Math.max(asked.get(key) ?? 0, place));
}
