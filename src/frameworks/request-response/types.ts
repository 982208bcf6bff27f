import type { Parameter } from '../../exchange/effects.js';
import type { FunctionNode, SourceCode } from '../../syntax/ast.js';
import { importedSources } from '../../syntax/imports.js';
import { typeNamesOf, type TypeName } from '../../syntax/types.js';
import { isNextLike, positionsOf } from './evidence.js';

/** Packages whose handlers have the same shape and other meanings, or whose responses are not a server's. */
export const RIVALS: readonly string[] = [
  'restify',
  'polka',
  'next',
  'fastify',
  'koa',
  '@hapi/hapi',
  'micro',
  'msw',
  'sails',
  'nock',
  'axios-mock-adapter',
  'uWebSockets.js',
  'hyper-express',
  'connect',
  '@nestjs/common',
];

const EXPRESS_TYPES = ['express', 'express-serve-static-core'];
const SERVER_TYPES = ['http', 'https', 'http2'];

/** Whether the file names one of the packages, or a part of one. */
export function hasImport(sourceCode: SourceCode, packages: readonly string[]): boolean {
  const sources = importedSources(sourceCode);
  return packages.some((name) => sources.has(name) || [...sources].some((source) => source.startsWith(`${name}/`)));
}

/** Whether the type is one of Express' with that name. */
export function isExpressType(type: TypeName, name: RegExp): boolean {
  return isFrom(type, EXPRESS_TYPES, name);
}

/** What the declared types say: the parameters, or null if they say it is another framework's; undefined when they say nothing. */
export function typedParameters(node: FunctionNode, sourceCode: SourceCode): readonly Parameter[] | null | undefined {
  if (isTypedHandler(node, sourceCode)) return positionsOf(node);
  for (const [index, parameter] of node.params.entries()) {
    const types = typeNamesOf(parameter, sourceCode);
    if (types.some((each) => isExpressType(each, /^(?:Response|Express)$/))) return parametersRound(node, index);
    if (types.some((each) => each.is === 'imported' && isForeign(each.source))) return null;
  }
  return undefined;
}

export function isTypedHandler(node: FunctionNode, sourceCode: SourceCode): boolean {
  const isHandler = /^(?:RequestHandler|ErrorRequestHandler|Handler|RequestParamHandler)$/;
  return typeNamesOf(node, sourceCode).some((each) => isExpressType(each, isHandler));
}

/** The parameters round a response at that position; null where the function takes other things, as helpers do. */
function parametersRound(node: FunctionNode, index: number): readonly Parameter[] | null {
  const last = node.params[index + 1];
  if (last && !isNextLike(last)) return null;
  if (index === 2) return ['error', 'request', 'response', 'next'];
  return index === 1 ? ['request', 'response', 'next'] : null;
}

function isFrom(type: TypeName, sources: readonly string[], name: RegExp): boolean {
  return type.is === 'imported' && sources.includes(type.source) && name.test(type.path.at(-1) ?? '');
}

function isForeign(source: string): boolean {
  return SERVER_TYPES.includes(source) || RIVALS.some((name) => source === name || source.startsWith(`${name}/`));
}

/** The module and the parameters of a handler that is typed as one of Node's servers; null for all others. */
export function serverType(node: FunctionNode, sourceCode: SourceCode): ServerType | null {
  const listener = typeNamesOf(node, sourceCode).find((each) => isFrom(each, SERVER_TYPES, /^RequestListener$/));
  if (listener?.is === 'imported') {
    return { parameters: ['request', 'response'], module: listener.source, isWhole: true };
  }
  for (const [index, parameter] of node.params.entries()) {
    const type = typeNamesOf(parameter, sourceCode).find((each) =>
      isFrom(each, SERVER_TYPES, /^(?:Server|Http2Server)Response$/),
    );
    if (type?.is !== 'imported') continue;
    const parameters = parametersRound(node, index);
    return parameters ? { parameters, module: type.source, isWhole: false } : null;
  }
  return null;
}

export interface ServerType {
  readonly parameters: readonly Parameter[];
  readonly module: string;
  /** Whether the type is that of the whole function. */
  readonly isWhole: boolean;
}
