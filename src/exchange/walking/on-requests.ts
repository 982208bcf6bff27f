import type { Node, SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import type { HandlerSite } from '../effects.js';

/** Where handlers take the response from the request: `req.res`, and what a pattern binds from it. */
export interface OnRequests {
  readonly mentions: readonly Node[];
  readonly patterns: readonly Node[];
}

export function responsesOnRequests(sites: readonly HandlerSite[], sourceCode: SourceCode): OnRequests {
  const uses = sites.flatMap(({ node, parameters, table: { responseOnRequest: key } }) => {
    if (key === undefined) return [];
    const requests = parameters.flatMap((parameter, at) => (parameter === 'request' ? [node.params[at]] : []));
    return requests.flatMap((each) => {
      const variable = each?.type === 'Identifier' ? variableOf(each, sourceCode) : null;
      return variable ? variable.references.map(({ identifier }) => ({ ...outside(identifier), key })) : [];
    });
  });
  return {
    mentions: uses.flatMap(({ parent, node, key }) => {
      const isMember = parent?.type === 'MemberExpression' && parent.object === node;
      return isMember && writtenKeyOf(parent) === key ? [parent] : [];
    }),
    patterns: uses.flatMap(({ parent, node, key }) =>
      parent?.type === 'VariableDeclarator' && parent.init === node && parent.id.type === 'ObjectPattern'
        ? parent.id.properties.flatMap((each) =>
            each.type === 'Property' && writtenKeyOf(each) === key ? [each.value] : [],
          )
        : [],
    ),
  };
}

/** A mention with the casts around it, and what it stands in. */
function outside(mention: Node): { readonly node: Node; readonly parent: Node | undefined } {
  let node = mention;
  while (
    node.parent?.type === 'TSAsExpression' ||
    node.parent?.type === 'TSNonNullExpression' ||
    node.parent?.type === 'TSTypeAssertion'
  )
    node = node.parent;
  return { node, parent: node.parent };
}
