import { unwrapped, type Call, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { calledFunction } from '../../syntax/callees.js';
import { importedSources, importOf } from '../../syntax/imports.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { typeNamesOf } from '../../syntax/types.js';
import { placesOf, type Place } from '../finding/places.js';
import { returnedBy } from '../finding/returned.js';
import { functionsOf, isCalledHere, nameOf } from '../finding/usages.js';

/** The format of what a handler gets and gives back; null where nothing tells. */
export type Payload = 1 | 2 | null;

export interface Lambda {
  readonly node: FunctionNode;
  readonly payload: Payload;
  /** What answers for an error that is thrown: the service, what reads the error's status, or something that cannot be seen. */
  readonly errors: 'service' | 'status' | 'unknown';
  readonly name: string | null;
}

const HANDLER =
  /^(?:APIGatewayProxy(?:With\w+)?Handler|APIGatewayProxyHandlerV2\w*|ALBHandler|ProxyHandler|LambdaFunctionURLHandler)$/;
const EVENT =
  /^(?:APIGateway(?:Proxy)?Event(?:V2)?(?:With\w+)?|ALBEvent|LambdaFunctionURLEvent(?:With\w+)?|HandlerEvent)$/;
const RESULT =
  /\b(?:APIGatewayProxy(?:Structured)?Result(?:V2)?|ALBResult|ProxyResult|LambdaFunctionURLResult|HandlerResponse)\b/;
const SECOND = /\b(?:APIGatewayProxy\w*V2\w*|LambdaFunctionURL\w+)\b/;
const FIRST = /\b(?:APIGatewayProxy\w*|APIGatewayEvent|ALB(?:Event|Handler|Result)|ProxyHandler)\b/;

/** Packages that say what these types are. */
const TYPES = ['aws-lambda', '@types/aws-lambda', '@netlify/functions'];

/** The functions of a file that are called with a request and give back a response. */
export function findLambdas(sourceCode: SourceCode): readonly Lambda[] {
  return functionsOf(sourceCode).flatMap((node): readonly Lambda[] => {
    if (node.generator || !isHandler(node, sourceCode)) return [];
    return [{ node, payload: payloadOf(node, sourceCode), errors: errorsOf(node, sourceCode), name: nameOf(node) }];
  });
}

function isHandler(node: FunctionNode, sourceCode: SourceCode): boolean {
  if (isTyped(node, HANDLER, sourceCode)) return true;
  const [event] = node.params;
  const places = leavingPlaces(node, sourceCode);
  if (places.length === 0 || isCalledHere(node, sourceCode)) return false;
  const types = typesText(node, sourceCode);
  const isNamed = event ? /^_*(?:event|evt|ev|e|request|req)$/i.test(nameIn(event)) : isEntry(places);
  const isRequest = event !== undefined && isTyped(event, EVENT, sourceCode);
  if (isRequest || (isTyped(node, /^Handler$/, sourceCode) && (FIRST.test(types) || RESULT.test(types))))
    return RESULT.test(types) || givesResult(node, sourceCode);
  // An event with records comes from a queue or a stream, and nobody reads the result.
  if (!isNamed || isOtherEvent(event, sourceCode)) return false;
  return !/\.Records\b|\.detail-type\b/.test(sourceCode.getText(node)) && givesResult(node, sourceCode);
}

/** Whether the declared type of a function or parameter is one of these. */
function isTyped(node: Node, names: RegExp, sourceCode: SourceCode): boolean {
  return typeNamesOf(node, sourceCode).some(
    (each) => each.is === 'imported' && TYPES.includes(each.source) && names.test(each.path.at(-1) ?? ''),
  );
}

/** Whether a parameter is typed as something else that a function can be called with. */
function isOtherEvent(event: Node | undefined, sourceCode: SourceCode): boolean {
  return event !== undefined && typeNamesOf(event, sourceCode).some((each) => each.is === 'imported');
}

function nameIn(parameter: Node): string {
  if (parameter.type === 'AssignmentPattern') return nameIn(parameter.left);
  return parameter.type === 'Identifier' ? parameter.name : '';
}

/** What a function is declared with, as it is written: its result, its parameters and the variable that holds it. */
function typesText(node: FunctionNode, sourceCode: SourceCode): string {
  const holder = node.parent.type === 'VariableDeclarator' ? node.parent.id : null;
  return [node.returnType, ...node.params, holder].map((each) => (each ? sourceCode.getText(each) : '')).join(' ');
}

/** The places where a function leaves the file as a handler does: under a name of its own, or through what wraps it. */
function leavingPlaces(node: FunctionNode, sourceCode: SourceCode): readonly Place[] {
  return placesOf(node, sourceCode).filter(({ to, through }) =>
    to.is === 'given' ? isMiddy(to.call, sourceCode) : through.every((call) => isWrapper(call, sourceCode)),
  );
}

function isEntry(places: readonly Place[]): boolean {
  return places.some(({ to }) => to.is === 'exported' && /handler$|^main$/i.test(to.name));
}

/** `middy(handler)` and `middy().use(…).handler(handler)`. */
function isMiddy(call: Call, sourceCode: SourceCode): boolean {
  let node: Node = unwrapped(call.callee);
  if (node.type === 'MemberExpression' && writtenKeyOf(node) !== 'handler') return false;
  while (node.type === 'MemberExpression' || node.type === 'CallExpression') {
    if (node.type === 'CallExpression' && importOf(node.callee, sourceCode)?.source === '@middy/core') return true;
    node = unwrapped(node.type === 'MemberExpression' ? node.object : node.callee);
  }
  return importOf(node, sourceCode)?.source === '@middy/core';
}

/** Whether a call that a function goes through may be one that makes a handler of it, not one that runs it, such as `map`. */
function isWrapper(call: Call, sourceCode: SourceCode): boolean {
  return unwrapped(call.callee).type === 'Identifier' || isMiddy(call, sourceCode);
}

/** How deep functions of the file are looked into for what they give back. */
const MAX_STEPS = 3;

/** Whether a function gives back an object with a `statusCode` on some way, or hands one to its callback. */
function givesResult(node: FunctionNode, sourceCode: SourceCode, steps = MAX_STEPS): boolean {
  if (steps === 0) return false;
  const results = [...handedTo(node.params[2], 1, sourceCode), ...returnedBy(node, sourceCode)];
  return results.some((each) => isResult(each, sourceCode, steps));
}

/** What a function hands, at that position, to a callback that it was given. */
function handedTo(callback: Node | undefined, position: 0 | 1, sourceCode: SourceCode): readonly Node[] {
  const uses = callback?.type === 'Identifier' ? (variableOf(callback, sourceCode)?.references ?? []) : [];
  return uses.flatMap(({ identifier }) => {
    const { parent } = identifier;
    return parent.type === 'CallExpression' && parent.callee === identifier ? (parent.arguments[position] ?? []) : [];
  });
}

function isResult(written: Node, sourceCode: SourceCode, steps: number): boolean {
  const node = unwrapped(written);
  switch (node.type) {
    case 'ObjectExpression':
      return node.properties.some((each) => each.type === 'Property' && writtenKeyOf(each) === 'statusCode');
    case 'AwaitExpression':
      return isResult(node.argument, sourceCode, steps);
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].some((each) => isResult(each, sourceCode, steps));
    case 'LogicalExpression':
      return [node.left, node.right].some((each) => isResult(each, sourceCode, steps));
    case 'Identifier': {
      const uses = variableOf(node, sourceCode)?.references ?? [];
      return uses.some(
        ({ writeExpr, identifier }) =>
          (writeExpr && writeExpr !== node && steps > 1 && isResult(writeExpr, sourceCode, steps - 1)) ||
          isGivenStatus(identifier),
      );
    }
    case 'CallExpression': {
      const called = calledFunction(node.callee, sourceCode);
      if (called) return givesResult(called, sourceCode, steps - 1);
      const callee = unwrapped(node.callee);
      return (
        callee.type === 'MemberExpression' &&
        /^(?:then|catch|finally|resolve)$/.test(writtenKeyOf(callee) ?? '') &&
        [callee.object, ...node.arguments].some((each) => isResultOrGives(each, sourceCode, steps))
      );
    }
    case 'NewExpression':
      return node.arguments.some((each) => isResultOrResolves(each, sourceCode, steps));
    default:
      return false;
  }
}

