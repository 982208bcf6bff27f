/** The error classes of `routing-controllers` 0.11.3 and their statuses (https://github.com/typestack/routing-controllers#throw-http-errors). */
export const ROUTING_CONTROLLERS: Readonly<Record<string, number>> = {
  InternalServerError: 500,
  BadRequestError: 400,
  ForbiddenError: 403,
  NotAcceptableError: 406,
  MethodNotAllowedError: 405,
  NotFoundError: 404,
  UnauthorizedError: 401,
  UnprocessableEntityError: 422,
};
