import express, { Router, type Response } from 'express';
import { rateLimit } from '../middleware/rate-limit.js';
import * as users from '../services/users.js';

export const router = Router();

router.use(express.urlencoded({ extended: false }));

function showForm(res: Response, status: number, error?: string) {
  res.status(status).render('login', { error, title: 'Sign in' });
}

router.get('/login', (req, res) => {
  if (res.locals.user) return res.redirect('/account');
  return showForm(res, 200);
});

router.post('/login', rateLimit({ windowMs: 60_000, max: 20 }), async (req, res) => {
  const { email, password } = req.body;
  if (!email || !password) return showForm(res, 422, 'Fill in both fields');

  if (users.isLockedOut(email)) {
    return res.status(429).render('locked-out', { email });
  }

  const user = await users.checkPassword(email, password);
  if (!user) return showForm(res, 401, 'This is not your password');

  res.cookie('session', users.startSession(user), { httpOnly: true, sameSite: 'lax', secure: true });
  return res.redirect('/account');
});

router.post('/logout', (req, res) => {
  users.endSession(res.locals.session);
  res.clearCookie('session').redirect(303, '/');
});

router.post('/password-resets', async (req, res, next) => {
  try {
    const user = await users.findByEmail(req.body.email);
    if (user) console.info('mail a reset link to', user.email);
    // The same answer for everybody: it must not tell who has an account.
    res.status(202).json({ message: 'If there is such an account, a mail is on its way' });
  } catch (err) {
    next(err);
  }
});
