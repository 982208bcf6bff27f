import { Router, raw } from 'express';
import { writeFile, access } from 'node:fs/promises';
import * as controller from '../controllers/users.js';
import { requireUser } from '../middleware/auth.js';
import { email, text, validateBody } from '../middleware/validate.js';
import * as users from '../services/users.js';

export const router = Router();

const avatarPath = (id: string) => `/var/lib/shop/avatars/${id}.png`;

router.post('/', validateBody({ email, name: text, password: text }), controller.register);
router.get('/me', requireUser, controller.me);
router.get('/:id', requireUser, controller.show);
router.patch('/:id', requireUser, validateBody({ name: text }), controller.update);

router.get('/:id/avatar', (req, res, next) => {
  res.sendFile(avatarPath(req.params.id), { maxAge: '1h' }, (err) => {
    if (err && !res.headersSent) next();
  });
});

router.put('/:id/avatar', requireUser, raw({ type: 'image/png', limit: '1mb' }), async (req, res) => {
  const path = avatarPath(String(req.params.id));
  const replaced = await access(path).then(
    () => true,
    () => false,
  );
  await writeFile(path, req.body);
  if (replaced) {
    res.status(204).end();
  } else {
    res.status(201).json({ url: req.originalUrl });
  }
});

router.delete('/:id/sessions', requireUser, (req, res) => {
  users.endAllSessions(String(req.params.id));
  res.clearCookie('session');
  res.redirect('/login');
});
