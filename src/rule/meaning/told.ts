import { ancestorsOf, isFunction, type Node, type SourceCode } from '../../syntax/ast.js';
import { childrenOf } from '../../syntax/children.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import type { Meaning } from './meaning.js';

/** What was wrong: what a test can mean, or that the server itself was put together wrongly. */
type Wrong = Exclude<Meaning, 'found'> | 'set-up';

/** What the words of an answer say that was wrong. A text may say several things. */
const WORDS: Readonly<Record<Wrong, RegExp>> = {
  missed:
    /\bnot (?:be )?found\b|\bnotfound\b|\b(?:does ?n[o']t|does not|not|no longer) exists?\b|\bnon-?existent\b|\bno such\b|\b(?:could ?n[o']t|could not|can ?not|cannot|can't) find\b|\bno \w+ (?:was )?found\b/,
  duplicate:
    /\balready (?:\w+ )?(?:exists?|registered|taken|in use|used|been|have|has|present)\b|\balready exists?\b|\bduplicated?\b|\bexists already\b|\bis taken\b|\bin use\b|\b(?:not|must be) unique\b/,
  unauthenticated:
    /\bunauthenticated\b|\bnot authenticated\b|\bnot (?:logged|signed) in\b|\b(?:log|sign) ?in\b|\bauthentication (?:is )?(?:required|needed|failed)\b|\bno (?:\w+ )?(?:token|credentials|session)\b|\b(?:token|session|credentials) (?:is |are |has )?(?:missing|required|not provided|expired|invalid)\b|\b(?:missing|invalid|expired) (?:\w+ )?(?:token|credentials|session)\b/,
  forbidden:
    /\bforbidden\b|\bpermissions?\b|\bnot (?:allowed|permitted)\b|\baccess denied\b|\badmins?(?:istrators?)? (?:only|required)\b|\bonly (?:\w+ )?(?:admins?|administrators?|owners?)\b|\bnot (?:the )?owner\b|\binsufficient\b|\bprivileges?\b|\bnot authori[sz]ed to\b/,
  invalid:
    /\binvalid\b|\brequired\b|\bmissing\b|\bmust (?:be|have|contain|not)\b|\bmalformed\b|\bbad request\b|\bvalidation\b|\bempty\b|\bplease (?:provide|enter|fill)\b/,
  method: /\bmethod\b/,
  limited: /\btoo many\b|\brate ?limit|\bslow down\b|\bthrottl|\bquota\b/,
  'media-type': /\bcontent ?type\b|\bmedia ?type\b/,
  'set-up': /\bmiddlewares?\b|\bbody-?parser\b/,
};

/** Everything that the statement which answers says in words: texts, the names of constants that stand for texts, and those of flags that are true. */
export function wordsOf(answer: Node, sourceCode: SourceCode): string {
  const statement = [answer, ...ancestorsOf(answer)].find(
    ({ type, parent }) => /Statement$|^VariableDeclaration$/.test(type) || (parent && isFunction(parent)),
  );
  return statement ? textIn(statement, sourceCode).join(' · ').toLowerCase() : '';
}

/** Whether an answer in these words says that this was wrong. */
export function tells(words: string, wrong: Wrong): boolean {
  return WORDS[wrong].test(words);
}

/** How many nodes of a statement are read: nobody says so much in one. */
const MAX_NODES = 500;

function textIn(statement: Node, sourceCode: SourceCode): readonly string[] {
  const words: string[] = [];
  const waiting = [statement];
  for (let left = MAX_NODES, node = waiting.pop(); node && left > 0; left--, node = waiting.pop()) {
    if (node.type === 'Literal') words.push(...(typeof node.value === 'string' ? [spaced(node.value)] : []));
    else if (node.type === 'TemplateElement') words.push(node.value.raw);
    else if (node.type === 'Property' && isTrue(node.value)) words.push(spaced(writtenKeyOf(node) ?? ''));
    else if (node.type === 'MemberExpression' && node.property.type === 'Identifier') {
      if (/[a-z][A-Z]|_/.test(node.property.name)) words.push(spaced(node.property.name));
      waiting.push(node.object);
    } else if (!isFunction(node) && node.type !== 'BlockStatement') {
      waiting.push(...childrenOf(node, sourceCode).toReversed());
    }
  }
  return words;
}

function isTrue(node: Node): boolean {
  return node.type === 'Literal' && node.value === true;
}

/** `USER_NOT_FOUND` and `userNotFound` as words. */
function spaced(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_-]+/g, ' ');
}
