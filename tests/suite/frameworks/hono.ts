import { Cannot, type Answer, type Speller } from '../program.js';

function made({ status, body, fields }: Answer): string {
  const set = Object.entries(fields).map(([name, value]) => `'${name}': ${value}`);
  const rest = `${status === null ? '' : `, ${status}`}${set.length === 0 ? '' : `, { ${set.join(', ')} }`}`;
  return body === null ? `c.body(null${rest})` : `c.json(${body}${rest})`;
}

const hono: Speller = {
  id: 'hono',
  name: 'Hono',
  file: (method, statements) =>
    [
      "import { Hono } from 'hono';",
      'const app = new Hono();',
      method === 'error'
        ? `app.onError((err, c) => {\n${statements}\n});`
        : `app.${method.toLowerCase()}('/users', async (c) => {\n${statements}\n});`,
    ].join('\n'),
  described: (method, statements, declares) =>
    [
      "import { createRoute, OpenAPIHono } from '@hono/zod-openapi';",
      'const app = new OpenAPIHono();',
      `const route = createRoute({ method: '${method.toLowerCase()}', path: '/users', responses: { ${declares.map((code) => `${code}: {}`).join(', ')} } });`,
      `app.openapi(route, async (c) => {\n${statements}\n});`,
    ].join('\n'),
  answer: (answer) => `return ${made(answer)};`,
  forget: () => new Cannot('What a handler returns is its one answer.'),
  redirect: (to, status) => `return c.redirect(${to}${status === null ? '' : `, ${status}`});`,
  status: (status) => `c.status(${status});`,
  differs: {
    'a 102 in place of an answer': 'A 1xx is refused, which is what `valid-status-code` reports.',
  },
};

export default hono;
