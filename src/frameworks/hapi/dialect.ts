import type { Dialect, Taken } from '../../exchange/dialect.js';
import type { Primitive } from '../../syntax/ast.js';
import { nodeTakes } from '../node.js';

/** `code` asserts an integer, `statusCode` is given to Node; what Node cannot send is answered with 500 (measured on 21.4.10). */
function takes(value: Primitive, sink: string): Taken {
  if (sink === 'error')
    return typeof value === 'number' && value >= 400 ? { is: 'sent', code: value } : { is: 'replaced', code: 500 };
  if (sink === 'property') return nodeTakes(value ?? 200, 'error-500');
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    return { is: 'throws', error: 'AssertionError', client: 'error-500' };
  if (value < 100 || value > 999) return { is: 'throws', error: 'RangeError', client: 'error-500' };
  return { is: 'sent', code: value };
}

export const DIALECT: Dialect = {
  framework: 'hapi',
  name: 'hapi',
  major: 21,
  certain: true,
  defaultStatus: 200,
  unsent: 500,
  thrown: { sync: 'handled', async: 'handled' },
  errorStatus: { from: ['output.statusCode'], otherwise: 500 },
  redirect: { status: 302, keepsStatus: 'never' },
  takes,
  // lib/transmit.js, headers.js and response.js of 21.4.10.
  comparesWith: [200, 204, 206, 301, 302, 304, 307, 500],
  contentOn: (code) => (code === 205 ? 'sent' : 'dropped'),
};
