import { Cannot, type Answer, type Speller } from '../program.js';

function prepared({ status, fields }: Answer): string {
  return [
    ...(status === null ? [] : [`setResponseStatus(event, ${status});`]),
    ...Object.entries(fields).map(([name, value]) => `setResponseHeader(event, '${name}', ${value});`),
  ].join('\n');
}

const h3: Speller = {
  id: 'h3',
  name: 'h3 1',
  settings: { frameworkVersions: { h3: 1 } },
  file: (method, statements) =>
    method === 'error'
      ? new Cannot('Errors go to one function of the app, which is seldom written.')
      : [
          "import { createRouter, eventHandler, sendNoContent, sendRedirect, setResponseHeader, setResponseStatus } from 'h3';",
          `createRouter().${method.toLowerCase()}('/users', eventHandler(async (event) => {`,
          statements,
          '}));',
        ].join('\n'),
  answer: (answer) => `${prepared(answer)}\nreturn ${answer.body ?? 'sendNoContent(event)'};`,
  forget: () => new Cannot('What a handler returns is its one answer.'),
  redirect: (to, status) => `return sendRedirect(event, ${to}${status === null ? '' : `, ${status}`});`,
  status: (status) => `setResponseStatus(event, ${status});`,
  differs: {
    'too early, though nothing was early data': 'The event goes to functions that may look at the request.',
  },
};

export default h3;
