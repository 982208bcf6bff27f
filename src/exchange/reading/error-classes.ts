import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, unwrapped, type Call, type Node } from '../../syntax/ast.js';
import { childrenOf } from '../../syntax/children.js';
import { calledClass, type Class } from '../../syntax/callees.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { READ_DEPTH } from '../bounds.js';
import type { State } from '../state/state.js';
import type { CarriedStatus, Value } from '../value.js';
import { returnsOf } from '../walking/exits.js';
import { siteIn, type Walk } from '../walking/walk.js';
import { ASSIGNED, argumentsIn, carriedBy, classMaker, isNativeError, makerAt, type Carried } from './errors.js';
import { bindParameters } from './parameters.js';
import { read } from './reading.js';
import { openValue } from './values.js';

type Assignment = TSESTree.AssignmentExpression & { readonly left: TSESTree.MemberExpression };

/** What an error carries that is made from a class of this file; null where the class is none, or its errors are no errors. */
export function errorOfClass(node: Call, callee: Node, state: State, walk: Walk, depth: number): Carried | null {
  const called = classAt(callee, walk);
  return called && carriedByClass(called, argumentsIn(node, state, walk, depth), node, state, walk, depth);
}

/** The class of this file that a callee names; `this` in a static method is the class around it. */
function classAt(callee: Node, walk: Walk): Class | null {
  if (callee.type === 'ThisExpression') {
    for (let at: Node | undefined = callee.parent; at; at = at.parent) {
      if (at.type === 'MethodDefinition') return at.static ? at.parent.parent : null;
    }
    return null;
  }
  return calledClass(callee, walk.file.sourceCode);
}

function carriedByClass(
  node: Class,
  args: readonly Value[],
  call: Node,
  state: State,
  walk: Walk,
  depth: number,
): Carried | null {
  if (depth > READ_DEPTH) return { carries: [], open: true };
  const constructor = node.body.body.find(isConstructor);
  const inside = constructor ? bindParameters(constructor.value, args, state, walk, call) : state;
  const given = constructor ? superCallIn(constructor) : null;
  const unread = openValue(siteIn(call, walk));
  const superArgs = !constructor ? args : given ? argumentsIn(given, inside, walk, depth) : [unread, unread, unread];
  const base = baseOf(node, superArgs, call, state, walk, depth + 1);
  if (!base) return null;
  const own = [
    ...ownMembers(node, state, walk, depth),
    ...(constructor
      ? [...parameterProperties(constructor, inside, walk), ...assignedIn(constructor, inside, walk, depth)]
      : []),
  ];
  return {
    // The last that is given counts, and what a class is built on comes first.
    carries: [...own.toReversed(), ...base.carries],
    open: base.open || isOpaque(node, constructor),
  };
}

/** What the errors of a class carry before it adds anything of its own; null where they are no errors. */
function baseOf(
  node: Class,
  args: readonly Value[],
  call: Node,
  state: State,
  walk: Walk,
  depth: number,
): Carried | null {
  const isCalledError = /(?:Error|Exception)$/.test(node.id?.name ?? '');
  if (!node.superClass) return isCalledError ? { carries: [], open: false } : null;
  const callee = unwrapped(node.superClass);
  if (isNativeError(callee, walk)) return { carries: [], open: false };
  const maker = makerAt(callee, walk);
  if (maker) return maker.gives === 'error' ? carriedBy(maker, args, siteIn(call, walk)) : null;
  const made = classMaker(callee, state, walk, depth);
  if (made) return made;
  const parent = classAt(callee, walk);
  if (parent) return carriedByClass(parent, args, call, state, walk, depth);
  const name =
    callee.type === 'MemberExpression' ? writtenKeyOf(callee) : callee.type === 'Identifier' ? callee.name : null;
  return isCalledError || /(?:Error|Exception)$/.test(name ?? '') ? { carries: [], open: true } : null;
}

function isConstructor(
  member: TSESTree.ClassElement,
): member is TSESTree.MethodDefinition & { value: TSESTree.FunctionExpression } {
  return (
    member.type === 'MethodDefinition' && member.kind === 'constructor' && member.value.type === 'FunctionExpression'
  );
}

type Constructor = TSESTree.MethodDefinition & { readonly value: TSESTree.FunctionExpression };

/** The expressions that a constructor evaluates one after another, whatever happens. */
function expressionsOf({ value }: Constructor): readonly Node[] {
  return value.body.body.flatMap((each) => (each.type === 'ExpressionStatement' ? [each.expression] : []));
}

function superCallIn(constructor: Constructor): TSESTree.CallExpression | null {
  const call = expressionsOf(constructor).find(
    (each): each is TSESTree.CallExpression => each.type === 'CallExpression' && each.callee.type === 'Super',
  );
  return call ?? null;
}

