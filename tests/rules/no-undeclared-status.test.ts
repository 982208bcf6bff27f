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
const elysia = (chain: string, before = '') => `import { Elysia, t } from 'elysia';
import { z } from 'zod';
import { cors } from '@elysiajs/cors';
import { errors, schema, session } from './shared.js';
${before}
new Elysia()
  ${chain};`;
/** A route that answers with 404 or with nothing special, and these options. */
const answering404 = (options: string) =>
  `.get('/a', ({ query, set }) => { if (query.a) set.status = 404; return {}; }, ${options})`;
const tsoa = (
  methods: string,
  onClass = '',
) => `import { Controller, Get, Hidden, Post, Res, Response, Route, SuccessResponse, type TsoaResponse } from 'tsoa';
import { CREATED, type Failing } from './shared.js';
@Route('users')
${onClass}
export class Users extends Controller {
${methods}
}`;
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
      name: 'Elysia: every status is declared, of a successful answer by the schema alone',
      code: elysia(`.get('/a', ({ status, query }) => query.a ? status(404, 'none') : 'a', { response: { 200: t.String(), 404: t.String() } })
  .get('/b', () => 'b', { response: t.String() })
  .get('/c', () => 'c', { response: 'text' })
  .route('PUT', '/d', ({ set }) => { set.status = 'Created'; return {}; }, { response: { 201: 'text' } })`),
    },
    {
      name: 'Elysia: no response is described, or that of errors alone',
      code: elysia(`${answering404('{ query: t.Object({}) }')}
  .get('/b', ({ set }) => { set.status = 404; return {}; })
  ${answering404('{ response: { 404: t.String() } }')}`),
    },
    {
      name: 'Elysia: guards and groups around the route declare as well, and guards before it',
      code: elysia(
        `.guard({ response: { 404: t.String() } }, (app) => app${answering404('{ response: t.String() }')})
  .group('/g', { response: { 404: t.String() } }, (app) => app.group('/h', (app) => app${answering404('{ response: t.String() }')}))
  .guard({ response: { 404: t.String() } })${answering404('{ response: t.String() }')}`,
        `const plugin = new Elysia().guard({ as: 'scoped', response: { 404: t.String() } });
const users = new Elysia().use(plugin);
users${answering404('{ response: t.String() }')};`,
      ),
    },
    {
      name: 'Elysia: a response that cannot be read, or not all of it',
      code: elysia(`${answering404('{ response: schema }')}
  ${answering404('{ response: { 200: t.String(), ...errors } }')}
  ${answering404('{ response: errors(t.String()) }')}
  ${answering404('{ ...schema, response: t.String() }')}
  ${answering404('{ session: true, response: t.String() }')}
  ${answering404('schema')}
  .guard(schema, (app) => app${answering404('{ response: t.String() }')})`),
    },
    {
      name: 'Elysia: a plugin of the project may declare responses',
      code: elysia(`.use(session)${answering404('{ response: t.String() }')}`),
    },
    {
      name: 'Elysia: a handler of two routes, and the answer of a hook',
      code: elysia(
        `.get('/b', one, { response: t.String() })
  .get('/c', one, { response: { 404: t.String() } })
  .get('/d', () => 'd', { response: t.String(), beforeHandle({ status }) { return status(401, 'no'); } })`,
        'const one = ({ set }) => { set.status = 404; return {}; };',
      ),
    },
    {
      name: 'tsoa: what is sent is declared on the method, on the class or by a responder, or is what its type says',
      code: tsoa(
        `  @Get() @Response(404, 'none')
  async one(): Promise<object> {
    if (this.a) { this.setStatus(404); return { error: 'none' }; }
    if (this.b) { this.setStatus(409); return { error: 'twice' }; }
    return {};
  }
  @Get('b') @Response('4XX', 'none')
  async two(): Promise<void> { if (this.a) this.setStatus(418); }
  @Get('c')
  async three(@Res() fail: TsoaResponse<404 | 409, string>): Promise<object> {
    if (this.a) return fail(404, 'none');
    return this.b ? fail(409, 'twice') : {};
  }
  @Post() @SuccessResponse('201', 'Created')
  async make(): Promise<object> { return {}; }
  @Post('d') @SuccessResponse(201)
  async makeToo(): Promise<void> { this.setStatus(201); }`,
        "@Response(409, 'twice')",
      ),
    },
    {
      name: 'tsoa: nothing is declared but by the type',
      code: tsoa(`  @Get()
  async one(): Promise<object> { this.setStatus(404); return { error: 'none' }; }
  @Post() @Hidden() @Response(404, 'none')
  async two(): Promise<object> { this.setStatus(409); return { error: 'none' }; }`),
    },
    {
      name: 'tsoa: what is declared cannot be read, or not all of it',
      code: tsoa(`  @Get() @Response(404, 'none') @SuccessResponse(CREATED)
  async one(): Promise<object> { this.setStatus(409); return { error: 'none' }; }
  @Get('b') @Response(404, 'none')
  async two(@Res() fail: Failing): Promise<object> { return fail(409, 'none'); }
  @Get('c') @Response(404, 'none')
  async three() { return this.a ? {} : null; }`),
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
    {
      name: 'declared successes of several handlers, which each of them need not send',
      code: nest('  @Post()\n  @ApiCreatedResponse()\n  make() { return {}; }', '@ApiOkResponse()'),
      options: [{ unsent: true }],
    },
    {
      name: 'Elysia: declared by a guard, and never sent',
      code: elysia(".guard({ response: { 201: t.String() } }).get('/a', () => 'a', { response: t.String() })"),
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
      name: 'Elysia: a schema that stands alone is that of a 200, also of another library and by its name',
      code: elysia(`.use(cors())
  ${answering404('{ response: t.String() }')}
  ${answering404("{ response: 'text', detail: { tags: ['a'] } }")}
  ${answering404('{ response: z.array(z.string()).min(1) }')}`),
      errors: [8, 9, 10].map((line) => undeclared(line, 404, '200', 'response')),
    },
    {
      name: 'Elysia: a status that is returned, and the default beside another success',
      code: elysia(`.get('/a', ({ status, query }) => query.a ? status(409, 'none') : 'a', { response: { 200: t.String(), 404: t.String() } })
  .post('/b', () => ({ id: 1 }), { response: { 201: t.Object({}), 404: t.String() } })
  .get('/c', ({ status }) => { throw status(410, 'gone'); }, { response: { 200: 'text' } })`),
      errors: [
        undeclared(7, 409, '200, 404', 'response'),
        undeclared(8, 200, '201, 404', 'response'),
        undeclared(9, 410, '200', 'response'),
      ],
    },
    {
      name: 'Elysia: options in constants, a guard with other statuses, and a guard that the route does not stand in',
      code: elysia(
        `.guard({ response: { 401: t.String() } }, (app) => app${answering404('{ response: { ...[], 200: t.String() } }')})
  .guard({ response: { 404: t.String() } }, (app) => app.get('/b', () => 'b'))
  .guard({ response: { 200: t.String() } }, (app) => app${answering404('options')})`,
        'const response = { 200: t.String(), 401: t.String() };\nconst options = { response };',
      ),
      errors: [undeclared(10, 404, '200, 401', 'response')],
    },
    {
      name: 'Elysia: errors alone are declared, and another one is sent',
      code: elysia(".get('/a', ({ set }) => { set.status = 409; return {}; }, { response: { 404: t.String() } })"),
      errors: [undeclared(7, 409, '200, 404', 'response')],
    },
    {
      name: 'tsoa: a status that is set, that of an error, and what a responder sends in spite of its type',
      code: `class Gone extends Error { status = 410; }
${tsoa(`  @Get() @Response(404, 'none')
  async one(@Res() fail: TsoaResponse<409, string>): Promise<object> {
    if (this.a) { this.setStatus(403); return { error: 'none' }; }
    if (this.b) throw new Gone();
    if (this.c) return fail(400 as 409, 'none');
    return {};
  }`)}`,
      errors: [
        undeclared(1, 410, '200, 404, 409', '@Response'),
        undeclared(9, 403, '200, 404, 409', '@Response'),
        undeclared(11, 400, '200, 404, 409', '@Response'),
      ],
    },
    {
      name: 'tsoa: the defaults, which nobody wrote',
      code: tsoa(`  @Get() @Response(404, 'none')
  async one(): Promise<object | null> { if (this.a) return null; return {}; }
  @Post() @Response(404, 'none')
  async two(): Promise<void> { this.setStatus(200); }
  @Post('b') @SuccessResponse(201)
  async three(): Promise<object> { this.setStatus(200); return {}; }`),
      errors: [
        undeclared(7, 204, '200, 404', '@Response'),
        undeclared(9, 200, '204, 404', '@Response'),
        undeclared(11, 200, '201', '@Response'),
      ],
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
