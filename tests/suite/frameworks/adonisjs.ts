import { Cannot, type Answer, type Speller } from '../program.js';

const HANDLED = 'It answers without content by itself.';

function chain({ status, body, fields }: Answer): string {
  const head = `response${status === null ? '' : `.status(${status})`}`;
  const set = Object.entries(fields).map(([name, value]) => `.header('${name}', ${value})`);
  return `${head}${set.join('')}.send(${body ?? 'null'});`;
}

const adonisjs: Speller = {
  id: 'adonisjs',
  name: 'AdonisJS 6',
  file: (method, statements) =>
    method === 'error'
      ? [
          "import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http';",
          'export default class Handler extends ExceptionHandler {',
          `async handle(err: unknown, { response }: HttpContext) {\n${statements}\n}`,
          '}',
        ].join('\n')
      : [
          "import router from '@adonisjs/core/services/router';",
          `router.${method.toLowerCase()}('/users', async ({ response }) => {\n${statements}\n});`,
        ].join('\n'),
  answer: (answer) => `${chain(answer)}\nreturn;`,
  forget: () => new Cannot('The last body counts, and goes out once.'),
  redirect: (to, status) => `return response.redirect(${to}${status === null ? '' : `, false, ${status}`});`,
  status: (status) => `response.status(${status});`,
  differs: {
    'a status before a redirect': 'A redirect keeps the status that was set before.',
    'a status that nobody sends': HANDLED,
    'a way on which nobody answers': HANDLED,
  },
};

export default adonisjs;
