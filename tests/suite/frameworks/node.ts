import { Cannot, type Answer, type Speller } from '../program.js';

function statements({ status, body, fields }: Answer): string {
  return [
    ...(status === null ? [] : [`res.statusCode = ${status};`]),
    ...Object.entries(fields).map(([name, value]) => `res.setHeader('${name}', ${value});`),
    body === null ? 'res.end();' : `res.end(JSON.stringify(${body}));`,
  ].join('\n');
}

const node: Speller = {
  id: 'node',
  name: 'node:http',
  file: (method, body) =>
    method === 'error'
      ? new Cannot('Nobody is called when a handler fails.')
      : [
          "import { createServer } from 'node:http';",
          'createServer((req, res) => {',
          ...(method === 'GET'
            ? []
            : [
                `if (req.method !== '${method}') { res.statusCode = 405; res.setHeader('Allow', '${method}'); res.end('${method} only'); return; }`,
              ]),
          body,
          '}).listen(8080);',
        ].join('\n'),
  answer: (answer) => `${statements(answer)}\nreturn;`,
  forget: statements,
  redirect: (to, status) =>
    status === null
      ? new Cannot('It has no call that redirects.')
      : `res.writeHead(${status}, { Location: ${to} });\nres.end();\nreturn;`,
  status: (status) => `res.statusCode = ${status};`,
  differs: {
    'something new answered with 200': 'The file does not show to what list the POST goes.',
  },
};

export default node;
