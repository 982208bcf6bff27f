import type { Method } from '../http/methods.js';
import type { Dialect } from '../exchange/dialect.js';
import type { Handler, Path, Status, Written } from '../exchange/model.js';
import type { Node, Primitive } from '../syntax/ast.js';

/** The places that give the exchange one of these codes; empty when it certainly has another or none can be read. */
export function having(status: Status, ...codes: readonly number[]): readonly Written<number>[] {
  return status.codes.filter(({ value }) => codes.includes(value));
}

/** Whether the handler is known to answer one of these methods. */
export function answers(methods: ReadonlySet<Method> | null, ...some: readonly Method[]): boolean {
  return methods !== null && some.some((method) => methods.has(method));
}

/** Whether every status that the exchange can have is known and fit to be judged by what it means. */
export function isSettled({ codes, informational, invalid, open }: Status): boolean {
  return !open && codes.length > 0 && informational.length === 0 && invalid.length === 0 && codes.every(isFinal);
}

/** Whether the value is a status of a final response. Others are judged for that, and for nothing else. */
export function isFinal({ value }: Written<Primitive>): boolean {
  return typeof value === 'number' && value >= 200 && value <= 599;
}

/** The paths of the handler on which that call sends the response. */
export function pathsSentBy(send: Node, { paths }: Handler): readonly Path[] {
  return paths.filter(({ exchange }) => exchange?.send.origin === send);
}

/** Whether the call sends that status and no other, on whichever path. */
export function sendsOnly(code: number, send: Node, handler: Handler): boolean {
  return pathsSentBy(send, handler).every(
    ({ exchange }) =>
      exchange && isSettled(exchange.status) && exchange.status.codes.every(({ value }) => value === code),
  );
}

/** The values in words, each once: `200`, `201 or 204`. */
export function anyOf(values: readonly Written<Primitive>[]): string {
  return [...new Set(values.map(({ value }) => String(value)))].join(' or ');
}

/** A value as it would be written in source code. */
export function inSource(value: Primitive): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** What the client gets when a handler ends without an answer, as half a sentence. */
export function whenUnanswered({ unsent, framework }: Dialect): string {
  return unsent === 'hangs'
    ? `${framework} leaves the client waiting`
    : `${framework} answers ${[unsent].flat().join(' or ')} by itself`;
}
