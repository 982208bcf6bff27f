import type { Handler } from '../../exchange/model.js';
import type { SourceCode } from '../../syntax/ast.js';
import { OTHER_CREDENTIALS } from './vocabulary.js';

const known = new WeakMap<Handler, boolean>();

/** Whether a handler that refuses a request may be asking for a token: it says so, or it has to do with no other credentials. */
export function mayAskForToken(handler: Handler, sourceCode: SourceCode): boolean {
  const { node, route, name } = handler;
  let answer = known.get(handler);
  if (answer === undefined) {
    const words = [route ?? '', name ?? '', ...sourceCode.getTokens(node).map(({ value }) => value)];
    answer = words.some((each) => /bearer/i.test(each)) || !words.some((each) => OTHER_CREDENTIALS.test(each));
    known.set(handler, answer);
  }
  return answer;
}
