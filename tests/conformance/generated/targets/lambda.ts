import * as fc from 'fast-check';
import { lambda, respond, type Handler, type Payload } from '../../lambda.js';
import { REDIRECTS, WITH_CONTENT } from '../codes.js';
import type { Send } from '../grammar.js';
import type { Stage } from '../stage.js';
import type { Answer, Target } from '../target.js';

export interface Exports {
  readonly handler: Handler;
}

/** What of a result is written in programs. */
interface Result {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** The field that says which of the answers in a program a result is. */
const NUMBER = 'x-n';

/** Notes a result that a program gives back. */
function note(result: unknown, { taking }: Stage, source: string): void {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    if (result !== undefined) taking().ended();
    return;
  }
  // Programs write nothing else with a status.
  const { statusCode, headers } = result as Result;
  const line = source.split('\n').findIndex((each) => each.includes(`'${NUMBER}': '${String(headers[NUMBER])}'`)) + 1;
  taking().events.push({ is: 'send', line, code: statusCode, redirects: false, first: null });
}

export function spelled({ call, code, content }: Answer): string {
  const head = (fields = ''): string => `statusCode: ${String(code)}, headers: { '${NUMBER}': '${content}'${fields} }`;
  switch (call) {
    case 'json':
      return `({ ${head()}, body: JSON.stringify({ n: ${content} }) })`;
    case 'empty':
      return `({ ${head()} })`;
    case 'redirect':
      return `({ ${head(`, Location: '/${content}'`)} })`;
    case 'end':
      return `({ n: ${content} })`;
    case 'write':
      return `'n${content}'`;
    default:
      return `({ ${head()}, body: 'n${content}' })`;
  }
}

/** An answer of one of these kinds. */
export function sending(...calls: readonly Send['call'][]): fc.Arbitrary<Send> {
  return fc.record({
    call: fc.constantFrom(...calls),
    status: fc.constantFrom('one' as const, 'either' as const),
    flag: fc.nat({ max: 4 }),
  });
}

export const result = sending('json', 'send', 'empty', 'redirect');
/** What has no status, and is malformed in one format and content in the other. */
const plain = sending('end', 'write');

/** What tells the format of the payload, and gives the flags. */
export const FLAGS: Readonly<Record<Payload, string>> = {
  1: "event.httpMethod === 'GET' ? event.queryStringParameters : {}",
  2: 'Object.fromEntries(new URLSearchParams(event.rawQueryString))',
};

/** Types by which a function is known that never gives back a status. */
export const TYPES: Readonly<Record<Payload, string>> = {
  1: "import('aws-lambda').APIGatewayProxyHandler",
  2: "import('aws-lambda').APIGatewayProxyHandlerV2",
};

function lambdaOf(payload: Payload): Target {
  return {
    name: `lambda${payload}`,
    framework: lambda(payload),
    usual: 'async',
    kinds: {
      sentBy: 'return',
      send: fc.oneof({ weight: 3, arbitrary: result }, { weight: 1, arbitrary: plain }),
      changeable: result,
      withStatus: [],
      readsHelpers: 'for all',
      has: ['made'],
    },
    spelling: {
      requires: [`// A function behind a proxy integration, with payloads of format ${payload}.0.`],
      app: [],
      head: (kind) => `exports.handler = /** @type {${TYPES[payload]}} */ (${kind}(event) => {`,
      close: ['});'],
      flags: FLAGS[payload],
      response: null,
      answered: null,
      codes: { any: WITH_CONTENT, empty: [204, 304, ...WITH_CONTENT], redirect: REDIRECTS },
      send: (answer) => [spelled(answer)],
      made: { change: (name, field) => `${name}.headers['${field}'] = '1'` },
    },
    runner: {
      listener(exported, stage, source) {
        // A program exports its function.
        const { handler } = exported as Exports;
        return (request, response) => {
          const noted: Handler = async (event, context, callback) => {
            const result = await handler(event, context, callback);
            note(result, stage, source);
            return result;
          };
          return respond(request, response, noted, payload, stage.taking());
        };
      },
      turns: 20,
    },
    tested: { programs: 50, open: 8 },
  };
}

export const lambda1 = lambdaOf(1);
export const lambda2 = lambdaOf(2);
