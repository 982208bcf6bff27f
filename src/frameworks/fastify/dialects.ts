import type { Dialect, Taken } from '../../exchange/dialect.js';
import type { Primitive } from '../../syntax/ast.js';
import { responseTakes } from '../fetch-response.js';
import { nodeTakes } from '../node.js';

/** `reply.code(value)`: anything that comes to a number from 100 to 599. */
function codeTakes(value: Primitive): Taken {
  const code = numberOf(value);
  if (!(code >= 100 && code <= 599)) return { is: 'throws', error: 'FST_ERR_BAD_STATUS_CODE', client: 'error-500' };
  return taken(value, code);
}

/** An error's own status counts when it comes to a number from 400 to 599; Fastify 4 takes higher ones too, and Node what it can. */
function errorTakes(value: Primitive, major: 4 | 5): Taken {
  const code = numberOf(value);
  if (!(code >= 400) || (major === 5 && code > 599)) return { is: 'replaced', code: 500 };
  return code < 1000 ? taken(value, code) : { is: 'throws', error: 'ERR_HTTP_INVALID_STATUS_CODE', client: 'crash' };
}

function numberOf(value: Primitive): number {
  return typeof value === 'bigint' ? Number.NaN : Number(value);
}

/** Node cuts fractions off when the status is written. */
function taken(value: Primitive, code: number): Taken {
  return Number.isInteger(code) && value === code ? { is: 'sent', code } : { is: 'coerced', code: Math.trunc(code) };
}

/** What was measured on Fastify 4.29.1 and 5.12.8. */
export function dialect(major: 4 | 5, certain: boolean): Dialect {
  return {
    framework: 'Fastify',
    name: `Fastify ${major}`,
    major,
    certain,
    defaultStatus: 200,
    unsent: 'hangs',
    thrown: { sync: 'handled', async: 'handled' },
    errorStatus: { from: ['statusCode', 'status'], otherwise: 500 },
    redirect: { status: 302, keepsStatus: 'always' },
    takes(value, sink) {
      switch (sink) {
        case 'error':
          return errorTakes(value, major);
        case 'init':
          return responseTakes(value);
        // Node's own response, below the reply.
        case 'property':
        case 'head':
          return nodeTakes(value, 'error-500');
        default:
          return codeTakes(value);
      }
    },
    contentOn: (status) => (status === 205 ? 'sent' : 'dropped'),
    secondSend: (call) => (call === 'end' || call === 'write' ? 'crashes' : 'ignored'),
  };
}
