import type { Exchange, Handler, StatusWrite, Written } from '../exchange/model.js';
import type { Node, Primitive, SourceCode } from '../syntax/ast.js';
import { isBodyless } from './bodyless.js';
import type { Fix } from './create-rule.js';
import { carryOut, encloses, hasUnsafeArguments, replaceWith } from './fixes.js';

/** A status that is written as a text, written as the number. */
interface AsNumber {
  readonly fix: Fix;
  /** Whether the client gets what it got before, or the text always threw. */
  readonly isSafe: boolean;
}

/** Writes the number for a text such as `'404'` that stands in the very call or assignment; null where that does not help. */
export function asNumber(
  value: Primitive,
  origin: Node,
  write: StatusWrite,
  handler: Handler,
  sourceCode: SourceCode,
): AsNumber | null {
  const { setter, by } = write;
  const { dialect } = handler;
  if (typeof value !== 'string' || !/^[2-5]\d\d$/.test(value)) return null;
  const code = Number(value);
  if (origin.type !== 'Literal' || !encloses(setter, origin) || dialect.takes(code, by).is !== 'sent') return null;
  const fix = replaceWith(origin, value, sourceCode);
  const taken = dialect.takes(value, by).is;
  const isKnownByNumber = dialect.comparesWith?.includes(code) ?? isBodyless(code);
  const isSame = isKnownByNumber ? taken === 'throws' && dialect.certain : taken !== 'replaced';
  const mayBeOfError = dialect.errorStatus.keepsNumber && code >= 400 && taken !== 'throws';
  const isSafe = isSame && isSideOf(origin, setter) && (!mayBeOfError || isSentAtOnce(write, handler, sourceCode));
  return fix && { fix, isSafe };
}

/** Whether the status goes out in the very expression that writes it, with nothing on the way that may throw. */
function isSentAtOnce({ setter, by }: StatusWrite, { paths }: Handler, sourceCode: SourceCode): boolean {
  if (by === 'helper') return true;
  let call = setter;
  for (let next = nextInChain(call); next; next = nextInChain(call)) {
    if (hasUnsafeArguments(next, sourceCode)) return false;
    call = next;
  }
  return paths.some(({ exchange }) => exchange?.send.origin === call);
}

/** The call of a method of what the node gives back, such as `send` in `res.status(404).send()`; null where there is none. */
function nextInChain(node: Node): Node | null {
  const member = node.parent;
  if (member?.type !== 'MemberExpression' || member.object !== node) return null;
  const call = member.parent;
  return call.type === 'CallExpression' && call.callee === member ? call : null;
}

/**
 * Writes another number where a literal one stands in the very place the value is used; null where it comes from
 * somewhere else, since whatever else is read from there would change with it.
 */
export function renumber({ value, site }: Written<number>, other: number, sourceCode: SourceCode): Fix | null {
  const { origin, at } = site;
  const isHere = origin.type === 'Literal' && origin.value === value && encloses(at, origin) && isUsedInPlace(origin);
  return isHere ? replaceWith(origin, String(other), sourceCode) : null;
}

/** Sends another status in place of a written one: there, or in the call that sends it where it sends no other; null where neither is one change. */
export function sendInstead(
  other: number,
  written: Written<number>,
  exchange: Exchange,
  sourceCode: SourceCode,
): Fix | null {
  const renumbered = renumber(written, other, sourceCode);
  const { codes, open } = exchange.status;
  if (renumbered || codes.length > 1 || open) return renumbered;
  return carryOut(written.site.at, sourceCode, exchange.editStatus(other));
}

/** Whether the node is given straight to the call or assignment, as it is or as one side of a choice. */
function isSideOf(node: Node, setter: Node): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (parent === setter) return parent.type !== 'CallExpression' || parent.callee !== node;
  if (parent.type === 'ConditionalExpression') return parent.test !== node && isSideOf(parent, setter);
  return parent.type === 'LogicalExpression' && isSideOf(parent, setter);
}

/** Whether the value goes from here straight into a call or a property, by way of nothing but a choice or a cast. */
function isUsedInPlace(value: Node): boolean {
  const { parent } = value;
  switch (parent?.type) {
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return isUsedInPlace(parent);
    case 'CallExpression':
      return true;
    case 'AssignmentExpression':
      return parent.left.type === 'MemberExpression';
    default:
      return false;
  }
}
