import type { Dialect, Taken } from '../exchange/dialect.js';
import type { Arguments, Effect, HandlerSite, ResponseTable } from '../exchange/effects.js';
import type { Value } from '../exchange/value.js';
import type { Primitive } from '../syntax/ast.js';
import { findLambdas, type Lambda, type Payload } from './aws-lambda/handlers.js';
import type { Framework, SourceFile } from './framework.js';
import { isNothing, isOpen, propertyThere, responseIn, unknownAnswer, type ObjectSpelling } from './returned-object.js';
import { content, isMissing, named, number, open, send, text } from './spelling.js';

/**
 * What a proxy integration reads from a result, by the developer guide of API Gateway; nothing of this could be run.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
const SPELLING: ObjectSpelling = {
  status: 'statusCode',
  contents: { body: 'data' },
  fields: ['headers', 'multiValueHeaders'],
  cookies: 'cookies',
};

/** The response when the handler has set it, on what it returns or hands to its callback. */
const PREPARED: Effect = send({ is: 'prepared' }, { afterBegin: 'ignored', afterEnd: 'ignored' });

/** What becomes of a result in each format of the payload; of `null` nothing is sent by the handler. */
function answer(result: Value, payload: Payload): readonly Effect[] | null {
  switch (result.is) {
    case 'made':
      return [{ does: 'answer', made: result, keeps: 'nothing' }];
    case 'object':
      return objectAnswer(result, payload);
    case 'open':
    case 'choice':
    case 'request':
    case 'response':
      return unknownAnswer(result);
    default:
      if (payload === null) return unknownAnswer(result);
      // Format 1.0 asks for an object with a status; in format 2.0 everything else is the body of a 200.
      return payload === 1 || isMissing(result) ? null : [wholeBody(result), PREPARED];
  }
}

function wholeBody(result: Value): Effect {
  return { does: 'content', content: content(result, 'json', 'some'), implies: null };
}

function objectAnswer(result: Value, payload: Payload): readonly Effect[] | null {
  const misplaced = misplacedStatus(result, payload);
  if (propertyThere(result, 'statusCode')) return [...responseIn(result, SPELLING), PREPARED];
  if (isOpen(result) || payload === null) return unknownAnswer(result);
  if (payload === 1) return misplaced.length > 0 ? misplaced : null;
  return [...misplaced, named('content-type', text('application/json', result.site)), wholeBody(result), PREPARED];
}

/** `{ status: 404 }`: the integration reads `statusCode` alone. */
function misplacedStatus(result: Value, payload: Payload): readonly Effect[] {
  const status = propertyThere(result, 'status');
  if (!status || isOpen(result) || payload === null || propertyThere(result, 'statusCode')) return [];
  const { node } = status;
  const key = node.type === 'Property' && !node.shorthand && !node.computed ? node.key : null;
  return [
    {
      does: 'misplace',
      status: status.value,
      why: 'other-property',
      outcome: 'lost',
      edit: key && { node: key, text: 'statusCode' },
    },
  ];
}

/** What an object is that is built up; where no status comes along, one may come later. */
function builtResult(object: Value): readonly Effect[] {
  const status = propertyThere(object, 'statusCode');
  const effects = responseIn(object, SPELLING);
  return status || !isOpen(object) ? effects : [{ does: 'status', status: open(object.site), by: 'init' }, ...effects];
}

/** `callback(error, result)`. */
function called(args: Arguments, payload: Payload, malformed: number): readonly Effect[] {
  const [error, result] = [args.at(0), args.at(1)];
  if (error.is === 'open' || error.is === 'choice') return unknownAnswer(error);
  if (!isNothing(error)) return [{ does: 'delegate', to: 'error', error, afterEnd: 'ignored' }];
  const effects = answer(result, payload);
  const isSent = effects?.some(({ does }) => does === 'send' || does === 'answer') === true;
  if (isSent) return effects;
  return [
    ...(effects ?? []),
    send({ is: 'none' }, { status: number(malformed, result.site), afterBegin: 'ignored', afterEnd: 'ignored' }),
  ];
}

