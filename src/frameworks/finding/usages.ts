import type { TSESTree } from '@typescript-eslint/utils';
import {
  ancestorsOf,
  isFunction,
  unwrapped,
  type Call,
  type FunctionNode,
  type Node,
  type SourceCode,
} from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { thisMembers } from '../../syntax/this-members.js';

/** A call that a function is given to, directly or through variables, arrays, objects and wrappers. */
export interface Usage {
  readonly call: Call;
  /** The argument in which the function arrives. */
  readonly argument: Node;
  /** The name of the property that holds it, when the argument is an object such as `{ handler: fn }`. */
  readonly key: string | null;
}

/** How many variables and wrappers a function is followed through. */
const MAX_STEPS = 6;

const known = new WeakMap<FunctionNode, readonly Usage[]>();

/** The calls that a function is given to. */
export function usagesOf(node: FunctionNode, sourceCode: SourceCode): readonly Usage[] {
  const usages = known.get(node) ?? collectUsages(node, sourceCode);
  known.set(node, usages);
  return usages;
}

function collectUsages(node: FunctionNode, sourceCode: SourceCode): readonly Usage[] {
  const found: Usage[] = [];
  const seen = new Set<Node>();
  collect(node, null, MAX_STEPS);
  if (node.type === 'FunctionDeclaration' && node.id) references(node.id, null, MAX_STEPS);
  return found;

  function references(name: Node, key: string | null, steps: number): void {
    for (const { identifier, init } of variableOf(name, sourceCode)?.references ?? []) {
      if (init !== true) collect(memberAt(identifier, key), null, steps - 1);
    }
  }

  /** Climbs from a place where the function stands to the calls that get it. */
  function collect(start: Node | null, startKey: string | null, steps: number): void {
    if (!start || steps === 0 || seen.has(start)) return;
    seen.add(start);
    let key = startKey;
    let below = start;
    for (let at: Node | undefined = start.parent; at; below = at, at = at.parent) {
      switch (at.type) {
        case 'ArrayExpression':
        case 'SpreadElement':
        case 'AwaitExpression':
        case 'ChainExpression':
        case 'TSAsExpression':
        case 'TSSatisfiesExpression':
        case 'TSNonNullExpression':
        case 'LogicalExpression':
        case 'ConditionalExpression':
          break;
        case 'Property':
          key = writtenKeyOf(at);
          break;
        case 'ObjectExpression':
          break;
        case 'MemberExpression':
          // `fn.bind(this)` is the function still; anything else is not.
          if (at.object !== below || writtenKeyOf(at) !== 'bind') return;
          break;
        case 'CallExpression':
          // What a call of the function gives is something else.
          if (at.callee === below && below.type !== 'MemberExpression') return;
          if (at.callee !== below) found.push({ call: at, argument: below, key });
          break;
        case 'VariableDeclarator':
          if (at.init === below) references(at.id, key, steps);
          return;
        case 'AssignmentExpression':
          if (at.right === below && at.left.type === 'Identifier') references(at.left, key, steps);
          return;
        case 'MethodDefinition':
        case 'PropertyDefinition':
          methodReferences(at, steps);
          return;
        default:
          return;
      }
    }
  }

  /** `this.method` in the class that has the method. */
  function methodReferences(member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition, steps: number): void {
    const key = writtenKeyOf(member);
    if (key === null) return;
    for (const use of thisMembers(member.parent, sourceCode)) {
      if (writtenKeyOf(use) === key) collect(use, null, steps - 1);
    }
  }
}

/** The member of that name where an object is mentioned; the mention itself when no name is wanted. */
function memberAt(identifier: Node, key: string | null): Node | null {
  if (key === null) return identifier;
  const { parent } = identifier;
  return parent?.type === 'MemberExpression' && parent.object === identifier && writtenKeyOf(parent) === key
    ? parent
    : null;
}

/** Every function of the file, in source order. */
export function functionsOf(sourceCode: SourceCode): readonly FunctionNode[] {
  const scopes = sourceCode.scopeManager?.scopes ?? [];
  return scopes.flatMap(({ type, block }) => (type === 'function' && isFunction(block) ? [block] : []));
}

/** The name under which a function is known: its own, its variable's, or its property's. */
export function nameOf(node: FunctionNode): string | null {
  if (node.id) return node.id.name;
  for (const at of ancestorsOf(node)) {
    switch (at.type) {
      case 'VariableDeclarator':
        return at.id.type === 'Identifier' ? at.id.name : null;
      case 'AssignmentExpression': {
        const left = unwrapped(at.left);
        return left.type === 'MemberExpression' ? writtenKeyOf(left) : left.type === 'Identifier' ? left.name : null;
      }
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        return writtenKeyOf(at);
      case 'CallExpression':
      case 'ArrayExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
        break;
      // A function that another one makes is known by its maker's name.
      case 'ArrowFunctionExpression':
        return nameOf(at);
      case 'ReturnStatement': {
        const maker = enclosingFunction(at);
        return maker && nameOf(maker);
      }
      default:
        return null;
    }
  }
  return null;
}

function enclosingFunction(node: Node): FunctionNode | null {
  for (let at: Node | undefined = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return null;
}

/** Whether the file itself calls a function, and so goes on after it. */
export function isCalledHere(node: FunctionNode, sourceCode: SourceCode): boolean {
  const name =
    node.type === 'FunctionDeclaration' ? node.id : node.parent.type === 'VariableDeclarator' ? node.parent.id : null;
  const direct = (name && variableOf(name, sourceCode)?.references) ?? [];
  if (direct.some(({ identifier }) => isCallee(identifier))) return true;
  const member = node.parent;
  if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return false;
  const key = writtenKeyOf(member);
  return thisMembers(member.parent, sourceCode).some((use) => writtenKeyOf(use) === key && isCallee(use));
}

function isCallee(node: Node): boolean {
  return node.parent?.type === 'CallExpression' && node.parent.callee === node;
}

/** `emitter.on('event', fn)`: what is listened for decides what the function gets. */
export function isListener({ call, key }: Usage): boolean {
  const callee = unwrapped(call.callee);
  return (
    key === null &&
    callee.type === 'MemberExpression' &&
    /^(?:on|once|addListener|prependListener)$/.test(writtenKeyOf(callee) ?? '')
  );
}
