import type { Node, SourceCode, Variable } from './ast.js';
import { isGlobal } from './bindings.js';
import { writtenKeyOf } from './keys.js';

/** Whether an expression is `Object.freeze(…)`, or an object that its author marked as constant with `as const`. */
export function isConstant(written: Node, sourceCode: SourceCode): boolean {
  let node = written;
  while (node.type === 'TSSatisfiesExpression' || node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion') {
    if (node.type !== 'TSSatisfiesExpression' && isConstType(node.typeAnnotation)) return true;
    node = node.expression;
  }
  return isFreeze(node, sourceCode);
}

function isConstType(type: Node): boolean {
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const';
}

/** Whether the expression is a call of `Object.freeze`, which gives back its argument. */
export function isFreeze(node: Node, sourceCode: SourceCode): boolean {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    isGlobal(node.callee.object, 'Object', sourceCode) &&
    writtenKeyOf(node.callee) === 'freeze'
  );
}

const answers = new WeakMap<Variable, Map<string, boolean>>();

/**
 * Whether an object's member keeps the value it was written with: nothing assigns it and, unless the object is constant,
 * the object is never handed to anything that could.
 */
export function isUnchanged(variable: Variable, path: readonly string[], constant: boolean): boolean {
  const ofVariable = answers.get(variable) ?? new Map<string, boolean>();
  answers.set(variable, ofVariable);
  const name = path.join('\0');
  let answer = ofVariable.get(name);
  if (answer === undefined) {
    answer = variable.references.every((use) => use.init === true || isHarmless(use.identifier, path, constant));
    ofVariable.set(name, answer);
  }
  return answer;
}

function isHarmless(identifier: Node, path: readonly string[], constant: boolean): boolean {
  let node = identifier;
  let matched = 0;
  for (;;) {
    const { parent } = node;
    if (!parent) return true;
    if (isWrapper(parent)) {
      node = parent;
    } else if (parent.type === 'MemberExpression' && parent.object === node) {
      const key = writtenKeyOf(parent);
      if (key === null) return !isWritten(parent) && (constant || !isCalled(parent));
      // A neighbour: its value is of no interest, but a method may change the object it belongs to.
      if (key !== path[matched]) return constant || !isCalled(parent);
      node = parent;
      matched++;
      if (matched === path.length) return !isWritten(node);
    } else {
      return !isWritten(node) && !isHandedToWriter(node, parent) && (constant || isReadOnlyUse(node, parent));
    }
  }
}

function isWrapper(node: Node): boolean {
  return (
    node.type === 'TSAsExpression' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'TSNonNullExpression' ||
    node.type === 'TSTypeAssertion' ||
    node.type === 'ChainExpression'
  );
}

function isCalled(node: Node): boolean {
  return node.parent?.type === 'CallExpression' && node.parent.callee === node;
}

/** Whether the node is the target of an assignment, of `++` or `delete`, of a loop, or of a destructuring pattern. */
function isWritten(node: Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === node;
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'Property':
      return parent.value === node && parent.parent.type === 'ObjectPattern';
    default:
      return false;
  }
}

const WRITERS = ['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf', 'set', 'deleteProperty'];
const READERS = ['keys', 'values', 'entries', 'freeze', 'isFrozen', 'hasOwn', 'fromEntries', 'stringify'];

/** Whether the object is the target of `Object.assign` or one of its kin. */
function isHandedToWriter(node: Node, parent: Node): boolean {
  return parent.type === 'CallExpression' && parent.arguments[0] === node && WRITERS.includes(builtInOf(parent) ?? '');
}

/** `keys` for a call of `Object.keys`; the same for `Reflect` and `JSON`. */
function builtInOf({ callee }: Extract<Node, { type: 'CallExpression' }>): string | null {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return null;
  return ['Object', 'Reflect', 'JSON'].includes(callee.object.name) ? writtenKeyOf(callee) : null;
}

/** Whether what is done with the object can only read it, or exports it. */
function isReadOnlyUse(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case 'CallExpression':
      return parent.callee === node || READERS.includes(builtInOf(parent) ?? '') || writesElsewhere(node, parent);
    case 'NewExpression':
      return parent.callee === node;
    case 'MemberExpression':
    case 'SpreadElement':
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'ExpressionStatement':
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'ExportSpecifier':
    case 'ExportDefaultDeclaration':
    case 'TSTypeQuery':
    case 'TSQualifiedName':
    case 'TSTypeReference':
    case 'TSClassImplements':
    case 'TSInterfaceHeritage':
      return true;
    case 'VariableDeclarator':
      return parent.id.type === 'ObjectPattern';
    case 'AssignmentExpression':
      return isExports(parent.left);
    case 'Property':
      return (
        parent.parent.type === 'ObjectExpression' &&
        parent.parent.parent.type === 'AssignmentExpression' &&
        isExports(parent.parent.parent.left)
      );
    default:
      return false;
  }
}

/** `Object.assign({}, constants)` reads its second argument. */
function writesElsewhere(node: Node, call: Extract<Node, { type: 'CallExpression' }>): boolean {
  return builtInOf(call) === 'assign' && call.arguments[0] !== node;
}

/** Whether the target of an assignment is `module.exports`, `exports.x` or `module.exports.x`. */
function isExports(target: Node): boolean {
  if (target.type !== 'MemberExpression') return false;
  const { object } = target;
  if (object.type === 'Identifier') {
    return object.name === 'exports' || (object.name === 'module' && writtenKeyOf(target) === 'exports');
  }
  return isExports(object);
}
