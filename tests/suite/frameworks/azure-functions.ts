import { Cannot, type Answer, type Speller } from '../program.js';

function made({ status, body, fields }: Answer): string {
  const set = Object.entries(fields).map(([name, value]) => `'${name}': ${value}`);
  return `return { ${[
    ...(status === null ? [] : [`status: ${status}`]),
    ...(set.length === 0 ? [] : [`headers: { ${set.join(', ')} }`]),
    ...(body === null ? [] : [`jsonBody: ${body}`]),
  ].join(', ')} };`;
}

const azureFunctions: Speller = {
  id: 'azure-functions',
  name: 'Azure Functions',
  file: (method, statements) =>
    method === 'error'
      ? new Cannot('Nobody is called when a handler fails.')
      : [
          "import { app } from '@azure/functions';",
          `app.${method.toLowerCase()}('users', async (request) => {`,
          statements,
          '});',
        ].join('\n'),
  answer: made,
  forget: () => new Cannot('What a handler returns is its one answer.'),
  redirect: (to, status) =>
    status === null
      ? new Cannot('It has no call that redirects.')
      : made({ status, body: null, fields: { Location: to } }),
  status: () => new Cannot('A response is given its status when it is made.'),
  differs: {
    'a 102 in place of an answer': 'A 1xx is refused, which is what `valid-status-code` reports.',
  },
};

export default azureFunctions;
