import { createHmac, timingSafeEqual } from 'node:crypto';

export interface PaymentEvent {
  type: 'payment.succeeded' | 'payment.failed' | 'payout.created';
  orderId: string;
}

const SECRET = process.env.PAYMENTS_SECRET ?? 'secret';

/** The event in a signed webhook; null if the signature does not fit. */
export function readEvent(payload: Buffer, signature: string): PaymentEvent | null {
  const expected = createHmac('sha256', SECRET).update(payload).digest();
  const given = Buffer.from(signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return JSON.parse(payload.toString()) as PaymentEvent;
}

export async function ping(): Promise<boolean> {
  return true;
}
