import type { Handler, Path } from '../exchange/model.js';
import type { Node } from '../syntax/ast.js';

/** Words that make a route or a handler a probe wherever they stand. */
const PROBES = /^_?(?:health|healthz|health[-_]?check|readiness|readyz|liveness|livez|heartbeat)$/;
/** Words that do so only by themselves: `/status` is a probe, `updateOrderStatus` is none. */
const BARE_PROBES = /^_?(?:alive|live|ping|ready|startup|status|up)$/;
/** Words in the name of a probe's handler that say nothing about what it is. */
const ABOUT_A_PROBE = /^(?:check|get|handle|handler|is|probe|route)$/;

/** Whether a load balancer or an orchestrator asks here: it has its own schedule, and a 503 is all that it wants to know. */
export function isProbe({ route, name, node }: Handler, { conditions }: Path): boolean {
  const tested = conditions.filter(({ outcome }) => outcome).flatMap(({ test }) => pathsIn(test));
  const words = wordsOf(name ?? '').filter((word) => !ABOUT_A_PROBE.test(word));
  return (
    [route ?? '', ...tested].some(isProbeRoute) ||
    [...words, ...wordsOfPlace(node)].some((word) => PROBES.test(word)) ||
    (words.length === 1 && words.every((word) => BARE_PROBES.test(word)))
  );
}

/** The words of a route that cannot be read as a whole: `app.get(readinessPath, …)`, `` app.get(`${base}/readiness`, …) ``. */
function wordsOfPlace({ parent }: Node): readonly string[] {
  const path = parent?.type === 'CallExpression' ? parent.arguments[0] : undefined;
  if (path?.type === 'TemplateLiteral') return path.quasis.flatMap(({ value }) => wordsOf(value.raw));
  const named = path?.type === 'MemberExpression' ? path.property : path;
  return named?.type === 'Identifier' ? wordsOf(named.name) : [];
}

function isProbeRoute(route: string): boolean {
  const segments = route.toLowerCase().split('/');
  const parameter = segments.findIndex((segment) => /^[:*{[]/.test(segment));
  // `/orders/:id/status` is about an order; `/health/:part` is about this server.
  const fixed = parameter < 0 ? segments : segments.slice(0, parameter);
  return fixed.some((segment) => PROBES.test(segment) || BARE_PROBES.test(segment));
}

/** The paths that a test on the request's URL asks for, such as `/healthz` in `req.url === '/healthz'`. */
function pathsIn(test: Node): readonly string[] {
  if (test.type === 'BinaryExpression') return [test.left, test.right].flatMap(pathsIn);
  if (test.type === 'CallExpression') return test.arguments.flatMap(pathsIn);
  return test.type === 'Literal' && typeof test.value === 'string' && test.value.startsWith('/') ? [test.value] : [];
}

function wordsOf(name: string): string[] {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2');
  return spaced
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}
