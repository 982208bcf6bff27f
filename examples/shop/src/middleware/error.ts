import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ConflictError, NotFoundError, ValidationError } from '../services/errors.js';

const isProduction = process.env.NODE_ENV === 'production';

export const notFound: RequestHandler = (req, res) => {
  res.status(404).json({ error: `There is nothing at ${req.path}` });
};

function statusOf(err: unknown): number {
  if (err instanceof NotFoundError) return 404;
  if (err instanceof ConflictError) return 409;
  if (err instanceof ValidationError) return 422;
  return 500;
}

export const errorHandler: ErrorRequestHandler = (err, req, res, next) => {
  if (res.headersSent) {
    next(err);
    return;
  }
  const status = statusOf(err);
  if (status >= 500) console.error(req.method, req.originalUrl, err);
  res.status(status).json({
    error: status >= 500 && isProduction ? 'Something went wrong' : err.message,
    ...(err instanceof ValidationError && { details: err.details }),
    ...(isProduction ? {} : { stack: err.stack }),
  });
};
