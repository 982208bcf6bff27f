import { commonCases } from '../frameworks/express5.js';
import type { Case } from '../framework.js';
import { route } from './nest.js';

const post = route("@Post('x')");
const passthrough = (body: string): string => `(@Query() query, @Res({ passthrough: true }) res) { ${body} }`;
const returns = (body: string): string => `(@Query() query) { ${body} }`;

/** A filter for what a method throws. */
function filter(handler: string): string {
  return `@Catch()\nclass Every {\ncatch${handler}\n}\n@Controller()\nexport class Cases {\n@Get('x')\n@UseFilters(Every)\nrun(@Query() query) { throw query.known ? new NotFoundException() : new Error('a'); }\n}`;
}

/** What is sent where nothing else is asked for: what a method returns. */
const RETURNED: Readonly<Record<string, Case>> = {
  'a returned object': { handler: returns('return { a: 1 };') },
  'a returned text': { handler: returns("return 'a';") },
  'a returned number is content': { handler: returns('return 404;') },
  'nothing returned': { handler: returns('') },
  'undefined returned': { handler: returns('return undefined;') },
  'an awaited object': {
    handler: returns('await null; return { a: 1 };'),
    as: route("@Get('x')", 'async run'),
  },
  'one of two': { handler: returns("if (query.a) return { a: 1 }; return 'b';") },
  'a conditional value': { handler: returns('return query.a ? { a: 1 } : undefined;') },
  'a returned Response': {
    handler: returns(
      "const made = new Response('a', { status: 202, headers: { 'x-a': '1' } }); made.headers.set('x-b', '1'); made.headers.append('x-b', '2'); made.headers.delete('x-a'); made.headers.has('x-b'); return made;",
    ),
    as: post,
    methods: ['POST'],
  },
  'a returned Response without a status': {
    handler: returns('return Response.json({ a: 1 });'),
    as: post,
    methods: ['POST'],
  },
  'a returned redirect': { handler: returns("return Response.redirect('http://localhost/b', 307);") },
  'POST brings 201': { handler: returns('return { a: 1 };'), as: post, methods: ['POST'] },
  ...Object.fromEntries(
    ['Put', 'Patch', 'Delete', 'Head', 'Options'].map((name) => [
      `${name} brings 200`,
      { handler: returns('return { a: 1 };'), as: route(`@${name}('x')`), methods: [name.toUpperCase()] },
    ]),
  ),
  'any method brings 200': {
    handler: returns('return { a: 1 };'),
    as: route("@All('x')"),
    methods: ['GET', 'POST', 'DELETE'],
  },
  RequestMapping: {
    handler: returns('return { a: 1 };'),
    as: route("@RequestMapping({ path: 'x', method: RequestMethod.POST })"),
    methods: ['POST'],
  },
};

