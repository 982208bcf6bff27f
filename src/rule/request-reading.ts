import type { Handler } from '../exchange/model.js';
import type { Node, SourceCode } from '../syntax/ast.js';
import { variableOf } from '../syntax/bindings.js';
import { writtenKeyOf } from '../syntax/keys.js';

/** Fields of responses whose names hold those of a request's, phrases of statuses, and a setting of servers, which tell nothing. */
const OF_RESPONSES =
  /(?:content|accept)-?ranges?|not.?acceptable|not.?modified|precondition.?failed|range.?not.?satisfiable|expectation.?failed|too.?early|bad.?gateway|gateway.?time.?out|proxy.?authenticate\b|proxy.?authentication.?required|trust.?proxy/gi;

const mentions = new WeakMap<SourceCode, Map<RegExp, boolean>>();

/** Whether anything in the code of the file, comments aside, is named so. */
export function isMentioned(sign: RegExp, sourceCode: SourceCode): boolean {
  const known = mentions.get(sourceCode) ?? new Map<RegExp, boolean>();
  mentions.set(sourceCode, known);
  const found =
    known.get(sign) ?? sourceCode.ast.tokens.some(({ value }) => sign.test(value.replace(OF_RESPONSES, '')));
  known.set(sign, found);
  return found;
}

/** Members that hold the request, and the one that holds all of its fields. */
const WHOLE = /^(?:req|request|raw|headers)$/;

/** Whether a handler gives the whole request, or all of its fields, to somebody else, who may look at any of them. */
export function handsRequestOn({ node }: Handler, sourceCode: SourceCode): boolean {
  return node.params.some((each) => {
    const references = each.type === 'Identifier' ? variableOf(each, sourceCode)?.references : undefined;
    return references?.some(({ identifier }) => isGivenAway(wholeFrom(identifier))) ?? false;
  });
}

/** The longest chain of members, from a node on, that still holds the whole request or all of its fields. */
function wholeFrom(node: Node): Node {
  const { parent } = node;
  const isWhole =
    parent?.type === 'MemberExpression' && parent.object === node && WHOLE.test(writtenKeyOf(parent) ?? '');
  return isWhole ? wholeFrom(parent) : node;
}

function isGivenAway(node: Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'SpreadElement':
    case 'Property':
    case 'ArrayExpression':
      return true;
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee !== node;
    default:
      return false;
  }
}