function table(payload: Payload, malformed: number): ResponseTable {
  return {
    calls: {},
    assignments: {},
    functions: {},
    made: {
      calls: {},
      assignments: {
        statusCode: (status) => [{ does: 'status', status, by: 'property' }],
        body: (value) => [{ does: 'content', content: content(value, 'data'), implies: null }],
        headers: (from) => [{ does: 'fields', from }],
        multiValueHeaders: (from) => [{ does: 'fields', from }],
        'headers.*': (value, name) => [{ does: 'field', name, value, mode: 'set' }],
        'multiValueHeaders.*': (value, name) => [{ does: 'field', name, value, mode: 'set' }],
        cookies: (value) => [named('set-cookie', value, 'append')],
      },
    },
    objects: builtResult,
    sentBy: 'end',
    ends: ({ value }) => answer(value, payload) ?? [],
    thrownResponse: 'error',
    method: ['httpMethod', 'requestContext.httpMethod', 'requestContext.http.method'],
    progress: {},
    members: {},
    next: (args) => called(args, payload, malformed),
  };
}

/** A status may be a text with a number in it; what is no status makes the result malformed. */
function takes(value: Primitive, malformed: number): Taken {
  const code = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof code !== 'number' || !Number.isInteger(code) || code < 100 || code > 999)
    return { is: 'replaced', code: malformed };
  return value === code ? { is: 'sent', code } : { is: 'coerced', code };
}

/** Behind REST APIs and load balancers a malformed result is a 502, behind HTTP APIs and function URLs a 500. */
const MALFORMED = { 1: 502, 2: 500, unknown: 502 } as const;

function dialectOf({ payload, errors }: Lambda): Dialect {
  const malformed = MALFORMED[payload ?? 'unknown'];
  const unsent = payload === 1 ? malformed : 200;
  const isLost = errors === 'unknown' ? 'lost' : 'handled';
  return {
    framework: 'AWS Lambda',
    name: payload === null ? 'AWS Lambda' : `AWS Lambda (payload ${payload}.0)`,
    major: null,
    certain: true,
    defaultStatus: unsent,
    unsent,
    thrown: { sync: isLost, async: isLost },
    // `@middy/http-error-handler` sends the `statusCode` of an error, whichever it is.
    errorStatus: errors === 'status' ? { from: ['statusCode'], otherwise: 500 } : { from: [], otherwise: malformed },
    redirect: { status: 302, keepsStatus: 'always' },
    takes: (value, sink) =>
      sink === 'error' && errors !== 'status' ? { is: 'replaced', code: malformed } : takes(value, malformed),
    contentOn: () => 'dropped',
  };
}

const TABLES = {
  1: tables(1, MALFORMED[1]),
  2: tables(2, MALFORMED[2]),
  unknown: tables(null, MALFORMED.unknown),
} as const;

function tables(payload: Payload, malformed: number): Readonly<Record<'returning' | 'calling', ResponseTable>> {
  const returning = table(payload, malformed);
  return { returning, calling: { ...returning, sentBy: 'calls' } };
}

/** The service waits for a promise, or else for what a handler has started to call the callback. */
function tableOf({ node, payload }: Lambda): ResponseTable {
  const ofPayload = TABLES[payload ?? 'unknown'];
  return node.async || node.params.length < 3 ? ofPayload.returning : ofPayload.calling;
}

/** Handlers of proxy integrations: behind API Gateway, load balancers and function URLs. */
export const awsLambda: Framework = {
  id: 'aws-lambda',
  trace: /\bstatusCode\b|\baws-lambda\b/,
  handlers: ({ sourceCode }: SourceFile): readonly HandlerSite[] =>
    findLambdas(sourceCode).map((lambda) => ({
      framework: 'aws-lambda',
      dialect: dialectOf(lambda),
      table: tableOf(lambda),
      node: lambda.node,
      parameters: ['request', null, 'next'],
      methods: null,
      route: null,
      role: 'handler',
      name: lambda.name,
      start: [],
      calledBy: 'framework',
      earlier: [],
    })),
};
