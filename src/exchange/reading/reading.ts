import type { TSESTree } from '@typescript-eslint/utils';
import { isElsewhere, isFunction, unwrapped, type Node } from '../../syntax/ast.js';
import { keyOf, staticValueOf } from '../../syntax/static-value.js';
import { READ_DEPTH } from '../bounds.js';
import { calledFunction } from '../../syntax/callees.js';
import { deploymentOf } from './deployment.js';
import { callResult } from './results.js';
import type { Spelling } from '../effects.js';
import type { Condition, Site } from '../model.js';
import { knownOutcome } from './outcomes.js';
import { questionOf } from './questions.js';
import { withAnswer } from '../state/facts.js';
import type { State } from '../state/state.js';
import type { Value } from '../value.js';
import { alternativesOf, choice, literal, openValue, propertyOf, truthOf } from './values.js';
import { readWithin, siteIn, type Walk } from '../walking/walk.js';
import { readObject } from './objects.js';
import { readVariable } from './variables.js';

/** What an expression comes to at a point of a path. Reading has no effect; `depth` bounds how far it goes. */
export function read(written: Node, state: State, walk: Walk, depth = 0): Value {
  const node = unwrapped(written);
  const value = depth > READ_DEPTH ? null : readWithin(walk, () => valueOf(node, state, walk, depth));
  return value ? seenFrom(node, value, walk) : openValue(siteIn(node, walk));
}

/** The value, written where it is used if it stands in another file: that place is the one to look at. */
function seenFrom(node: Node, value: Value, walk: Walk): Value {
  if (isElsewhere(node)) return value;
  const here = <T extends Value>(each: T): T =>
    isElsewhere(each.site.at) ? { ...each, site: siteIn(node, walk) } : each;
  if (value.is !== 'error' || !value.carries.some((each) => isElsewhere(each.value.site.at))) return here(value);
  return here({ ...value, carries: value.carries.map((each) => ({ ...each, value: here(each.value) })) });
}

