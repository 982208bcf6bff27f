import { Cannot, type Answer, type Speller } from '../program.js';

function initIn({ status, fields }: Answer): string {
  const set = Object.entries(fields).map(([name, value]) => `'${name}': ${value}`);
  const init = [
    ...(status === null ? [] : [`status: ${status}`]),
    ...(set.length === 0 ? [] : [`headers: { ${set.join(', ')} }`]),
  ];
  return init.length === 0 ? '' : `, { ${init.join(', ')} }`;
}

const reactRouter: Speller = {
  id: 'react-router',
  name: 'React Router',
  filename: '/app/routes/users.ts',
  file: (method, statements) =>
    method === 'error'
      ? new Cannot('Nobody is called when a handler fails.')
      : `import { data, redirect } from 'react-router';\nexport async function ${method === 'GET' ? 'loader' : 'action'}({ request }) {\n${statements}\n}`,
  answer: (answer) =>
    answer.body === null
      ? `return new Response(null${initIn(answer)});`
      : `return data(${answer.body}${initIn(answer)});`,
  forget: () => new Cannot('What a handler returns is its one answer.'),
  redirect: (to, status) => `return redirect(${to}${status === null ? '' : `, ${status}`});`,
  status: () => new Cannot('A response is given its status when it is made.'),
  differs: {
    'something new answered with 200': 'An action answers PUT too, which may answer 200.',
    'a 102 in place of an answer': 'A 1xx is refused, which is what `valid-status-code` reports.',
    'a 201 that names nothing': 'An action answers PUT too, which creates what its own URL names.',
  },
};

export default reactRouter;
