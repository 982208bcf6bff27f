import { operandsOf, unwrapped, type Call, type Node, type SourceCode } from '../../syntax/ast.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { keysOf, sourceOf, type Source } from './source.js';
import { asksMediaType, isCounted, isMediaType, isMethod, isOfSomebody, nameOf, withoutConversion } from './subject.js';
import {
  AUTHENTICATED,
  CREDENTIALS,
  DUPLICATE_CODES,
  FORM_TESTS,
  IDENTITIES,
  INVALID_CODES,
  LIMITED,
  MISSED_CODES,
  OWNERS,
  PERMISSION_CALLS,
  PERMISSION_FLAGS,
  ROLES,
  TAKEN,
  UNAUTHENTICATED_CODES,
} from './vocabulary.js';
import { lastNameOf, namesOf } from './way.js';

/**
 * What it means for a request that a test came out that way. `unauthenticated`: nobody is known to have sent it;
 * `forbidden`: who has may not do that; `missed`: what was looked for is not there; `found`: it is; `duplicate`: it is, and
 * should not be; `invalid`: what was sent is not as it has to be; `method`, `media-type`: its method, or the type of its
 * content, is another one; `limited`: the sender asks too often.
 */
export type Meaning =
  'unauthenticated' | 'forbidden' | 'missed' | 'found' | 'duplicate' | 'invalid' | 'method' | 'media-type' | 'limited';

/** A meaning, and what it was read from: where the tested value comes from, or only what it is called. */
export interface Meant {
  readonly is: Meaning;
  readonly by: 'value' | 'name';
  readonly source: Source | null;
}

/** What it means that a test came out that way; null where it cannot be said, or where it means several things. */
export function meaningOf(test: Node, outcome: boolean, sourceCode: SourceCode): Meant | null {
  const node = unwrapped(test);
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator === '!' ? meaningOf(node.argument, !outcome, sourceCode) : null;
    case 'LogicalExpression':
      return node.operator === '??'
        ? null
        : ofOperands(operandsOf(node), node.operator === '&&' ? outcome : !outcome, outcome, sourceCode);
    case 'BinaryExpression':
      return ofComparison(node.operator, node.left, node.right, outcome, sourceCode);
    case 'CallExpression':
      return (
        ofCall(node, outcome, sourceCode) ?? (outcome ? ofPresence(node, sourceCode) : ofAbsence(node, sourceCode))
      );
    default:
      return outcome ? ofPresence(node, sourceCode) : ofAbsence(node, sourceCode);
  }
}

/** Of how many tests in a chain the meaning is asked: more have none in common. */
const MAX_OPERANDS = 32;

/** All operands of a chain came out that way where `isAll`, else at least one of them: then all must mean the same. */
function ofOperands(operands: readonly Node[], isAll: boolean, outcome: boolean, sourceCode: SourceCode): Meant | null {
  if (operands.length > MAX_OPERANDS) return null;
  // Of tests that hold together, those that only see to it that the others can be asked say nothing.
  const asked = isAll
    ? operands.filter((operand, at) => !isAskedFirst(operand, operands.slice(at + 1), sourceCode))
    : operands;
  const [first, ...others] = asked.map((operand) => meaningOf(operand, outcome, sourceCode));
  if (!first || others.some((other) => other?.is !== first.is)) return null;
  return others.find((other) => other?.by === 'name') ?? first;
}

/** Whether a test asks only for the object that a later test reads a property of: `user && !user.isAdmin`. */
function isAskedFirst(operand: Node, later: readonly Node[], sourceCode: SourceCode): boolean {
  const chain = namesOf(operand);
  if (!chain) return false;
  const text = sourceCode.getText(unwrapped(operand));
  return later.some((each) =>
    new RegExp(`\\b${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\??\\.`).test(sourceCode.getText(each)),
  );
}

/** What it means that a value is not there, or is false. */
function ofAbsence(node: Node, sourceCode: SourceCode): Meant | null {
  const source = sourceOf(node, sourceCode);
  const name = nameOf(node, sourceCode);
  switch (source?.is) {
    case 'identity':
    case 'credential':
      if (isPermission(name)) return meant('forbidden', source);
      // Of a known user, what lacks is something else.
      return source.is === 'credential' || isWhole(source.path) ? meant('unauthenticated', source) : null;
    case 'lookup':
      return meant('missed', source);
    case 'input':
      return meant('invalid', source);
    case 'validation':
      return ['success', 'isValid', 'valid', 'ok'].includes(source.path.at(-1) ?? '')
        ? ofCheck(source, sourceCode)
        : null;
    case undefined:
      break;
  }
  // `user.isAdmin` says whose flag it is, a bare `isAdmin` does not.
  if (isPermission(name) && isOfSomebody(node, sourceCode))
    return { is: 'forbidden', by: node.type === 'MemberExpression' ? 'value' : 'name', source };
  if (AUTHENTICATED.test(name)) return { is: 'unauthenticated', by: 'name', source };
  if (node.type === 'Identifier' && (CREDENTIALS.test(name) || name === 'currentUser' || name === 'session'))
    return { is: 'unauthenticated', by: 'name', source };
  const counted = isCounted(node);
  return counted ? { is: 'missed', by: 'value', source } : null;
}

