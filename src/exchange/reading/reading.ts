import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, unwrapped, type Node, type Variable } from '../../syntax/ast.js';
import { isReassigned, originOf, variableOf } from '../../syntax/bindings.js';
import { keyOf, staticValueOf } from '../../syntax/static-value.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { isUnchanged } from '../../syntax/unchanged.js';
import { NARROWING, READ_DEPTH } from '../bounds.js';
import { calledFunction } from '../../syntax/callees.js';
import { deploymentOf } from './deployment.js';
import { callResult } from './results.js';
import { answerOf } from '../state/facts.js';
import type { Condition } from '../model.js';
import { knownOutcome } from './outcomes.js';
import type { State } from '../state/state.js';
import type { Alternative, Property, Value } from '../value.js';
import { alternativesOf, choice, literal, narrowed, openValue, propertyOf, truthOf } from './values.js';
import { idOf, siteIn, type Walk } from '../walking/walk.js';

/** What an expression comes to at a point of a path. Reading has no effect; `depth` bounds how far it goes. */
export function read(written: Node, state: State, walk: Walk, depth = 0): Value {
  const node = unwrapped(written);
  const site = siteIn(node, walk);
  if (depth > READ_DEPTH) return openValue(site);
  switch (node.type) {
    case 'Identifier':
      return readVariable(node, state, walk, depth);
    case 'MemberExpression':
      return readMember(node, state, walk, depth);
    case 'ObjectExpression':
      return readObject(node, state, walk, depth);
    case 'ArrayExpression':
      return {
        is: 'array',
        elements: node.elements.flatMap((each) =>
          each && each.type !== 'SpreadElement' ? [read(each, state, walk, depth + 1)] : [],
        ),
        open: node.elements.some((each) => each?.type === 'SpreadElement'),
        site,
      };
    case 'ConditionalExpression': {
      const outcome = knownOutcome(node.test, state, walk);
      if (outcome !== null) return read(outcome ? node.consequent : node.alternate, state, walk, depth + 1);
      const either = ([true, false] as const).map((side) => ({
        value: read(side ? node.consequent : node.alternate, state, walk, depth + 1),
        when: conditionOf(node.test, side, walk),
      }));
      return choice(either, site);
    }
    case 'LogicalExpression':
      return readLogical(node, state, walk, depth);
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return readText(node, state, walk, depth);
    case 'AwaitExpression':
      return read(node.argument, state, walk, depth + 1);
    case 'SequenceExpression': {
      const last = node.expressions.at(-1);
      return last ? read(last, state, walk, depth + 1) : openValue(site);
    }
    case 'AssignmentExpression':
      return node.operator === '=' ? read(node.right, state, walk, depth + 1) : openValue(site);
    case 'NewExpression':
    case 'CallExpression':
      return callResult(node, state, walk, depth);
    default:
      if (isFunction(node)) return { is: 'function', node, site };
      return readStatic(node, walk) ?? openValue(site);
  }
}

/** A test that was taken, as a condition. */
export function conditionOf(test: Node, outcome: boolean, walk: Walk, kind: Condition['kind'] = 'branch'): Condition {
  return { test, outcome, kind, deployment: deploymentOf(test, outcome, walk.file) };
}

function readStatic(node: Node, walk: Walk): Value | null {
  const found = staticValueOf(node, walk.file.sourceCode);
  return found && literal(found.value, siteIn(node, walk));
}

function readVariable(node: TSESTree.Identifier, state: State, walk: Walk, depth: number): Value {
  const variable = variableOf(node, walk.file.sourceCode);
  const site = siteIn(node, walk);
  const bound = variable && state.env.get(variable);
  if (bound)
    return known(
      narrowed(bound, (condition) => outcomeOf(condition, state, walk)),
      variable,
      state,
    );
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
  if (value.is === 'error' && value.status === null)
    value = { ...value, status: assignedStatus(variable, state, walk, depth) };
  value = known(value, variable, state);
  return isShared ? { ...value, site } : value;
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
    if (parent?.type === 'MemberExpression' && parent.object === identifier) return isWritten(parent);
    if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return false;
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
  const added = assignmentsTo(variable).flatMap(({ key, node }): readonly Property[] =>
    node.operator === '=' ? [{ key, value: assignedValue(node, state, walk, depth), node }] : [],
  );
  const kept = value.properties.filter(({ key }) => isUnchanged(variable, [key], false));
  return { ...value, properties: [...kept, ...added], open: true };
}