function isResultOrGives(written: Node, sourceCode: SourceCode, steps: number): boolean {
  const node = unwrapped(written);
  if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression')
    return givesResult(node, sourceCode, steps - 1);
  return isResult(node, sourceCode, steps);
}

/** An argument of a class: of `Promise`, the function that resolves it. */
function isResultOrResolves(written: Node, sourceCode: SourceCode, steps: number): boolean {
  const node = unwrapped(written);
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression')
    return isResult(node, sourceCode, steps);
  return handedTo(node.params[0], 0, sourceCode).some((each) => isResult(each, sourceCode, steps));
}

/** `response.statusCode = …`. */
function isGivenStatus({ parent }: Node): boolean {
  return (
    parent?.type === 'MemberExpression' &&
    writtenKeyOf(parent) === 'statusCode' &&
    parent.parent.type === 'AssignmentExpression' &&
    parent.parent.left === parent
  );
}

/** What tells the format of a payload apart: declared types first, then what is read from the event. */
function payloadOf(node: FunctionNode, sourceCode: SourceCode): Payload {
  const types = typesText(node, sourceCode);
  if (SECOND.test(types)) return 2;
  if (FIRST.test(types)) return 1;
  const own = sourceCode.getText(node);
  if (/\brequestContext\.http\b|\brawPath\b|\brouteKey\b|\brawQueryString\b/.test(own)) return 2;
  return /\bhttpMethod\b|\bmultiValue(?:Headers|QueryStringParameters)\b/.test(own) ? 1 : null;
}

function errorsOf(node: FunctionNode, sourceCode: SourceCode): Lambda['errors'] {
  const isWrapped = placesOf(node, sourceCode).some(({ to, through }) => to.is === 'given' || through.length > 0);
  if (!isWrapped) return 'service';
  return importedSources(sourceCode).has('@middy/http-error-handler') ? 'status' : 'unknown';
}
