import type { Handler } from '../exchange/model.js';
import { isFunction, unwrapped, type FunctionNode, type Node, type SourceCode, type Variable } from '../syntax/ast.js';
import { isGlobal, isReassigned, originOf, variableOf } from '../syntax/bindings.js';
import { childrenOf } from '../syntax/children.js';
import { calledFunction } from '../syntax/callees.js';
import { encloses } from './fixes.js';
import { sourceOf } from './meaning/source.js';
import { calledName } from './place.js';
import { isMentioned } from './request-reading.js';

/** Names of what stands between a client and a server, and of what asks another server. */
const INTERMEDIARIES =
  /prox(?:y|ies)|upstream|downstream|gateway|forward(?!ed)|relay|tunnel|\bfetch\b|axios|undici|\bgot\b|superagent|\bneedle\b|grpc|captive|portal/i;

/** Globals whose methods ask nobody. */
const OWN =
  /^(?:[A-Z]\w*Error|AbortController|AbortSignal|Array|Boolean|Buffer|Date|Error|FormData|Headers|Intl|JSON|Map|Math|Number|Object|RegExp|Response|Set|String|Symbol|TextDecoder|TextEncoder|URL|URLSearchParams|Uint8Array|clearTimeout|console|crypto|decodeURIComponent|encodeURIComponent|isNaN|parseFloat|parseInt|performance|process|setImmediate|setTimeout|structuredClone)$/;

/** What handlers call what writes their log. */
const LOGS = /^(?:log|logger|debug)$/;

/** Methods that call the function they are given by themselves, or when the request or the response says so. */
const CALLING_BACK = /^(?:every|filter|find\w*|flatMap|forEach|map|on|once|reduce|replace(?:All)?|some|sort)$/;

/** Whether the file has to do with proxies, gateways or clients of other servers. */
export function isIntermediary(sourceCode: SourceCode): boolean {
  return isMentioned(INTERMEDIARIES, sourceCode);
}

const known = new WeakMap<Handler, boolean>();

/** Whether a handler, or a function of the file that it calls, may have asked another server: whatever it cannot be seen to keep to itself may. */
export function mayAskElsewhere(handler: Handler, sourceCode: SourceCode): boolean {
  const asks = known.get(handler) ?? hasUnseen(handler, sourceCode);
  known.set(handler, asks);
  return asks;
}

function hasUnseen(handler: Handler, sourceCode: SourceCode): boolean {
  // Before the others, and where an error ends up, anything may have happened elsewhere.
  if (handler.role !== 'handler' || isIntermediary(sourceCode)) return true;
  const within: FunctionNode[] = [handler.node];
  const waiting: Node[] = [handler.node];
  const answers = answersOf(handler);
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isOfItsOwn(node, { within, answers, sourceCode })) return true;
    const called = node.type === 'CallExpression' ? calledFunction(node.callee, sourceCode) : null;
    if (called && !within.some((each) => encloses(each, called))) {
      within.push(called);
      waiting.push(called);
    }
    waiting.push(...childrenOf(node, sourceCode).filter(({ type }) => type !== 'Decorator'));
  }
  return false;
}

/** What is read for a handler: the functions that belong to it, and what it answers with. */
interface Reading {
  readonly within: readonly FunctionNode[];
  readonly answers: ReadonlySet<Node>;
  readonly sourceCode: SourceCode;
}

/** The nodes that answer, and all that they are part of, as far as their function goes. */
function answersOf({ paths, statusWrites }: Handler): ReadonlySet<Node> {
  const sites = [
    ...statusWrites.map(({ site }) => site),
    ...paths.flatMap(({ exchange }) => (exchange ? [exchange.send, exchange.statusSite] : [])),
  ];
  const answers = new Set<Node>();
  for (const answer of sites.flatMap(({ at, origin }) => [at, origin])) {
    // Above what is there already, another answer has been this way.
    for (let part: Node | undefined = answer; part && !answers.has(part); part = part.parent) {
      answers.add(part);
      if (part.parent && isFunction(part.parent)) break;
    }
  }
  return answers;
}

/** Whether evaluating the node, without what is in it, stays inside this server. */
function isOfItsOwn(node: Node, reading: Reading): boolean {
  const { sourceCode } = reading;
  switch (node.type) {
    case 'YieldExpression':
    case 'TaggedTemplateExpression':
      return false;
    case 'ForOfStatement':
      return !node.await;
    case 'AwaitExpression': {
      const awaited = unwrapped(node.argument);
      if (reading.answers.has(node) || sourceOf(awaited, sourceCode)?.is === 'input') return true;
      return awaited.type !== 'CallExpression' && awaited.type !== 'NewExpression' && isRootedHere(awaited, reading);
    }
    case 'CallExpression':
      return isOwnCall(node, reading);
    case 'Identifier': {
      // What others assign may be the outcome of what they have asked.
      const variable = variableOf(node, sourceCode);
      return !variable || !isReassigned(variable) || isDeclaredIn(variable, reading);
    }
    default:
      return true;
  }
}

function isDeclaredIn({ defs }: Variable, { within }: Reading): boolean {
  return defs.every(({ name }) => within.some((each) => encloses(each, name)));
}

function isOwnCall(node: Extract<Node, { readonly type: 'CallExpression' }>, reading: Reading): boolean {
  const callee = unwrapped(node.callee);
  if (reading.answers.has(node) || calledFunction(callee, reading.sourceCode)) return true;
  // What comes next does so after this.
  if (callee.type === 'Identifier') return callee.name === 'next' || isOwnGlobal(callee, reading.sourceCode);
  const isGivenFunction = node.arguments.some(isFunction);
  return isRootedHere(callee, reading) && (!isGivenFunction || CALLING_BACK.test(calledName(node)));
}

function isOwnGlobal(node: Node, sourceCode: SourceCode): boolean {
  return node.type === 'Identifier' && OWN.test(node.name) && isGlobal(node, node.name, sourceCode);
}

/** How many links of a chain are followed. */
const MAX_STEPS = 64;

/** Whether what an expression begins with belongs to the handler: what it is given, has made itself, or a value that stands in the file. */
function isRootedHere(written: Node, reading: Reading): boolean {
  const { sourceCode } = reading;
  let node = unwrapped(written);
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    if (node.type === 'MemberExpression') node = unwrapped(node.object);
    else if (node.type === 'CallExpression') node = unwrapped(node.callee);
    else if (node.type === 'LogicalExpression') node = unwrapped(node.left);
    else if (node.type === 'NewExpression') return isOwnGlobal(unwrapped(node.callee), sourceCode);
    else if (node.type !== 'Identifier') return /Literal$|^(?:Array|Object|Await|Binary)Expression$/.test(node.type);
    else {
      if (LOGS.test(node.name)) return true;
      const variable = variableOf(node, sourceCode);
      if (!variable || variable.defs.length === 0) return isOwnGlobal(node, sourceCode);
      const origin = originOf(variable);
      if (!origin) return isDeclaredIn(variable, reading);
      node = unwrapped(origin.node);
    }
  }
  return false;
}
