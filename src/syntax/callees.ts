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
  if (owner.type !== 'Identifier') return null;
  const variable = variableOf(owner, sourceCode);
  const value = variable && initializerOf(variable)?.node;
  if (!value) return null;
  const object = unwrapped(value);
  if (object.type === 'ObjectExpression') return functionInObject(object, key, sourceCode);
  return object.type === 'ClassDeclaration' || object.type === 'ClassExpression' ? functionInClass(object, key) : null;
}

function functionNamed(name: Node, sourceCode: SourceCode): FunctionNode | null {
  const variable = variableOf(name, sourceCode);
  const value = variable && initializerOf(variable)?.node;
  return value ? functionIn(unwrapped(value)) : null;
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

function functionInClass(node: TSESTree.ClassDeclaration | TSESTree.ClassExpression, key: string): FunctionNode | null {
  for (const member of node.body.body) {
    if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') continue;
    if (writtenKeyOf(member) !== key || !member.value) continue;
    if (member.type === 'MethodDefinition' && member.kind !== 'method') continue;
    return functionIn(unwrapped(member.value));
  }
  return null;
}

function functionInObject(node: TSESTree.ObjectExpression, key: string, sourceCode: SourceCode): FunctionNode | null {
  for (const property of node.properties) {
    if (property.type === 'Property' && writtenKeyOf(property) === key && property.kind === 'init') {
      const value = unwrapped(property.value);
      return value.type === 'Identifier' ? functionNamed(value, sourceCode) : functionIn(value);
    }
  }
  return null;
}
