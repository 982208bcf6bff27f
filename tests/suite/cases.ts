import type { Answer, Program, Step } from './program.js';

/** The core of a rule: what it reports in every framework, and the nearest thing that it does not. */
export interface CoreCase {
  readonly rule: string;
  readonly title: string;
  readonly program: Program;
  readonly isReported: boolean;
}

const answer = (status: Answer['status'], body: string | null = null, fields: Answer['fields'] = {}): Step => ({
  does: 'answer',
  answer: { status, body, fields },
});
const redirect = (status: number | null): Step => ({ does: 'redirect', to: "'/users'", status });
const fine: Step = answer(null, '{ id: 1 }');
const when = (...steps: readonly Step[]): Step => ({ does: 'if', test: 'load()', steps });
const caught = (...steps: readonly Step[]): Step => ({ does: 'try', call: 'load()', caught: steps });

const get = (...steps: readonly Step[]): Program => ({ method: 'GET', steps });
const post = (...steps: readonly Step[]): Program => ({ method: 'POST', steps });

function core(rule: string, title: string, reported: Program, silent: Program): readonly CoreCase[] {
  return [
    { rule, title, program: reported, isReported: true },
    { rule, title: `${title}, put right`, program: silent, isReported: false },
  ];
}

export const CORE_CASES: readonly CoreCase[] = [
  ...core(
    'no-error-body-with-success-status',
    'an error that goes out with the default status',
    get(answer(null, "{ error: 'none' }")),
    get(answer(404, "{ error: 'none' }")),
  ),
  ...core(
    'no-error-body-with-success-status',
    'an error that goes out with a 200 from a catch',
    get(caught(answer(200, '{ error: err.message }')), fine),
    get(caught(answer(500, '{ error: err.message }')), fine),
  ),
  ...core(
    'no-error-body-with-success-status',
    'an error handler that sets no status',
    { method: 'error', steps: [answer(null, '{ error: err.message }')] },
    { method: 'error', steps: [answer(500, '{ error: err.message }')] },
  ),
  ...core(
    'require-created-location',
    'a 201 that names nothing',
    post(answer(201, '{ id: 1 }')),
    post(answer(201, '{ id: 1 }', { Location: "'/users/1'" })),
  ),
  ...core(
    'require-retry-after',
    'a 429 that does not say when to come back',
    get(answer(429, "{ error: 'slow down' }")),
    get(answer(429, "{ error: 'slow down' }", { 'Retry-After': "'60'" })),
  ),
  ...core('no-ambiguous-redirect', 'a POST redirected with 302', post(redirect(302)), post(redirect(303))),
  ...core(
    'no-stack-in-response',
    'a stack in the body',
    get(caught(answer(500, '{ error: err.stack }')), fine),
    get(caught(answer(500, '{ error: err.message }')), fine),
  ),
  ...core('valid-status-code', 'a status that is none', get(answer(99, '{ id: 1 }')), get(answer(202, '{ id: 1 }'))),
  ...core(
    'no-informational-final-status',
    'a 102 in place of an answer',
    post(answer(102, '{ id: 1 }')),
    post(answer(202, '{ id: 1 }')),
  ),
  ...core('no-body-on-bodyless-status', 'a 204 with content', get(answer(204, '{ id: 1 }')), get(answer(204))),
  ...core(
    'no-ineffective-status',
    'a status before a redirect',
    get({ does: 'status', status: 301 }, redirect(null)),
    get(redirect(301)),
  ),
  ...core(
    'valid-redirect',
    'a redirect to nowhere',
    get(answer(302)),
    get(answer(302, null, { Location: "'/users'" })),
  ),
  ...core(
    'no-nonstandard-status-code',
    'a status that no standard knows',
    get(answer(420, "{ error: 'calm down' }")),
    get(answer(418, "{ error: 'calm down' }")),
  ),
  ...core(
    'no-meaningless-status-header',
    'a Location with a 200',
    get(answer(200, '{ id: 1 }', { Location: "'/users/1'" })),
    get(answer(202, '{ id: 1 }', { Location: "'/users/1'" })),
  ),
  ...core(
    'no-method-status-mismatch',
    'a POST that is answered with a part',
    post(answer(206, '{ id: 1 }', { 'Content-Range': "'bytes 0-7/9'" })),
    post(answer(200, '{ id: 1 }')),
  ),
  ...core(
    'no-cached-error-status',
    'a 500 that caches keep',
    get(answer(500, "{ error: 'later' }", { 'Cache-Control': "'max-age=60'" })),
    get(answer(500, "{ error: 'later' }", { 'Cache-Control': "'no-store'" })),
  ),
  ...core(
    'valid-status-header-value',
    'a time to come back with its unit',
    get(answer(503, "{ error: 'later' }", { 'Retry-After': "'60s'" })),
    get(answer(503, "{ error: 'later' }", { 'Retry-After': "'60'" })),
  ),
  ...core(
    'no-unrequested-status',
    'too early, though nothing was early data',
    post(answer(425, "{ error: 'closed' }")),
    post(answer(409, "{ error: 'closed' }")),
  ),
  ...core(
    'no-gateway-status-in-origin',
    'a bad gateway where there is none',
    get(answer(502, "{ error: 'broken' }")),
    get(answer(500, "{ error: 'broken' }")),
  ),
  ...core(
    'require-allow',
    'a 405 that names no methods',
    get(answer(405, "{ error: 'no' }")),
    get(answer(405, "{ error: 'no' }", { Allow: "'POST'" })),
  ),
  ...core(
    'require-status-headers',
    'an upgrade to nothing',
    get(answer(426, "{ error: 'upgrade' }")),
    get(answer(426, "{ error: 'upgrade' }", { Upgrade: "'TLS/1.3'" })),
  ),
  ...core(
    'require-www-authenticate',
    'a 401 without a challenge',
    get(answer(401, "{ error: 'who?' }")),
    get(answer(401, "{ error: 'who?' }", { 'WWW-Authenticate': "'Bearer'" })),
  ),
  ...core(
    'no-multiple-responses',
    'an answer without return',
    get(when({ does: 'forget', answer: { status: 404, body: "{ error: 'none' }", fields: {} } }), fine),
    get(when(answer(404, "{ error: 'none' }")), fine),
  ),
  ...core(
    'no-unsent-status',
    'a status that nobody sends',
    get(when(fine), { does: 'status', status: 404 }),
    get(when(fine), answer(404, "{ error: 'none' }")),
  ),
  ...core(
    'require-response',
    'a way on which nobody answers',
    get(when(fine)),
    get(when(fine), answer(404, "{ error: 'none' }")),
  ),
  ...core(
    'consistent-body-status',
    'a body that names another status',
    get(answer(400, '{ status: 404 }')),
    get(answer(404, '{ status: 404 }')),
  ),
  ...core(
    'no-error-code-as-status',
    'the code of an error as the status',
    get(caught(answer('err.code', '{ id: 1 }')), fine),
    get(caught(answer(500, '{ id: 1 }')), fine),
  ),
  ...core('require-error-body', 'a 404 without a word', get(answer(404)), get(answer(404, "{ error: 'none' }"))),
  ...core(
    'prefer-problem-details',
    'an error as plain JSON',
    get(answer(404, "{ error: 'none' }")),
    get(answer(404, "{ title: 'none' }", { 'Content-Type': "'application/problem+json'" })),
  ),
  ...core(
    'no-auth-status-confusion',
    'a missing permission answered with 401',
    get({ does: 'if', test: '!user.isAdmin', steps: [answer(401, null, { 'WWW-Authenticate': "'Bearer'" })] }, fine),
    get({ does: 'if', test: '!user.isAdmin', steps: [answer(403)] }, fine),
  ),
  ...core(
    'no-fault-class-mismatch',
    'a 500 for what the client sent',
    get({ does: 'if', test: '!req.body.name', steps: [answer(500)] }, fine),
    get({ does: 'if', test: '!req.body.name', steps: [answer(400)] }, fine),
  ),
  ...core(
    'prefer-method-not-allowed',
    'another method answered with 400',
    get({ does: 'if', test: "req.method !== 'POST'", steps: [answer(400)] }, fine),
    get({ does: 'if', test: "req.method !== 'POST'", steps: [answer(405, null, { Allow: "'POST'" })] }, fine),
  ),
  ...core(
    'prefer-specific-client-error',
    'a key that is taken answered with 500',
    get({ does: 'if', test: "load().code === 'P2002'", steps: [answer(500)] }, fine),
    get({ does: 'if', test: "load().code === 'P2002'", steps: [answer(409)] }, fine),
  ),
  ...core(
    'prefer-specific-success-status',
    'something new answered with 200',
    post(answer(200, '{ user: await createUser(req.body) }')),
    post(answer(201, '{ user: await createUser(req.body) }', { Location: "'/users/1'" })),
  ),
  ...core(
    'consistent-validation-status',
    'a missing part answered with 422',
    get({ does: 'if', test: '!req.body.name', steps: [answer(422)] }, fine),
    get({ does: 'if', test: '!req.body.name', steps: [answer(400)] }, fine),
  ),
  ...core(
    'no-undeclared-status',
    'a 404 that the contract does not know',
    { ...get(when(answer(404, "{ error: 'none' }")), fine), declares: [200] },
    { ...get(when(answer(404, "{ error: 'none' }")), fine), declares: [200, 404] },
  ),
  ...core(
    'redirect-permanence',
    'a permanent redirect for those who are not known',
    get({ does: 'if', test: '!req.user', steps: [redirect(301)] }, fine),
    get({ does: 'if', test: '!req.user', steps: [redirect(302)] }, fine),
  ),
  ...core(
    'status-code-style',
    'a constant in place of a number',
    get(answer("require('http-status-codes').StatusCodes.NOT_FOUND", "{ error: 'none' }")),
    get(answer(404, "{ error: 'none' }")),
  ),
];
