import type { TSESTree } from '@typescript-eslint/utils';
import {
  isFunction,
  unwrapped,
  type FunctionNode,
  type Node,
  type SourceCode,
  type Variable,
} from '../../syntax/ast.js';
import { initializerOf, variableOf } from '../../syntax/bindings.js';
import { calledFunction } from '../../syntax/callees.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import type { HandlerSite } from '../effects.js';
import { returnsOf } from './exits.js';
import { chainOf } from './promises.js';

/** A variable that holds an object which is a response, and the places where it gets one. */
export interface Built {
  readonly variable: Variable;
  readonly objects: readonly TSESTree.ObjectExpression[];
}

/** The variables whose objects are built up to a response, by giving them properties of one after another. */
export function builtObjects(sites: readonly HandlerSite[], sourceCode: SourceCode): readonly Built[] {
  const keys = new Set(sites.flatMap(({ table }) => (table.objects ? Object.keys(table.made.assignments) : [])));
  if (keys.size === 0) return [];
  return (sourceCode.scopeManager?.scopes ?? []).flatMap((scope) => {
    if (scope.type === 'module' || scope.type === 'global') return [];
    return scope.variables.flatMap((variable): readonly Built[] => {
      const uses = variable.references.map(({ identifier }) => identifier);
      const objects = variable.references.flatMap(({ writeExpr }) => (writeExpr ? objectIn(writeExpr) : []));
      return objects.length > 0 && uses.some((use) => isGivenProperty(use, keys)) ? [{ variable, objects }] : [];
    });
  });
}

function objectIn(expression: Node): readonly TSESTree.ObjectExpression[] {
  const node = unwrapped(expression);
  return node.type === 'ObjectExpression' ? [node] : [];
}

/** Whether something is assigned to one of the properties, such as `statusCode` or `headers.*`. */
function isGivenProperty(use: Node, keys: ReadonlySet<string>): boolean {
  let way = '';
  let below = use;
  for (let at = use.parent; at?.type === 'MemberExpression' && at.object === below; below = at, at = at.parent) {
    const key = writtenKeyOf(at) ?? '*';
    const isWritten = at.parent.type === 'AssignmentExpression' && at.parent.left === at;
    if (isWritten && (keys.has(`${way}${key}`) || keys.has(`${way}*`))) return true;
    way += `${key}.`;
  }
  return false;
}

/**
 * The expressions through which handlers give back objects that are responses: the objects, calls of functions of the file
 * that make them, and promises that come to them.
 */
export function givenBack(sites: readonly HandlerSite[], sourceCode: SourceCode): readonly Node[] {
  const found: Node[] = [];
  const functions = new Map<FunctionNode, boolean>();
  const names = new Set<Node>();
  const all = (nodes: readonly Node[]): boolean => nodes.map((each) => leads(each)).some((each) => each);
  const byFunction = (node: FunctionNode): boolean => {
    const known = functions.get(node);
    if (known !== undefined) return known;
    // A function that calls itself adds nothing to what it gives back.
    functions.set(node, false);
    const answer = all(resultsOf(node));
    functions.set(node, answer);
    return answer;
  };

  /** Whether an expression comes to an object; the expressions on the way there are kept. */
  const leads = (written: Node): boolean => {
    const node = unwrapped(written);
    const isLeading = leadsOn(node);
    if (isLeading) found.push(node);
    return isLeading;
  };
  const leadsOn = (node: Node): boolean => {
    switch (node.type) {
      case 'ObjectExpression':
        return true;
      case 'AwaitExpression':
        return leads(node.argument);
      case 'ConditionalExpression':
        return all([node.consequent, node.alternate]);
      case 'LogicalExpression':
        return all([node.left, node.right]);
      case 'Identifier': {
        const variable = variableOf(node, sourceCode);
        const value = variable && !names.has(node) ? initializerOf(variable)?.node : null;
        names.add(node);
        return value ? !isFunction(value) && value.type !== 'ObjectExpression' && leads(value) : false;
      }
      case 'CallExpression': {
        const chain = chainOf(node);
        if (chain) return all([chain.root, ...chain.reactions.flatMap(({ args }) => args.flatMap(resultsIn))]);
        const called = calledFunction(node.callee, sourceCode);
        return called !== null && byFunction(called);
      }
      default:
        return false;
    }
  };
  for (const { node, table } of sites) if (table.objects) byFunction(node);
  return found;
}

function resultsOf({ body }: FunctionNode): readonly Node[] {
  return body.type === 'BlockStatement' ? returnsOf(body).flatMap(({ argument }) => argument ?? []) : [body];
}

function resultsIn(written: Node): readonly Node[] {
  const node = unwrapped(written);
  return isFunction(node) ? resultsOf(node) : [];
}
