import type { CallRow, HandlerEnd, Effect, ResponseTable } from '../../exchange/effects.js';
import type { Value } from '../../exchange/value.js';
import { EXPRESS_TABLE } from '../express.js';
import { TABLE as FASTIFY_TABLE } from '../fastify/reply.js';
import { FETCH_FUNCTIONS, MADE_RESPONSE } from '../fetch-response.js';
import { NODE_TABLE } from '../node.js';
import { chains, content, field, lateEnd, open, reads, send, stops } from '../spelling.js';
import type { Platform } from './dialects.js';

/** What a method that asks for `@Res()` gets: the response of the server below. */
const RESPONSES: Readonly<Record<Platform, ResponseTable>> = {
  express: EXPRESS_TABLE,
  // What a method returns is for Nest to send, or nobody.
  fastify: { ...FASTIFY_TABLE, sentBy: 'calls', ends: () => [] },
};

/** A method that has to answer itself. */
export function answering(platform: Platform): ResponseTable {
  return RESPONSES[platform];
}

/** A method whose return value is sent. */
export function returning(platform: Platform): ResponseTable {
  return {
    ...RESPONSES[platform],
    functions: FETCH_FUNCTIONS,
    made: MADE_RESPONSE,
    sentBy: 'end',
    ends: (end) => sentValue(end, platform),
  };
}

/** A method that has the response beside, and whose return value is sent all the same. */
export function passing(platform: Platform): ResponseTable {
  return { ...returning(platform), sentBy: 'both' };
}

/** What becomes of a returned value. After an answer Express throws, and Nest logs what it throws; Fastify leaves it out. */
function sentValue({ value, dialect }: HandlerEnd, platform: Platform): readonly Effect[] {
  // A `Response` is for Fastify an answer of its own, and since Nest 12 for Nest too.
  const isAnswer = platform === 'fastify' || (dialect.major ?? 0) >= 12;
  if (value.is === 'made' && isAnswer) return [{ does: 'answer', made: value, keeps: 'fields' }];
  // Fastify takes an error for thrown, wherever it comes from; Express prints its properties.
  if (value.is === 'error' && platform === 'fastify') return [{ does: 'delegate', to: 'error', error: value }];
  const sent = value.is === 'made' || value.is === 'response' ? open(value.site) : value;
  const isLeftAlone = isNothing(value) || value.is === 'response';
  const afterEnd = isLeftAlone ? 'harmless' : platform === 'express' ? 'throws' : 'ignored';
  return [send(content(sent, 'data', platform === 'express' ? 'empty' : 'some'), { afterEnd })];
}

function isNothing(value: Value): boolean {
  return value.is === 'literal' && (value.value ?? null) === null;
}

/** The adapter of a server, which is given the response (https://docs.nestjs.com/faq/http-adapter). */
const ADAPTER: Readonly<Record<string, CallRow>> = {
  'httpAdapter.reply': stops((args) => [
    ...(args.count > 2 ? [{ does: 'status', status: args.at(2), by: 'method' } as const] : []),
    send(content(args.at(1), 'data')),
  ]),
  'httpAdapter.status': stops((args) => [{ does: 'status', status: args.at(1), by: 'method' }]),
  'httpAdapter.setHeader': stops((args) => [field(args.at(1), args.at(2))]),
  'httpAdapter.end': stops((args) => [
    send(content(args.at(1), 'text'), { afterBegin: 'continues', afterEnd: lateEnd(args.count > 1) }),
  ]),
  ...reads('httpAdapter.isHeadersSent', 'httpAdapter.getHeader'),
};

/** `ArgumentsHost` and `ExecutionContext`, which give the response out of a call (https://docs.nestjs.com/fundamentals/execution-context). */
function hosting(platform: Platform): ResponseTable {
  const table = RESPONSES[platform];
  return {
    ...table,
    calls: {
      ...table.calls,
      switchToHttp: chains(() => []),
      getResponse: chains(() => []),
      ...reads('getRequest', 'getNext', 'getType', 'getClass', 'getHandler'),
    },
    given: ADAPTER,
  };
}

/** An exception filter. */
export const filtering = hosting;

/** A guard or an interceptor: what has not answered when it ends goes on. */
export function guarding(platform: Platform): ResponseTable {
  return { ...hosting(platform), ends: () => [{ does: 'delegate', to: 'next' }] };
}

/** Middleware: on Fastify it gets Node's own response. */
export function middleware(platform: Platform): ResponseTable {
  return platform === 'express' ? EXPRESS_TABLE : NODE_TABLE;
}
