import { isMethod } from '../../http/methods.js';
import { isFunction, unwrapped, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { calledFunction } from '../../syntax/callees.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { hasType, importKey, isApp, type AppSpelling } from '../finding/apps.js';
import { usagesOf } from '../finding/usages.js';
import { isHookName } from './parts.js';
import { isReplyLike } from './use.js';

/** The types of a plugin, of Fastify and of its type providers. */
const PLUGIN_TYPES = new Set([
  'fastify#FastifyPlugin',
  ...[
    'fastify#FastifyPlugin*',
    '@fastify/type-provider-typebox#FastifyPlugin*Typebox',
    '@fastify/type-provider-json-schema-to-ts#FastifyPlugin*JsonSchemaToTs',
    'fastify-type-provider-zod#FastifyPlugin*Zod',
  ].flatMap((type) => [type.replace('*', 'Async'), type.replace('*', 'Callback')]),
]);

/** How Fastify's instances come about: made, typed, or given to a plugin. */
export const INSTANCES: AppSpelling = {
  makers: new Set(['fastify#', 'fastify#fastify', 'fastify#default']),
  types: new Set(['fastify#FastifyInstance']),
  ends: new Set(['inject', 'listen', 'close']),
  isGiven(parameter, sourceCode) {
    const owner = parameter.parent;
    if (!owner || !isFunction(owner) || owner.params[0] !== parameter) return false;
    return isPlugin(owner, sourceCode) || isUsedAsInstance(parameter, sourceCode);
  },
};

/** Whether a function is typed as a plugin, or given to `register` or to `fastify-plugin`. */
function isPlugin(node: FunctionNode, sourceCode: SourceCode): boolean {
  return (
    hasType(node, PLUGIN_TYPES, sourceCode) ||
    usagesOf(node, sourceCode).some(({ call, key }) => {
      if (key !== null) return false;
      if (importKey(call.callee, sourceCode) === 'fastify-plugin#') return true;
      const callee = unwrapped(call.callee);
      return (
        callee.type === 'MemberExpression' &&
        writtenKeyOf(callee) === 'register' &&
        isApp(callee.object, INSTANCES, sourceCode)
      );
    })
  );
}

/** Methods that no other framework's app has. */
const OWN_METHODS =
  /^(?:decorateReply|decorateRequest|setErrorHandler|setNotFoundHandler|withTypeProvider|addContentTypeParser|addSchema|setValidatorCompiler|setSerializerCompiler)$/;

/** Whether what is done to a parameter can only be done to an instance; one that is called `fastify` takes less to be known. */
function isUsedAsInstance(parameter: Node, sourceCode: SourceCode): boolean {
  if (parameter.type !== 'Identifier') return false;
  const isNamed = /^_*fastify(?:Instance|App|Server)?$/i.test(parameter.name);
  return (variableOf(parameter, sourceCode)?.references ?? []).some(({ identifier }) => {
    const member = identifier.parent;
    if (member.type !== 'MemberExpression' || member.object !== identifier) return false;
    const call = member.parent;
    if (call.type !== 'CallExpression' || call.callee !== member) return false;
    const method = writtenKeyOf(member) ?? '';
    if (OWN_METHODS.test(method)) return true;
    const [first, ...others] = call.arguments;
    if (!first) return false;
    if (isNamed && (method === 'register' || method === 'decorate')) return true;
    const text = staticValueOf(first, sourceCode)?.value;
    if (method === 'addHook') return typeof text === 'string' && isHookName(text);
    if (method === 'route') return first.type === 'ObjectExpression' && (isNamed || hasKey(first, 'url'));
    const isRoute = (isMethod(method.toUpperCase()) || method === 'all') && typeof text === 'string';
    return isRoute && others.length > 0 && (isNamed || repliesIn(others.at(-1), sourceCode));
  });
}

function hasKey(node: Node, key: string): boolean {
  return (
    node.type === 'ObjectExpression' &&
    node.properties.some((each) => each.type === 'Property' && writtenKeyOf(each) === key)
  );
}

/** Whether a handler calls what it answers through by Fastify's name. */
function repliesIn(handler: Node | undefined, sourceCode: SourceCode): boolean {
  const node = handler && calledFunction(handler, sourceCode);
  return isReplyLike(node?.params[1]);
}
