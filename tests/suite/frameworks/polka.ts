import { Cannot, type Speller } from '../program.js';
import node from './node.js';

const polka: Speller = {
  ...node,
  id: 'polka',
  name: 'Polka',
  file: (method, statements) =>
    method === 'error'
      ? `import polka from 'polka';\npolka({\nonError(err, req, res, next) {\n${statements}\n},\n});`
      : [
          "import polka from 'polka';",
          `polka().${method.toLowerCase()}('/users', async (req, res) => {\n${statements}\n});`,
        ].join('\n'),
  redirect: (to, status) =>
    status === null ? new Cannot('It has no call that redirects.') : node.redirect(to, status),
  differs: {},
};

export default polka;
