import type { Dialect } from '../../exchange/dialect.js';
import type { HandlerSite, Parameter, ResponseTable } from '../../exchange/effects.js';
import { unwrapped, type FunctionNode, type SourceCode } from '../../syntax/ast.js';
import { initializerOf, variableOf } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import type { SourceFile } from '../framework.js';
import { isDecorated, shapeOf, takesMore, useOf } from './evidence.js';
import { hasImport, RIVALS, serverType, typedParameters } from './types.js';
import { functionsOf, isCalledHere, isListener, nameOf, usagesOf, type Usage } from '../finding/usages.js';

/** Handlers of Node's own servers: given to `createServer` or to `server.on('request', …)`, typed as such, or shaped and used like one. */
export function findServerHandlers(
  file: SourceFile,
  { table, http1, http2 }: { readonly table: ResponseTable; readonly http1: Dialect; readonly http2: Dialect },
): readonly HandlerSite[] {
  const { sourceCode } = file;
  const isOthers = !file.isNamed('node') && hasImport(sourceCode, [...RIVALS, 'express']);
  return functionsOf(sourceCode).flatMap((node): readonly HandlerSite[] => {
    if (node.params.length < 2 || node.generator || isDecorated(node)) return [];
    const given = usagesOf(node, sourceCode).flatMap((usage) => serverOf(usage, sourceCode) ?? [])[0];
    const typed = serverType(node, sourceCode);
    const shape = given
      ? (['request', 'response'] as const)
      : (typed?.parameters ?? (isOthers ? null : usedShape(node, sourceCode)));
    if (!shape) return [];
    const dialect = (given ?? typed?.module) === 'http2' ? http2 : http1;
    return [
      {
        framework: 'node',
        dialect,
        table,
        node,
        parameters: shape,
        methods: null,
        route: null,
        role: 'handler',
        name: nameOf(node),
        calledBy:
          given !== undefined || typed?.isWhole === true
            ? 'framework'
            : isCalledHere(node, sourceCode) || takesMore(node, shape)
              ? 'code'
              : 'anyone',
        start: [],
        earlier: [],
      },
    ];
  });
}

/** The module of the server that a usage gives its listener to; null when it does something else. */
export function serverOf({ call, key }: Usage, sourceCode: SourceCode): string | null {
  if (key !== null) return null;
  const made = importOf(call.callee, sourceCode);
  if (made && /^(?:https?|http2)$/.test(made.source) && /^create(?:Secure)?Server$/.test(made.path.at(-1) ?? ''))
    return made.source;
  const callee = unwrapped(call.callee);
  if (callee.type !== 'MemberExpression' || !/^(?:on|once|addListener)$/.test(writtenKeyOf(callee) ?? '')) return null;
  const [event] = call.arguments;
  if (event?.type !== 'Literal' || (event.value !== 'request' && event.value !== 'checkContinue')) return null;
  const server = unwrapped(callee.object);
  const variable = server.type === 'Identifier' ? variableOf(server, sourceCode) : null;
  const value = variable && initializerOf(variable)?.node;
  const creation = value?.type === 'CallExpression' ? importOf(value.callee, sourceCode) : null;
  return creation && /^(?:https?|http2)$/.test(creation.source) ? creation.source : null;
}

function usedShape(node: FunctionNode, sourceCode: SourceCode): readonly Parameter[] | null {
  const shape = shapeOf(node);
  const response = shape && node.params[shape.indexOf('response')];
  if (!response || typedParameters(node, sourceCode) !== undefined) return null;
  if (usagesOf(node, sourceCode).some(isListener)) return null;
  const use = useOf(response, sourceCode);
  return use?.node === true && !use.express ? shape : null;
}
