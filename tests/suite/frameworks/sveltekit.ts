import { Cannot, type Answer, type Speller } from '../program.js';

function initIn({ status, fields }: Answer): string {
  const set = Object.entries(fields).map(([name, value]) => `'${name}': ${value}`);
  const init = [
    ...(status === null ? [] : [`status: ${status}`]),
    ...(set.length === 0 ? [] : [`headers: { ${set.join(', ')} }`]),
  ];
  return init.length === 0 ? '' : `, { ${init.join(', ')} }`;
}

const sveltekit: Speller = {
  id: 'sveltekit',
  name: 'SvelteKit',
  filename: '/src/routes/users/+server.ts',
  file: (method, statements) =>
    method === 'error'
      ? new Cannot('Nobody is called when a handler fails.')
      : `import { json, redirect } from '@sveltejs/kit';\nexport async function ${method}({ request }) {\n${statements}\n}`,
  answer: (answer) =>
    answer.body === null
      ? `return new Response(null${initIn(answer)});`
      : `return json(${answer.body}${initIn(answer)});`,
  forget: () => new Cannot('What a handler returns is its one answer.'),
  redirect: (to, status) =>
    status === null ? new Cannot('Every redirect says its status.') : `redirect(${status}, ${to});`,
  status: () => new Cannot('A response is given its status when it is made.'),
  differs: {
    'a 102 in place of an answer': 'A 1xx is refused, which is what `valid-status-code` reports.',
  },
};

export default sveltekit;
