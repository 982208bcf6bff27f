import type { FunctionNode, Node, SourceCode } from '../../syntax/ast.js';
import { typeNamesOf } from '../../syntax/types.js';
import { ERROR_HANDLER, HANDLER, HOOK, partNamed, type Part } from './parts.js';
import { isDoneLike } from './use.js';

/** What a function is by its own type, such as `RouteHandlerMethod` or `preHandlerAsyncHookHandler`. */
export function typedAs(node: FunctionNode, sourceCode: SourceCode): Part | 'afterwards' | null {
  for (const name of namesOf(node, sourceCode)) {
    if (name === 'RouteHandler' || name === 'RouteHandlerMethod') return HANDLER;
    const [, hook] = /^(\w+?)(?:Async|Meta)?HookHandler$/.exec(name) ?? [];
    const part = hook === undefined ? null : partNamed(hook);
    if (part) return part;
  }
  return null;
}

/** What a function is by the place at which it takes a `FastifyReply`. */
export function typedParameters(node: FunctionNode, sourceCode: SourceCode): Part | null {
  const { params } = node;
  const at = params.findIndex((each) => namesOf(each, sourceCode).includes('FastifyReply'));
  if (at === 2) return takes(params[1], 'FastifyRequest', sourceCode) ? ERROR_HANDLER : null;
  if (at !== 1) return null;
  const [, , done] = params;
  return done && (isDoneLike(done) || takes(done, 'HookHandlerDoneFunction', sourceCode)) ? HOOK : HANDLER;
}

function takes(parameter: Node | undefined, type: string, sourceCode: SourceCode): boolean {
  return parameter !== undefined && namesOf(parameter, sourceCode).includes(type);
}

/** The names of the types of Fastify that something is declared with. */
function namesOf(node: Node, sourceCode: SourceCode): readonly string[] {
  return typeNamesOf(node, sourceCode).flatMap((each) =>
    each.is === 'imported' && each.source === 'fastify' ? each.path.slice(-1) : [],
  );
}
