import type { RequestHandler } from 'express';

interface Limit {
  windowMs: number;
  max: number;
}

/** Lets each address through `max` times per window. */
export function rateLimit({ windowMs, max }: Limit): RequestHandler {
  const windows = new Map<string, { count: number; ends: number }>();

  return (req, res, next) => {
    const key = req.ip ?? 'unknown';
    const now = Date.now();
    let window = windows.get(key);
    if (!window || window.ends <= now) {
      window = { count: 0, ends: now + windowMs };
      windows.set(key, window);
    }
    window.count += 1;
    if (window.count > max) {
      res
        .status(429)
        .set('Retry-After', String(Math.ceil((window.ends - now) / 1000)))
        .json({ error: 'Too many requests' });
      return;
    }
    next();
  };
}