/** What it means that a value is there, or is true. */
function ofPresence(node: Node, sourceCode: SourceCode): Meant | null {
  const source = sourceOf(node, sourceCode);
  const name = lastNameOf(node);
  if (source?.is === 'lookup') return { is: TAKEN.test(name) ? 'duplicate' : 'found', by: 'value', source };
  if (source?.is === 'validation')
    return /^(?:errors?|message)$/.test(source.path.at(-1) ?? '') ? ofCheck(source, sourceCode) : null;
  if (LIMITED.test(name)) return { is: 'limited', by: 'name', source };
  return null;
}

/** What it means that a check has found something: where it has checked what was sent, that this is invalid. */
function ofCheck(source: Extract<Source, { readonly is: 'validation' }>, sourceCode: SourceCode): Meant | null {
  const keys = keysOf(source.call, sourceCode);
  return [...keys].some((key) => key !== 'identity' && key !== 'credential') ? meant('invalid', source) : null;
}

function meant(is: Meaning, source: Source): Meant {
  return { is, by: 'value', source };
}

/** Whether what is read of who asks stands for them as a whole, and is no property of somebody who is known: `req.user`, `session?.user`, `req.user.id`. */
function isWhole(path: readonly string[]): boolean {
  const last = path.at(-1);
  return last === undefined || IDENTITIES.has(last) || /^_?id$|^email$|^sub$/.test(last);
}

function isPermission(name: string): boolean {
  return PERMISSION_FLAGS.test(name) || PERMISSION_CALLS.test(name);
}

function ofComparison(
  operator: string,
  left: Node,
  right: Node,
  outcome: boolean,
  sourceCode: SourceCode,
): Meant | null {
  if (operator === 'instanceof') return outcome ? ofErrorName(lastNameOf(right)) : null;
  if (!/^[!=]==?$/.test(operator))
    return /^[<>]=?$/.test(operator) ? ofMeasure(left, right, outcome, sourceCode) : null;
  const isEqual = operator.startsWith('=') === outcome;
  const literal = staticValueOf(right, sourceCode) ?? staticValueOf(left, sourceCode);
  const subject = unwrapped(staticValueOf(right, sourceCode) ? left : right);
  if (!literal) return isEqual ? null : ofDifference(left, right, sourceCode);
  const { value } = literal;
  if (value === null || value === undefined || value === false || value === '')
    return isEqual ? ofAbsence(subject, sourceCode) : ofPresence(subject, sourceCode);
  if (value === true) return isEqual ? ofPresence(subject, sourceCode) : ofAbsence(subject, sourceCode);
  if (value === 0) return isEqual ? ofNothing(subject, sourceCode) : null;
  const name = nameOf(subject, sourceCode);
  if (isEqual) return /^(?:code|errno|name|constraint|parent)$/.test(name) ? ofErrorCode(value) : null;
  if (isMethod(subject, sourceCode)) return { is: 'method', by: 'value', source: null };
  if (ROLES.test(name))
    return isOfSomebody(subject, sourceCode) ? { is: 'forbidden', by: 'value', source: null } : null;
  const inner =
    subject.type === 'UnaryExpression' && subject.operator === 'typeof' ? unwrapped(subject.argument) : subject;
  const source = sourceOf(inner, sourceCode);
  if (source?.is !== 'input') return null;
  if (typeof value === 'string' && isMediaType(inner, sourceCode)) return meant('media-type', source);
  return inner !== subject || name === 'length' ? meant('invalid', source) : null;
}

/** What it means that something is 0: a number of rows, or a length. */
function ofNothing(subject: Node, sourceCode: SourceCode): Meant | null {
  if (isCounted(subject)) return { is: 'missed', by: 'value', source: null };
  if (subject.type !== 'MemberExpression' || lastNameOf(subject) !== 'length') return null;
  const source = sourceOf(subject.object, sourceCode);
  return source?.is === 'input' ? meant('invalid', source) : null;
}

/** `name.length > 100`, `Number(req.query.page) < 1`. */
function ofMeasure(left: Node, right: Node, outcome: boolean, sourceCode: SourceCode): Meant | null {
  const inner = unwrapped(left);
  const measured = inner.type === 'MemberExpression' && lastNameOf(inner) === 'length' ? inner.object : inner;
  const source = sourceOf(measured, sourceCode);
  const isLimit = staticValueOf(right, sourceCode) !== null || /^[A-Z][A-Z_]+$/.test(lastNameOf(right));
  return outcome && source?.is === 'input' && source.part !== 'headers' && isLimit ? meant('invalid', source) : null;
}