/** What decorators set. */
const DECORATED: Readonly<Record<string, Case>> = {
  HttpCode: { handler: returns('return { a: 1 };'), as: route("@Post('x') @HttpCode(200)"), methods: ['POST'] },
  'HttpCode with a constant': {
    handler: returns('return { a: 1 };'),
    as: route("@Get('x') @HttpCode(HttpStatus.ACCEPTED)"),
  },
  'HttpCode twice': { handler: returns('return { a: 1 };'), as: route("@HttpCode(202) @HttpCode(203) @Get('x')") },
  'HttpCode 204 with content': { handler: returns('return { a: 1 };'), as: route("@Get('x') @HttpCode(204)") },
  'HttpCode 205 with content': { handler: returns('return { a: 1 };'), as: route("@Get('x') @HttpCode(205)") },
  'HttpCode 304 with content': { handler: returns('return { a: 1 };'), as: route("@Get('x') @HttpCode(304)") },
  ...Object.fromEntries(
    ['99', '600', '1000', "'404'", '404.7', 'NaN'].map((value) => [
      `HttpCode with ${value}`,
      { handler: returns('return { a: 1 };'), as: route(`@Get('x') @HttpCode(${value})`) },
    ]),
  ),
  Header: { handler: returns("return 'a';"), as: route("@Get('x') @Header('X-A', '1') @Header('X-B', '2')") },
  'decorators that apply others': {
    handler: returns("return 'a';"),
    before: "const Accepted = () => applyDecorators(HttpCode(202), Header('X-A', '1'));",
    as: route("@Get('x') @Accepted()"),
  },
  Redirect: { handler: returns(''), as: route("@Get('x') @Redirect('/a')") },
  'Redirect with a status': { handler: returns(''), as: route("@Get('x') @Redirect('/a', 301)") },
  'Redirect with a status that does not redirect': {
    handler: returns(''),
    as: route("@Get('x') @Redirect('/a', 200)"),
  },
  'Redirect that is replaced': {
    handler: returns("if (query.a) return { url: '/b', statusCode: 307 }; if (query.b) return { url: '/c' };"),
    as: route("@Get('x') @Redirect('/a', 301)"),
  },
  'Redirect without arguments': {
    handler: returns("return { url: '/b' };"),
    as: route("@Get('x') @Redirect()"),
  },
  'Redirect and HttpCode': { handler: returns(''), as: route("@Get('x') @HttpCode(303) @Redirect('/a')") },
  'Redirect on POST': { handler: returns(''), as: route("@Post('x') @Redirect('/a')"), methods: ['POST'] },
  'Redirect in the other order': { handler: returns(''), as: route("@Get('x') @Redirect(301, '/a')") },
};

/** What is thrown. */
const THROWN: Readonly<Record<string, Case>> = {
  'a class of Nest': { handler: returns('if (query.a) throw new NotFoundException(); return { a: 1 };') },
  HttpException: { handler: returns("throw new HttpException('a', query.a ? 409 : 410);") },
  'HttpException with a success': { handler: returns("throw new HttpException('a', 202);") },
  'a plain error': { handler: returns("throw new Error('a');") },
  'an error with a status': { handler: returns("throw Object.assign(new Error('a'), { status: 404 });") },
  'an error with a statusCode': { handler: returns("throw Object.assign(new Error('a'), { statusCode: 404 });") },
  'an error of http-errors': { handler: returns("throw require('http-errors')(409, 'a');") },
  'an object with a status': { handler: returns("throw { statusCode: 404, message: 'a' };") },
  'HttpException with a status that is none': { handler: returns("throw new HttpException('a', 99);") },
};

/** The response of the server, with `passthrough`. */
const BESIDE: Readonly<Record<string, Case>> = {
  'a status beside the returned value': { handler: passthrough('if (query.a) res.status(404); return { a: 1 };') },
  'a field beside the returned value': { handler: passthrough("res.header('x-a', '1'); return 'a';") },
  'Redirect and a status of the response': {
    handler: passthrough('res.status(307);'),
    as: route("@Get('x') @Redirect('/a')"),
  },
  'a status over HttpCode': {
    handler: passthrough('if (query.a) res.status(404); return { a: 1 };'),
    as: route("@Get('x') @HttpCode(202)"),
  },
};

/** On both servers. */
export const SHARED: Readonly<Record<string, Case>> = { ...RETURNED, ...DECORATED, ...THROWN, ...BESIDE };

/** Nest has no other route behind a method, so Express answers there itself. */
const OUT_OF_PLACE = "next('route') and next('router')";

/** Handlers of Express, as methods that ask for `@Res()`. */
function asMethods(cases: Readonly<Record<string, Case>>): Readonly<Record<string, Case>> {
  return Object.fromEntries(
    Object.entries(cases).flatMap(([name, one]) => {
      const [, isAsync, request, response, next, body] =
        /^(async )?\((\w+), (\w+)(?:, (\w+))?\) => (\{[^]*\})$/.exec(one.handler) ?? [];
      if (
        body === undefined ||
        name === OUT_OF_PLACE ||
        one.as ||
        /\bapp\b/.test(`${one.before ?? ''}${one.after ?? ''}`)
      )
        return [];
      const parameters = [`@Req() ${request ?? ''}`, `@Res() ${response ?? ''}`, ...(next ? [`@Next() ${next}`] : [])];
      const handler = `(${parameters.join(', ')}) ${body}`;
      return [[name, { ...one, handler, as: route("@Get('x')", isAsync ? 'async run' : 'run') }]];
    }),
  );
}

