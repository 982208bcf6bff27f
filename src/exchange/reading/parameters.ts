import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, Variable } from '../../syntax/ast.js';
import { originOf, variableOf } from '../../syntax/bindings.js';
import { childrenOf } from '../../syntax/children.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { withoutSubject } from '../state/facts.js';
import { memberOf, read } from './reading.js';
import type { State } from '../state/state.js';
import type { Value } from '../value.js';
import { literal, openValue } from './values.js';
import { siteIn, idOf, type Walk } from '../walking/walk.js';

/** The state in which a function's body begins: its parameters hold the arguments, and nothing is known about them from before. */
export function bindParameters(
  called: FunctionNode,
  args: readonly Value[],
  state: State,
  walk: Walk,
  call: Node,
): State {
  return called.params.reduce((bound, parameter, index) => {
    if (parameter.type === 'RestElement')
      return bindPattern(parameter.argument, openValue(siteIn(parameter, walk)), bound, walk);
    return bindPattern(parameter, args[index] ?? literal(undefined, siteIn(call, walk)), bound, walk);
  }, state);
}

/** The state with the names in a pattern bound to the parts of a value. */
export function bindPattern(pattern: Node, value: Value, state: State, walk: Walk): State {
  switch (pattern.type) {
    case 'Identifier': {
      const variable = variableOf(pattern, walk.file.sourceCode);
      if (!variable) return state;
      const isNews = value.is !== 'open' || value.truth !== null || originOf(variable) !== null;
      if (!isNews) return unbound(variable, state);
      return {
        ...state,
        env: new Map(state.env).set(variable, lasting(value, walk)),
        facts: withoutSubject(state.facts, idOf(variable)),
      };
    }
    case 'AssignmentPattern': {
      const isMissing = value.is === 'literal' && value.value === undefined;
      return bindPattern(pattern.left, isMissing ? read(pattern.right, state, walk) : value, state, walk);
    }
    case 'TSParameterProperty':
      return bindPattern(pattern.parameter, value, state, walk);
    case 'ObjectPattern':
      return pattern.properties.reduce((bound, each) => bindProperty(each, value, bound, walk), state);
    case 'ArrayPattern':
      return pattern.elements.reduce<State>((bound, each, index) => {
        if (!each) return bound;
        const element = value.is === 'array' && !value.open ? value.elements[index] : undefined;
        return bindPattern(each, element ?? openValue(siteIn(each, walk)), bound, walk);
      }, state);
    case 'RestElement':
      return bindPattern(pattern.argument, openValue(siteIn(pattern, walk)), state, walk);
    default:
      return state;
  }
}

/** The state in which nothing is known about a variable. */
function unbound(variable: Variable, state: State): State {
  const facts = withoutSubject(state.facts, idOf(variable));
  if (!state.env.has(variable)) return facts === state.facts ? state : { ...state, facts };
  const env = new Map(state.env);
  env.delete(variable);
  return { ...state, env, facts };
}

/** The value without the tests that will mean something else once a variable in them is assigned again. */
function lasting(value: Value, walk: Walk): Value {
  if (value.is !== 'choice') return value;
  return {
    ...value,
    of: value.of.map((each) => (each.when && changes(each.when.test, walk) ? { ...each, when: null } : each)),
  };
}

function changes(test: Node, walk: Walk): boolean {
  const { sourceCode, relevance } = walk.file;
  if (test.type === 'Identifier') {
    const variable = variableOf(test, sourceCode);
    return variable !== null && relevance.isTracked(variable);
  }
  return childrenOf(test, sourceCode).some((each) => changes(each, walk));
}

function bindProperty(
  property: TSESTree.Property | TSESTree.RestElement,
  value: Value,
  state: State,
  walk: Walk,
): State {
  if (property.type === 'RestElement') return bindPattern(property, value, state, walk);
  const key = writtenKeyOf(property);
  const site = siteIn(property.value, walk);
  const part = key === null ? openValue(site) : memberOf(value, key, property.value, walk);
  // A default may stand in for a part that is missing, so a part that is not known stays unknown.
  const isMissing =
    value.is === 'object' && !value.open && part.is === 'open' && property.value.type === 'AssignmentPattern';
  return bindPattern(property.value, isMissing ? literal(undefined, site) : part, state, walk);
}
