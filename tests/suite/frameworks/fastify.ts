import type { Answer, Speller } from '../program.js';

/** The statements that set what an answer has beside its content. */
export function headOf({ status, fields }: Pick<Answer, 'status' | 'fields'>): string {
  const set = Object.entries(fields).map(([name, value]) => `.header('${name}', ${value})`);
  return `reply${status === null ? '' : `.code(${status})`}${set.join('')}`;
}

export function fastifyFile(handler: string, isErrorHandler: boolean): string {
  const registered = isErrorHandler ? `app.setErrorHandler(${handler});` : handler;
  return ["import Fastify from 'fastify';", 'const app = Fastify();', registered].join('\n');
}

/** Options of a route whose schema declares these statuses. */
export function schemaOf(declares: readonly number[]): string {
  return `{ schema: { response: { ${declares.map((code) => `${code}: {}`).join(', ')} } } }`;
}

function sent({ body, ...head }: Answer): string {
  return `${headOf(head)}.send(${body ?? ''});`;
}

const fastify: Speller = {
  id: 'fastify',
  name: 'Fastify 5',
  settings: { frameworkVersions: { fastify: 5 } },
  file: (method, statements) =>
    method === 'error'
      ? fastifyFile(`(err, request, reply) => {\n${statements}\n}`, true)
      : fastifyFile(`app.${method.toLowerCase()}('/users', (request, reply) => {\n${statements}\n});`, false),
  described: (method, statements, declares) =>
    fastifyFile(
      `app.${method.toLowerCase()}('/users', ${schemaOf(declares)}, (request, reply) => {\n${statements}\n});`,
      false,
    ),
  answer: (answer) => `return ${sent(answer)}`,
  forget: sent,
  redirect: (to, status) => `return reply.redirect(${to}${status === null ? '' : `, ${status}`});`,
  status: (status) => `reply.code(${status});`,
  differs: { 'a status before a redirect': 'A redirect keeps the status that was set before.' },
};

export default fastify;
