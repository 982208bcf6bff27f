import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** Checks one field; says what is wrong with it, or nothing. */
export type Check = (value: unknown) => string | undefined;

export const text: Check = (value) => (typeof value === 'string' && value.trim() !== '' ? undefined : 'must be a text');
export const count: Check = (value) =>
  Number.isInteger(value) && (value as number) >= 0 ? undefined : 'must be a whole number';
export const email: Check = (value) => (/^\S+@\S+$/.test(String(value)) ? undefined : 'must be an e-mail address');

export function validateBody(checks: Record<string, Check>): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    const errors = Object.entries(checks).flatMap(([name, check]) => {
      const problem = check(req.body?.[name]);
      return problem ? [`${name} ${problem}`] : [];
    });
    if (errors.length > 0) return res.status(422).json({ errors });
    return next();
  };
}
