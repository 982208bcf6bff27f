import { randomUUID } from 'node:crypto';
import express from 'express';
import { loadUser } from './middleware/auth.js';
import { errorHandler, notFound } from './middleware/error.js';
import { rateLimit } from './middleware/rate-limit.js';
import { router as auth } from './routes/auth.js';
import { router as orders, webhooks } from './routes/orders.js';
import { router as products } from './routes/products.js';
import { router as users } from './routes/users.js';
import * as payments from './services/payments.js';

export const app = express();

app.set('view engine', 'ejs');
app.disable('x-powered-by');

app.use((req, res, next) => {
  res.set('X-Request-Id', req.get('x-request-id') ?? randomUUID());
  next();
});

// The load balancer asks every second and looks at the status only.
app.get('/healthz', async (req, res) => {
  const healthy = await payments.ping();
  res.status(healthy ? 200 : 503).json({ healthy });
});

app.use((req, res, next) => {
  if (process.env.MAINTENANCE === 'on') {
    return res.status(503).json({ error: 'The shop is closed for maintenance' });
  }
  return next();
});

app.use(webhooks);
app.use(rateLimit({ windowMs: 60_000, max: 300 }));
app.use(loadUser);
app.use(auth);
app.use('/orders', orders);
app.use(express.json());
app.use('/products', products);
app.use('/users', users);

app.use(notFound);
app.use(errorHandler);