/** What is Express' alone. */
export const ON_EXPRESS: Readonly<Record<string, Case>> = {
  ...asMethods(commonCases),
  'null returned': { handler: returns('return null;') },
  'a returned exception': { handler: returns('return new NotFoundException();') },
  'a returned value beside @Res()': { handler: '(@Res() res) { return { a: 1 }; }' },
  'a returned value beside @Next()': { handler: '(@Next() next) { return { a: 1 }; }' },
  'the status of the decorator with @Res()': {
    handler: '(@Res() res) { res.json({}); }',
    as: route("@Post('x') @HttpCode(202)"),
    methods: ['POST'],
  },
  'the status of POST with @Res()': {
    handler: '(@Res() res) { res.json({}); }',
    as: post,
    methods: ['POST'],
  },
  'an answer and a returned value': { handler: passthrough('if (query.a) res.status(404).json({}); return { b: 2 };') },
  'an answer that is returned': { handler: passthrough('return res.status(404).json({});') },
  'a redirect that is returned': { handler: passthrough("return res.redirect(303, '/a');") },
  'an answer and then null': { handler: passthrough('res.status(404).json({}); return null;') },
  Render: { handler: returns('return { a: 1 };'), as: route("@Get('x') @Render('a')") },
  'a filter': {
    handler: '(exception, host) { const res = host.switchToHttp().getResponse(); res.status(409).json({ a: 1 }); }',
    as: filter,
  },
  'a filter without a status': {
    handler: '(exception, host) { const res = host.switchToHttp().getResponse(); res.json({ a: 1 }); }',
    as: filter,
  },
  'a filter that does not answer': {
    handler: '(exception, host) { host.switchToHttp().getResponse().status(404); }',
    as: filter,
  },
};

/** What is Fastify's alone. */
export const ON_FASTIFY: Readonly<Record<string, Case>> = {
  'null returned': { handler: returns('return null;') },
  'a returned exception': { handler: returns('return new NotFoundException();') },
  'an answer and a returned value': {
    handler: passthrough('if (query.a) res.code(404).send({}); return { b: 2 };'),
  },
  'a reply that is asked for': {
    handler: "(@Query() query, @Res() reply) { if (query.a) return reply.code(404).send({}); reply.send('b'); }",
  },
  'the status of POST with @Res()': {
    handler: '(@Res() reply) { reply.send({}); }',
    as: post,
    methods: ['POST'],
  },
  'the status of the decorator with @Res()': {
    handler: '(@Res() reply) { reply.send({}); }',
    as: route("@Post('x') @HttpCode(202)"),
    methods: ['POST'],
  },
  'a returned value beside @Res()': { handler: '(@Res() reply) { return { a: 1 }; }' },
  'a redirect of the reply': {
    handler: "(@Query() query, @Res() reply) { reply.redirect('/a', query.a ? 303 : 307); }",
  },
  'a redirect of the reply after HttpCode': {
    handler: "(@Res() reply) { reply.redirect('/a'); }",
    as: route("@Get('x') @HttpCode(303)"),
  },
  'a redirect of the reply on a status that was never set': { handler: "(@Res() reply) { reply.redirect('/a'); }" },
  'fields of the reply': {
    handler:
      "(@Res() reply) { reply.header('x-a', '1').headers({ 'x-b': '1' }).type('text/plain').removeHeader('x-a').send('a'); }",
  },
  'a filter': {
    handler: '(exception, host) { host.switchToHttp().getResponse().code(409).send({ a: 1 }); }',
    as: filter,
  },
  'a filter without a status': {
    handler: '(exception, host) { host.switchToHttp().getResponse().send({ a: 1 }); }',
    as: filter,
  },
};
