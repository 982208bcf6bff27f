import type { HttpRule } from '../rule/create-rule.js';
import consistentBodyStatus from './consistent-body-status.js';
import noAmbiguousRedirect from './no-ambiguous-redirect.js';
import noBodyOnBodylessStatus from './no-body-on-bodyless-status.js';
import noCachedErrorStatus from './no-cached-error-status.js';
import noErrorBodyWithSuccessStatus from './no-error-body-with-success-status.js';
import noErrorCodeAsStatus from './no-error-code-as-status.js';
import noIneffectiveStatus from './no-ineffective-status.js';
import noInformationalFinalStatus from './no-informational-final-status.js';
import noMeaninglessStatusHeader from './no-meaningless-status-header.js';
import noMethodStatusMismatch from './no-method-status-mismatch.js';
import noMultipleResponses from './no-multiple-responses.js';
import noNonstandardStatusCode from './no-nonstandard-status-code.js';
import noStackInResponse from './no-stack-in-response.js';
import noUndeclaredStatus from './no-undeclared-status.js';
import noGatewayStatusInOrigin from './no-gateway-status-in-origin.js';
import noUnrequestedStatus from './no-unrequested-status.js';
import noUnsentStatus from './no-unsent-status.js';
import preferProblemDetails from './prefer-problem-details.js';
import requireAllow from './require-allow.js';
import requireCreatedLocation from './require-created-location.js';
import requireErrorBody from './require-error-body.js';
import requireResponse from './require-response.js';
import requireRetryAfter from './require-retry-after.js';
import requireStatusHeaders from './require-status-headers.js';
import requireWwwAuthenticate from './require-www-authenticate.js';
import validRedirect from './valid-redirect.js';
import validStatusCode from './valid-status-code.js';
import noFaultClassMismatch from './no-fault-class-mismatch.js';
import noAuthStatusConfusion from './no-auth-status-confusion.js';
import preferMethodNotAllowed from './prefer-method-not-allowed.js';
import validStatusHeaderValue from './valid-status-header-value.js';
import preferSpecificClientError from './prefer-specific-client-error.js';
import preferSpecificSuccessStatus from './prefer-specific-success-status.js';
import consistentValidationStatus from './consistent-validation-status.js';
import redirectPermanence from './redirect-permanence.js';
import statusCodeStyle from './status-code-style.js';

/** Every rule under its name, in the order of the README. */
export const rules = {
  'no-error-body-with-success-status': noErrorBodyWithSuccessStatus,
  'require-created-location': requireCreatedLocation,
  'require-retry-after': requireRetryAfter,
  'no-ambiguous-redirect': noAmbiguousRedirect,
  'no-stack-in-response': noStackInResponse,
  'valid-status-code': validStatusCode,
  'no-informational-final-status': noInformationalFinalStatus,
  'no-body-on-bodyless-status': noBodyOnBodylessStatus,
  'no-ineffective-status': noIneffectiveStatus,
  'valid-redirect': validRedirect,
  'require-allow': requireAllow,
  'require-status-headers': requireStatusHeaders,
  'valid-status-header-value': validStatusHeaderValue,
  'no-nonstandard-status-code': noNonstandardStatusCode,
  'no-meaningless-status-header': noMeaninglessStatusHeader,
  'no-method-status-mismatch': noMethodStatusMismatch,
  'no-multiple-responses': noMultipleResponses,
  'no-unsent-status': noUnsentStatus,
  'no-error-code-as-status': noErrorCodeAsStatus,
  'consistent-body-status': consistentBodyStatus,
  'require-response': requireResponse,
  'no-unrequested-status': noUnrequestedStatus,
  'no-gateway-status-in-origin': noGatewayStatusInOrigin,
  'no-cached-error-status': noCachedErrorStatus,
  'require-www-authenticate': requireWwwAuthenticate,
  'no-undeclared-status': noUndeclaredStatus,
  'require-error-body': requireErrorBody,
  'prefer-problem-details': preferProblemDetails,
  'no-fault-class-mismatch': noFaultClassMismatch,
  'no-auth-status-confusion': noAuthStatusConfusion,
  'prefer-method-not-allowed': preferMethodNotAllowed,
  'prefer-specific-client-error': preferSpecificClientError,
  'prefer-specific-success-status': preferSpecificSuccessStatus,
  'consistent-validation-status': consistentValidationStatus,
  'redirect-permanence': redirectPermanence,
  'status-code-style': statusCodeStyle,
} satisfies Record<string, HttpRule>;
