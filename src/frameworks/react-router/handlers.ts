import type { Parameter } from '../../exchange/effects.js';
import type { Method } from '../../http/methods.js';
import type { FunctionNode, SourceCode } from '../../syntax/ast.js';
import { importedSources } from '../../syntax/imports.js';
import { typeNamesOf } from '../../syntax/types.js';
import { exportNames, exportsOf, isWrapped } from '../finding/exports.js';

/** A loader or an action of a route. */
export interface RouterHandler {
  readonly parameters: readonly Parameter[];
  readonly methods: ReadonlySet<Method> | null;
  readonly calledBy: 'framework' | 'code';
}

const READING: ReadonlySet<Method> = new Set(['GET', 'HEAD']);
const CHANGING: ReadonlySet<Method> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Packages that are for servers, and the types that are generated for a route of one. */
const SERVER =
  /^(?:@remix-run\/(?:node|server-runtime|cloudflare(?:-pages|-workers)?|deno)|@react-router\/(?:node|cloudflare|architect|express)|@vercel\/remix|@netlify\/remix-runtime|@shopify\/remix-oxygen)$|(?:^|\/)\+types\//;

/** Whether a file is a route of a server: routers in the browser have loaders and actions too, which answer nobody. */
export function isServerRoute(filename: string, sourceCode: SourceCode): boolean {
  const sources = [...importedSources(sourceCode)];
  if (sources.some((source) => SERVER.test(source))) return true;
  return sources.includes('react-router') && /(?:^|[\\/])app[\\/]/.test(filename);
}

const LOADERS = /^(?:LoaderFunction|LoaderFunctionArgs|LoaderArgs|DataFunctionArgs|Route\.LoaderArgs)$/;
const ACTIONS = /^(?:ActionFunction|ActionFunctionArgs|ActionArgs|Route\.ActionArgs)$/;

/** What a function of such a file is by its export; functions with the same parameter are for loaders and actions to use. */
export function routerHandler(node: FunctionNode, sourceCode: SourceCode): RouterHandler | null {
  const exported = exportsOf(node, sourceCode);
  const names = exportNames(exported);
  const types = [node, ...node.params.slice(0, 1)]
    .flatMap((each) => typeNamesOf(each, sourceCode))
    .flatMap((each) => (each.is === 'imported' ? [each.path.join('.')] : []));
  const isLoader = names.includes('loader');
  const isAction = names.includes('action');
  if (isLoader || isAction) {
    const methods = isLoader && isAction ? null : isLoader ? READING : CHANGING;
    return { parameters: ['response'], methods, calledBy: isWrapped(exported) ? 'code' : 'framework' };
  }
  const isTyped = types.some((each) => LOADERS.test(each) || ACTIONS.test(each));
  return isTyped ? { parameters: ['response'], methods: null, calledBy: 'code' } : null;
}

/** Whether a file shows a page, and is not a route that answers with data alone. */
export function hasPage({ ast }: SourceCode): boolean {
  return ast.body.some(
    (each) =>
      each.type === 'ExportDefaultDeclaration' ||
      each.type === 'ExportAllDeclaration' ||
      (each.type === 'ExportNamedDeclaration' &&
        each.specifiers.some(({ exported }) => exported.type === 'Identifier' && exported.name === 'default')),
  );
}
