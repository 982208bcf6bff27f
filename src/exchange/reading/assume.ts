import { isMethod, type Method } from '../../http/methods.js';
import { operandsOf, unwrapped, type Node } from '../../syntax/ast.js';
import { keyOf, staticValueOf } from '../../syntax/static-value.js';
import { CONDITIONS, TEST_HOPS } from '../bounds.js';
import { isLimited, withAnswer, withLimit, type Facts } from '../state/facts.js';
import type { Condition } from '../model.js';
import { asksIfGone } from './connection.js';
import { knownOutcome } from './outcomes.js';
import { questionOf, subjectOf, testBehind } from './questions.js';
import { conditionOf, read } from './reading.js';
import type { State } from '../state/state.js';
import { step, type Walk } from '../walking/walk.js';

/** The states in which a test has come out that way; none when what is known rules it out. */
export function assume(condition: Condition, state: State, walk: Walk): readonly State[] {
  return outcomesOf(condition.test, state, walk)[condition.outcome ? 'yes' : 'no'];
}

export interface Branches {
  readonly yes: readonly State[];
  readonly no: readonly State[];
}

/** The states after a test without effects, by how it came out; `&&`, `||` and `!` are taken apart. */
export function outcomesOf(
  written: Node,
  state: State,
  walk: Walk,
  kind: Condition['kind'] = 'branch',
  hops = TEST_HOPS,
): Branches {
  step(walk);
  const node = unwrapped(written);
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    const { yes, no } = outcomesOf(node.argument, state, walk, kind, hops);
    return { yes: no, no: yes };
  }
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const isAnd = node.operator === '&&';
    let on: readonly State[] = [state];
    const off: State[] = [];
    for (const operand of operandsOf(node)) {
      const sides = on.map((each) => outcomesOf(operand, each, walk, kind, hops));
      on = sides.flatMap((each) => (isAnd ? each.yes : each.no));
      off.push(...sides.flatMap((each) => (isAnd ? each.no : each.yes)));
    }
    return isAnd ? { yes: on, no: off } : { yes: off, no: on };
  }
  const known = knownOutcome(node, state, walk);
  const meant = known === null && hops > 0 ? testBehind(node, walk.file) : null;
  return meant?.type === 'LogicalExpression'
    ? outcomesOf(meant, state, walk, kind, hops - 1)
    : sidesOf(node, known, state, walk, kind);
}

/** The states after a test that has been evaluated, by how it came out; `known` says which way it did, if that is known. */
export function sidesOf(
  node: Node,
  known: boolean | null,
  state: State,
  walk: Walk,
  kind: Condition['kind'],
): Branches {
  const side = (outcome: boolean): readonly State[] =>
    known === null || known === outcome ? sided(node, outcome, state, walk, kind, known) : [];
  return { yes: side(true), no: side(false) };
}

function sided(
  node: Node,
  outcome: boolean,
  state: State,
  walk: Walk,
  kind: Condition['kind'],
  known: boolean | null,
): readonly State[] {
  const methods = methodsUnder(node, outcome, state, walk);
  if (methods?.size === 0) return [];
  const posed = known === null ? questionOf(node, walk.file) : null;
  const facts = posed ? withAnswer(state.facts, posed.question, outcome === posed.when) : limitedBy(node, state, walk);
  // After `['a', 'b'].includes(x)`, what is left when `x` is neither may be nothing at all.
  const isRest =
    posed?.question.asks === 'equality' && outcome !== posed.when && isLimited(state.facts, posed.question);
  const conditions = [...state.conditions.slice(1 - CONDITIONS), conditionOf(node, outcome, walk, kind)];
  const isGone = outcome && asksIfGone(node, state, walk);
  return [{ ...state, facts, conditions, methods, mayAnswer: state.mayAnswer || isRest || isGone }];
}

/** The facts after a test that calls something with a value. */
function limitedBy(test: Node, { facts }: State, walk: Walk): Facts {
  const node = unwrapped(test);
  if (node.type !== 'CallExpression') return facts;
  return node.arguments.reduce<Facts>((limited, argument) => {
    const subject = subjectOf(argument, walk.file);
    return subject === null ? limited : withLimit(limited, subject);
  }, facts);
}

/** The request methods that are left when a test such as `req.method === 'POST'` came out that way. */
function methodsUnder(test: Node, outcome: boolean, state: State, walk: Walk): ReadonlySet<Method> | null {
  const node = testBehind(test, walk.file) ?? test;
  if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator)) return state.methods;
  const isLeft = isRequestMethod(node.left, state, walk);
  if (!isLeft && !isRequestMethod(node.right, state, walk)) return state.methods;
  const name = staticValueOf(isLeft ? node.right : node.left, walk.file.sourceCode)?.value;
  if (typeof name !== 'string') return state.methods;
  return methodsIf(name, outcome === node.operator.startsWith('='), state.methods);
}

/** The methods that remain when the request's method is, or is not, the one of that name. */
export function methodsIf(
  name: string,
  equal: boolean,
  methods: ReadonlySet<Method> | null,
): ReadonlySet<Method> | null {
  const upper = name.toUpperCase();
  if (!isMethod(upper)) return methods;
  // A route for GET answers HEAD as well.
  const isPossible = methods === null || methods.has(upper) || (upper === 'HEAD' && methods.has('GET'));
  if (equal) return new Set(isPossible ? [upper] : []);
  // With no methods known, "not GET" tells nothing that a rule could use.
  return methods === null ? null : new Set([...methods].filter((each) => each !== upper));
}

/** Whether an expression is the request's method, such as `req.method`, also in upper or lower case. */
export function isRequestMethod(written: Node, state: State, walk: Walk): boolean {
  const node = unwrapped(written);
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    const key = keyOf(node.callee, walk.file.sourceCode);
    return (key === 'toUpperCase' || key === 'toLowerCase') && isRequestMethod(node.callee.object, state, walk);
  }
  if (node.type !== 'MemberExpression' && node.type !== 'Identifier') return false;
  const value = read(node, state, walk);
  return (value.is === 'request' || value.is === 'response') && walk.site.table.method.includes(value.part);
}
