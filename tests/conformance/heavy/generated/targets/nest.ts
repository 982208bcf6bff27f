import * as fc from 'fast-check';
import type { Framework } from '../../../framework.js';
import { REDIRECTS, WITH_CONTENT } from '../../../generated/codes.js';
import type { Send } from '../../../generated/grammar.js';
import type { Answer, Kinds, Target } from '../../../generated/target.js';
import express from '../../../generated/targets/express.js';
import fastify from '../../../generated/targets/fastify.js';
import nest11Express from '../../frameworks/nest11-express.js';
import nest11Fastify from '../../frameworks/nest11-fastify.js';
import nest12Express from '../../frameworks/nest12-express.js';
import nest12Fastify from '../../frameworks/nest12-fastify.js';
import type { Platform } from '../../nest.js';
import { nest, type Style } from './nest-methods.js';

function sends(...calls: readonly Send['call'][]): fc.Arbitrary<Send> {
  return fc.record({
    call: fc.constantFrom(...calls),
    status: fc.constantFrom('none' as const, 'one' as const, 'one' as const, 'either' as const),
    flag: fc.nat({ max: 4 }),
  });
}

/** What a method returns: data, or a response that is made. */
function value({ call, code, content }: Answer): string {
  switch (call) {
    case 'json':
      return `({ n: ${content} })`;
    case 'end':
      return `new Response('n${content}'${code === null ? '' : `, { status: ${code} }`})`;
    case 'empty':
      return 'undefined';
    case 'redirect':
      return `({ url: '/${content}' })`;
    case 'redirectWith':
      return `({ url: '/${content}', statusCode: ${String(code)} })`;
    default:
      return `'n${content}'`;
  }
}

/** What a method returns that may have the response beside, or answers with that. */
function besideExpress(answer: Answer): readonly string[] {
  const { call, code, content } = answer;
  switch (call) {
    case 'end':
      return [`res${code === null ? '' : `.status(${code})`}.json({ n: ${content} })`];
    case 'empty':
      return [`res${code === null ? '' : `.status(${code})`}.end()`];
    case 'sendStatus':
    case 'redirect':
    case 'redirectWith':
      return express.spelling.send(answer);
    default:
      return [...(code === null ? [] : [`res.status(${code})`]), value(answer)];
  }
}

function besideFastify(answer: Answer): readonly string[] {
  const { call, code, content } = answer;
  switch (call) {
    case 'end':
      return [`reply${code === null ? '' : `.code(${code})`}.send({ n: ${content} })`];
    case 'redirect':
    case 'redirectWith':
      return fastify.spelling.send(answer);
    default:
      return [...(code === null ? [] : [`reply.code(${code})`]), value(answer)];
  }
}

const returned = {
  answersWith: 'value',
  spelling: {
    response: null,
    answered: null,
    codes: { any: WITH_CONTENT, redirectWith: REDIRECTS },
    send: (answer: Answer) => [value(answer)],
    answers: /^\s*new Response\(/,
  },
} as const;

function kindsReturned(readsHelpers: 'for content' | 'for all', ...calls: readonly Send['call'][]): Kinds {
  return { sentBy: 'return', send: sends(...calls), withStatus: ['redirectWith'], readsHelpers, has: [] };
}

type Answering = Omit<Style, 'framework' | 'platform' | 'name' | 'tested'>;

/** Methods whose return value is sent, after what their decorators have set. */
function returning(calls: readonly Send['call'][]): Readonly<Record<string, Answering>> {
  const kinds = kindsReturned('for content', ...calls);
  return {
    Returning: {
      ...returned,
      kinds,
      decorators: "@Post('x') @Header('x-0', '1')",
      signature: 'run(@Query() query)',
      method: 'POST',
    },
    Decorated: { ...returned, kinds, decorators: "@Get('x') @HttpCode(299)", signature: 'run(@Query() query)' },
    Redirecting: {
      ...returned,
      kinds: kindsReturned('for all', 'redirect', 'redirectWith', 'json', 'empty'),
      decorators: "@Get('x') @Redirect('/a', 301)",
      signature: 'run(@Query() query)',
    },
  };
}

/** Methods that ask for the response. */
const WITH_RESPONSE: Readonly<Record<Platform, Readonly<Record<string, Answering>>>> = {
  express: {
    Answering: {
      answersWith: 'response',
      decorators: "@Get('x') @HttpCode(299)",
      signature: 'run(@Query() query, @Res() res, @Next() next)',
      kinds: express.kinds,
      spelling: express.spelling,
    },
    Passing: {
      answersWith: 'both',
      decorators: "@Get('x') @HttpCode(299)",
      signature: 'run(@Query() query, @Res({ passthrough: true }) res)',
      kinds: {
        sentBy: 'return',
        send: sends('json', 'json', 'send', 'end', 'empty', 'sendStatus', 'redirect', 'redirectWith'),
        withStatus: ['sendStatus', 'redirectWith'],
        sendsCalls: true,
        has: ['status', 'field'],
      },
      spelling: { ...express.spelling, send: besideExpress },
    },
  },
  fastify: {
    Answering: {
      answersWith: 'response',
      decorators: "@Get('x') @HttpCode(299)",
      signature: 'run(@Query() query, @Res() reply)',
      kinds: {
        sentBy: 'calls',
        send: fastify.kinds.send,
        withStatus: fastify.kinds.withStatus,
        has: fastify.kinds.has,
      },
      spelling: fastify.spelling,
    },
    Passing: {
      answersWith: 'both',
      decorators: "@Get('x') @HttpCode(299)",
      signature: 'run(@Query() query, @Res({ passthrough: true }) reply)',
      kinds: {
        sentBy: 'return',
        send: sends('json', 'json', 'send', 'end', 'redirect', 'redirectWith'),
        withStatus: ['redirectWith'],
        sendsCalls: true,
        has: ['status', 'field'],
      },
      spelling: { ...fastify.spelling, send: besideFastify },
    },
  },
};

function targetsOn(platform: Platform, framework: Framework): readonly Target[] {
  // Nest 11 on Express takes a `Response` for an object like any other.
  const hasResponse = framework.major === 12 || platform === 'fastify';
  const styles = {
    ...returning(['json', 'send', 'empty', ...(hasResponse ? (['end'] as const) : [])]),
    ...WITH_RESPONSE[platform],
  };
  const name = platform === 'express' ? 'nest' : 'nestOnFastify';
  const tested = { programs: 50, open: 15 };
  return Object.entries(styles).map(([how, style]) =>
    nest({ ...style, framework, platform, tested, name: `${name}${how}` }),
  );
}

/** Methods of controllers of one major, by what answers for them and what server they are on. */
export function targetsOf(major: 11 | 12): readonly Target[] {
  return major === 12
    ? [...targetsOn('express', nest12Express), ...targetsOn('fastify', nest12Fastify)]
    : [...targetsOn('express', nest11Express), ...targetsOn('fastify', nest11Fastify)];
}
