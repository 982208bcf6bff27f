import type { TSESTree } from '@typescript-eslint/utils';
import { constantOf, resultOf } from '../http/constants.js';
import { unwrapped, type Node, type Primitive, type SourceCode } from './ast.js';
import { isGlobal, originOf, variableOf } from './bindings.js';
import { enumMemberOf, enumMembersOf, type EnumMember } from './enums.js';
import { importOf } from './imports.js';
import { keyNodeOf, writtenKeyOf, type Keyed } from './keys.js';
import { binary, globalValue, unary } from './operators.js';
import { isConstant, isFreeze, isUnchanged } from './unchanged.js';

/** A value that is the same every time the program comes to it. */
export interface Static {
  readonly value: Primitive;
}

/** How many nodes one value may take to work out, so that no web of constants can stall the linter. */
const MAX_STEPS = 400;
/** How deep the nodes may lie in one another, so that none can overflow the stack. */
const MAX_DEPTH = 60;

const values = new WeakMap<Node, Static | null>();

/**
 * The one value an expression always has: a literal, a constant, an enum member, a library's constant, or what operators
 * make of those; null for everything that can differ, such as a conditional.
 */
export function staticValueOf(node: Node, sourceCode: SourceCode): Static | null {
  const known = values.get(node);
  if (known !== undefined) return known;
  const value = valueAt(node, [], { sourceCode, steps: MAX_STEPS }, 0);
  values.set(node, value);
  return value;
}

/** The value of a member that an object or an enum always has; null where it can differ. */
export function staticMemberOf(owner: Node, name: string, sourceCode: SourceCode): Static | null {
  return valueAt(owner, [name], { sourceCode, steps: MAX_STEPS }, 0);
}

/** The name of a property, worked out where it is computed from static values; null where it cannot be. */
export function keyOf(node: Keyed, sourceCode: SourceCode): string | null {
  return keyIn(node, { sourceCode, steps: MAX_STEPS }, 0);
}

/** What the working out of one value shares: the file, and the steps that are left. */
interface Work {
  readonly sourceCode: SourceCode;
  steps: number;
}

/** The value of an expression or, with a path, of the member it has there. */
function valueAt(written: Node, path: readonly string[], work: Work, depth: number): Static | null {
  if (work.steps-- <= 0 || depth > MAX_DEPTH) return null;
  const node = unwrapped(written);
  switch (node.type) {
    case 'Identifier':
    case 'MemberExpression': {
      const imported = importOf(node, work.sourceCode);
      if (imported) return constantOf(imported.source, [...imported.path, ...path]);
      if (node.type === 'Identifier') return variableAt(node, path, work, depth);
      const key = keyIn(node, work, depth);
      return key === null ? null : valueAt(node.object, [key, ...path], work, depth + 1);
    }
    case 'CallExpression':
      return callAt(node, path, work, depth);
    case 'ObjectExpression':
      return propertyAt(node, path, work, depth);
    case 'ClassDeclaration':
    case 'ClassExpression':
      return staticMemberAt(node, path, work, depth);
    default:
      return path.length === 0 ? operationAt(node, work, depth) : null;
  }
}

function operationAt(node: Node, work: Work, depth: number): Static | null {
  switch (node.type) {
    case 'Literal':
      return 'regex' in node ? null : { value: node.value };
    case 'TemplateLiteral': {
      let text = '';
      for (const [index, quasi] of node.quasis.entries()) {
        const expression = node.expressions[index];
        const part = expression ? valueAt(expression, [], work, depth + 1) : { value: '' };
        if (!part) return null;
        text += `${quasi.value.cooked}${part.value}`;
      }
      return { value: text };
    }
    case 'UnaryExpression': {
      if (node.operator === 'void') return { value: undefined };
      const argument = valueAt(node.argument, [], work, depth + 1);
      return argument && unary(node.operator, argument.value);
    }
    case 'BinaryExpression': {
      const left = valueAt(node.left, [], work, depth + 1);
      const right = left && valueAt(node.right, [], work, depth + 1);
      return left && right && binary(node.operator, left.value, right.value);
    }
    default:
      return null;
  }
}

function keyIn(node: Keyed, work: Work, depth: number): string | null {
  const written = writtenKeyOf(node);
  if (written !== null || !node.computed) return written;
  const key = valueAt(keyNodeOf(node), [], work, depth + 1);
  return key && String(key.value);
}

