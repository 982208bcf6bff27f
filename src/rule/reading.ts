import type { Method } from '../http/methods.js';
import type { Status, Written } from '../exchange/model.js';

/** The places that give the exchange one of these codes; empty when it certainly has another or none can be read. */
export function having(status: Status, ...codes: readonly number[]): readonly Written<number>[] {
  return status.codes.filter(({ value }) => codes.includes(value));
}

/** Whether the handler is known to answer one of these methods. */
export function answers(methods: ReadonlySet<Method> | null, ...some: readonly Method[]): boolean {
  return methods !== null && some.some((method) => methods.has(method));
}
