import type { Node, SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import type { HandlerSite } from '../effects.js';

/** Where handlers take the response from the request, as Express has it there: `req.res`, and what a pattern binds from it. */
export interface OnRequests {
  readonly mentions: readonly Node[];
  readonly patterns: readonly Node[];
}

export function responsesOnRequests(sites: readonly HandlerSite[], sourceCode: SourceCode): OnRequests {
  const requests = sites.flatMap(({ node, parameters }) =>
    parameters.flatMap((parameter, at) => (parameter === 'request' ? [node.params[at]] : [])),
  );
  const uses = requests.flatMap((each) => {
    const variable = each?.type === 'Identifier' ? variableOf(each, sourceCode) : null;
    return variable ? variable.references.map(({ identifier }) => outside(identifier)) : [];
  });
  return {
    mentions: uses.flatMap(({ parent, node }) => {
      const isMember = parent?.type === 'MemberExpression' && parent.object === node;
      return isMember && writtenKeyOf(parent) === 'res' ? [parent] : [];
    }),
    patterns: uses.flatMap(({ parent, node }) =>
      parent?.type === 'VariableDeclarator' && parent.init === node && parent.id.type === 'ObjectPattern'
        ? parent.id.properties.flatMap((each) =>
            each.type === 'Property' && writtenKeyOf(each) === 'res' ? [each.value] : [],
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
