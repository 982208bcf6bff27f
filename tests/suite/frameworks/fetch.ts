import { Cannot, type Answer, type Speller } from '../program.js';

function made({ status, body, fields }: Answer): string {
  const set = Object.entries(fields).map(([name, value]) => `'${name}': ${value}`);
  const init = [
    ...(status === null ? [] : [`status: ${status}`]),
    ...(set.length === 0 ? [] : [`headers: { ${set.join(', ')} }`]),
  ];
  const rest = init.length === 0 ? '' : `, { ${init.join(', ')} }`;
  return body === null ? `new Response(null${rest})` : `Response.json(${body}${rest})`;
}

const fetch: Speller = {
  id: 'fetch',
  name: 'Fetch',
  file: (method, statements) =>
    method === 'error'
      ? `Deno.serve({ onError: (err) => {\n${statements}\n} }, () => new Response('a'));`
      : `export async function ${method}(request: Request): Promise<Response> {\n${statements}\n}`,
  answer: (answer) => `return ${made(answer)};`,
  forget: () => new Cannot('What a handler returns is its one answer.'),
  redirect: (to, status) =>
    `return Response.redirect(new URL(${to}, request.url)${status === null ? '' : `, ${status}`});`,
  status: () => new Cannot('A response is given its status when it is made.'),
  differs: {
    'something new answered with 200': 'The file does not show to what list the POST goes.',
    'a 102 in place of an answer': 'A 1xx is refused, which is what `valid-status-code` reports.',
  },
};

export default fetch;
