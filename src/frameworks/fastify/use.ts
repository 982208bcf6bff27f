import type { FunctionNode, Node, SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { ERROR_HANDLER, HANDLER, HOOK, type Part } from './parts.js';
import { TABLE } from './reply.js';

const REQUEST = /^_*(?:req|request|fastifyRequest)$/i;
const REPLY = /^_*(?:reply|rep|fastifyReply)$/i;
const DONE = /^_*(?:done|next|cb|callback)$/;
const ERROR = /^_*(?:e|err|error|ex)$/;
const UNUSED = /^_+$/;

/** Methods of a reply that others have as well: promises, and the replies of old hapi. */
const OTHERS = /^(?:then|view)$/;

/** What a function is by the names of its parameters and by what it does with its reply; null for all others. */
export function usedAs(node: FunctionNode, sourceCode: SourceCode): Part | null {
  const { params } = node;
  const at = params.findIndex((each) => isNamed(each, REPLY));
  const reply = params[at];
  const request = params[at - 1];
  if (
    !reply ||
    !request ||
    !(isNamed(request, REQUEST) || isNamed(request, UNUSED) || request.type === 'ObjectPattern')
  )
    return null;
  if (!answers(reply, sourceCode)) return null;
  if (at === 2) return isNamed(params[0], ERROR) ? ERROR_HANDLER : null;
  if (at !== 1) return null;
  return isDoneLike(params[2]) ? HOOK : HANDLER;
}

/** Whether a parameter has the name that Fastify's manual gives to what a handler answers through. */
export function isReplyLike(parameter: Node | undefined): boolean {
  return isNamed(parameter, REPLY);
}

/** Whether a parameter is called as hooks call what they go on with, or is not used. */
export function isDoneLike(parameter: Node | undefined): boolean {
  return isNamed(parameter, DONE) || isNamed(parameter, UNUSED);
}

function isNamed(parameter: Node | undefined, name: RegExp): boolean {
  return parameter?.type === 'Identifier' && name.test(parameter.name);
}

/** Whether the function answers through its parameter as through a reply; hapi once had one that is called itself. */
function answers(reply: Node, sourceCode: SourceCode): boolean {
  const uses = variableOf(reply, sourceCode)?.references.map(({ identifier }) => identifier) ?? [];
  const isCalled = (node: Node): boolean => node.parent?.type === 'CallExpression' && node.parent.callee === node;
  if (uses.some(isCalled)) return false;
  return uses.some(({ parent: member }) => {
    if (member.type !== 'MemberExpression' || !isCalled(member)) return false;
    const key = writtenKeyOf(member) ?? '';
    return Object.hasOwn(TABLE.calls, key) && !OTHERS.test(key);
  });
}
