import { isMethod } from '../../http/methods.js';
import { isFunction, unwrapped, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { calledFunction } from '../../syntax/callees.js';
import { importOf } from '../../syntax/imports.js';
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
  isUsedAsOne: (mention, sourceCode) => isUseOfInstance(mention, isNamedFastify(writtenKeyOf(mention)), sourceCode),
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

/** Whether what is done to a parameter can only be done to an instance. */
function isUsedAsInstance(parameter: Node, sourceCode: SourceCode): boolean {
  if (parameter.type !== 'Identifier') return false;
  const isNamed = isNamedFastify(parameter.name);
  const uses = variableOf(parameter, sourceCode)?.references ?? [];
  return uses.some(({ identifier }) => isUseOfInstance(identifier, isNamed, sourceCode));
}

function isNamedFastify(name: string | null): boolean {
  return name !== null && /^_*fastify(?:Instance|App|Server)?$/i.test(name);
}

/** Whether a method is called there that only an instance has; where it is called `fastify`, others will do. */
function isUseOfInstance(mention: Node, isNamed: boolean, sourceCode: SourceCode): boolean {
  const member = mention.parent;
  if (member?.type !== 'MemberExpression' || member.object !== mention) return false;
  const call = member.parent;
  if (call.type !== 'CallExpression' || call.callee !== member) return false;
  const [first, ...others] = call.arguments;
  const method = writtenKeyOf(member) ?? '';
  if (!first) return false;
  if (OWN_METHODS.test(method)) return true;
  switch (method) {
    case 'decorate':
      return isNamed;
    case 'register':
      return isNamed || isOfFastify(importOf(first, sourceCode)?.source);
    case 'addHook': {
      const name = staticValueOf(first, sourceCode)?.value;
      return typeof name === 'string' && isHookName(name);
    }
    case 'route':
      return isNamed
        ? first.type === 'ObjectExpression'
        : hasKey(first, 'url') || repliesIn(valueOf(first, 'handler'), sourceCode);
    default: {
      const handler = others.at(-1);
      if (!handler || !(isMethod(method.toUpperCase()) || method === 'all')) return false;
      return isNamed || repliesIn(handler, sourceCode);
    }
  }
}

function isOfFastify(source: string | undefined): boolean {
  return source !== undefined && /^(?:@fastify\/|fastify-)/.test(source);
}

function hasKey(node: Node, key: string): boolean {
  return valueOf(node, key) !== undefined;
}

function valueOf(node: Node, key: string): Node | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  const property = node.properties.find((each) => each.type === 'Property' && writtenKeyOf(each) === key);
  return property?.type === 'Property' ? property.value : undefined;
}

/** Whether a handler calls what it answers through by Fastify's name. */
function repliesIn(handler: Node | undefined, sourceCode: SourceCode): boolean {
  const node = handler && calledFunction(handler, sourceCode);
  return isReplyLike(node?.params[1]);
}
