import type { HttpRule } from '../rule/create-rule.js';
import noAmbiguousRedirect from './no-ambiguous-redirect.js';
import noMultipleResponses from './no-multiple-responses.js';
import noUnsentStatus from './no-unsent-status.js';
import requireCreatedLocation from './require-created-location.js';
import requireResponse from './require-response.js';
import requireRetryAfter from './require-retry-after.js';

/** Every rule under its name, in the order of the README. */
export const rules = {
  'require-created-location': requireCreatedLocation,
  'require-retry-after': requireRetryAfter,
  'no-ambiguous-redirect': noAmbiguousRedirect,
  'no-multiple-responses': noMultipleResponses,
  'no-unsent-status': noUnsentStatus,
  'require-response': requireResponse,
} satisfies Record<string, HttpRule>;
