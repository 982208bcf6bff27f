import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, type Node, type Variable } from '../../syntax/ast.js';
import { isReassigned, originOf, variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { isUnchanged } from '../../syntax/unchanged.js';
import { NARROWING } from '../bounds.js';
import { ASSIGNED } from './errors.js';
import { read, readStatic, conditionOf, memberOf } from './reading.js';
import { answerOf } from '../state/facts.js';
import type { Condition } from '../model.js';
import { knownOutcome } from './outcomes.js';
import { jsonOf, subjectOf } from './questions.js';
import type { State } from '../state/state.js';
import type { CarriedStatus, Property, Value } from '../value.js';
import { choice, literal, narrowed, openValue, propertyOf } from './values.js';
import { idOf, siteIn, type Walk } from '../walking/walk.js';

/** What a variable holds: what it was bound to on the path, or what it was initialised with and given since. */
export function readVariable(node: TSESTree.Identifier, state: State, walk: Walk, depth: number): Value {
  const variable = variableOf(node, walk.file.sourceCode);
  const site = siteIn(node, walk);
  const bound = variable && state.env.get(variable);
  if (bound) return possible(known(narrowedHere(bound, state, walk), variable, state), node, state, walk);
  if (!variable || isReassigned(variable)) return readStatic(node, walk) ?? openValue(site);
  const origin = originOf(variable);
  if (!origin) return readStatic(node, walk) ?? known(openValue(site), variable, state);
  // What a whole file shares is written far away; the place that uses it is the one to look at.
  const isShared = variable.scope.type === 'module' || variable.scope.type === 'global';
  if (isFunction(origin.node) || origin.node.type === 'ClassDeclaration')
    return read(origin.node, state, walk, depth + 1);
  let value = read(origin.node, state, walk, depth + 1);
  for (const key of origin.path) value = memberOf(value, key, node, walk);
  if (isMutable(value) && isMutated(variable, walk)) value = opened(value, variable, state, walk, depth);
  if (value.is === 'error') value = withAssigned(value, variable, state, walk, depth);
  value = possible(known(value, variable, state), node, state, walk);
  return isShared ? { ...value, site } : value;
}

/** The alternatives of a variable that the tests on the way have left: after `if (status != null)` it is not `undefined`. */
function possible(value: Value, node: Node, { facts }: State, walk: Walk): Value {
  const subject = value.is === 'choice' ? subjectOf(node, walk.file) : null;
  if (value.is !== 'choice' || subject === null) return value;
  const left = value.of.filter(
    ({ value: each }) =>
      each.is !== 'literal' || answerOf(facts, { asks: 'equality', subject, literal: jsonOf(each.value) }) !== false,
  );
  return left.length === 0 || left.length === value.of.length ? value : choice(left, value.site);
}

/** An error that a callback was given is there, or is not, once a test has said so. */
function known(value: Value, variable: Variable, { facts }: State): Value {
  const isParameter = value.is === 'error' && value.from === 'parameter';
  if (!isParameter && value.is !== 'open') return value;
  const isThere = answerOf(facts, { asks: 'truth', subject: idOf(variable) });
  if (isThere === null) return value;
  if (value.is === 'open') return { ...value, truth: isThere };
  return isThere ? { ...value, from: 'catch' } : literal(null, value.site);
}

/** Whether something may have been put into the object that a constant holds. */
function isMutated(variable: Variable, walk: Walk): boolean {
  return variable.references.some(({ identifier }) => {
    const { parent } = identifier;
    if (parent.type === 'MemberExpression' && parent.object === identifier) return isWritten(parent);
    if (parent.type !== 'CallExpression' && parent.type !== 'NewExpression') return false;
    // What answers with an object, prints it or logs it leaves it as it is.
    return parent.callee !== identifier && !walk.file.relevance.touches(parent) && !isPrinted(parent.callee);
  });
}

function isWritten(member: TSESTree.MemberExpression): boolean {
  const { parent } = member;
  switch (parent.type) {
    case 'AssignmentExpression':
      return parent.left === member;
    case 'UpdateExpression':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'CallExpression':
      return parent.callee === member;
    case 'MemberExpression':
      return parent.object === member && isWritten(parent);
    default:
      return false;
  }
}

function isPrinted(callee: Node): boolean {
  const owner = callee.type === 'MemberExpression' ? callee.object : callee;
  return owner.type === 'Identifier' && /^(?:JSON|console|log|logger|debug|String)$/.test(owner.name);
}

function isMutable(value: Value): boolean {
  return value.is === 'object' || value.is === 'array';
}

/** The object with what statements put into it, as far as that can be read; when they do is not looked at. */
function opened(value: Value, variable: Variable, state: State, walk: Walk, depth: number): Value {
  if (value.is === 'array') return { ...value, open: true };
  if (value.is !== 'object') return value;
  const kept = value.properties.filter(({ key }) => isUnchanged(variable, [key], false));
  const added = new Map<string, Property>();
  for (const { key, node } of assignmentsTo(variable)) {
    if (node.operator !== '=') continue;
    const before = added.get(key) ?? propertyOf(value, key);
    added.set(key, { key, value: assignedValue(node, before?.value ?? null, state, walk, depth), node });
  }
  return { ...value, properties: [...kept, ...added.values()], open: true };
}

/** The value after an assignment, which is made only if the test around it came out that way. */
function assignedValue(
  node: TSESTree.AssignmentExpression,
  before: Value | null,
  state: State,
  walk: Walk,
  depth: number,
): Value {
  const value = read(node.right, state, walk, depth + 1);
  const around = testsAround(node, walk);
  const when = around.find((each) => each.deployment !== null) ?? around[0];
  if (!when) return value;
  const site = siteIn(node, walk);
  return choice(
    [
      { value, when },
      { value: before ?? literal(undefined, site), when: { ...when, outcome: !when.outcome, deployment: null } },
    ],
    site,
  );
}

/** The tests that decide whether a node is reached, within its function, the nearest first. */
function testsAround(node: Node, walk: Walk): readonly Condition[] {
  const found: Condition[] = [];
  let below = node;
  for (let at: Node | undefined = node.parent; at && !isFunction(at); below = at, at = at.parent) {
    if (at.type === 'IfStatement' && at.test !== below) found.push(conditionOf(at.test, at.consequent === below, walk));
    if (at.type === 'LogicalExpression' && at.right === below && at.operator !== '??')
      found.push(conditionOf(at.left, at.operator === '&&', walk));
  }
  return found;
}

/** The assignments to properties of a variable, with the properties' names. */
function assignmentsTo(
  variable: Variable,
): readonly { readonly key: string; readonly node: TSESTree.AssignmentExpression }[] {
  return variable.references.flatMap(({ identifier }) => {
    const { parent } = identifier;
    if (parent.type !== 'MemberExpression' || parent.object !== identifier) return [];
    const key = writtenKeyOf(parent);
    return key !== null && parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent
      ? [{ key, node: parent.parent }]
      : [];
  });
}

/** An error with what statements put into it. What some of them do only sometimes, or unseen code does, is not known. */
function withAssigned(
  error: Extract<Value, { is: 'error' }>,
  variable: Variable,
  state: State,
  walk: Walk,
  depth: number,
): Value {
  const carries = assignmentsTo(variable).flatMap(({ key, node }): readonly CarriedStatus[] => {
    const by = ASSIGNED.find((each) => each === key);
    if (by === undefined) return [];
    const isSure = node.operator === '=' && isBeside(node, variable);
    return [{ by, value: isSure ? read(node.right, state, walk, depth + 1) : openValue(siteIn(node, walk)) }];
  });
  return {
    ...error,
    // The last that is given counts.
    carries: [...carries.toReversed(), ...error.carries],
    open: error.open || variable.references.some(({ identifier }) => isGivenAway(identifier, walk)),
  };
}

/** Whether an assignment is a statement among those that declare the variable, so that it is made whenever one comes that far. */
function isBeside({ parent }: Node, { defs }: Variable): boolean {
  const declaration = defs[0]?.node.parent;
  return parent?.type === 'ExpressionStatement' && parent.parent === declaration?.parent;
}

/** Whether code that cannot be seen gets an error and may give it a status, or the error's own method does. */
function isGivenAway(identifier: Node, walk: Walk): boolean {
  const { parent } = identifier;
  if (parent?.type === 'CallExpression')
    return parent.callee !== identifier && !walk.file.relevance.touches(parent) && !isPrinted(parent.callee);
  if (parent?.type !== 'MemberExpression' || parent.object !== identifier) return false;
  if (parent.parent.type === 'CallExpression') return parent.parent.callee === parent;
  return parent.parent.type === 'MemberExpression' && isWritten(parent.parent);
}

/** A value by the tests that have been taken. Such a test may read another value that has to be narrowed first, and so on. */
function narrowedHere(value: Value, state: State, walk: Walk): Value {
  if (value.is !== 'choice' || walk.narrowing >= NARROWING) return value;
  walk.narrowing++;
  const left = narrowed(value, (condition) => outcomeOf(condition, state, walk));
  walk.narrowing--;
  return left;
}

function outcomeOf(condition: Condition, state: State, walk: Walk): boolean | null {
  const known = knownOutcome(condition.test, state, walk);
  return known === null ? null : known === condition.outcome;
}