function variableAt(
  identifier: TSESTree.Identifier,
  path: readonly string[],
  work: Work,
  depth: number,
): Static | null {
  const variable = variableOf(identifier, work.sourceCode);
  if (!variable || variable.defs.length === 0) return path.length === 0 ? globalValue(identifier.name) : null;
  const member = enumMemberOf(variable);
  if (member) return path.length === 0 ? countedValue(member, work, depth) : null;
  const declarations = enumMembersOf(variable);
  if (declarations) return enumAt(declarations, path, work, depth);
  const origin = originOf(variable);
  if (!origin) return null;
  const kept = path.length === 0 || isUnchanged(variable, path, isConstant(origin.node, work.sourceCode));
  return kept ? valueAt(origin.node, [...origin.path, ...path], work, depth + 1) : null;
}

function enumAt(
  declarations: readonly ReadonlyMap<string, EnumMember>[],
  [name, ...rest]: readonly string[],
  work: Work,
  depth: number,
): Static | null {
  if (name === undefined || rest.length > 0) return null;
  for (const members of declarations) {
    const member = members.get(name);
    if (member) return countedValue(member, work, depth);
  }
  if (!/^-?\d+(?:\.\d+)?$/.test(name)) return null;
  // A member that is a number can be found by that number too; the last one with it wins.
  const all = declarations.flatMap((members) => [...members.values()]);
  for (const member of all.reverse()) {
    const counted = countedValue(member, work, depth);
    if (!counted) return null;
    if (counted.value === Number(name)) return { value: member.name };
  }
  return { value: undefined };
}

function countedValue({ base, offset }: EnumMember, work: Work, depth: number): Static | null {
  if (!base) return { value: offset };
  const first = valueAt(base, [], work, depth + 1);
  if (offset === 0 || !first) return first;
  return typeof first.value === 'number' ? { value: first.value + offset } : null;
}

function propertyAt(
  object: TSESTree.ObjectExpression,
  path: readonly string[],
  work: Work,
  depth: number,
): Static | null {
  const [name, ...rest] = path;
  if (name === undefined) return null;
  for (let index = object.properties.length - 1; index >= 0; index--) {
    const property = object.properties[index];
    if (property?.type !== 'Property') {
      const spread = property ? valueAt(property.argument, path, work, depth + 1) : null;
      // A spread object that lacks the member leaves the one before it.
      return spread?.value === undefined ? null : spread;
    }
    const key = keyIn(property, work, depth);
    if (key === null || key === '__proto__') return null;
    if (key === name) return property.kind === 'init' ? valueAt(property.value, rest, work, depth + 1) : null;
  }
  // A constant object gets no members later, so what it lacks is missing. Everything else may yet be added.
  const { parent } = object;
  const isWhole = isConstant(parent, work.sourceCode);
  return isWhole && rest.length === 0 && !(name in Object.prototype) ? { value: undefined } : null;
}

function staticMemberAt(
  node: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  [name, ...rest]: readonly string[],
  work: Work,
  depth: number,
): Static | null {
  for (const member of node.body.body) {
    if (member.type !== 'PropertyDefinition' || !member.static || !member.value) continue;
    if (keyIn(member, work, depth) === name) return valueAt(member.value, rest, work, depth + 1);
  }
  return null;
}

/** The value of a call of one of the language's own conversions, or of a library's function over its table. */
function callAt(call: TSESTree.CallExpression, path: readonly string[], work: Work, depth: number): Static | null {
  const { sourceCode } = work;
  const [argument, radix] = call.arguments;
  if (!argument) return null;
  if (isFreeze(call, sourceCode)) return valueAt(argument, path, work, depth + 1);
  if (path.length > 0) return null;
  const imported = importOf(call.callee, sourceCode);
  const toNumber = isGlobal(call.callee, 'Number', sourceCode);
  const toInteger = isGlobal(call.callee, 'parseInt', sourceCode);
  if (!imported && !toNumber && !toInteger && !isGlobal(call.callee, 'String', sourceCode)) return null;
  const given = valueAt(argument, [], work, depth + 1);
  if (!given) return null;
  if (imported) return resultOf(imported.source, imported.path, given.value);
  if (toNumber) return { value: Number(given.value) };
  if (!toInteger) return { value: String(given.value) };
  const base = radix ? valueAt(radix, [], work, depth + 1) : { value: 10 };
  return base?.value === 10 ? { value: Number.parseInt(String(given.value), 10) } : null;
}
