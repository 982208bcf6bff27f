import rule from '../../src/rules/no-undeclared-status.js';
import { testRule } from '../rule-tester.js';

const fastify = (route: string) => `import Fastify from 'fastify';
const app = Fastify();
${route}`;
const nest = (
  method: string,
  onClass = '',
) => `import { Controller, Get, HttpCode, HttpStatus, NotFoundException, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiDefaultResponse, ApiNotFoundResponse, ApiOkResponse, ApiResponse } from '@nestjs/swagger';
import { ApiErrors } from './errors.js';
@Controller('users')
${onClass}
export class Users {
${method}
}`;
const hono = (responses: string) => `import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
const app = new OpenAPIHono();
const route = createRoute({ method: 'get', path: '/users', responses: ${responses} });
app.openapi(route, (c) => {
  if (c.req.query('a')) return c.json({ error: 'none' }, 404);
  return c.json([]);
});`;
const undeclared = (line: number, status: number, declared: string, contract = 'schema.response') => ({
  messageId: 'undeclared' as const,
  data: { status, contract, declared },
  line,
});
const unsent = (line: number, status: number, contract = 'schema.response') => ({
  messageId: 'unsent' as const,
  data: { status, contract },
  line,
});

testRule(rule, {
  valid: [
    {
      name: 'Fastify: every status is declared, also the default',
      code: fastify(`app.get('/a', { schema: { response: { 200: {}, 404: {} } } }, async (request, reply) => {
  if (request.query.a) return reply.code(404).send({ error: 'none' });
  return [];
});`),
    },
    {
      name: 'Fastify: a class of statuses in either case, and a default',
      code: fastify(`app.get('/a', { schema: { response: { '2xx': {}, '4XX': {} } } }, async (request, reply) => {
  if (request.query.a) return reply.code(404).send({ error: 'none' });
  return [];
});
app.get('/b', { schema: { response: { 200: {}, default: {} } } }, (request, reply) => reply.code(418).send({}));`),
    },
    {
      name: 'Fastify: no schema, and a schema without responses',
      code: fastify(`app.get('/a', (request, reply) => reply.code(404).send({ error: 'none' }));
app.get('/b', { schema: { body: {} } }, (request, reply) => reply.code(404).send({ error: 'none' }));`),
    },
    {
      name: 'Fastify: responses that cannot be read, or not all of them',
      code: `import Fastify from 'fastify';
import { errors, schema, responses, GONE } from './schemas.js';
const app = Fastify();
const handler = async (request, reply) => reply.code(404).send({ error: 'none' });
app.get('/a', { schema }, (request, reply) => reply.code(404).send({}));
app.get('/b', { schema: { response: responses } }, (request, reply) => reply.code(404).send({}));
app.get('/c', { schema: { response: { 200: {}, ...errors } } }, (request, reply) => reply.code(404).send({}));
app.get('/d', { schema: { response: { 200: {}, [GONE]: {} } } }, (request, reply) => reply.code(404).send({}));`,
    },
    {
      name: 'Fastify: one handler of two routes, of which each has a contract of its own',
      code: fastify(`const handler = async (request, reply) => reply.code(404).send({ error: 'none' });
app.get('/a', { schema: { response: { 200: {} } } }, handler);
app.get('/b', { schema: { response: { 404: {} } } }, handler);`),
    },
    {
      name: 'Fastify: a status that cannot be read, and the answer of a hook',
      code: fastify(`app.get('/a', { schema: { response: { 200: {} } } }, async (request, reply) => {
  if (request.query.a) return reply.code(request.query.status).send({});
  return [];
});
app.get('/b', {
  schema: { response: { 200: {} } },
  preHandler: async (request, reply) => { if (!request.user) return reply.code(401).send({}); },
}, async () => []);`),
    },
    {
      name: 'Nest: decorators of the method and the class, by number, constant and name',
      code: nest(
        `  @Get()
  @ApiOkResponse()
  @ApiResponse({ status: HttpStatus.NOT_FOUND })
  one() {
    if (this.gone) throw new NotFoundException();
    return {};
  }
  @Post()
  @ApiCreatedResponse()
  @ApiNotFoundResponse()
  make() { return {}; }
  @Get('b')
  @ApiDefaultResponse()
  other() { throw new NotFoundException(); }
  @Get('c')
  @ApiResponse({ description: 'anything' })
  rest() { throw new NotFoundException(); }`,
        "@ApiResponse({ status: '5XX' })",
      ),
    },
    {
      name: 'Nest: no responses are described, or by a decorator that cannot be read',
      code: nest(`  @Get()
  @ApiBearerAuth()
  one() { throw new NotFoundException(); }
  @Get('b')
  @ApiOkResponse()
  @ApiErrors(404)
  two() { throw new NotFoundException(); }
  @Get('c')
  @ApiResponse({ status: this.status })
  three() { throw new NotFoundException(); }
  @Get('d')
  @ApiResponse(options)
  four() { throw new NotFoundException(); }`),
    },
    {
      name: 'Hono: createRoute() of zod-openapi, with all that is sent',
      code: hono("{ 200: { description: 'All' }, 404: { description: 'None' } }"),
    },
    {
      name: 'a declared status that is never sent, as long as nobody asks',
      code: fastify("app.get('/a', { schema: { response: { 200: {}, 201: {} } } }, async () => []);"),
    },
    {
      name: 'declared errors that hooks and the framework send, and ways that cannot be read',
      code: fastify(`app.get('/a', { schema: { response: { 200: {}, 401: {}, '3xx': {} } } }, async () => []);
app.get('/b', { schema: { response: { 200: {}, 201: {} } } }, (request, reply) => app.answer(reply));
app.get('/c', { schema: { response: { 200: {}, 201: {} } } }, (request, reply) => {
  reply.code(app.status).send({});
});`),
      options: [{ unsent: true }],
    },
  ],
  invalid: [
    {
      name: 'Fastify: a status that the schema does not have',
      code: fastify(`app.get('/a', { schema: { response: { 200: {} } } }, async (request, reply) => {
  if (request.query.a) return reply.code(404).send({ error: 'none' });
  return [];
});`),
      errors: [{ ...undeclared(4, 404, '200'), column: 42, endLine: 4, endColumn: 45 }],
    },
    {
      name: 'Fastify: the default, which nobody wrote',
      code: fastify(`app.post('/a', { schema: { response: { 201: {}, '4xx': {} } } }, (request, reply) => {
  reply.send({ id: 1 });
});`),
      errors: [undeclared(4, 200, '201, 4xx')],
    },
    {
      name: 'Fastify: options of a full route, kept in constants',
      code: fastify(`const response = { 200: {} };
const schema = { response };
app.route({
  method: 'GET',
  url: '/a',
  schema,
  handler: async (request, reply) => reply.code(410).send({ error: 'gone' }),
});`),
      errors: [undeclared(9, 410, '200')],
    },
    {
      name: 'Fastify: a helper of the file, reported where the handler calls it',
      code: fastify(`const fail = (reply, code) => reply.code(code).send({ error: 'no' });
app.get('/a', { schema: { response: { 200: {}, 404: {} } } }, (request, reply) => {
  if (request.query.a) return fail(reply, 404);
  if (request.query.b) return fail(reply, 409);
  return reply.send([]);
});`),
      errors: [undeclared(6, 409, '200, 404')],
    },
    {
      name: 'Nest: an exception, and the 201 of a POST',
      code: nest(`  @Get()
  @ApiOkResponse()
  one() {
    if (this.gone) throw new NotFoundException();
    return {};
  }
  @Post()
  @ApiOkResponse()
  make() { return {}; }`),
      errors: [undeclared(10, 404, '200', '@ApiResponse'), undeclared(15, 201, '200', '@ApiResponse')],
    },
    {
      name: 'Hono: createRoute() of zod-openapi',
      code: hono("{ 200: { description: 'All' } }"),
      errors: [undeclared(5, 404, '200', 'createRoute')],
    },
    {
      name: 'a declared status that is never sent, by option',
      code: fastify(`app.get('/a', { schema: { response: { 200: {}, 201: {}, 404: {} } } }, async (request, reply) => {
  if (request.query.a) throw new Error('no');
  return [];
});`),
      options: [{ unsent: true }],
      errors: [{ ...unsent(3, 201), column: 48, endLine: 3, endColumn: 55 }],
    },
  ],
});
