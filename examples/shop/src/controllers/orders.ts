import type { Request, Response } from 'express';
import { HttpStatus } from '../http-status.js';
import { asyncHandler } from '../middleware/async-handler.js';
import * as orders from '../services/orders.js';

export const list = asyncHandler(async (req, res) => {
  res.json(await orders.ofUser(res.locals.user.id));
});

export const place = asyncHandler(async (req, res) => {
  const { lines } = req.body;
  if (!Array.isArray(lines) || lines.length === 0) {
    return res.status(HttpStatus.UNPROCESSABLE_CONTENT).json({ error: 'An order needs at least one line' });
  }
  const order = await orders.place(res.locals.user.id, lines);
  return res.status(201).location(`/orders/${order.id}`).json(order);
});

export const show = asyncHandler(async (req: Request, res: Response) => {
  const order = await orders.find(String(req.params.id));
  if (!order || order.userId !== res.locals.user.id) {
    return res.status(404);
  }
  return res.json(order);
});

export const cancel = asyncHandler(async (req, res) => {
  const order = await orders.find(String(req.params.id));
  if (!order) {
    res.sendStatus(HttpStatus.NOT_FOUND);
    return;
  }
  if (order.state === 'shipped') {
    res.status(409).json({ error: 'The order is on its way already' });
  }
  await orders.cancel(order);
  res.sendStatus(204);
});

export const refund = asyncHandler(async (req, res) => {
  const order = await orders.find(String(req.params.id));
  if (!order) return res.status(404).json({ error: 'There is no such order' });
  if (order.state === 'open') return res.status(409).json({ error: 'The order has not been paid' });

  const { ticket } = await orders.requestRefund(order, req.body.reason);
  res.json({ ticket });
  return res.status(202);
});

export async function exportCsv(req: Request, res: Response) {
  try {
    const csv = await orders.asCsv(res.locals.user.id);
    res.type('text/csv').attachment('orders.csv').send(csv);
  } catch (err) {
    const error = err as Error;
    res.status(500).json({ message: 'The export failed', details: error.stack });
  }
}

export const invoice = asyncHandler(async (req, res, next) => {
  const order = await orders.find(String(req.params.id));
  if (!order) return res.status(404).json({ error: 'There is no such order' });

  return res.download(orders.invoicePath(order), `invoice-${order.id}.pdf`, (err) => {
    if (!err) return;
    if (res.headersSent) return next(err);
    res.status(500).json({ error: 'The invoice could not be read' });
  });
});
