import {
  isFunction,
  unwrapped,
  type FunctionNode,
  type Node,
  type SourceCode,
  type Variable,
} from '../../syntax/ast.js';
import { isReassigned, variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { ANSWERING } from './vocabulary.js';

/** The names of a chain of properties, from its variable on; null where something else than a variable begins it. */
export function namesOf(written: Node): readonly string[] | null {
  const names: string[] = [];
  let node = unwrapped(written);
  for (; node.type === 'MemberExpression'; node = unwrapped(node.object)) names.push(writtenKeyOf(node) ?? '*');
  if (node.type !== 'Identifier' && node.type !== 'ThisExpression') return null;
  return [node.type === 'Identifier' ? node.name : 'this', ...names.reverse()];
}

/** The last name in what is called: `findById` for `db.users.findById`. */
export function lastNameOf(callee: Node): string {
  const node = unwrapped(callee);
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? (writtenKeyOf(node) ?? '') : '';
}

const DEPTH = 8;

/** The same names from where the value was taken: `req`, `user` and `id` for `user.id` after `const { user } = req`. */
export function wayOf(written: Node, sourceCode: SourceCode, depth = 0): readonly string[] | null {
  const node = unwrapped(written);
  if (depth > DEPTH) return null;
  if (node.type === 'Identifier') {
    const variable = variableOf(node, sourceCode);
    return (variable && wayTo(variable, sourceCode, depth)) ?? [node.name];
  }
  if (node.type !== 'MemberExpression') return namesOf(node);
  const owner = wayOf(node.object, sourceCode, depth + 1);
  return owner && [...owner, writtenKeyOf(node) ?? '*'];
}

/** The way to what a constant holds, or to what a handler takes out of the request in its parameters. */
function wayTo(variable: Variable, sourceCode: SourceCode, depth: number): readonly string[] | null {
  const [definition] = variable.defs;
  if (!definition || isReassigned(variable)) return null;
  const { name, node } = definition;
  if (definition.type === 'Parameter') {
    const keys = isFunction(node) && takesRequestApart(node) ? keysTo(name, node.params[0]) : null;
    return keys && ['req', ...keys];
  }
  if (node.type !== 'VariableDeclarator' || !node.init) return null;
  const owner = wayOf(node.init, sourceCode, depth + 1);
  const keys = keysTo(name, node.id);
  return owner && keys && [...owner, ...keys];
}

/** `({ body, params }, res) => …` */
function takesRequestApart({ params: [first, second] }: FunctionNode): boolean {
  return first?.type === 'ObjectPattern' && second?.type === 'Identifier' && ANSWERING.test(second.name);
}

/** The properties that lead from a pattern to one of its names, whatever stands in for them where they are missing. */
function keysTo(name: Node, pattern: Node | undefined): readonly string[] | null {
  if (pattern === name) return [];
  if (pattern?.type !== 'ObjectPattern') return null;
  for (const property of pattern.properties) {
    if (property.type !== 'Property') continue;
    const keys = keysTo(name, property.value.type === 'AssignmentPattern' ? property.value.left : property.value);
    if (keys) return [writtenKeyOf(property) ?? '*', ...keys];
  }
  return null;
}
