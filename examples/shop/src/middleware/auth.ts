import type { NextFunction, Request, Response } from 'express';
import * as users from '../services/users.js';

function sessionOf(req: Request): string | undefined {
  const [scheme, token] = (req.get('authorization') ?? '').split(' ');
  if (scheme === 'Bearer') return token;
  return /(?:^|;\s*)session=([^;]+)/.exec(req.headers.cookie ?? '')?.[1];
}

export async function loadUser(req: Request, res: Response, next: NextFunction) {
  const session = sessionOf(req);
  if (session) {
    res.locals.session = session;
    res.locals.user = await users.userOfSession(session);
  }
  next();
}

export function requireUser(req: Request, res: Response, next: NextFunction) {
  if (!res.locals.user) {
    res.set('WWW-Authenticate', 'Bearer realm="shop"');
    res.status(401).json({ error: 'Please sign in' });
    return;
  }
  next();
}

export function requireAdmin(req: Request, res: Response, next: NextFunction) {
  if (res.locals.user?.role !== 'admin') {
    res.status(403).json({ error: 'Only administrators may do this' });
  }
  next();
}
