import * as fc from 'fast-check';
import { answer as answerWith } from '../../../frameworks/fetch.js';
import { REDIRECTS, WITH_CONTENT } from '../../../generated/codes.js';
import type { Send } from '../../../generated/grammar.js';
import type { Call, Stage } from '../../../generated/stage.js';
import type { Answer, Target } from '../../../generated/target.js';
import { made, notingResponse } from '../../../generated/targets/fetch.js';
import { navigation, next as framework, routeOf, server } from '../../next/route-handlers.js';

interface Route {
  readonly GET: (request: Request) => unknown;
}

/** The functions of `next/navigation`, with notes taken of what they throw, which is an answer once it leaves the handler. */
function notingNavigation({ taking }: Stage): object {
  const noting = (own: Call, code: number | null): Call => {
    const thrown = (args: readonly unknown[]): Error => {
      try {
        return new Error(`${String(own(...args))} was returned`);
      } catch (error) {
        // They throw nothing but errors.
        return error as Error;
      }
    };
    return (...args) => {
      throw made.make(taking(), { code }, () => thrown(args));
    };
  };
  return { ...navigation, redirect: noting(navigation.redirect, null), notFound: noting(navigation.notFound, 404) };
}

function spelled({ call, code, content }: Answer): string {
  const init = code === null ? '' : `, { status: ${code} }`;
  switch (call) {
    case 'json':
      return `NextResponse.json({ n: ${content} }${init})`;
    case 'empty':
      return `new NextResponse(null${init})`;
    case 'redirect':
      return `NextResponse.redirect('http://localhost/${content}'${code === null ? '' : `, ${code}`})`;
    case 'redirectWith':
      return `redirect('/${content}')`;
    case 'sendStatus':
      return 'notFound()';
    case 'end':
      return `new Response('n${content}'${init})`;
    default:
      return `new NextResponse('n${content}'${init})`;
  }
}

const next: Target = {
  name: 'next',
  framework,
  usual: 'async',
  kinds: {
    sentBy: 'return',
    send: fc.record({
      call: fc.constantFrom<Send['call'][]>(
        ...(['json', 'json', 'send', 'end', 'empty', 'redirect', 'redirectWith', 'sendStatus'] as const),
      ),
      status: fc.constantFrom('none' as const, 'one' as const, 'one' as const, 'either' as const),
      flag: fc.nat({ max: 4 }),
    }),
    withStatus: [],
    has: ['made'],
  },
  spelling: {
    requires: [
      "const { NextResponse } = require('next/server');",
      "const { notFound, redirect } = require('next/navigation');",
    ],
    app: [],
    head: (kind) => `exports.GET = ${kind}(request) => {`,
    close: ['};'],
    flags: 'Object.fromEntries(request.nextUrl.searchParams)',
    response: null,
    answered: null,
    codes: { any: WITH_CONTENT, empty: [204, 304, ...WITH_CONTENT], redirect: REDIRECTS },
    send: (answer) => [spelled(answer)],
    answers: /^\s*(?:new (?:Next)?Response|NextResponse\.)/,
    made: { change: (name, field) => `${name}.headers.set('${field}', '1')` },
  },
  runner: {
    globals: (stage) => ({ Response: notingResponse(stage, Response) }),
    modules: (stage) => ({
      'next/server': { ...server, NextResponse: notingResponse(stage, server.NextResponse) },
      'next/navigation': notingNavigation(stage),
    }),
    listener(exported, { taking }) {
      // A program exports what answers GET.
      const { GET } = exported as Route;
      const route = routeOf({
        GET: async (request: Request) => {
          const notes = taking();
          try {
            const given = await GET(request);
            made.give(notes, given);
            return given;
          } catch (error) {
            made.give(notes, error);
            throw error;
          }
        },
      });
      return (request, response) => answerWith(request, response, taking(), route, null);
    },
    turns: 20,
  },
  tested: { programs: 50, open: 5 },
};

export default next;
