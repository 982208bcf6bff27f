import { Cannot, type Answer, type Speller } from '../program.js';

function statements({ status, body, fields }: Answer): string {
  return [
    ...(status === null ? [] : [`ctx.status = ${status};`]),
    ...Object.entries(fields).map(([name, value]) => `ctx.set('${name}', ${value});`),
    ...(body === null ? [] : [`ctx.body = ${body};`]),
  ].join('\n');
}

const koa: Speller = {
  id: 'koa',
  name: 'Koa 3',
  settings: { frameworkVersions: { koa: 3 } },
  file: (method, body) =>
    method === 'error'
      ? [
          "import Koa from 'koa';",
          'new Koa().use(async (ctx, next) => {',
          'try {\nawait next();\n} catch (err) {',
          body,
          '}',
          '});',
        ].join('\n')
      : [
          "import Router from '@koa/router';",
          `new Router().${method.toLowerCase()}('/users', async (ctx) => {`,
          body,
          '});',
        ].join('\n'),
  answer: (answer) => `${statements(answer)}\nreturn;`,
  forget: () => new Cannot('The last body counts, and goes out once.'),
  redirect: (to, status) =>
    `${status === null || status === 302 ? '' : `ctx.status = ${status};\n`}ctx.redirect(${to});\nreturn;`,
  status: (status) => `ctx.status = ${status};`,
  differs: {
    'a status before a redirect': 'A redirect keeps the status of a redirect that was set before.',
    'a 404 without a word': 'A status without a body is sent with its phrase.',
    'a status that nobody sends': 'A status is sent, with its phrase, when the handlers have ended.',
  },
};

export default koa;
