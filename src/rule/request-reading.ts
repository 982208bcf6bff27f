import type { Handler } from '../exchange/model.js';
import type { SourceCode } from '../syntax/ast.js';

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

/** Whether a handler gives the whole request, or all of its fields, to somebody else, who may look at any of them. */
export function handsRequestOn({ node }: Handler, sourceCode: SourceCode): boolean {
  const names = node.params.flatMap((each) => (each.type === 'Identifier' ? [each.name] : []));
  const text = sourceCode.getText(node);
  return names.some((name) =>
    new RegExp(
      `[(,]\\s*(?:\\.\\.\\.)?${escaped(name)}(?:\\.(?:req|request|raw))*(?:\\.headers)?\\s*[,)]|\\.\\.\\.${escaped(name)}\\b`,
    ).test(text.slice(text.indexOf(sourceCode.getText(node.body)))),
  );
}

function escaped(name: string): string {
  return name.replaceAll('$', '\\$');
}
