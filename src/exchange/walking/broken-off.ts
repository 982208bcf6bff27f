import { unwrapped, type Node, type SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import type { HandlerSite } from '../effects.js';
import { BREAKS_OFF, SOCKET } from './unseen.js';

/** The mentions of requests and their sockets with which a connection is broken off, or given to code that goes on with it. */
export function brokenOff(sites: readonly HandlerSite[], sourceCode: SourceCode): readonly Node[] {
  return sites.flatMap((site) =>
    site.parameters.flatMap((parameter, index) => {
      const pattern = site.node.params[index];
      return parameter === 'request' && pattern?.type === 'Identifier' ? usesOf(pattern, 'request', sourceCode) : [];
    }),
  );
}

function usesOf(name: Node, is: 'request' | 'socket', sourceCode: SourceCode): readonly Node[] {
  return (variableOf(name, sourceCode)?.references ?? []).flatMap(({ identifier }) =>
    usesAt(identifier, is, sourceCode),
  );
}

function usesAt(node: Node, is: 'request' | 'socket', sourceCode: SourceCode): readonly Node[] {
  const { parent } = node;
  if (parent?.type === 'VariableDeclarator' && parent.init === node)
    return socketsIn(parent.id, is).flatMap((each) => usesOf(each, 'socket', sourceCode));
  if (parent?.type === 'CallExpression') return is === 'socket' && parent.callee !== node ? [node] : [];
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return [];
  const key = writtenKeyOf(parent) ?? '';
  const isCalled = parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
  if (isCalled) return BREAKS_OFF.test(key) ? [node] : [];
  return is === 'request' && SOCKET.test(key) ? usesAt(parent, 'socket', sourceCode) : [];
}

/** The names that hold the socket, where a request or its socket is declared to be something. */
function socketsIn(pattern: Node, is: 'request' | 'socket'): readonly Node[] {
  if (is === 'socket') return pattern.type === 'Identifier' ? [pattern] : [];
  if (pattern.type !== 'ObjectPattern') return [];
  return pattern.properties.flatMap((each) =>
    each.type === 'Property' && SOCKET.test(writtenKeyOf(each) ?? '') ? [unwrapped(each.value)] : [],
  );
}
