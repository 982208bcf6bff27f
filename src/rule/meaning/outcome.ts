import type { Exchange, Handler, Path } from '../../exchange/model.js';
import {
  isFunction,
  unwrapped,
  type Call,
  type FunctionNode,
  type Node,
  type SourceCode,
  type Variable,
} from '../../syntax/ast.js';
import { initializerOf, variableOf } from '../../syntax/bindings.js';
import { childrenOf } from '../../syntax/children.js';
import { encloses } from '../fixes.js';
import { calledName, frameOf } from '../place.js';
import { answers, isSettled } from '../reading.js';
import { signsIn } from './reason.js';
import { keysOf } from './source.js';
import { wordsOf } from './told.js';
import { CREATIONS, ENQUEUES, QUESTIONS, QUEUES, SAVES, STORES } from './vocabulary.js';
import { lastNameOf, namesOf } from './way.js';

/** What a request that went well has come to. `created`: there is something new; `queued`: it will be done; `nothing`: it is done, and there is nothing to say. */
type Outcome = 'created' | 'queued' | 'nothing';

/** Words by which an answer says that something is new, or not done yet. */
const CREATED = /\b(?:created|added)\b(?! (?:at|by|on)\b)/;
const QUEUED =
  /\b(?:queued|enqueued|scheduled|accepted|pending|in progress|in the background|will be (?:processed|sent|done)|(?:being|is) processed)\b/;

/** What a 200 was the answer to, by the method, by what the handler has done, and by what goes out; null where a 200 may be right. */
export function outcomeOf(
  exchange: Exchange,
  handler: Handler,
  { methods }: Path,
  sourceCode: SourceCode,
): Outcome | null {
  const { status, send } = exchange;
  if (handler.role !== 'handler' || !isSettled(status) || methods === null || status.origin === 'error') return null;
  const isOnly = (...some: readonly string[]): boolean => [...methods].every((method) => some.includes(method));
  if (isOnly('DELETE', 'PUT') && isSilent(exchange, handler)) return 'nothing';
  if (send.depth > 0 || !isOnly('POST', 'PUT', 'PATCH', 'DELETE')) return null;
  const calls = callsBefore(send.origin, sourceCode);
  if (calls.length === 0) return null;
  const place = { words: wordsOf(send.origin, sourceCode), sourceCode };
  const put = calls.filter(putsOff);
  if (put.length > 0 && (QUEUED.test(place.words) || tellsOf(put, exchange, place))) return 'queued';
  return answers(methods, 'POST') && methods.size === 1 && creates(exchange, handler, calls, place) ? 'created' : null;
}

/** Whether the answer has no content at all, not even one that the framework adds. */
function isSilent({ content, send }: Exchange, { dialect }: Handler): boolean {
  if (content.is === 'none') return dialect.sendsPhrase?.(calledName(send.origin)) !== true;
  return content.is === 'empty';
}

/** What an answer says, and the file that it stands in. */
interface Place {
  readonly words: string;
  readonly sourceCode: SourceCode;
}

/** The calls that may keep or put off something, and that the function which answers makes before it does. */
function callsBefore(send: Node, sourceCode: SourceCode): readonly Call[] {
  const frame = frameOf(send);
  return isFunction(frame) ? tellingCallsIn(frame, sourceCode).filter((call) => call.range[0] < send.range[1]) : [];
}

const telling = new WeakMap<FunctionNode, readonly Call[]>();

function tellingCallsIn(frame: FunctionNode, sourceCode: SourceCode): readonly Call[] {
  const known = telling.get(frame);
  if (known) return known;
  const calls: Call[] = [];
  const waiting: Node[] = [frame.body];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isFunction(node)) continue;
    if (node.type === 'CallExpression' && tells(node)) calls.push(node);
    waiting.push(...childrenOf(node, sourceCode));
  }
  telling.set(frame, calls);
  return calls;
}

function tells({ callee }: Call): boolean {
  const name = lastNameOf(callee);
  return [ENQUEUES, CREATIONS, SAVES].some((names) => names.test(name));
}

function putsOff({ callee }: Call): boolean {
  const name = lastNameOf(callee);
  if (!ENQUEUES.test(name)) return false;
  const owner = namesOf(callee)?.slice(0, -1) ?? [];
  return /queue|job/i.test(name) || owner.some((part) => QUEUES.test(part));
}