function statusKey(key: string | null): (typeof ASSIGNED)[number] | null {
  return ASSIGNED.find((each) => each === key) ?? null;
}

/** `status = 404` and `get status() { return 404; }`. */
function ownMembers(node: Class, state: State, walk: Walk, depth: number): readonly CarriedStatus[] {
  return node.body.body.flatMap((member): readonly CarriedStatus[] => {
    if (member.type !== 'PropertyDefinition' && member.type !== 'MethodDefinition') return [];
    const by = member.static ? null : statusKey(writtenKeyOf(member));
    if (by === null || !member.value) return [];
    if (member.type === 'PropertyDefinition') return [{ by, value: read(member.value, state, walk, depth + 1) }];
    const [only, ...others] = member.kind === 'get' && member.value.body ? returnsOf(member.value.body) : [];
    const returned = others.length === 0 ? only?.argument : null;
    const value = returned ? read(returned, state, walk, depth + 1) : openValue(siteIn(member, walk));
    return [{ by, value }];
  });
}

/** `constructor(readonly status: number)`. */
function parameterProperties({ value }: Constructor, inside: State, walk: Walk): readonly CarriedStatus[] {
  return value.params.flatMap((each): readonly CarriedStatus[] => {
    if (each.type !== 'TSParameterProperty') return [];
    const name = each.parameter.type === 'AssignmentPattern' ? each.parameter.left : each.parameter;
    const by = 'name' in name ? statusKey(name.name) : null;
    return by === null ? [] : [{ by, value: read(name, inside, walk) }];
  });
}

/** `this.status = …`, one after another; what only some errors are given is not known. */
function assignedIn(constructor: Constructor, inside: State, walk: Walk, depth: number): readonly CarriedStatus[] {
  const sure = expressionsOf(constructor).flatMap(assignmentsIn);
  return assignmentsBelow(constructor.value.body, walk).flatMap((each): readonly CarriedStatus[] => {
    const by = statusKey(writtenKeyOf(each.left));
    if (by === null) return [];
    const isSure = sure.includes(each) && each.operator === '=';
    return [{ by, value: isSure ? read(each.right, inside, walk, depth + 1) : openValue(siteIn(each, walk)) }];
  });
}

function isOfThis(node: Node): node is Assignment {
  return (
    node.type === 'AssignmentExpression' &&
    node.left.type === 'MemberExpression' &&
    node.left.object.type === 'ThisExpression'
  );
}

/** The assignments of `this.a = this.b = …`. */
function assignmentsIn(node: Node): readonly Assignment[] {
  if (node.type !== 'AssignmentExpression') return [];
  return [...assignmentsIn(node.right), ...(isOfThis(node) ? [node] : [])];
}

function assignmentsBelow(node: Node, walk: Walk): readonly Assignment[] {
  if (node.type === 'FunctionExpression' || node.type === 'FunctionDeclaration') return [];
  const inner = childrenOf(node, walk.file.sourceCode).flatMap((each) => assignmentsBelow(each, walk));
  return isOfThis(node) ? [...inner, node] : inner;
}

/** Functions that get the error which is made, and leave its status alone. */
const HARMLESS = /^(?:captureStackTrace|setPrototypeOf)$/;

/** Whether a class gives its errors what cannot be read: through calls that get `this`, or a response of their own. */
function isOpaque(node: Class, constructor: Constructor | undefined): boolean {
  const answers = node.body.body.some(
    (member) => member.type === 'MethodDefinition' && /^get(?:Response|Status)$/.test(writtenKeyOf(member) ?? ''),
  );
  return answers || (constructor?.value.body.body ?? []).some((each) => givesAwayThis(each));
}

function givesAwayThis(statement: Node): boolean {
  if (statement.type !== 'ExpressionStatement') return !isPlain(statement);
  const call = unwrapped(statement.expression);
  if (call.type !== 'CallExpression' || call.callee.type === 'Super') return false;
  const callee = unwrapped(call.callee);
  if (callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression') return true;
  const name =
    callee.type === 'MemberExpression' ? writtenKeyOf(callee) : callee.type === 'Identifier' ? callee.name : '';
  return !HARMLESS.test(name ?? '') && call.arguments.some(({ type }) => type === 'ThisExpression');
}

/** Whether a statement holds nothing but assignments, under tests at most. */
function isPlain(statement: Node): boolean {
  switch (statement.type) {
    case 'IfStatement':
      return isPlain(statement.consequent) && (!statement.alternate || isPlain(statement.alternate));
    case 'BlockStatement':
      return statement.body.every((each) => !givesAwayThis(each));
    case 'ExpressionStatement':
      return !givesAwayThis(statement);
    case 'VariableDeclaration':
    case 'ReturnStatement':
    case 'EmptyStatement':
      return true;
    default:
      return isFunction(statement);
  }
}
