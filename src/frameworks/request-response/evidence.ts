import type { TSESTree } from '@typescript-eslint/utils';
import type { Parameter } from '../../exchange/effects.js';
import { unwrapped, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { calledFunction } from '../../syntax/callees.js';

const REQUEST = /^_*(?:req|request|httpReq|httpRequest|ctxReq|rq)\d?$/i;
const RESPONSE = /^_*(?:res|resp|response|httpRes|httpResponse|rsp)\d?$/i;
const NEXT = /^_*(?:next|nxt|nextFn|nextFunction)\d?$/i;
const UNUSED = /^_+\w*$/;
const ERROR = /^_*(?:e|er|err|error|ex|exception|[a-z]+(?:Err|Error))$/;

/** What the parameters of a `(req, res, next)` or `(err, req, res, next)` function are by their names; null for other shapes. */
export function shapeOf(node: FunctionNode): readonly Parameter[] | null {
  const [first, second, third, fourth, ...others] = node.params;
  if (others.length > 0) return null;
  if (isResponseLike(second) && isRequestLike(first)) {
    return third && !isNextLike(third) ? ['request', 'response'] : ['request', 'response', 'next'];
  }
  // A wrapper may give the fourth parameter that Express asks for.
  if (
    third &&
    !fourth &&
    nameIn(first) !== null &&
    ERROR.test(nameIn(first) ?? '') &&
    isRequestLike(second) &&
    isResponseLike(third)
  ) {
    return ['error', 'request', 'response'];
  }
  const isErrorHandler = isErrorLike(first) && isRequestLike(second) && isResponseLike(third) && isNextLike(fourth);
  return isErrorHandler ? ['error', 'request', 'response', 'next'] : null;
}

/** Whether a function of this shape is called with more than a framework gives. */
export function takesMore(node: FunctionNode, parameters: readonly Parameter[]): boolean {
  return node.params.length > parameters.length;
}

/** The same by position alone, for functions that are registered with a framework. */
export function positionsOf(node: FunctionNode): readonly Parameter[] | null {
  const { length } = node.params;
  if (length === 4) return ['error', 'request', 'response', 'next'];
  return length === 2 || length === 3 ? ['request', 'response', 'next'] : null;
}

function isRequestLike(parameter: Node | undefined): boolean {
  const name = nameIn(parameter);
  if (name === null) return parameter?.type === 'ObjectPattern';
  return REQUEST.test(name) || (UNUSED.test(name) && !ERROR.test(name.replace(/^_+/, '')));
}

function isResponseLike(parameter: Node | undefined): boolean {
  const name = nameIn(parameter);
  return name !== null && RESPONSE.test(name);
}

function isErrorLike(parameter: Node | undefined): boolean {
  const name = nameIn(parameter);
  return name !== null && (ERROR.test(name) || UNUSED.test(name));
}

/** Whether a parameter is called `next`, or not used. */
export function isNextLike(parameter: Node | undefined): boolean {
  const name = nameIn(parameter);
  return name !== null && (NEXT.test(name) || UNUSED.test(name));
}

/** Whether a parameter is called `next`. */
export function isNext(parameter: Node | undefined): boolean {
  return NEXT.test(nameIn(parameter) ?? '');
}

function nameIn(parameter: Node | undefined): string | null {
  if (parameter?.type === 'AssignmentPattern') return nameIn(parameter.left);
  return parameter?.type === 'Identifier' ? parameter.name : null;
}

/** Methods that only Express' response has, and those that Node's has too, used the way a server uses them. */
const EXPRESS_USE =
  /^(?:status|json|jsonp|send|sendStatus|redirect|render|sendFile|download|set|header|type|location|cookie|clearCookie|attachment|format|links|vary|append)$/;
const NODE_USE = /^(?:end|writeHead|setHeader|write|appendHeader|removeHeader|flushHeaders)$/;
/** What only the response to a client's own request has. */
const CLIENT_READ =
  /^(?:ok|data|text|blob|arrayBuffer|formData|body|headers|statusText|config|bodyUsed|redirected|httpVersion|rawHeaders|resume|setEncoding|httpStatus)$/;

export interface Use {
  readonly express: boolean;
  readonly node: boolean;
}

/** How a function uses its response: as a server does, or not; null when it reads it as a client does. */
export function useOf(response: Node, sourceCode: SourceCode, deep = true): Use | null {
  const variable = variableOf(response.type === 'AssignmentPattern' ? response.left : response, sourceCode);
  let [express, node] = [false, false];
  for (const { identifier } of variable?.references ?? []) {
    const { parent } = identifier;
    if (parent.type === 'CallExpression' && deep && parent.callee !== identifier) {
      const use = passedTo(parent, identifier, sourceCode);
      express ||= use?.express === true;
      node ||= use?.node === true;
    }
    if (parent.type !== 'MemberExpression' || parent.object !== identifier) continue;
    const key = writtenKeyOf(parent);
    if (key === null) continue;
    const outer = parent.parent;
    const isCall = outer.type === 'CallExpression' && outer.callee === parent;
    if (isCall && isListening(outer, key)) return null;
    if (isCall && EXPRESS_USE.test(key)) express ||= outer.arguments.length > 0 || key === 'send' || isChained(outer);
    else if (isCall && NODE_USE.test(key)) node = true;
    else if (outer.type === 'AssignmentExpression' && outer.left === parent)
      node ||= key === 'statusCode' || key === 'statusMessage';
    else if (CLIENT_READ.test(key)) return null;
  }
  return { express, node };
}

/** `res.on('data', …)`: only an incoming response has data to listen for. */
function isListening(call: TSESTree.CallExpression, key: string): boolean {
  const [event] = call.arguments;
  return (
    (key === 'on' || key === 'once') &&
    event?.type === 'Literal' &&
    (event.value === 'data' || event.value === 'end' || event.value === 'readable')
  );
}

function isChained(call: Node): boolean {
  return call.parent?.type === 'MemberExpression';
}

/** How the function of this file that gets the response uses it. */
function passedTo(call: TSESTree.CallExpression, argument: Node, sourceCode: SourceCode): Use | null {
  const parameter = calledFunction(call.callee, sourceCode)?.params[
    call.arguments.findIndex((each) => unwrapped(each) === argument)
  ];
  return parameter ? useOf(parameter, sourceCode, false) : null;
}

/** A parameter with a decorator gets what a container injects, under rules of its own. */
export function isDecorated(node: FunctionNode): boolean {
  return node.params.some(
    (each) => each.type !== 'TSParameterProperty' && 'decorators' in each && each.decorators.length > 0,
  );
}
