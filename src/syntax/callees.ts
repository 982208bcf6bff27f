import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, unwrapped, type FunctionNode, type Node, type SourceCode } from './ast.js';
import { initializerOf, variableOf } from './bindings.js';
import { writtenKeyOf } from './keys.js';

/** The function of this file that a callee names: a declaration, a constant, a method of the same class or object; null when it is none. */
export function calledFunction(callee: Node, sourceCode: SourceCode): FunctionNode | null {
  const node = unwrapped(callee);
  if (isFunction(node)) return node;
  if (node.type === 'Identifier') return functionNamed(node, sourceCode);
  // `(0, errors.send)(res)` is how compilers call an import without a receiver.
  if (node.type === 'SequenceExpression') {
    const last = node.expressions.at(-1);
    return last ? calledFunction(last, sourceCode) : null;
  }
  if (node.type !== 'MemberExpression') return null;
  const key = writtenKeyOf(node);
  if (key === null) return null;
  const owner = unwrapped(node.object);
  if (owner.type === 'ThisExpression') return memberOfThis(owner, key, sourceCode);
  const object = valueOf(owner, sourceCode);
  if (!object) return null;
  if (object.type === 'ObjectExpression') return functionInObject(object, key, sourceCode);
  const owning = classIn(object);
  return owning && functionInClass(owning, key);
}

export type Class = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** The class of this file that a callee names, by itself or as a property of an object; null when it is none. */
export function calledClass(callee: Node, sourceCode: SourceCode): Class | null {
  const node = unwrapped(callee);
  if (node.type === 'Identifier') return classIn(valueOf(node, sourceCode));
  if (node.type !== 'MemberExpression') return null;
  const key = writtenKeyOf(node);
  const object = valueOf(unwrapped(node.object), sourceCode);
  if (key === null || object?.type !== 'ObjectExpression') return null;
  const value = valueInObject(object, key);
  return value?.type === 'Identifier' ? calledClass(value, sourceCode) : classIn(value);
}

function classIn(node: Node | null): Class | null {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression' ? node : null;
}

function valueOf(name: Node, sourceCode: SourceCode): Node | null {
  const variable = name.type === 'Identifier' ? variableOf(name, sourceCode) : null;
  const value = variable && initializerOf(variable)?.node;
  return value ? unwrapped(value) : null;
}

function functionNamed(name: Node, sourceCode: SourceCode): FunctionNode | null {
  const value = valueOf(name, sourceCode);
  return value && functionIn(value);
}

function functionIn(node: Node): FunctionNode | null {
  return isFunction(node) ? node : null;
}

/** The function that `this.key` names inside a class or an object literal. */
function memberOfThis(node: Node, key: string, sourceCode: SourceCode): FunctionNode | null {
  for (let at: Node | undefined = node.parent; at; at = at.parent) {
    if (at.type === 'ClassBody') return functionInClass(at.parent, key);
    if (at.type === 'Property' && at.method && at.parent.type === 'ObjectExpression') {
      return functionInObject(at.parent, key, sourceCode);
    }
  }
  return null;
}

function functionInClass(node: Class, key: string): FunctionNode | null {
  for (const member of node.body.body) {
    if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') continue;
    if (writtenKeyOf(member) !== key || !member.value) continue;
    if (member.type === 'MethodDefinition' && member.kind !== 'method') continue;
    return functionIn(unwrapped(member.value));
  }
  return null;
}

function functionInObject(node: TSESTree.ObjectExpression, key: string, sourceCode: SourceCode): FunctionNode | null {
  const value = valueInObject(node, key);
  return value && (value.type === 'Identifier' ? functionNamed(value, sourceCode) : functionIn(value));
}

function valueInObject(node: TSESTree.ObjectExpression, key: string): Node | null {
  for (const property of node.properties) {
    if (property.type === 'Property' && writtenKeyOf(property) === key && property.kind === 'init') {
      return unwrapped(property.value);
    }
  }
  return null;
}
