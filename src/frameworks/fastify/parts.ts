import type { Parameter } from '../../exchange/effects.js';
import type { Role } from '../../exchange/model.js';

/** What a function is for Fastify: what it gets, and in which role it runs. */
export interface Part {
  readonly role: Role;
  readonly parameters: readonly Parameter[];
}

export const HANDLER: Part = { role: 'handler', parameters: ['request', 'response'] };
export const ERROR_HANDLER: Part = { role: 'error-handler', parameters: ['error', 'request', 'response'] };
export const HOOK: Part = { role: 'middleware', parameters: ['request', 'response', 'next'] };
/** A hook that gets what was received, or what is to be sent, before it gets `done`. */
const PAYLOAD_HOOK: Part = { role: 'middleware', parameters: ['request', 'response', null, 'next'] };

/** The hooks that run while a request is answered (https://fastify.dev/docs/latest/Reference/Hooks/). */
const HOOKS: ReadonlyMap<string, Part> = new Map([
  ['onRequest', HOOK],
  ['preParsing', PAYLOAD_HOOK],
  ['preValidation', HOOK],
  ['preHandler', HOOK],
  ['preSerialization', PAYLOAD_HOOK],
  ['onSend', PAYLOAD_HOOK],
]);

/** The hooks that run when the answer is settled. */
const AFTERWARDS: ReadonlySet<string> = new Set(['onResponse', 'onError', 'onTimeout', 'onRequestAbort']);

/** What a function is under that name, of a hook or of a property of route options; `afterwards` where it comes too late to answer. */
export function partNamed(name: string): Part | 'afterwards' | null {
  if (name === 'handler') return HANDLER;
  if (name === 'errorHandler') return ERROR_HANDLER;
  return AFTERWARDS.has(name) ? 'afterwards' : (HOOKS.get(name) ?? null);
}

/** Whether a hook of that name runs while a request is answered, or after it. */
export function isHookName(name: string): boolean {
  return HOOKS.has(name) || AFTERWARDS.has(name);
}
