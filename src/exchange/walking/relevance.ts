import {
  isFunction,
  unwrapped,
  type FunctionNode,
  type Node,
  type SourceCode,
  type Variable,
} from '../../syntax/ast.js';
import { isReassigned, variableOf } from '../../syntax/bindings.js';
import { calledFunction } from '../../syntax/callees.js';
import type { HandlerSite } from '../effects.js';
import { brokenOff } from './broken-off.js';
import { builtObjects, givenBack } from './built-objects.js';
import { bystandersOf, isForBystander, withoutBystanders } from './bystanders.js';
import { leaves } from './exits.js';
import { functionVariables, globalFunctions } from './known-functions.js';
import { responsesOnRequests } from './on-requests.js';
import { ownMentions } from './own-methods.js';
import { terminatingCalls } from './terminators.js';

/**
 * Which code of a file can make a difference to a response. Everything else is evaluated once, without forking and
 * without being followed.
 */
export interface Relevance {
  /** Whether the code under the node can touch a response, hand the request on, leave, or set a variable that matters. */
  matters(node: Node): boolean;
  /** Whether the code mentions a response or `next`, or a function that does, or may end the path. */
  touches(node: Node): boolean;
  /** Whether the code mentions a response or `next`, or a function that does. */
  reaches(node: Node): boolean;
  /** Whether a function of this file can throw, itself or through others. */
  canThrow(node: FunctionNode): boolean;
  /** Whether the variable's value has to be followed from assignment to assignment. */
  isTracked(variable: Variable): boolean;
  /** Whether the variable was given a response, a request's `next`, or an alias of one as it is. */
  isDirect(variable: Variable): boolean;
  /** Whether what a function is given there was followed into it. */
  isFollowed(parameter: Node): boolean;
  /** Whether an object is a response that is built up, and so is followed like one that is made. */
  isBuilt(object: Node): boolean;
}

