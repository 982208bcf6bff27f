import type { Answer, Speller } from '../program.js';
import { describedIn, nestFile } from './nest.js';

function sends({ status, body, fields }: Answer): string {
  const set = Object.entries(fields).map(([name, value]) => `.header('${name}', ${value})`);
  return `res${status === null ? '' : `.status(${status})`}${set.join('')}${body === null ? '.end()' : `.json(${body})`};`;
}

const nestRes: Speller = {
  id: 'nest',
  name: 'Nest with `@Res()`',
  file: (method, statements) => nestFile(method, '@Res()', statements),
  described: (method, statements, declares) => describedIn(nestFile(method, '@Res()', statements), declares),
  answer: (answer) => `${sends(answer)} return;`,
  forget: sends,
  redirect: (to, status) => `return res.redirect(${status === null ? '' : `${status}, `}${to});`,
  status: (status) => `res.status(${status});`,
  differs: {},
};

export default nestRes;
