import { Cannot, type Answer, type Speller } from '../program.js';

/** What becomes of a handler that returns nothing. */
const EMPTY = 'It answers without content by itself.';

function answer({ status, body, fields }: Answer): string {
  const set = Object.entries(fields).map(([name, value]) => `set.headers['${name}'] = ${value};`);
  const value =
    status === null ? (body ?? '') : `status(${[String(status), ...(body === null ? [] : [body])].join(', ')})`;
  return [...set, `return ${value};`].join('\n');
}

const elysia: Speller = {
  id: 'elysia',
  name: 'Elysia',
  file: (method, statements) =>
    [
      "import { Elysia } from 'elysia';",
      'const app = new Elysia();',
      method === 'error'
        ? `app.onError(({ error: err, set, status }) => {\n${statements}\n});`
        : `app.${method.toLowerCase()}('/users', async ({ set, status, redirect }) => {\n${statements}\n});`,
    ].join('\n'),
  described: (method, statements, declares) =>
    [
      "import { Elysia, t } from 'elysia';",
      `new Elysia().${method.toLowerCase()}('/users', async ({ set, status, redirect }) => {\n${statements}\n}, {`,
      `response: { ${declares.map((code) => `${code}: t.Any()`).join(', ')} } });`,
    ].join('\n'),
  answer,
  forget: () => new Cannot('What a handler returns is its one answer.'),
  redirect: (to, status) => `return redirect(${to}${status === null ? '' : `, ${status}`});`,
  status: (status) => `set.status = ${status};`,
  differs: {
    'a 102 in place of an answer': 'A 1xx is refused, which is what `valid-status-code` reports.',
    'an error handler that sets no status': 'An error has a status before its handler runs: its own, or 500.',
    'a status that nobody sends': EMPTY,
    'a way on which nobody answers': EMPTY,
  },
};

export default elysia;
