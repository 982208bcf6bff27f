import type { Answer, Speller } from '../program.js';

function chain({ status, body, fields }: Answer): string {
  const head = `res${status === null ? '' : `.status(${status})`}`;
  const set = Object.entries(fields).map(([name, value]) => `.set('${name}', ${value})`);
  return `${head}${set.join('')}${body === null ? '.end()' : `.json(${body})`};`;
}

const express: Speller = {
  id: 'express',
  name: 'Express 5',
  settings: { frameworkVersions: { express: 5 } },
  file: (method, statements) =>
    [
      "import express from 'express';",
      'const app = express();',
      method === 'error'
        ? `app.use((err, req, res, next) => {\n${statements}\n});`
        : `app.${method.toLowerCase()}('/users', async (req, res) => {\n${statements}\n});`,
    ].join('\n'),
  answer: (answer) => `${chain(answer)}\nreturn;`,
  forget: chain,
  redirect: (to, status) => `res.redirect(${status === null ? '' : `${status}, `}${to});\nreturn;`,
  status: (status) => `res.status(${status});`,
  differs: {},
};

export default express;
