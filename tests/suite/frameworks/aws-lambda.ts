import { Cannot, type Speller } from '../program.js';

function result(status: number | string, fields: readonly string[], body: string | null): string {
  return `return { ${[
    `statusCode: ${status}`,
    ...(fields.length === 0 ? [] : [`headers: { ${fields.join(', ')} }`]),
    ...(body === null ? [] : [`body: JSON.stringify(${body})`]),
  ].join(', ')} };`;
}

const awsLambda: Speller = {
  id: 'aws-lambda',
  name: 'AWS Lambda',
  file: (method, statements) =>
    method === 'error'
      ? new Cannot('Nobody is called when a handler fails.')
      : [
          'export const handler = async (event) => {',
          `if (event.requestContext.http.method !== '${method}') return { statusCode: 405, headers: { Allow: '${method}' }, body: '${method} only' };`,
          statements,
          '};',
        ].join('\n'),
  // In format 2.0, an object without a status is the body of a 200.
  answer: ({ status, body, fields }) =>
    status === null
      ? `return ${body ?? '{}'};`
      : result(
          status,
          Object.entries(fields).map(([name, value]) => `'${name}': ${value}`),
          body,
        ),
  forget: () => new Cannot('What a handler returns is its one answer.'),
  redirect: (to, status) =>
    status === null ? new Cannot('It has no call that redirects.') : result(status, [`Location: ${to}`], null),
  status: () => new Cannot('A response is given its status when it is made.'),
  differs: {
    'something new answered with 200': 'The file does not show to what list the POST goes.',
  },
};

export default awsLambda;