/** Whether a POST to a list has put something new there, made of what the client has sent, and says so or shows it. */
function creates(exchange: Exchange, handler: Handler, calls: readonly Call[], place: Place): boolean {
  const { route, name } = handler;
  if (route === null || QUESTIONS.test(`${route} ${name ?? ''}`) || signsIn(handler, place.sourceCode)) return false;
  const list = route.split('/').findLast((segment) => segment !== '') ?? '';
  const made = calls.filter((call) => putsInto(list, call, place.sourceCode));
  return made.length > 0 && (CREATED.test(place.words) || tellsOf(made, exchange, place));
}

/** Whether a call keeps something new of the kind that a list is named after, or puts it where things are kept. */
function putsInto(list: string, call: Call, sourceCode: SourceCode): boolean {
  const method = lastNameOf(call.callee);
  const fresh = SAVES.test(method) ? newObjectIn(keptBy(call), sourceCode) : CREATIONS.test(method) ? call : null;
  if (!fresh || !keysOf(fresh, sourceCode).has('body') || outerOf(call).type !== 'AwaitExpression') return false;
  const names = namesIn(fresh.callee);
  if (list === '') return fresh !== call || names.slice(0, -1).some((part) => STORES.test(part));
  return /s$/.test(list) && names.join(' ').toLowerCase().includes(singular(list));
}

/** What `thing.save()` and `things.save(thing)` keep. */
function keptBy({ callee, arguments: [first] }: Call): Node | null {
  const owner = unwrapped(callee);
  return first ?? (owner.type === 'MemberExpression' ? owner.object : null);
}

/** The expression that makes an object, where a variable holds nothing but that. */
function newObjectIn(node: Node | null, sourceCode: SourceCode): Call | null {
  const variable = node && variableOf(unwrapped(node), sourceCode);
  const made = variable && initializerOf(variable)?.node;
  return made?.type === 'NewExpression' ? made : null;
}

function singular(list: string): string {
  const name = list.toLowerCase().replaceAll(/[_-]/g, '');
  return name.endsWith('ies') ? name.slice(0, -3) : name.replace(/(?:(?<=s|x|ch|sh)es|s)$/, '');
}

/** The names of a chain of properties and calls: `db`, `collection` and `insertOne` for `db.collection('a').insertOne`. */
function namesIn(callee: Node): readonly string[] {
  const node = unwrapped(callee);
  if (node.type === 'CallExpression') return namesIn(node.callee);
  return node.type === 'MemberExpression' ? [...namesIn(node.object), lastNameOf(node)] : [lastNameOf(node)];
}

/** What is chained to a call, and waits for it, as one expression. */
function outerOf(call: Node): Node {
  const { parent } = call;
  const isChained =
    parent?.type === 'MemberExpression' || (parent?.type === 'CallExpression' && parent.callee === call);
  return parent && (isChained || parent.type === 'AwaitExpression') ? outerOf(parent) : call;
}

/** Whether the content is what one of these calls gives back or keeps, or has it among its properties. */
function tellsOf(made: readonly Call[], { content }: Exchange, { sourceCode }: Place): boolean {
  if (!('node' in content) || content.node === null) return false;
  const node = unwrapped(content.node);
  const shown =
    node.type === 'ObjectExpression'
      ? node.properties.flatMap((each) => ('value' in each ? [each.value] : []))
      : [node];
  const held = new Set(made.flatMap((call) => heldBy(call, sourceCode)));
  const fresh = made.map((call) => newObjectIn(keptBy(call), sourceCode));
  return shown.some((each) => {
    const variable = variableOf(rootOf(each), sourceCode);
    return (variable && held.has(variable)) || [...made, ...fresh].some((call) => call && encloses(each, call));
  });
}

/** The variables that hold what a call keeps or gives back. */
function heldBy(call: Call, sourceCode: SourceCode): readonly (Variable | null)[] {
  const { parent } = outerOf(call);
  const kept = keptBy(call);
  return [
    ...(parent?.type === 'VariableDeclarator' ? (sourceCode.scopeManager?.getDeclaredVariables(parent) ?? []) : []),
    ...(kept && SAVES.test(lastNameOf(call.callee)) ? [variableOf(unwrapped(kept), sourceCode)] : []),
  ];
}

/** What a property or a method is taken of: `todo` for `todo.id` and `todo.toJSON()`. */
function rootOf(written: Node): Node {
  const node = unwrapped(written);
  if (node.type === 'MemberExpression') return rootOf(node.object);
  const callee = node.type === 'CallExpression' ? unwrapped(node.callee) : null;
  return callee?.type === 'MemberExpression' ? rootOf(callee.object) : node;
}