/** The value of an assignment, which is there only if the test around it came out that way. */
function assignedValue(node: TSESTree.AssignmentExpression, state: State, walk: Walk, depth: number): Value {
  const value = read(node.right, state, walk, depth + 1);
  const around = testsAround(node, walk);
  const when = around.find((each) => each.deployment !== null) ?? around[0];
  if (!when) return value;
  const site = siteIn(node, walk);
  return choice(
    [
      { value, when },
      { value: literal(undefined, site), when: { ...when, outcome: !when.outcome, deployment: null } },
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
    if (parent?.type !== 'MemberExpression' || parent.object !== identifier) return [];
    const key = writtenKeyOf(parent);
    return key !== null && parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent
      ? [{ key, node: parent.parent }]
      : [];
  });
}

/** The status that is given to an error after it was made, if there is one such place. */
function assignedStatus(variable: Variable, state: State, walk: Walk, depth: number): Value | null {
  const [only, ...others] = assignmentsTo(variable).filter(({ key }) => key === 'status' || key === 'statusCode');
  return only && others.length === 0 ? read(only.node.right, state, walk, depth + 1) : null;
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

function readMember(node: TSESTree.MemberExpression, state: State, walk: Walk, depth: number): Value {
  const site = siteIn(node, walk);
  const key = keyOf(node, walk.file.sourceCode);
  const fixed = readStatic(node, walk);
  if (fixed) return fixed;
  const owner = read(node.object, state, walk, depth + 1);
  if (key === null) return openValue(site);
  const method = owner.is === 'open' || owner.is === 'object' ? calledFunction(node, walk.file.sourceCode) : null;
  if (method) return { is: 'function', node: method, site };
  return memberOf(owner, key, node, walk);
}

/** The property of a value, as far as it is known. */
export function memberOf(owner: Value, key: string, node: Node, walk: Walk): Value {
  const site = siteIn(node, walk);
  switch (owner.is) {
    case 'response':
    case 'request': {
      const member = owner.is === 'request' && key === 'res' ? 'response' : walk.site.table.members[key];
      return member && owner.is === 'response'
        ? { is: member, site }
        : member === 'response'
          ? { is: 'response', site }
          : openValue(site);
    }
    case 'error':
      if (key === 'stack' || key === 'message') return { is: 'error-part', part: key, site };
      return (key === 'status' || key === 'statusCode') && owner.status ? owner.status : openValue(site);
    case 'object': {
      const property = propertyOf(owner, key);
      return property ? property.value : openValue(site);
    }
    case 'choice':
      return choice(
        owner.of.map(({ value, when }) => ({ value: memberOf(value, key, node, walk), when })),
        site,
      );
    default:
      return openValue(site);
  }
}

function readObject(node: TSESTree.ObjectExpression, state: State, walk: Walk, depth: number): Value {
  const site = siteIn(node, walk);
  const properties: Property[] = [];
  let open = false;
  for (const each of node.properties) {
    if (each.type === 'SpreadElement') {
      const spread = spreadOf(read(each.argument, state, walk, depth + 1), each, walk);
      open ||= spread.open;
      properties.push(...spread.properties);
      continue;
    }
    const key = keyOf(each, walk.file.sourceCode);
    if (key === null || each.kind !== 'init') open = true;
    else properties.push({ key, value: read(each.value, state, walk, depth + 1), node: each });
  }
  return { is: 'object', properties, open, site };
}

/** What spreading a value into an object adds. An error's own properties are those its class made enumerable, so it is one of its parts. */
function spreadOf(
  value: Value,
  node: Node,
  walk: Walk,
): { readonly properties: readonly Property[]; readonly open: boolean } {
  switch (value.is) {
    case 'object':
      return value;
    case 'literal':
      return { properties: [], open: false };
    case 'error':
      return {
        properties: [{ key: '...', value: { is: 'error-part', part: 'inspected', site: value.site }, node }],
        open: true,
      };
    case 'choice': {
      const absent: Value = literal(undefined, siteIn(node, walk));
      const sides = value.of.map(({ value: each, when }) => ({ ...spreadOf(each, node, walk), when }));
      const names = [...new Set(sides.flatMap((side) => side.properties.map(({ key }) => key)))];
      const properties = names.map((key) => {
        const of = sides.map((side): Alternative => ({
          value: side.properties.find((each) => each.key === key)?.value ?? absent,
          when: side.when,
        }));
        const written = sides.flatMap((side) => side.properties).find((each) => each.key === key);
        return { key, value: choice(of, value.site), node: written?.node ?? node };
      });
      // The falsy side of `cond && { … }` spreads nothing, whatever it is.
      const sure = sides.filter((side, index) => value.of[index]?.value.is !== 'open' || side.when?.outcome !== false);
      return { properties, open: sure.some((side) => side.open) };
    }
    default:
      return { properties: [], open: true };
  }
}

function readLogical(node: TSESTree.LogicalExpression, state: State, walk: Walk, depth: number): Value {
  const site = siteIn(node, walk);
  const left = read(node.left, state, walk, depth + 1);
  if (node.operator === '??') {
    const isMissing = left.is === 'literal' && (left.value === null || left.value === undefined);
    if (isMissing) return read(node.right, state, walk, depth + 1);
    if (left.is !== 'open' && left.is !== 'choice' && left.is !== 'error-part') return left;
    return choice(
      [
        { value: left, when: null },
        { value: read(node.right, state, walk, depth + 1), when: null },
      ],
      site,
    );
  }
  const truth = knownOutcome(node.left, state, walk) ?? truthOf(left);
  const stops = node.operator === '||';
  if (truth === stops) return left;
  const right = read(node.right, state, walk, depth + 1);
  if (truth !== null) return right;
  const kept = left.is === 'choice' || left.is === 'literal' ? withTruth(left, stops) : left;
  const sides = [
    ...(kept ? [{ value: kept, when: conditionOf(node.left, stops, walk) }] : []),
    { value: right, when: conditionOf(node.left, !stops, walk) },
  ];
  return choice(sides, site);
}

/** The alternatives of a value that are true, or those that are false. */
function withTruth(value: Value, truth: boolean): Value | null {
  const left = alternativesOf(value).filter((each) => truthOf(each.value) !== !truth);
  return left.length === 0 ? null : choice(left, value.site);
}

function readText(
  node: TSESTree.TemplateLiteral | TSESTree.BinaryExpression,
  state: State,
  walk: Walk,
  depth: number,
): Value {
  const site = siteIn(node, walk);
  const fixed = readStatic(node, walk);
  if (fixed) return fixed;
  if (node.type === 'TemplateLiteral') {
    const parts = [...node.quasis.filter((each) => each.value.raw !== ''), ...node.expressions].sort(
      (a, b) => a.range[0] - b.range[0],
    );
    return {
      is: 'text',
      parts: parts.map((each) =>
        each.type === 'TemplateElement'
          ? literal(each.value.cooked, siteIn(each, walk))
          : read(each, state, walk, depth + 1),
      ),
      site,
    };
  }
  if (node.operator !== '+') return openValue(site);
  const parts = [read(node.left, state, walk, depth + 1), read(node.right, state, walk, depth + 1)];
  const isText = parts.some(
    (part) =>
      part.is === 'text' || part.is === 'error-part' || (part.is === 'literal' && typeof part.value === 'string'),
  );
  return isText
    ? { is: 'text', parts: parts.flatMap((part) => (part.is === 'text' ? part.parts : [part])), site }
    : openValue(site);
}