function valueOf(node: Node, state: State, walk: Walk, depth: number): Value {
  const site = siteIn(node, walk);
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
        value: read(side ? node.consequent : node.alternate, answeredIn(node.test, side, state, walk), walk, depth + 1),
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

/** The state in which it is known how a test came out, if that is a question that can be remembered. */
function answeredIn(test: Node, outcome: boolean, state: State, walk: Walk): State {
  const posed = questionOf(test, walk.file);
  return posed ? { ...state, facts: withAnswer(state.facts, posed.question, outcome === posed.when) } : state;
}

/** A test that was taken, as a condition. */
export function conditionOf(test: Node, outcome: boolean, walk: Walk, kind: Condition['kind'] = 'branch'): Condition {
  return { test, outcome, kind, deployment: deploymentOf(test, outcome, walk.file) };
}

/** The value of an expression that is the same wherever it stands. */
export function readStatic(node: Node, walk: Walk): Value | null {
  const found = staticValueOf(node, walk.file.sourceCode);
  return found && literal(found.value, siteIn(node, walk));
}

function readMember(node: TSESTree.MemberExpression, state: State, walk: Walk, depth: number): Value {
  const site = siteIn(node, walk);
  const key = keyOf(node, walk.file.sourceCode);
  const fixed = readStatic(node, walk);
  if (fixed) return fixed;
  const owner = read(node.object, state, walk, depth + 1);
  if (key === null) return anyOf(owner, site);
  const method = owner.is === 'open' || owner.is === 'object' ? calledFunction(node, walk.file.sourceCode) : null;
  if (method) return { is: 'function', node: method, site };
  return memberOf(owner, key, node, walk);
}

/** Whichever property of an object it is that a computed key names. */
function anyOf(owner: Value, site: Site): Value {
  const functions = owner.is === 'object' ? owner.properties.filter((each) => each.value.is === 'function') : [];
  if (functions.length === 0) return openValue(site);
  return choice(
    [...functions.map(({ value }) => ({ value, when: null })), { value: openValue(site), when: null }],
    site,
  );
}

function partOf({ part }: { readonly part: string }, key: string): string {
  return part === '' ? key : `${part}.${key}`;
}

/** Whether a part of a request is its method, or has it. */
function isMethodPart(part: string, walk: Walk): boolean {
  return walk.site.table.method.some((each) => each === part || each.startsWith(`${part}.`));
}

/** Whether something can be called on, or assigned to, a part of a response. */
function isPart(part: string, { calls, assignments }: Spelling): boolean {
  return [calls, assignments].some((rows) => Object.keys(rows).some((each) => each.startsWith(`${part}.`)));
}

/** What the response object has at that place: another of the framework's things, a part of it, one of its methods. */
function partOfResponse(part: string, site: Site, walk: Walk): Value {
  const { table } = walk.site;
  const member = Object.hasOwn(table.members, part) ? table.members[part] : undefined;
  if (member === 'other') return openValue(site);
  if (member === 'error') return { is: 'error', from: 'parameter', carries: [], open: true, site };
  if (member) return member === 'next' ? { is: 'next', site } : { is: member, part: '', site };
  if (isPart(part, table) || isMethodPart(part, walk)) return { is: 'response', part, site };
  return Object.hasOwn(table.calls, part) ? { is: 'method', name: part, site } : openValue(site);
}

/** The property of an error: one under which it carries a status, or the object that has it. */
function partOfError({ carries }: Extract<Value, { is: 'error' }>, key: string, node: Node, walk: Walk): Value {
  const site = siteIn(node, walk);
  const own = carries.find(({ by }) => by === key);
  if (own) return own.value;
  const properties = carries.flatMap(({ by, value }) =>
    by.startsWith(`${key}.`) ? [{ key: by.slice(key.length + 1), value, node }] : [],
  );
  return properties.length === 0 ? openValue(site) : { is: 'object', properties, open: true, site };
}

/** The property of a value, as far as it is known. */
export function memberOf(owner: Value, key: string, node: Node, walk: Walk): Value {
  const site = siteIn(node, walk);
  switch (owner.is) {
    case 'request':
      if (key === walk.site.table.responseOnRequest && owner.part === '') return { is: 'response', part: '', site };
      return isMethodPart(partOf(owner, key), walk) ? { ...owner, part: partOf(owner, key), site } : openValue(site);
    case 'response':
      return partOfResponse(partOf(owner, key), site, walk);
    case 'made':
      return { ...owner, part: partOf(owner, key), site };
    case 'error':
      if (key === 'stack' || key === 'message') return { is: 'error-part', part: key, site };
      return partOfError(owner, key, node, walk);
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

function readLogical(node: TSESTree.LogicalExpression, state: State, walk: Walk, depth: number): Value {
  const site = siteIn(node, walk);
  const left = read(node.left, state, walk, depth + 1);
  if (node.operator === '??') {
    if (isNullish(left)) return read(node.right, state, walk, depth + 1);
    if (left.is !== 'open' && left.is !== 'choice' && left.is !== 'error-part') return left;
    const there = alternativesOf(left).filter(({ value }) => !isNullish(value));
    return choice([...there, { value: read(node.right, state, walk, depth + 1), when: null }], site);
  }
  const truth = knownOutcome(node.left, state, walk) ?? truthOf(left);
  const stops = node.operator === '||';
  if (truth === stops) return left;
  const right = read(node.right, answeredIn(node.left, !stops, state, walk), walk, depth + 1);
  if (truth !== null) return right;
  const kept = left.is === 'choice' || left.is === 'literal' ? withTruth(left, stops) : left;
  const sides = [
    ...(kept ? [{ value: kept, when: conditionOf(node.left, stops, walk) }] : []),
    { value: right, when: conditionOf(node.left, !stops, walk) },
  ];
  return choice(sides, site);
}

function isNullish(value: Value): boolean {
  return value.is === 'literal' && (value.value ?? null) === null;
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
