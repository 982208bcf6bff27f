import express, { Router } from 'express';
import * as controller from '../controllers/orders.js';
import { requireUser } from '../middleware/auth.js';
import { text, validateBody } from '../middleware/validate.js';
import * as orders from '../services/orders.js';
import * as payments from '../services/payments.js';

export const router = Router();

router.get('/', requireUser, controller.list);
router.post('/', requireUser, express.json(), controller.place);
router.get('/export', requireUser, controller.exportCsv);
router.get('/:id', requireUser, controller.show);
router.delete('/:id', requireUser, controller.cancel);
router.get('/:id/invoice', requireUser, controller.invoice);
router.post('/:id/refunds', requireUser, express.json(), validateBody({ reason: text }), controller.refund);

export const webhooks = Router();

// The signature covers the bytes, so the body must not be parsed.
webhooks.post('/webhooks/payments', express.raw({ type: 'application/json' }), async (req, res) => {
  const event = payments.readEvent(req.body, req.get('x-signature') ?? '');
  if (!event) {
    res.status(400).send('Webhook error: the signature does not fit');
    return;
  }

  switch (event.type) {
    case 'payment.succeeded':
      await orders.markPaid(event.orderId);
      break;
    case 'payment.failed':
      console.warn('payment failed for order', event.orderId);
      break;
    default:
      // Anything but a 2xx makes the sender try again for three days.
      res.status(200).json({ error: `Nobody waits for ${event.type}` });
      return;
  }
  res.json({ received: true });
});
