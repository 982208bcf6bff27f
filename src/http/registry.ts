import { CLIENT_ERRORS } from './registry/client-errors.js';
import { INFORMATIONAL } from './registry/informational.js';
import { REDIRECTION } from './registry/redirection.js';
import type { Registration } from './registry/registration.js';
import { SERVER_ERRORS } from './registry/server-errors.js';
import { SUCCESSFUL } from './registry/successful.js';

export type { Registration, Standing, StatusField } from './registry/registration.js';

/** Where IANA keeps the registry, and the date of its state that stands here. */
export const REGISTRY_SOURCE = 'https://www.iana.org/assignments/http-status-codes/';
export const REGISTRY_DATE = '2025-09-15';

/** The assigned status codes, in order. */
export const REGISTRY: readonly Registration[] = [
  ...INFORMATIONAL,
  ...SUCCESSFUL,
  ...REDIRECTION,
  ...CLIENT_ERRORS,
  ...SERVER_ERRORS,
];
