import type { Dialect, Taken } from '../../exchange/dialect.js';
import type { Primitive } from '../../syntax/ast.js';
import { HTTP1, nodeTakes } from '../node.js';

/** What a handler is to its chain: `async` ones hand on by themselves, and their errors are caught. Nobody waits for what listens to an event. */
export type Kind = 'sync' | 'async' | 'async, last';

/** Measured on 12.0.0 and 11.1.0. */
function dialectOf(kind: Kind): Dialect {
  const isAsync = kind !== 'sync';
  return {
    ...HTTP1,
    framework: 'Restify',
    name: 'Restify',
    unsent: kind === 'async, last' ? 500 : 'hangs',
    goesOn: isAsync,
    thrown: { sync: 'lost', async: isAsync ? 'handled' : 'lost' },
    errorStatus: { from: ['statusCode'], otherwise: 500 },
    redirect: { status: 302, keepsStatus: 'never' },
    takes(value, sink) {
      if (sink === 'error') return errorTakes(value);
      // An assertion of the setter's own, before anything is sent.
      if (sink === 'method' && (typeof value !== 'number' || Number.isNaN(value)))
        return { is: 'throws', error: 'AssertionError', client: isAsync ? 'error-500' : 'crash' };
      if (sink !== 'head' && !value) return { is: 'replaced', code: 200 };
      const taken = nodeTakes(value, 'crash');
      // Restify takes what failed to be sent for sent, and so does not answer the error either.
      return taken.is === 'throws' && isAsync ? { ...taken, client: 'hangs' } : taken;
    },
  };
}

function errorTakes(value: Primitive): Taken {
  if (typeof value !== 'number' || !value) return { is: 'replaced', code: 500 };
  return nodeTakes(value, 'crash');
}

export const DIALECTS: Readonly<Record<Kind, Dialect>> = {
  sync: dialectOf('sync'),
  async: dialectOf('async'),
  'async, last': dialectOf('async, last'),
};
