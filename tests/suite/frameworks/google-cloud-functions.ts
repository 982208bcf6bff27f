import { Cannot, type Speller } from '../program.js';
import express from './express.js';

const googleCloudFunctions: Speller = {
  ...express,
  id: 'google-cloud-functions',
  name: 'Cloud Functions',
  settings: { frameworkVersions: { 'google-cloud-functions': 5 } },
  file: (method, statements) =>
    method === 'error'
      ? new Cannot('Nobody is called when a handler fails.')
      : [
          "import { http } from '@google-cloud/functions-framework';",
          "http('users', async (req, res) => {",
          `if (req.method !== '${method}') { res.set('Allow', '${method}').status(405).send('${method} only'); return; }`,
          statements,
          '});',
        ].join('\n'),
  differs: {
    'something new answered with 200': 'The file does not show to what list the POST goes.',
  },
};

export default googleCloudFunctions;
