import type { Handler } from '../../exchange/model.js';
import type { SourceCode } from '../../syntax/ast.js';
import { OTHER_CREDENTIALS } from './vocabulary.js';

/** Whether a handler that refuses a request may be asking for a token: it says so, or it has to do with no other credentials. */
export function mayAskForToken({ node, route, name }: Handler, sourceCode: SourceCode): boolean {
  const words = [route ?? '', name ?? '', ...sourceCode.getTokens(node).map(({ value }) => value)];
  return words.some((each) => /bearer/i.test(each)) || !words.some((each) => OTHER_CREDENTIALS.test(each));
}