/** `post.author !== req.user.id`: somebody else's. */
function ofDifference(left: Node, right: Node, sourceCode: SourceCode): Meant | null {
  const sides = [left, right].map((side) => withoutConversion(side));
  const mine = sides.find((side) => sourceOf(side, sourceCode)?.is === 'identity');
  const theirs = sides.find((side) => side !== mine);
  if (!mine || !theirs || !namesOf(theirs)) return null;
  const isTheirs = OWNERS.test(lastNameOf(theirs)) || /^_?id$/.test(lastNameOf(theirs));
  return isTheirs ? { is: 'forbidden', by: 'value', source: null } : null;
}

function ofErrorCode(value: unknown): Meant | null {
  const is = DUPLICATE_CODES.has(value)
    ? 'duplicate'
    : MISSED_CODES.has(value)
      ? 'missed'
      : INVALID_CODES.has(value)
        ? 'invalid'
        : UNAUTHENTICATED_CODES.has(value)
          ? 'unauthenticated'
          : null;
  // Everyday language calls those unauthorized, too, who are known and may not do it.
  return is && { is, by: value === 'UnauthorizedError' ? 'name' : 'value', source: null };
}

function ofErrorName(name: string): Meant | null {
  return ofErrorCode(name) ?? ofErrorCode(name.replace(/^.*(?=ValidationError$)/, ''));
}

function ofCall(
  node: Extract<Node, { readonly type: 'CallExpression' }>,
  outcome: boolean,
  sourceCode: SourceCode,
): Meant | null {
  const name = lastNameOf(node.callee);
  const callee = unwrapped(node.callee);
  const [first] = node.arguments;
  if (name === 'Boolean' && first) return meaningOf(first, outcome, sourceCode);
  if (outcome) {
    if (name === 'isNaN' && first) return ofInput(first, sourceCode);
    if (name === 'cannot') return { is: 'forbidden', by: 'value', source: null };
    return LIMITED.test(name) ? { is: 'limited', by: 'name', source: null } : null;
  }
  if (AUTHENTICATED.test(name)) return { is: 'unauthenticated', by: 'value', source: null };
  if (refusesMediaType(node, sourceCode)) return { is: 'media-type', by: 'value', source: null };
  if (name === 'includes' && first) return ofMembership(callee, first, sourceCode);
  if (
    name === 'isEmpty' &&
    callee.type === 'MemberExpression' &&
    sourceOf(callee.object, sourceCode)?.is === 'validation'
  )
    return { is: 'invalid', by: 'value', source: null };
  if (FORM_TESTS.test(name) && first) {
    const tested = ofInput(first, sourceCode);
    if (tested) return tested;
  }
  if (!isPermission(name)) return null;
  const isOfUser =
    [node, ...node.arguments].some((each) => sourceOf(each, sourceCode)?.is === 'identity') ||
    /user|session|ability|req\b/i.test(sourceCode.getText(node));
  return isOfUser ? { is: 'forbidden', by: 'value', source: null } : null;
}

/** Whether it is the type of the content that a call finds wrong: `type.startsWith('text/')`, `/json/.test(type)`, `req.is('json')`. */
function refusesMediaType(node: Call, sourceCode: SourceCode): boolean {
  const callee = unwrapped(node.callee);
  if (callee.type !== 'MemberExpression') return false;
  const [first] = node.arguments;
  return (
    asksMediaType(node, sourceCode) ||
    (/^(?:includes|startsWith|match)$/.test(lastNameOf(callee)) && isMediaType(callee.object, sourceCode)) ||
    (/^(?:includes|has|test)$/.test(lastNameOf(callee)) && first !== undefined && isMediaType(first, sourceCode))
  );
}

function ofInput(node: Node, sourceCode: SourceCode): Meant | null {
  const source = sourceOf(node, sourceCode);
  return source?.is === 'input' ? meant('invalid', source) : null;
}

/** `roles.includes(user.role)`, `['POST'].includes(req.method)`, `user.roles.includes('admin')`. */
function ofMembership(callee: Node, item: Node, sourceCode: SourceCode): Meant | null {
  const set = callee.type === 'MemberExpression' ? unwrapped(callee.object) : null;
  const node = unwrapped(item);
  if (isMethod(node, sourceCode)) return { is: 'method', by: 'value', source: null };
  if (ROLES.test(nameOf(node, sourceCode)) && isOfSomebody(node, sourceCode))
    return { is: 'forbidden', by: 'value', source: null };
  if (set && ROLES.test(nameOf(set, sourceCode)) && isOfSomebody(set, sourceCode))
    return { is: 'forbidden', by: 'value', source: null };
  const isList =
    set?.type === 'ArrayExpression' ||
    (set?.type === 'Identifier' && /^(?:[A-Z_]+|(?:allowed|valid)[A-Z]\w*)$/.test(set.name));
  return isList ? ofInput(node, sourceCode) : null;
}
