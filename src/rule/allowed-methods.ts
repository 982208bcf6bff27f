import { METHODS, type Method } from '../http/methods.js';
import type { Handler } from '../exchange/model.js';
import { having } from './reading.js';

/**
 * The methods that a resource is seen to take, as an Allow field lists them: those of the handlers at the same route, and
 * those that lead past the 405 of this one. Empty where none can be seen.
 */
export function allowedBeside(handler: Handler, handlers: readonly Handler[]): readonly Method[] {
  const beside = handler.route === null ? [] : handlers.filter(({ route }) => route === handler.route);
  const ways = beside.length === 0 ? [handler] : beside;
  const taken = ways.flatMap(({ paths }) =>
    paths.flatMap(({ exchange, methods, end }) => {
      const isRefused = exchange !== null && having(exchange.status, 405).length > 0;
      return isRefused || end === 'unsent' ? [] : [...(methods ?? [])];
    }),
  );
  return METHODS.filter((method) => taken.includes(method));
}
