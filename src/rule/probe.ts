import type { Handler } from '../exchange/model.js';

/** Words that make a route or a handler a probe wherever they stand. */
const PROBES = /^_?(?:health|healthz|health[-_]?check|readiness|readyz|liveness|livez|heartbeat)$/;
/** Words that do so only by themselves: `/status` is a probe, `updateOrderStatus` is none. */
const BARE_PROBES = /^_?(?:alive|live|ping|ready|startup|status|up)$/;
/** Words in the name of a probe's handler that say nothing about what it is. */
const ABOUT_A_PROBE = /^(?:check|get|handle|handler|is|probe|route)$/;

/** Whether a load balancer or an orchestrator asks here: it has its own schedule, and a 503 is all that it wants to know. */
export function isProbe({ route, name }: Handler): boolean {
  const segments = (route ?? '').toLowerCase().split('/');
  const parameter = segments.findIndex((segment) => /^[:*{[]/.test(segment));
  // `/orders/:id/status` is about an order; `/health/:part` is about this server.
  const fixed = parameter < 0 ? segments : segments.slice(0, parameter);
  const words = wordsOf(name ?? '').filter((word) => !ABOUT_A_PROBE.test(word));
  return (
    [...fixed, ...words].some((word) => PROBES.test(word)) ||
    fixed.some((segment) => BARE_PROBES.test(segment)) ||
    (words.length === 1 && words.every((word) => BARE_PROBES.test(word)))
  );
}

function wordsOf(name: string): string[] {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2');
  return spaced
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}
