import { Cannot, type Answer, type Program, type Speller } from '../program.js';

/** A file with one method of a controller. */
function fileOf(method: Program['method'], decorators: string, statements: string): string {
  return [
    "import { Controller, Get, Post, Response, Route, SuccessResponse } from 'tsoa';",
    "@Route('users')\nexport class Users extends Controller {",
    `@${method === 'GET' ? 'Get' : 'Post'}()\n${decorators}\npublic async users(): Promise<unknown> {\n${statements}\n}\n}`,
  ].join('\n');
}

function answer({ status, body, fields }: Answer): string {
  const set = Object.entries(fields).map(([name, value]) => `this.setHeader('${name}', ${value});`);
  return [...(status === null ? [] : [`this.setStatus(${status});`]), ...set, `return ${body ?? ''};`].join('\n');
}

const EMPTY = 'A method that returns nothing answers all the same, without content.';

const tsoa: Speller = {
  id: 'tsoa',
  name: 'tsoa',
  file: (method, statements) =>
    method === 'error'
      ? new Cannot('Errors are handled by the server below, in its own words.')
      : fileOf(method, '', statements),
  described: (method, statements, declares) => {
    const [success, ...others] = declares;
    return fileOf(
      method,
      [`@SuccessResponse(${success})`, ...others.map((code) => `@Response(${code})`)].join('\n'),
      statements,
    );
  },
  answer,
  forget: () => new Cannot('What a method returns is its one answer.'),
  redirect: (to, status) =>
    status === null
      ? new Cannot('There is no helper that redirects: a status and a Location are set.')
      : `this.setStatus(${status});\nthis.setHeader('Location', ${to});\nreturn;`,
  status: (status) => `this.setStatus(${status});`,
  differs: {
    'a status that nobody sends': EMPTY,
    'a way on which nobody answers': EMPTY,
  },
};

export default tsoa;
