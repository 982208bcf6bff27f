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

/** Whether a handler gives the whole request, or all of its fields, to somebody else, who may look at any of them, or looks at fields that it has the names of from elsewhere. */
export function handsRequestOn({ node }: Handler, sourceCode: SourceCode): boolean {
  return node.params.some((each) => wholesIn(each).some((name) => isHandedOn(name, sourceCode)));
}

/** The names in a pattern that hold the whole of what it takes apart, or all of its fields. */
function wholesIn(pattern: Node): readonly Node[] {
  if (pattern.type === 'Identifier') return [pattern];
  if (pattern.type !== 'ObjectPattern') return [];
  return pattern.properties.flatMap((each) => {
    if (each.type === 'RestElement') return wholesIn(each.argument);
    return WHOLE.test(writtenKeyOf(each) ?? '') ? wholesIn(each.value) : [];
  });
}

/** Whether what a name holds is given away, by itself or by another name. */
function isHandedOn(name: Node, sourceCode: SourceCode, asked: readonly Node[] = []): boolean {
  if (asked.includes(name)) return false;
  const references = variableOf(name, sourceCode)?.references ?? [];
  return references.some(({ identifier }) => {
    const whole = wholeFrom(identifier);
    const { parent } = whole;
    if (parent?.type === 'VariableDeclarator' && parent.init === whole)
      return wholesIn(parent.id).some((each) => isHandedOn(each, sourceCode, [...asked, name]));
    return isGivenAway(whole);
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
    case 'ForInStatement':
      return parent.right === node;
    case 'MemberExpression':
      return parent.object === node && writtenKeyOf(parent) === null;
    default:
      return false;
  }
}
