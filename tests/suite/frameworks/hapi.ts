import { Cannot, type Answer, type Speller } from '../program.js';

function made({ status, body, fields }: Answer): string {
  const set = Object.entries(fields).map(([name, value]) => `.header('${name}', ${value})`);
  return `h.response(${body ?? ''})${status === null ? '' : `.code(${status})`}${set.join('')}`;
}

const hapi: Speller = {
  id: 'hapi',
  name: 'hapi',
  file: (method, statements) =>
    [
      "import Hapi from '@hapi/hapi';",
      'const server = Hapi.server();',
      method === 'error'
        ? `server.ext('onPreResponse', (request, h) => {\nconst err = request.response;\n${statements}\n});`
        : `server.route({ method: '${method}', path: '/users', handler: async (request, h) => {\n${statements}\n} });`,
    ].join('\n'),
  answer: (answer) => `return ${made(answer)};`,
  forget: () => new Cannot('What a handler returns is its one answer.'),
  redirect: (to, status) =>
    `return h.redirect(${to})${status === null || status === 302 ? '' : status === 301 ? '.permanent()' : `.code(${status})`};`,
  status: () => new Cannot('A status belongs to the response that is made with it.'),
  differs: {
    'an error handler that sets no status':
      'What failed is looked for in an extension, which is for successful responses too.',
  },
};

export default hapi;
