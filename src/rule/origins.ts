import { childrenOf } from '../syntax/children.js';
import { isElsewhere, isFunction, unwrapped, type FunctionNode, type Node, type SourceCode } from '../syntax/ast.js';
import { variableOf } from '../syntax/bindings.js';
import { calledFunction } from '../syntax/callees.js';

/** An expression that a value may come from as it is, and the variables that it comes through. */
export interface ValueOrigin {
  readonly node: Node;
  readonly through: readonly Node[];
}

/** How many expressions one value is followed to. */
const MAX_ORIGINS = 200;

/**
 * The expressions of this file that a value may come from: the sides of a choice, what a variable was given last, and what
 * the callers of a function give it.
 */
export function originsOf(written: Node, sourceCode: SourceCode): readonly ValueOrigin[] {
  const found: ValueOrigin[] = [];
  // Chains of thousands are found in generated code, so they are not followed by recursion.
  const waiting: ValueOrigin[] = [{ node: written, through: [] }];
  const seen = new Set<Node>();
  for (let each = waiting.pop(); each && seen.size < MAX_ORIGINS; each = waiting.pop()) {
    const { through } = each;
    const node = unwrapped(each.node);
    if (isElsewhere(node) || seen.has(node)) continue;
    seen.add(node);
    if (node.type === 'LogicalExpression') waiting.push({ node: node.right, through }, { node: node.left, through });
    else if (node.type === 'ConditionalExpression')
      waiting.push({ node: node.alternate, through }, { node: node.consequent, through });
    else {
      const given = givenTo(node, sourceCode);
      if (given) waiting.push(...given.map((next) => ({ node: next, through: [...through, node] })));
      else found.push({ node, through });
    }
  }
  return found;
}

/** What a variable holds where it is used, as far as that does not depend on the way; null for what is no such variable. */
function givenTo(node: Node, sourceCode: SourceCode): readonly Node[] | null {
  const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
  const definition = variable?.defs.length === 1 ? variable.defs[0] : undefined;
  if (!variable || !definition) return null;
  const writes = variable.references.filter((use) => use.isWrite() && !use.init);
  if (definition.type === 'Parameter')
    return isFunction(definition.node) && writes.length === 0
      ? argumentsFor(definition.name, definition.node, sourceCode)
      : null;
  if (definition.node.type !== 'VariableDeclarator' || definition.node.id !== definition.name) return null;
  const [write, another] = writes;
  // Of two assignments, the second may take away what the first has given.
  if (another) return [];
  const value = write ? assignedAt(write.identifier) : definition.node.init;
  return value ? [value] : null;
}

function assignedAt({ parent }: Node): Node | null {
  return parent?.type === 'AssignmentExpression' && parent.operator === '=' ? parent.right : null;
}

/** What the calls of a function in its file give to one of its parameters. */
function argumentsFor(parameter: Node, called: FunctionNode, sourceCode: SourceCode): readonly Node[] | null {
  const index = called.params.findIndex((each) => each === parameter);
  const calls = callsIn(sourceCode).get(called);
  if (index < 0 || !calls) return null;
  return calls.flatMap(({ arguments: given }) => {
    const spread = given.findIndex(({ type }) => type === 'SpreadElement');
    const argument = given[index];
    return argument && (spread < 0 || spread > index) ? [argument] : [];
  });
}

type FunctionCall = Extract<Node, { readonly type: 'CallExpression' }>;

const calls = new WeakMap<SourceCode, ReadonlyMap<FunctionNode, readonly FunctionCall[]>>();

/** The calls in a file, by the function of the file that they call. */
function callsIn(sourceCode: SourceCode): ReadonlyMap<FunctionNode, readonly FunctionCall[]> {
  const known = calls.get(sourceCode);
  if (known) return known;
  const found = new Map<FunctionNode, FunctionCall[]>();
  const waiting: Node[] = [sourceCode.ast];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const called = node.type === 'CallExpression' ? calledFunction(node.callee, sourceCode) : null;
    if (called && node.type === 'CallExpression') {
      const others = found.get(called);
      if (others) others.push(node);
      else found.set(called, [node]);
    }
    // Lists in generated files are too long to be arguments of one call.
    for (const child of childrenOf(node, sourceCode)) waiting.push(child);
  }
  calls.set(sourceCode, found);
  return found;
}
