import type { Answer, Speller } from '../program.js';
import fastify, { fastifyFile, headOf, schemaOf } from './fastify.js';

/** What a handler returns is the content, with what was set on the reply before. */
function returned({ body, ...head }: Answer): string {
  const set = headOf(head);
  return `${set === 'reply' ? '' : `${set};\n`}return${body === null ? '' : ` ${body}`};`;
}

const ANSWERS_ANYWAY = 'An async handler that returns nothing answers all the same, without content.';

const fastifyAsync: Speller = {
  ...fastify,
  name: 'Fastify 5, async',
  file: (method, statements) =>
    method === 'error'
      ? fastifyFile(`async (err, request, reply) => {\n${statements}\n}`, true)
      : fastifyFile(`app.${method.toLowerCase()}('/users', async (request, reply) => {\n${statements}\n});`, false),
  described: (method, statements, declares) =>
    fastifyFile(
      `app.${method.toLowerCase()}('/users', ${schemaOf(declares)}, async (request, reply) => {\n${statements}\n});`,
      false,
    ),
  answer: returned,
  differs: {
    ...fastify.differs,
    'a status that nobody sends': ANSWERS_ANYWAY,
    'a way on which nobody answers': ANSWERS_ANYWAY,
  },
};

export default fastifyAsync;
