import { Cannot, type Answer, type Speller } from '../program.js';

function sent({ status, body, fields }: Answer): string {
  const set = Object.entries(fields).map(([name, value]) => `.setHeader('${name}', ${value})`);
  return `res${status === null ? '' : `.status(${status})`}${set.join('')}${body === null ? '.end()' : `.json(${body})`}`;
}

const pages: Speller = {
  id: 'next',
  name: 'Next.js, pages/api',
  filename: '/pages/api/users.ts',
  file: (method, statements) =>
    method === 'error'
      ? new Cannot('Nobody is called when a handler fails.')
      : `export default async function handler(req, res) {\nif (req.method !== '${method}') return res.status(405).setHeader('Allow', '${method}').send('${method} only');\n${statements}\n}`,
  answer: (answer) => `return ${sent(answer)};`,
  forget: (answer) => `${sent(answer)};`,
  redirect: (to, status) => `return res.redirect(${status === null ? '' : `${status}, `}${to});`,
  status: (status) => `res.status(${status});`,
  differs: {},
};

export default pages;