/** Reads which code matters to these handlers, by following their parameters through aliases, closures and calls. */
export function relevanceOf(sites: readonly HandlerSite[], sourceCode: SourceCode): Relevance {
  const touching = new Set<Node>();
  const carriers = new Set<Variable>();
  const direct = new Set<Variable>();
  const queue: Variable[] = [];

  const mark = (node: Node): void => {
    for (let at: Node | undefined = node; at && !touching.has(at); at = at.parent) touching.add(at);
  };
  const carry = (variable: Variable | null, isItself: boolean): void => {
    if (!variable) return;
    const isNew = !carriers.has(variable) || (isItself && !direct.has(variable));
    carriers.add(variable);
    if (isItself) direct.add(variable);
    if (isNew) queue.push(variable);
  };
  const bystanders = bystandersOf(sites);
  const carryPattern = (pattern: Node, isItself: boolean): void => {
    const parts = isItself ? withoutBystanders(pattern, bystanders) : [pattern];
    for (const name of parts.flatMap(namesIn)) carry(variableOf(name, sourceCode), isItself && name === pattern);
  };

  for (const site of sites) {
    site.parameters.forEach((parameter, index) => {
      const pattern = site.node.params[index];
      if (pattern && (parameter === 'response' || parameter === 'next')) carryPattern(pattern, true);
      // Express has the response on the request too; only its own property is followed.
      if (pattern) mark(pattern);
    });
    mark(site.node.body);
  }

  const onRequests = responsesOnRequests(sites, sourceCode);
  for (const pattern of onRequests.patterns) carryPattern(pattern, true);
  for (const mention of onRequests.mentions) {
    mark(mention);
    follow(mention, null, true);
  }

  const built = builtObjects(sites, sourceCode);
  for (const { variable, objects } of built) {
    carry(variable, false);
    for (const object of objects) {
      mark(object);
      follow(object, null, false);
    }
  }
  for (const each of [...givenBack(sites, sourceCode), ...brokenOff(sites, sourceCode)]) mark(each);
  for (const variable of functionVariables(sites, sourceCode)) carry(variable, false);
  const globals = globalFunctions(sites, sourceCode).map(({ identifier }) => identifier);
  for (const mention of [...globals, ...ownMentions(sites, sourceCode)]) {
    mark(mention);
    follow(mention, null, false);
  }

  for (let variable = queue.pop(); variable; variable = queue.pop()) {
    const isItself = direct.has(variable);
    for (const { identifier } of variable.references) {
      if (isItself && isForBystander(identifier, bystanders)) continue;
      mark(identifier);
      follow(identifier, variable, isItself);
    }
  }

  /** Carries on from one mention: to the variables it is assigned to, the functions that close over it, the parameters it is passed to. */
  function follow(identifier: Node, variable: Variable | null, isItself: boolean): void {
    let below: Node = identifier;
    let bare = isItself;
    for (let at: Node | undefined = identifier.parent; at && at !== variable?.scope.block; at = at.parent) {
      if (at.type === 'VariableDeclarator' && at.init === below) carryPattern(at.id, bare);
      else if (at.type === 'AssignmentExpression' && at.right === below) {
        carryPattern(baseOf(at.left), bare && at.left.type === 'Identifier');
      } else if (at.type === 'FunctionDeclaration' && at.id) carry(variableOf(at.id, sourceCode), false);
      else if (at.type === 'CallExpression' && at.callee !== below) {
        const position = at.arguments.findIndex((argument) => argument === below);
        const parameter = calledFunction(at.callee, sourceCode)?.params[position];
        if (parameter) carryPattern(parameter.type === 'AssignmentPattern' ? parameter.left : parameter, bare);
      }
      if (unwrapped(at) !== unwrapped(below)) bare = false;
      below = at;
    }
  }

  const { calls, throwers } = terminatingCalls(sourceCode);
  const ending = new Set<Node>();
  for (const call of calls) {
    // What a function ends on the way is the business of those who call it, and only if it is followed.
    for (let at: Node | undefined = call; at && !isFunction(at); at = at.parent) ending.add(at);
  }

  const tracked = new Set<Variable>();
  const candidates = reassignedIn(sourceCode, touching);
  const knownReads = new Map<Variable, boolean>();
  const matters = (node: Node): boolean => touching.has(node) || ending.has(node) || leaves(node);
  for (let grew = true; grew;) {
    grew = false;
    knownReads.clear();
    for (const variable of candidates) {
      if (tracked.has(variable) || !reaches(variable)) continue;
      tracked.add(variable);
      grew = true;
      for (const use of variable.references) if (use.isWrite()) mark(use.identifier);
      for (const { name } of variable.defs) mark(name);
    }
  }
  // A constant made from a variable that changes has to be read when it is made.
  for (const variable of [...tracked]) {
    for (const { identifier } of variable.references) {
      const declared = declaredWith(identifier);
      if (!declared) continue;
      mark(declared);
      for (const name of namesIn(declared)) {
        const constant = variableOf(name, sourceCode);
        if (constant) tracked.add(constant);
      }
    }
  }

  /** Whether a read of the variable can reach a response, or a test that decides about one. */
  function reaches(variable: Variable): boolean {
    const known = knownReads.get(variable);
    if (known !== undefined) return known;
    knownReads.set(variable, false);
    const found = variable.references.some((use) => use.isRead() && isRelevantRead(use.identifier));
    knownReads.set(variable, found);
    return found;
  }

  function isRelevantRead(identifier: Node): boolean {
    let below: Node = identifier;
    for (let at: Node | undefined = identifier.parent; at; at = at.parent) {
      switch (at.type) {
        case 'CallExpression':
        case 'NewExpression':
        case 'AssignmentExpression':
        case 'AwaitExpression':
          if (touching.has(at)) return true;
          if (at.type === 'AssignmentExpression' && at.right === below) {
            const target = variableOf(baseOf(at.left), sourceCode);
            return target !== null && (tracked.has(target) || reaches(target));
          }
          break;
        case 'ReturnStatement':
        case 'ThrowStatement':
          return true;
        case 'IfStatement':
        case 'WhileStatement':
        case 'DoWhileStatement':
        case 'ForStatement':
        case 'SwitchStatement':
        case 'SwitchCase':
          return matters(at.type === 'SwitchCase' ? at.parent : at);
        case 'ConditionalExpression':
        case 'LogicalExpression':
          if (touching.has(at)) return true;
          break;
        case 'VariableDeclarator':
          return (
            at.init === below &&
            namesIn(at.id).some((name) => {
              const target = variableOf(name, sourceCode);
              return target !== null && (tracked.has(target) || reaches(target));
            })
          );
        case 'ArrowFunctionExpression':
          if (at.body === below) return true;
          return false;
        default:
          if (at.type.endsWith('Statement') || at.type === 'Program') return false;
      }
      below = at;
    }
    return false;
  }

  const objects = new Set<Node>(built.flatMap((each) => each.objects));
  return {
    matters,
    touches: (node) => touching.has(node) || ending.has(node),
    reaches: (node) => touching.has(node),
    canThrow: (node) => throwers.has(node),
    isTracked: (variable) => tracked.has(variable),
    isDirect: (variable) => direct.has(variable),
    isFollowed: (parameter) =>
      namesIn(parameter).every((name) => {
        const variable = variableOf(name, sourceCode);
        return variable === null || carriers.has(variable);
      }),
    isBuilt: (object) => objects.has(object),
  };
}

/** The variables that are assigned more than once, in functions where something matters. */
function reassignedIn(sourceCode: SourceCode, touching: ReadonlySet<Node>): readonly Variable[] {
  return (sourceCode.scopeManager?.scopes ?? []).flatMap((scope) =>
    touching.has(scope.block) || leaves(scope.block)
      ? scope.variables.filter((variable) => isReassigned(variable))
      : [],
  );
}

/** The pattern that a variable declaration binds from the expression the node stands in; null when it stands in none. */
function declaredWith(node: Node): Node | null {
  let below = node;
  for (let at: Node | undefined = node.parent; at && !isFunction(at); at = at.parent) {
    if (at.type === 'VariableDeclarator') return at.init === below ? at.id : null;
    if (at.type.endsWith('Statement')) return null;
    below = at;
  }
  return null;
}

/** The identifiers that a pattern binds. */
export function namesIn(pattern: Node): readonly Node[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'TSParameterProperty':
      return namesIn(pattern.parameter);
    case 'ObjectPattern':
      return pattern.properties.flatMap(namesIn);
    case 'ArrayPattern':
      return pattern.elements.flatMap((each) => (each ? namesIn(each) : []));
    case 'Property':
      return namesIn(pattern.value);
    default:
      return [];
  }
}

/** The outermost object of a chain of members: `a` for `a.b.c`. */
export function baseOf(node: Node): Node {
  let at = unwrapped(node);
  while (at.type === 'MemberExpression') at = unwrapped(at.object);
  return at;
}
