import type { Answer, Speller } from '../program.js';

function sends({ status, body, fields }: Answer): string {
  const set = Object.entries(fields).map(([name, value]) => `res.header('${name}', ${value});`);
  const given = [status, body].filter((each) => each !== null).join(', ');
  return [...set, `res.send(${given});`].join('\n');
}

const restify: Speller = {
  id: 'restify',
  name: 'Restify',
  file: (method, statements) =>
    [
      "import restify from 'restify';",
      'const server = restify.createServer();',
      method === 'error'
        ? `server.on('restifyError', (req, res, err, next) => {\n${statements}\n});`
        : `server.${method.toLowerCase()}('/users', (req, res, next) => {\n${statements}\n});`,
    ].join('\n'),
  answer: (answer) => `${sends(answer)}\nreturn next();`,
  forget: sends,
  redirect: (to, status) => `return res.redirect(${status === null ? '' : `${status}, `}${to}, next);`,
  status: (status) => `res.status(${status});`,
  differs: { 'the code of an error as the status': 'What is no number in the first place is the content.' },
};

export default restify;
