import type { HandlerSite, Parameter } from '../../exchange/effects.js';
import type { FunctionNode, SourceCode } from '../../syntax/ast.js';
import { isCalledHere, nameOf, usagesOf } from '../finding/usages.js';
import { isDecorated, isNext, shapeOf, useOf } from '../request-response/evidence.js';
import { hasImport, RIVALS, typedParameters } from '../request-response/types.js';
import type { Platform } from './dialects.js';

/** Packages next to which a function of this shape is not for Nest, and Express, which has its own. */
const OTHERS = ['express', ...RIVALS.filter((name) => name !== '@nestjs/common' && name !== 'fastify')];

/** Whether the functions of a file that are known by their shape alone may be middleware of Nest. */
export function hasMiddlewareByShape(sourceCode: SourceCode): boolean {
  return !hasImport(sourceCode, OTHERS);
}

/**
 * The parameters of middleware, which Nest calls with the request and the response of the server below, and `next`; null
 * where a function does not have all of them, or does with the response what only others do. Methods of classes are asked
 * for `next` by controllers, services and helpers alike, so that of these only `use` counts.
 */
export function middlewareParameters(
  node: FunctionNode,
  platform: Platform,
  sourceCode: SourceCode,
): readonly Parameter[] | null {
  const isMember = node.parent.type === 'MethodDefinition' || node.parent.type === 'PropertyDefinition';
  if ((isMember && nameOf(node) !== 'use') || node.generator || isDecorated(node)) return null;
  // What only the file itself calls is a helper of others.
  if (isCalledHere(node, sourceCode) && usagesOf(node, sourceCode).length === 0) return null;
  const shape = shapeOf(node);
  if (!shape?.includes('next') || shape.length !== node.params.length || !isNext(node.params.at(-1))) return null;
  if (typedParameters(node, sourceCode) === null) return null;
  const response = node.params[shape.indexOf('response')];
  const use = response ? useOf(response, sourceCode) : null;
  if (!use) return null;
  return (platform === 'express' && use.express) || use.node ? shape : null;
}

/** Who calls a function that is known by its shape: one that nothing gets in this file may be called by anyone. */
export function callerByShape(node: FunctionNode, sourceCode: SourceCode): HandlerSite['calledBy'] {
  const isGiven = node.parent.type === 'MethodDefinition' || usagesOf(node, sourceCode).length > 0;
  return isGiven ? 'framework' : 'anyone';
}
