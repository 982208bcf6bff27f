import type { HandlerSite, Parameter } from '../../exchange/effects.js';
import type { FunctionNode, SourceCode } from '../../syntax/ast.js';
import { isCalledHere, usagesOf } from './usages.js';

/** Who calls a function that gets a context: the framework, if it is certain to be given one; code, if it takes what only code gives. */
export function callerOf(
  node: FunctionNode,
  parameters: readonly Parameter[],
  evidence: 'certain' | 'likely',
  sourceCode: SourceCode,
): HandlerSite['calledBy'] {
  if (evidence === 'certain') return 'framework';
  if (parameters[0] !== 'response' || node.params.length > parameters.length) return 'code';
  if (usagesOf(node, sourceCode).length > 0) return 'framework';
  return isCalledHere(node, sourceCode) ? 'code' : 'anyone';
}

/** The parameters of a function whose context stands at that position, and `next` behind it where there is one. */
export function parametersRound(node: FunctionNode, at: number): readonly Parameter[] {
  const before = node.params.slice(0, at).map(() => null);
  return isNext(node.params[at + 1]) ? [...before, 'response', 'next'] : [...before, 'response'];
}

function isNext(parameter: FunctionNode['params'][number] | undefined): boolean {
  return parameter?.type === 'Identifier' && /^_*next\d?$/i.test(parameter.name);
}
